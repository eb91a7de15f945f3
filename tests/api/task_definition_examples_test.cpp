// Goal: AWS's rules for task definitions, as worked examples 49 to 63 put them.
// Method: one row each, by RegisterTaskDefinition.

#include <doctest/doctest.h>

#include "engine/health_checks.h"
#include "support/world.h"

namespace taskyard {

namespace {

std::string definition(const std::string& cpu, const std::string& memory,
                       const std::string& containerExtra = "", const std::string& more = "",
                       const std::string& networkMode = "awsvpc") {
  return R"({"family":"web","requiresCompatibilities":["FARGATE"],"networkMode":")" + networkMode +
         R"(","cpu":")" + cpu + R"(","memory":")" + memory +
         R"(","containerDefinitions":[{"name":"app","image":"app:1")" + containerExtra + "}]" +
         more + "}";
}

}  // namespace

TEST_CASE("task definition: the worked examples of validation") {
  const std::string noPair = "No Fargate configuration exists for given values";
  struct Row {
    const char* example;
    std::string input;
    std::string refused;  // part of the message; "": accepted
  };
  const Row kRows[] = {
      {"worked example 49", definition("256", "512"), ""},
      {"worked example 50", definition("256", "4096"), noPair},
      {"worked example 51", definition("300", "512"), "Invalid 'cpu' setting for task."},
      {"worked example 52", definition("1024", "1024"), noPair},
      {"worked example 53", definition("8192", "18432"), noPair},
      {"worked example 54", definition("16384", "122880"), ""},
      {"worked example 55", definition("32768", "122880"), ""},
      {"worked example 56", definition("256", "512", "", "", "bridge"),
       "Fargate only supports network mode"},
      {"worked example 58", definition("256", "512", R"(,"essential":false)"),
       "Task definition doesn't have any essential container."},
      {"worked example 59", definition("256", "512", "", R"(,"ephemeralStorage":{"sizeInGiB":20})"),
       "phemeral"},
      {"worked example 60", definition("256", "512", R"(,"stopTimeout":121)"),
       "stop timeout of less than 120 seconds"},
      {"worked example 63",
       definition("256", "512",
                  R"(,"logConfiguration":{"logDriver":"awslogs","options":{)"
                  R"("awslogs-group":"/ecs/web","awslogs-region":"us-east-1",)"
                  R"("awslogs-stream-prefix":"web"}})"),
       "Fargate requires task definition to have execution role ARN to support log driver "
       "awslogs."}};
  for (const Row& row : kRows) {
    CAPTURE(row.example);
    World world;
    const std::string answer = world.refused("RegisterTaskDefinition", row.input);
    CAPTURE(answer);
    if (row.refused.empty()) {
      CHECK(answer == "accepted");
    } else {
      CHECK(answer.find(row.refused) != std::string::npos);
    }
  }
}

TEST_CASE("task definition: units are understood (worked example 57)") {
  World world;
  const JsonValue answer = world.must("RegisterTaskDefinition", definition("1 vCPU", "3 GB"));
  CHECK(answer.find("taskDefinition")->text("cpu") == "1024");
  CHECK(answer.find("taskDefinition")->text("memory") == "3072");
}

TEST_CASE("task definition: revisions after deregistering the third (worked example 61)") {
  World world;
  for (int i = 0; i < 3; ++i) world.registerWeb();
  world.must("DeregisterTaskDefinition", R"({"taskDefinition":"web:3"})");
  const JsonValue next = world.must("RegisterTaskDefinition", definition("256", "512"));
  CHECK(next.find("taskDefinition")->find("revision")->integer() == 4);
}

TEST_CASE("task definition: a task's health from its containers (worked example 62)") {
  struct Row {
    HealthStatus one, other, task;
  };
  constexpr HealthStatus kUnknown = HealthStatus::UNKNOWN;
  constexpr HealthStatus kHealthy = HealthStatus::HEALTHY;
  constexpr HealthStatus kUnhealthy = HealthStatus::UNHEALTHY;
  for (const Row& row : {Row{kUnhealthy, kHealthy, kUnhealthy}, Row{kHealthy, kUnknown, kUnknown},
                         Row{kHealthy, kHealthy, kHealthy}}) {
    World world;
    world.must("CreateCluster");
    const std::string check = R"(,"healthCheck":{"command":["CMD","true"]})";
    world.registerWeb("app:1", check + R"(},{"name":"other","image":"app:2")" + check);
    world.createService(1);
    world.advance(2 * kMinute);
    State state = world.state();
    const Task& task = state.tasks[0];
    state.containers[task.firstContainer.value].healthStatus = row.one;
    state.containers[state.containers[task.firstContainer.value].next.value].healthStatus =
        row.other;
    CHECK(taskHealth(state, task) == row.task);
  }
}

TEST_CASE("task definition: deleted only when INACTIVE and no longer used") {
  World world;
  world.createWeb(1);
  world.advance(5 * kMinute);
  const auto erase = [&] {
    return world.must("DeleteTaskDefinitions", R"({"taskDefinitions":["web:1"]})");
  };
  const JsonValue active = erase();
  CHECK(active.find("taskDefinitions")->items().empty());
  CHECK(active.find("failures")->items()[0].text("reason") == "ACTIVE");
  world.must("DeregisterTaskDefinition", R"({"taskDefinition":"web:1"})");
  CHECK(erase().find("taskDefinitions")->items()[0].text("status") == "DELETE_IN_PROGRESS");
  CHECK(world.must("DescribeTaskDefinition", R"({"taskDefinition":"web:1"})")
            .find("taskDefinition")
            ->text("status") == "DELETE_IN_PROGRESS");
  world.must("DeleteService", R"({"service":"web","force":true})");
  world.advance(5 * kMinute);
  CHECK(world.refused("DescribeTaskDefinition", R"({"taskDefinition":"web:1"})") ==
        "ClientException: Unable to describe task definition.");
  world.registerWeb();
  CHECK(world.refused("DescribeTaskDefinition", R"({"taskDefinition":"web:2"})") == "accepted");
}

}  // namespace taskyard
