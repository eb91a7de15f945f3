// Goal: a task walks through AWS's states in AWS's order, and every way of ending has its stopCode,
// its reason and its cause. Method: runs on a bare account, driven by API requests.

#include <doctest/doctest.h>

#include "engine/cost.h"
#include "engine/stop_reason.h"
#include "support/world.h"

namespace taskyard {

namespace {

std::vector<TaskStatus> statesOf(const World& world, std::uint32_t ordinal) {
  std::vector<TaskStatus> states;
  const EventLog& log = const_cast<World&>(world).run().events();
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    const Event& event = log.at(id);
    const bool change =
        event.kind == EventKind::TaskCreated || event.kind == EventKind::TaskStatusChanged;
    if (change && event.subject == ordinal) {
      states.push_back(static_cast<TaskStatus>(event.detail));
    }
  }
  return states;
}

void runOne(World& world, const std::string& image, const std::string& extra = "",
            const std::string& publicIp = "ENABLED") {
  world.must("CreateCluster");
  world.registerWeb(image, extra);
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network(publicIp) + "}");
}

}  // namespace

TEST_CASE("task: walks through every lastStatus in order") {
  World world;
  runOne(world, "public.ecr.aws/x/app:1");
  world.advance(3 * kMinute);
  REQUIRE(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  const std::string id = world.idOf(*world.tasks()[0]);
  world.must("StopTask", R"({"task":")" + id + "\"}");
  world.advance(2 * kMinute);
  using enum TaskStatus;
  CHECK(statesOf(world, 0) == std::vector<TaskStatus>{PROVISIONING, PENDING, ACTIVATING, RUNNING,
                                                      DEACTIVATING, STOPPING, DEPROVISIONING,
                                                      STOPPED});
  const Task& task = *world.tasks()[0];
  CHECK(task.stopCode == TaskStopCode::UserInitiated);
  CHECK(stoppedReason(world.state(), task) == "Task stopped by user");
  CHECK(task.createdAt < task.connectivityAt());
  CHECK(task.connectivityAt() < task.pullStartedAt());
  CHECK(task.pullStartedAt() < task.pullStoppedAt());
  CHECK(task.pullStoppedAt() < task.startedAt());
  CHECK(task.startedAt() < task.stoppingAt);
  CHECK(task.stoppingAt < task.executionStoppedAt());
  CHECK(task.executionStoppedAt() < task.stoppedAt());
}

TEST_CASE("task: a bigger image takes longer to pull") {
  DurationMs pull[2];
  for (int i = 0; i < 2; ++i) {
    World world;
    world.must("SimPutImage", i == 0 ? R"({"image":"app:1","sizeMiB":50})"
                                     : R"({"image":"app:1","sizeMiB":1000})");
    runOne(world, "app:1");
    world.advance(5 * kMinute);
    pull[i] = world.tasks()[0]->pullStoppedAt() - world.tasks()[0]->pullStartedAt();
  }
  CHECK(pull[0] < 5 * kSecond);
  CHECK(pull[1] > 36 * kSecond);
}

TEST_CASE("task: an essential container that exits takes the task down") {
  World world;
  world.must("SimPutImage", R"({"image":"app:1","exitAfterSeconds":20,"exitCode":3})");
  runOne(world, "app:1");
  world.advance(5 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.lastStatus == TaskStatus::STOPPED);
  CHECK(task.stopCode == TaskStopCode::EssentialContainerExited);
  CHECK(stoppedReason(world.state(), task) == "Essential container in task exited");
  CHECK(containerOf(world.state(), task, 0).exitCode == 3);
}

TEST_CASE("task: a restart policy restarts the container inside the task") {
  World world;
  world.must("SimPutImage", R"({"image":"app:1","exitAfterSeconds":90,"exitCode":3})");
  runOne(world, "app:1", R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":60})");
  world.advance(10 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.lastStatus == TaskStatus::RUNNING);
  CHECK(containerOf(world.state(), task, 0).restartCount >= 4);
}

TEST_CASE("task: a restart policy does not restart what ran too short or exits as ignored") {
  for (const char* policy : {R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":120})",
                             R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":60,)"
                             R"("ignoredExitCodes":[3]})"}) {
    World world;
    world.must("SimPutImage", R"({"image":"app:1","exitAfterSeconds":90,"exitCode":3})");
    runOne(world, "app:1", policy);
    world.advance(10 * kMinute);
    CHECK(world.tasks()[0]->lastStatus == TaskStatus::STOPPED);
  }
}

TEST_CASE("task: an image that does not exist fails the start in AWS's words") {
  World world;
  world.must("SimPutImage", R"({"image":"app:typo","exists":false})");
  runOne(world, "app:typo");
  world.advance(5 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.lastStatus == TaskStatus::STOPPED);
  CHECK(task.startedAt() == kNever);
  CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
  CHECK(stoppedReason(world.state(), task)
            .starts_with("CannotPullContainerError: pull image manifest has been retried 5 "
                         "time(s): failed to resolve "
                         "ref app:typo:"));
}

TEST_CASE("task: a public subnet without a public IP reaches no registry (worked example 64)") {
  World world;
  runOne(world, "public.ecr.aws/x/app:1", "", "DISABLED");
  world.advance(10 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
  CHECK(stoppedReason(world.state(), task).find("i/o timeout") != std::string::npos);
}

TEST_CASE("task: SIGTERM ignored means SIGKILL after stopTimeout, exit code 137") {
  World world;
  world.must("SimPutImage", R"({"image":"app:1","ignoresSigterm":true})");
  runOne(world, "app:1", R"(,"stopTimeout":20)");
  world.advance(3 * kMinute);
  const JsonValue answer = world.must(
      "StopTask", R"({"task":")" + world.idOf(*world.tasks()[0]) + R"(","reason":"maintenance"})");
  CHECK(answer.find("task")->text("desiredStatus") == "STOPPED");  // the task as it is now
  world.advance(2 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(containerOf(world.state(), task, 0).exitCode == 137);
  CHECK(task.executionStoppedAt() - task.stoppingAt == 21 * kSecond);  // DEACTIVATING, then 20 s
  CHECK(stoppedReason(world.state(), task) == "maintenance");
}

TEST_CASE("task: an image for another CPU architecture ends at once with exit code 1") {
  World world;
  world.must("CreateCluster");
  world.must("SimPutImage", R"({"image":"app:arm","cpuArchitecture":"ARM64"})");
  for (const char* platform : {"X86_64", "ARM64"}) {
    world.must("RegisterTaskDefinition",
               std::string(R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":)"
                           R"(["FARGATE"],"cpu":"256","memory":"512","runtimePlatform":{)"
                           R"("operatingSystemFamily":"LINUX","cpuArchitecture":")") +
                   platform + R"("},"containerDefinitions":[{"name":"app","image":"app:arm"}]})");
    world.must("RunTask",
               R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  }
  world.advance(3 * kMinute);
  CHECK(world.count(EventKind::ContainerCannotExec) == 1);
  const auto stopped = world.tasksIn(TaskStatus::STOPPED);
  REQUIRE(stopped.size() == 1);
  CHECK(containerOf(world.state(), *stopped[0], 0).exitCode == 1);
  CHECK(stopped[0]->stopCode == TaskStopCode::EssentialContainerExited);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
}

TEST_CASE("task: stopped records leave the list after an hour") {
  World world;
  world.must("SimPutImage", R"({"image":"app:1","exitAfterSeconds":1})");
  runOne(world, "app:1");
  world.advance(5 * kMinute);
  CHECK(world.tasks().size() == 1);
  world.advance(kHour);
  CHECK(world.tasks().empty());
}

TEST_CASE("task: a standalone task is not replaced") {
  World world;
  runOne(world, "app:1");
  world.advance(3 * kMinute);
  world.must("SimInjectFault",
             R"({"type":"ContainerExit","task":")" + world.idOf(*world.tasks()[0]) + "\"}");
  world.advance(10 * kMinute);
  CHECK(world.tasks().size() == 1);
  CHECK(world.tasks()[0]->lastStatus == TaskStatus::STOPPED);
}

TEST_CASE("cost: per second from the pull on, at least a minute (worked examples 97 and 98)") {
  TaskDefinition definition;
  Task task;
  task.launchType = LaunchType::FARGATE;
  definition.cpu = 1024;
  definition.memory = 2048;
  task.setPullStartedAt(0);
  task.setStoppedAt(45'000);
  CHECK(taskCostNanoUsd(definition, task, 0) / 1000 == 822);  // 0.000823 rounded
  task.setStoppedAt(61'200);
  CHECK(taskCostNanoUsd(definition, task, 0) / 1000 == 850);
}

TEST_CASE("cost: a task of 1 vCPU and 2 GB for a month (worked example 96)") {
  TaskDefinition definition;
  Task task;
  task.launchType = LaunchType::FARGATE;
  definition.cpu = 1024;
  definition.memory = 2048;
  task.setPullStartedAt(0);
  task.setStoppedAt(730 * kHour);
  CHECK((taskCostNanoUsd(definition, task, 0) + 5'000'000) / 10'000'000 == 3604);
}

}  // namespace taskyard
