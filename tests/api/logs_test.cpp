// Goal: what containers write is found under prefix/container/task-id as long as somebody kept it.

#include <doctest/doctest.h>

#include "engine/log_lines.h"
#include "support/startup_world.h"

namespace taskyard {

namespace {

std::vector<std::string> linesOfGroup(StartupWorld& world, const std::string& more = "") {
  const JsonValue output =
      world.must("logs:FilterLogEvents", R"({"logGroupName":"/ecs/web")" + more + "}");
  std::vector<std::string> lines;
  for (const JsonValue& event : output.find("events")->items()) {
    lines.push_back(event.text("message"));
  }
  return lines;
}

}  // namespace

TEST_CASE("logs: a crash leaves its last words in the group") {
  StartupWorld world;
  world.makeLogGroup();
  TaskPlan plan;
  plan.container = kLogsToWeb;
  const Task& task = world.runPlan(plan);
  REQUIRE(task.lastStatus == TaskStatus::RUNNING);
  const std::string stream = "web/app/" + world.idOf(task);
  const std::string get = R"({"logGroupName":"/ecs/web","logStreamName":")" + stream + "\"}";
  CHECK(world.must("logs:GetLogEvents", get).find("events")->items().size() == 1);
  world.must("SimInjectFault",
             R"({"type":"ContainerExit","exitCode":3,"task":")" + world.idOf(task) + "\"}");
  CHECK(linesOfGroup(world) ==
        std::vector<std::string>{"INFO started, ready for work",
                                 "FATAL unhandled error, exiting with code 3"});
  CHECK(linesOfGroup(world, R"(,"filterPattern":"FATAL")").size() == 1);
  CHECK(linesOfGroup(world, R"(,"limit":1)").size() == 1);
  const JsonValue groups = world.must("logs:DescribeLogGroups");
  CHECK(groups.find("logGroups")->items()[0].find("storedBytes")->integer() == 240);
  // The task's record goes after an hour, the lines stay, until their retention is over.
  world.advance(2 * kHour);
  CHECK(linesOfGroup(world).size() == 2);
  world.must("logs:PutRetentionPolicy", R"({"logGroupName":"/ecs/web","retentionInDays":1})");
  world.advance(kDay);
  CHECK(linesOfGroup(world).empty());
}

TEST_CASE("logs: orders, limits and classes there are") {
  World world;
  const std::string value = "InvalidParameterException: 1 validation error detected: Value '";
  const std::string rule = " failed to satisfy constraint: Member must ";
  CHECK(world.refused("logs:CreateLogGroup", R"({"logGroupName":"g","logGroupClass":"COLD"})") ==
        value + "COLD' at 'logGroupClass'" + rule +
            "satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]");
  world.must("logs:CreateLogGroup", R"({"logGroupName":"g","logGroupClass":"INFREQUENT_ACCESS"})");
  world.must("logs:CreateLogGroup", R"({"logGroupName":"h"})");
  const auto streams = [&](const std::string& more) {
    return world.refused("logs:DescribeLogStreams", R"({"logGroupName":"g",)" + more + "}");
  };
  CHECK(streams(R"("orderBy":"Name")") ==
        value + "Name' at 'orderBy'" + rule +
            "satisfy enum value set: [LogStreamName, LastEventTime]");
  CHECK(streams(R"("limit":51)") ==
        value + "51' at 'limit'" + rule + "have value less than or equal to 50");
  CHECK(streams(R"("limit":0)") ==
        value + "0' at 'limit'" + rule + "have value greater than or equal to 1");
  CHECK(streams(R"("orderBy":"LastEventTime","logStreamNamePrefix":"web")") ==
        "InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix.");
  CHECK(streams(R"("orderBy":"LastEventTime","limit":50)") == "accepted");
  CHECK(streams(R"("orderBy":"LogStreamName","logStreamNamePrefix":"web")") == "accepted");
  CHECK(world.refused("logs:DescribeLogGroups", R"({"limit":51})").ends_with("equal to 50"));
  const JsonValue listed = world.must("logs:DescribeLogGroups", R"({"limit":1})");
  CHECK(listed.find("logGroups")->items().size() == 1);
  const JsonValue rest =
      world.must("logs:DescribeLogGroups", R"({"nextToken":")" + listed.text("nextToken") + "\"}");
  CHECK(rest.find("logGroups")->items().at(0).text("logGroupName") == "h");
  CHECK(rest.find("nextToken") == nullptr);
  CHECK(world.refused("logs:DescribeLogGroups", R"({"nextToken":"x"})") ==
        "InvalidParameterException: The specified nextToken is invalid.");
  CHECK(world.refused("logs:FilterLogEvents", R"({"logGroupName":"g","limit":10001})")
            .ends_with("have value less than or equal to 10000"));
}

TEST_CASE("logs: awslogs-create-group makes the group, and an event says so") {
  StartupWorld world;
  TaskPlan plan;
  plan.executionRole = world.makeRole("exec", {"AdministratorAccess"});
  plan.container =
      R"(,"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/web",)"
      R"("awslogs-region":"us-east-1","awslogs-stream-prefix":"w","awslogs-create-group":"true"}})";
  CHECK(world.failureOf(plan).empty());
  CHECK(linesOfGroup(world).size() == 1);
  CHECK(world.count(EventKind::LogGroupCreated) == 1);
}

TEST_CASE("logs: refusals") {
  World world;
  CHECK(world.refused("logs:DeleteLogGroup", R"({"logGroupName":"/x"})") ==
        "ResourceNotFoundException: The specified log group does not exist.");
  world.must("logs:CreateLogGroup", R"({"logGroupName":"/x"})");
  CHECK(world.refused("logs:CreateLogGroup", R"({"logGroupName":"/x"})") ==
        "ResourceAlreadyExistsException: The specified log group already exists");
  CHECK(world.refused("logs:CreateLogGroup", R"({"logGroupName":"a b"})")
            .starts_with("InvalidParameterException: "));
  CHECK(world.refused("logs:PutRetentionPolicy", R"({"logGroupName":"/x","retentionInDays":2})")
            .starts_with("InvalidParameterException: "));
  CHECK(world.refused("logs:GetLogEvents", R"({"logGroupName":"/x","logStreamName":"s"})") ==
        "ResourceNotFoundException: The specified log stream does not exist.");
}

TEST_CASE("logs: a stream remembers only its newest lines, and counts them all") {
  StartupWorld world;
  world.makeLogGroup();
  TaskPlan plan;
  plan.container =
      std::string(kLogsToWeb) + R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":60})";
  world.must("SimPutImage", R"({"image":")" + plan.image + R"(","exitAfterSeconds":90})");
  world.runPlan(plan);
  world.advance(6 * kHour);
  const LogStream& stream = world.state().logs.streams[0];
  CHECK(stream.lines.size() == kLinesPerStreamMost);
  CHECK(world.state().logs.groups[0].bytesIngested > 200 * 120);  // of 120 bytes each
  const std::vector<LogLine> lines = linesOf(world.state(), stream);
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i - 1].at <= lines[i].at);
}

}  // namespace taskyard
