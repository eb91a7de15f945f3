#include "engine/task_load.h"

#include "support/work_world.h"

namespace taskyard {

TEST_CASE("worked example 109: a container that uses 600 of 512 MiB is killed") {
  WorkWorld world;
  world.must("SimPutImage", R"({"image":"app","memoryBaseMiB":600})");
  world.must("CreateCluster");
  world.must("RegisterTaskDefinition",
             R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
             R"("cpu":"256","memory":"1024","containerDefinitions":[{"name":"app","image":"app",)"
             R"("memory":512}]})");
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  world.advance(3 * kMinute);
  const auto stopped = world.tasksIn(TaskStatus::STOPPED);
  REQUIRE(stopped.size() == 1);
  const JsonValue answer =
      world.must("DescribeTasks", R"({"tasks":[")" + world.idOf(*stopped.front()) + "\"]}");
  const JsonValue& task = answer.find("tasks")->items().front();
  const JsonValue& container = task.find("containers")->items().front();
  CHECK(container.find("exitCode")->integer() == 137);
  CHECK(container.text("reason") == "OutOfMemoryError: Container killed due to memory usage");
  CHECK(task.text("stoppedReason") == "Essential container in task exited");
  CHECK(task.text("stopCode") == "EssentialContainerExited");
}

TEST_CASE("without a limit of its own the container's limit is the task's memory") {
  WorkWorld world;
  world.program(R"("memoryBaseMiB":500)");
  world.serve(1);
  CHECK(world.count(EventKind::ContainerOutOfMemory) == 0);
  CHECK(taskLoad(world.state(), *world.tasks().front()).memoryMiB == 500);
}

TEST_CASE("a leak kills when it reaches the limit, by one timer") {
  WorkWorld world;
  // 112 MiB of room at 20 MiB per minute: 5 min 36 s.
  world.program(R"("memoryBaseMiB":400,"memoryLeakMiBPerMinute":20)");
  world.must("CreateCluster");
  world.must(
      "RegisterTaskDefinition",
      R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
      R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"app"}]})");
  world.must("RunTask",
             R"({"taskDefinition":"web","launchType":"FARGATE",)" + World::network() + "}");
  world.advance(2 * kMinute);
  const std::uint64_t before = world.state().timersRun;
  world.advance(10 * kMinute);
  const Task& task = *world.tasks().front();
  const Container& container = containerOf(world.state(), task, 0);
  CHECK(container.outOfMemory);
  const DurationMs lived = container.finishedAt - container.startedAt;
  CHECK(lived >= 336 * kSecond);
  CHECK(lived <= 336 * kSecond + 5);
  CHECK(world.state().timersRun - before < 10);
}

TEST_CASE("MemoryLeak leaks from the moment of the fault, until it is cleared") {
  WorkWorld world;
  world.program(R"("memoryBaseMiB":112)");
  world.serve(1);
  world.must("SimInjectFault", R"({"type":"MemoryLeak","image":"app","mibPerMinute":100})");
  world.advance(2 * kMinute);
  CHECK(taskLoad(world.state(), *world.tasks().front()).memoryMiB == 312);
  world.advance(3 * kMinute);
  CHECK(world.count(EventKind::ContainerOutOfMemory) == 1);
  world.must("SimClearFault", R"({"type":"MemoryLeak"})");
  world.advance(20 * kMinute);
  CHECK(world.count(EventKind::ContainerOutOfMemory) == 1);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
}

TEST_CASE("a probe: booting, ready, another port, hung") {
  WorkWorld world;
  world.program(R"("readySeconds":600,"listenPort":8080)");
  world.serve(1);
  const auto kind = [&](std::int32_t port) {
    return probeTask(world.state(), *world.tasks().front(), port, 5 * kSecond).kind;
  };
  CHECK(kind(8080) == ProbeAnswer::Kind::Refused);
  world.advance(10 * kMinute);
  CHECK(kind(8080) == ProbeAnswer::Kind::Status);
  CHECK(probeTask(world.state(), *world.tasks().front(), 8080, kSecond).status == 200);
  CHECK(kind(80) == ProbeAnswer::Kind::Refused);
  world.must("SimInjectFault",
             R"({"type":"Hang","task":")" + world.idOf(*world.tasks().front()) + "\"}");
  CHECK(kind(8080) == ProbeAnswer::Kind::Timeout);
}

TEST_CASE("a batch job ends with 0, later with less CPU") {
  const auto lived = [](const std::string& cpu, const std::string& memory) {
    WorkWorld world;
    world.program(R"("job":{"workSeconds":60})");
    world.must("CreateCluster");
    world.must("RegisterTaskDefinition",
               R"({"family":"job","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
               R"("cpu":")" +
                   cpu + R"(","memory":")" + memory +
                   R"(","containerDefinitions":[{"name":"app","image":"app"}]})");
    world.must("RunTask",
               R"({"taskDefinition":"job","launchType":"FARGATE",)" + World::network() + "}");
    world.advance(10 * kMinute);
    const Container& container = containerOf(world.state(), *world.tasks().front(), 0);
    CHECK(container.exitCode == 0);
    return container.finishedAt - container.startedAt;
  };
  CHECK(lived("256", "512") == 240 * kSecond);
  CHECK(lived("1024", "2048") == 60 * kSecond);
}

TEST_CASE("containers share CPU by their weights only while both want it") {
  WorkWorld world;
  world.must("SimPutImage", R"({"image":"sidecar","cpuIdleMilli":200})");
  world.serve(1, "", R"(,"cpu":192},{"name":"side","image":"sidecar","essential":false,"cpu":64)");
  const Task& task = *world.tasks().front();
  CHECK(taskCpuMilli(world.state(), task) == 250);
  // The sidecar may use a quarter of 250 when both want all; alone it could use 200.
  CHECK(containerCpuMilli(world.state(), task, containerOf(world.state(), task, 0)) == 188);
}

TEST_CASE("SimPutImage refuses what makes no sense") {
  WorkWorld world;
  const auto refused = [&](const std::string& members) {
    return world.refused("SimPutImage", R"({"image":"app",)" + members + "}");
  };
  CHECK(refused(R"("calls":[{"kind":"oracle","name":"x"}])").starts_with("SimInvalidRequest"));
  CHECK(refused(R"("worker":{"queue":"q","secondsPerMessage":0})").starts_with("SimInvalid"));
  CHECK(refused(R"("worker":{"queue":"q","secondsPerMessage":-1})").starts_with("SimInvalid"));
  CHECK(refused(R"("cpuMsPerRequest":-1)").starts_with("ParamValidationError"));
  CHECK(refused(R"("job":{})").starts_with("ParamValidationError"));
  CHECK(world.state().images.empty());
}

}  // namespace taskyard
