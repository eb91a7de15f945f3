// Goal: EventBridge Scheduler runs standalone tasks at its times, and nobody replaces them.

#include <doctest/doctest.h>

#include "support/world.h"

namespace taskyard {

namespace {

const std::string kTarget =
    R"("FlexibleTimeWindow":{"Mode":"OFF"},"Target":{)"
    R"("Arn":"arn:aws:ecs:us-east-1:123456789012:cluster/default",)"
    R"("RoleArn":"arn:aws:iam::123456789012:role/scheduler","EcsParameters":{)"
    R"("TaskDefinitionArn":"web","LaunchType":"FARGATE","TaskCount":2,"NetworkConfiguration":)"
    R"({"awsvpcConfiguration":{"Subnets":["subnet-0a11"],"AssignPublicIp":"ENABLED"}}}})";

void create(World& world, const std::string& expression, const std::string& more = "") {
  world.must("scheduler:CreateSchedule",
             R"({"Name":"job","ScheduleExpression":")" + expression + "\"," + kTarget + more + "}");
}

void ready(World& world) {
  world.must("CreateCluster");
  world.registerWeb();
}

}  // namespace

TEST_CASE("scheduler: cron runs tasks at its times") {
  World world;
  ready(world);
  create(world, "cron(0 9 * * ? *)");
  world.advance(59 * kMinute);
  CHECK(world.tasks().empty());
  world.advance(5 * kMinute);
  REQUIRE(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(!world.tasks()[0]->service.valid());
  CHECK(world.count(EventKind::ScheduleFired) == 1);
  world.advance(kDay);
  CHECK(world.count(EventKind::ScheduleFired) == 2);
}

TEST_CASE("scheduler: a task that fails is not replaced") {
  World world;
  ready(world);
  create(world, "at(2026-01-05T08:10:00)", R"(,"ActionAfterCompletion":"DELETE")");
  world.advance(15 * kMinute);
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    world.must("SimInjectFault", R"({"type":"ContainerExit","task":")" + world.idOf(*task) + "\"}");
  }
  world.advance(10 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).empty());
  CHECK(world.count(EventKind::ScheduleFired) == 1);
  CHECK(world.must("scheduler:ListSchedules").find("Schedules")->items().empty());
}

TEST_CASE("scheduler: a rate begins at once, or at its start, and ends at its end") {
  World world;
  ready(world);
  create(world, "rate(10 minutes)", R"(,"EndDate":"2026-01-05T08:25:00Z")");
  world.advance(kHour);
  CHECK(world.count(EventKind::ScheduleFired) == 3);  // 08:00, 08:10, 08:20
  World later;
  ready(later);
  create(later, "rate(10 minutes)", R"(,"StartDate":"2026-01-05T08:30:00Z")");
  later.advance(29 * kMinute);
  CHECK(later.count(EventKind::ScheduleFired) == 0);
  later.advance(2 * kMinute);
  CHECK(later.count(EventKind::ScheduleFired) == 1);
}

TEST_CASE("scheduler: disabling, updating, showing and deleting") {
  World world;
  ready(world);
  create(world, "rate(10 minutes)", R"(,"State":"DISABLED")");
  world.advance(kHour);
  CHECK(world.tasks().empty());
  world.must("scheduler:UpdateSchedule",
             R"j({"Name":"job","ScheduleExpression":"rate(1 hours)",)j" + kTarget + "}");
  const JsonValue shown = world.must("scheduler:GetSchedule", R"({"Name":"job"})");
  CHECK(shown.text("ScheduleExpression") == "rate(1 hours)");
  CHECK(shown.text("State") == "ENABLED");
  CHECK(shown.find("Target")->find("EcsParameters")->text("TaskDefinitionArn") == "web");
  world.advance(kHour);
  CHECK(world.count(EventKind::ScheduleFired) == 1);
  world.must("scheduler:DeleteSchedule", R"({"Name":"job"})");
  world.advance(3 * kHour);
  CHECK(world.count(EventKind::ScheduleFired) == 1);
}

TEST_CASE("scheduler: what ECS refuses is said, and the next time is tried again") {
  World world;
  ready(world);
  create(world, "rate(1 hour)", R"(,"StartDate":"2026-01-05T09:00:00Z")");
  world.must("DeregisterTaskDefinition", R"({"taskDefinition":"web:1"})");
  world.advance(2 * kHour + kMinute);
  CHECK(world.count(EventKind::ScheduleFailed) == 2);
  world.registerWeb();
  world.advance(kHour);
  CHECK(world.count(EventKind::ScheduleFired) == 1);
}

TEST_CASE("scheduler: bad requests are refused") {
  World world;
  ready(world);
  const auto refused = [&](const std::string& expression, const std::string& target) {
    return world.refused("scheduler:CreateSchedule", R"({"Name":"job","ScheduleExpression":")" +
                                                         expression + "\"," + target + "}");
  };
  CHECK(refused("rate(0 minutes)", kTarget).starts_with("ValidationException"));
  CHECK(refused("cron(0 9 * * * *)", kTarget).starts_with("ValidationException"));
  std::string lambda = kTarget;
  lambda.replace(lambda.find("ecs:us-east-1"), 3, "lam");
  CHECK(refused("rate(1 hour)", lambda).starts_with("SimNotModelled"));
  std::string missing = kTarget;
  missing.replace(missing.find("\"web\""), 5, "\"api\"");
  CHECK(refused("rate(1 hour)", missing).starts_with("ValidationException"));
  create(world, "rate(1 hour)");
  CHECK(refused("rate(1 hour)", kTarget) == "ConflictException: Schedule job already exists.");
  CHECK(world.refused("scheduler:GetSchedule", R"({"Name":"none"})") ==
        "ResourceNotFoundException: Schedule none does not exist.");
  CHECK(world.state().scaling.schedules.size() == 1);
}

}  // namespace taskyard
