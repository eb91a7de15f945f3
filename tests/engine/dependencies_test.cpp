// Goal: containers of a task start in the order their dependsOn asks for, and stop in the reverse.
// Method: tasks with a helper container under each condition.

#include <doctest/doctest.h>

#include "engine/stop_reason.h"
#include "support/world.h"

namespace taskyard {

namespace {

// A task of "app", which depends on "helper" under the condition.
void runPair(World& world, const std::string& condition, const std::string& helper = "",
             const std::string& image = "{}") {
  world.must("CreateCluster");
  if (image != "{}") world.must("SimPutImage", image);
  world.must("RegisterTaskDefinition",
             R"({"family":"pair","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"app:1",)"
             R"("dependsOn":[{"containerName":"helper","condition":")" +
                 condition + R"("}]},{"name":"helper","image":"helper:1","essential":false)" +
                 helper + "}]}");
  world.must("RunTask",
             R"({"taskDefinition":"pair","launchType":"FARGATE",)" + World::network() + "}");
}

const Container& container(const World& world, std::size_t position) {
  return containerOf(world.state(), *world.tasks()[0], position);
}

constexpr const char* kCheck =
    R"(,"healthCheck":{"command":["CMD","true"],"interval":10,"retries":2})";

}  // namespace

TEST_CASE("dependsOn: START waits for the start") {
  World world;
  runPair(world, "START", "", R"({"image":"helper:1","startSeconds":20})");
  world.advance(5 * kMinute);
  CHECK(container(world, 0).startedAt > container(world, 1).startedAt);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::RUNNING);
  CHECK(world.tasks()[0]->startedAt() == container(world, 0).startedAt);
}

TEST_CASE("dependsOn: COMPLETE waits for the end, whatever the exit code") {
  World world;
  runPair(world, "COMPLETE", "", R"({"image":"helper:1","exitAfterSeconds":15,"exitCode":9})");
  world.advance(5 * kMinute);
  CHECK(container(world, 1).exitCode == 9);
  CHECK(container(world, 0).startedAt > container(world, 1).finishedAt);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::RUNNING);
}

TEST_CASE("dependsOn: SUCCESS wants exit code 0; anything else fails the start") {
  for (const int code : {0, 1}) {
    CAPTURE(code);
    World world;
    runPair(
        world, "SUCCESS", "",
        R"({"image":"helper:1","exitAfterSeconds":15,"exitCode":)" + std::to_string(code) + "}");
    world.advance(5 * kMinute);
    const Task& task = *world.tasks()[0];
    CHECK(task.lastStatus == (code == 0 ? TaskStatus::RUNNING : TaskStatus::STOPPED));
    if (code == 0) continue;
    CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
    CHECK(stoppedReason(world.state(), task).starts_with("TaskDependencyError"));
    CHECK(container(world, 0).startedAt == kNever);
  }
}

TEST_CASE("dependsOn: HEALTHY waits for the first passing health check") {
  World world;
  runPair(world, "HEALTHY", kCheck);
  world.advance(5 * kMinute);
  CHECK(container(world, 0).startedAt >= container(world, 1).startedAt + 10 * kSecond);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::RUNNING);
}

TEST_CASE("dependsOn: startTimeout gives up on a helper that never becomes healthy") {
  World world;
  runPair(world, "HEALTHY", std::string(kCheck) + R"(,"startTimeout":60)",
          R"({"image":"helper:1","healthCheckFailuresPerMillion":1000000})");
  world.advance(10 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.lastStatus == TaskStatus::STOPPED);
  CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
  CHECK(task.startedAt() == kNever);
  CHECK(container(world, 1).exitCode == 0);  // the helper was told to stop and did
}

TEST_CASE("dependsOn: on the way down the helper stops last") {
  World world;
  runPair(world, "START", "", R"({"image":"app:1","shutdownSeconds":10})");
  world.advance(5 * kMinute);
  world.must("StopTask", R"({"task":")" + world.idOf(*world.tasks()[0]) + "\"}");
  world.advance(2 * kMinute);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::STOPPED);
  CHECK(container(world, 1).finishedAt == container(world, 0).finishedAt + kSecond);
}

}  // namespace taskyard
