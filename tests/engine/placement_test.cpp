// Goal: which container instance takes a task, and why none does: resources, ports, interfaces,
// attributes, constraints, strategies.

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/invariants.h"
#include "engine/placement.h"
#include "support/instances.h"

namespace taskyard {

namespace {

std::string runNet(World& world, int count) {
  const JsonValue answer =
      world.must("RunTask", R"({"taskDefinition":"net","launchType":"EC2","count":)" +
                                std::to_string(count) + "," + World::network("DISABLED") + "}");
  const auto& failures = answer.find("failures")->items();
  return std::to_string(answer.find("tasks")->items().size()) + " " +
         (failures.empty() ? "" : failures[0].text("reason"));
}

}  // namespace

TEST_CASE("worked example 40: m5.large without trunking has room for 2 awsvpc tasks") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerAwsvpc(world, 128, 128);
  CHECK(runNet(world, 3) == "2 RESOURCE:ENI");
  // The agent pulls through the instance's interface: the tasks need no public address.
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("worked example 41: with trunking, turned on before the launch, 10") {
  World world;
  world.must("PutAccountSetting", R"({"name":"awsvpcTrunking","value":"enabled"})");
  createGroup(world, "m5.large", 1, 1);
  registerAwsvpc(world, 128, 128);
  CHECK(runNet(world, 10) == "10 ");
  CHECK(runNet(world, 1) == "0 RESOURCE:ENI");
}

TEST_CASE("worked example 42: c5.large in bridge mode has room for 2 tasks of 1000 CPU units") {
  World world;
  createGroup(world, "c5.large", 1, 1);
  registerJob(world, 1000, 128);
  createJob(world, 3);
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(lastNoPlaceMessage(world) ==
        "(service job) was unable to place a task because no container instance met all of its "
        "requirements. The closest matching (container-instance " +
            containerInstanceId(world.state().seed, ContainerInstanceIndex(0u)) +
            ") has insufficient CPU units available.");
  CHECK(world.count(EventKind::ServiceNoPlace) == 1);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("worked example 43: a task of 8192 MiB does not fit m4.large, which registers 7985") {
  World world;
  createGroup(world, "m4.large", 1, 1);
  registerJob(world, 10, 8192);
  const JsonValue answer = world.must("RunTask", R"({"taskDefinition":"job"})");
  CHECK(answer.find("failures")->items()[0].text("reason") == "RESOURCE:MEMORY");
}

TEST_CASE("worked example 44: a fixed host port leaves the third task without a place") {
  World world;
  createGroup(world, "m5.large", 2, 2);
  registerJob(world, 10, 128, R"([{"containerPort":80,"hostPort":80}])");
  createJob(world, 3);
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(lastNoPlaceMessage(world).ends_with("is already using a port required by your task."));
}

// Source: API Reference, PortMapping: 22, 2375, 2376 and 51678 to 51680 are six of the 100.
TEST_CASE("an instance has at most 100 reserved host ports, dynamic ones apart") {
  const auto ports = [](int count, bool fixed) {
    std::string list;
    for (int i = 0; i < count; ++i) {
      const std::string port = std::to_string(1000 + i);
      list += std::string(i == 0 ? "[" : ",") + R"({"containerPort":)" + port +
              (fixed ? R"(,"hostPort":)" + port : "") + "}";
    }
    return list + "]";
  };
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerJob(world, 10, 128, ports(95, true));
  const JsonValue over = world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})");
  REQUIRE(over.find("failures")->items().size() == 1);
  CHECK(over.find("failures")->items()[0].text("reason") == "RESOURCE:PORTS");
  registerJob(world, 10, 128, ports(99, false));
  CHECK(world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})")
            .find("failures")
            ->items()
            .empty());
  registerJob(world, 10, 128, ports(94, true));
  CHECK(world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})")
            .find("failures")
            ->items()
            .empty());
  registerJob(world, 10, 128, R"([{"containerPort":80,"hostPort":80}])");
  CHECK(world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})")
            .find("failures")
            ->items()
            .size() == 1);
}

// Source: API Reference, RuntimePlatform; Developer Guide, "api failures", ATTRIBUTE.
TEST_CASE("cpuArchitecture ARM64 wants an instance of that architecture, and X86_64 the other") {
  const auto run = [](const std::string& type, const std::string& architecture) {
    World world;
    createGroup(world, type, 1, 1);
    registerJob(world, 10, 128, "[]",
                R"(,"runtimePlatform":{"cpuArchitecture":")" + architecture + "\"}");
    const JsonValue answer =
        world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})");
    const auto& failures = answer.find("failures")->items();
    return failures.empty() ? "placed" : failures[0].text("reason");
  };
  CHECK(run("m6g.large", "ARM64") == "placed");
  CHECK(run("m6g.large", "X86_64") == "ATTRIBUTE");
  CHECK(run("m5.large", "X86_64") == "placed");
  CHECK(run("m5.large", "ARM64") == "ATTRIBUTE");
}

TEST_CASE("dynamic host ports: several copies share an instance, each with its own port") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerJob(world, 10, 128, R"([{"containerPort":80}])");
  createJob(world, 3);
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  const auto& ports = world.state().capacity.instances[0].ports;
  REQUIRE(ports.size() == 3);
  CHECK(ports[0].port != ports[1].port);
  const JsonValue answer =
      world.must("DescribeTasks", "{\"tasks\":[\"" + world.idOf(*world.tasks()[1]) + "\"]}");
  const JsonValue& task = answer.find("tasks")->items()[0];
  CHECK(task.find("attachments")->items().empty());
  const JsonValue& binding =
      task.find("containers")->items()[0].find("networkBindings")->items()[0];
  CHECK(binding.find("hostPort")->integer() == ports[1].port);
}

TEST_CASE("worked example 45: without a strategy five tasks spread 2, 2, 1 over three zones") {
  World world;
  createGroup(world, "m5.large", 6, 6);
  registerJob(world, 10, 128);
  createJob(world, 5);
  world.advance(3 * kMinute);
  std::vector<int> zones(3, 0);
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    ++zones[world.state().subnets[task->subnet.value].zone];
  }
  std::sort(zones.begin(), zones.end());
  CHECK(zones == std::vector<int>{1, 2, 2});
}

TEST_CASE("worked example 46: binpack memory takes the instance with the least that still fits") {
  World world;
  createGroup(world, "m4.large", 3, 3);
  registerJob(world, 10, 512);
  State state = world.state();
  state.capacity.instances[0].remaining.memory = 1000;
  state.capacity.instances[1].remaining.memory = 600;
  state.capacity.instances[2].remaining.memory = 500;
  const std::vector<PlacementStrategyItem> binpack = {{PlacementStrategyType::binpack, "memory"}};
  PlacementRequest request;
  request.cluster = ClusterIndex(0u);
  request.definition = TaskDefinitionIndex(0u);
  request.needs = needsOf(state, request.definition, {});
  request.strategies = &binpack;
  const PlacementTable table = placeTask(state, request);
  CHECK(table.chosen == ContainerInstanceIndex(1u));
  REQUIRE(table.verdicts.size() == 3);
  CHECK(table.verdicts[2].unfit == Unfit::Memory);
}

TEST_CASE("worked example 47: distinctInstance with 3 instances places 3 of 4") {
  World world;
  createGroup(world, "m5.large", 3, 3);
  registerJob(world, 10, 128);
  createJob(world, 4, R"(,"placementConstraints":[{"type":"distinctInstance"}])");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(liveOn(world, i) == 1);
  const JsonValue table = world.must("SimDescribePlacement", R"({"service":"job"})");
  CHECK(table.find("instances")->items().size() == 3);
  CHECK(table.find("instances")->items()[0].text("verdict").starts_with("DistinctInstance"));
  // Another instance, and the fourth task goes there without anybody asking.
  runInstance(world, "m5.large");
  world.advance(6 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 4);
}

TEST_CASE("binpack fills one instance before the next, and memberOf binds") {
  World world;
  createGroup(world, "m5.large", 3, 3);
  registerJob(world, 512, 128);
  createJob(world, 5, R"(,"placementStrategy":[{"type":"binpack","field":"cpu"}])");
  world.advance(3 * kMinute);
  std::vector<int> counts = {liveOn(world, 0), liveOn(world, 1), liveOn(world, 2)};
  std::sort(counts.begin(), counts.end());
  CHECK(counts == std::vector<int>{0, 1, 4});
  world.must("UpdateService", R"({"service":"job","desiredCount":0})");
  world.advance(3 * kMinute);
  world.must("PutAttributes",
             R"({"attributes":[{"name":"disk","value":"ssd","targetId":")" +
                 containerInstanceId(world.state().seed, ContainerInstanceIndex(2u)) + "\"}]}");
  world.must(
      "UpdateService",
      R"({"service":"job","desiredCount":2,"placementConstraints":[{"type":"memberOf","expression":"attribute:disk == ssd"}]})");
  world.advance(3 * kMinute);
  CHECK(liveOn(world, 2) == 2);
  CHECK(world
            .refused("UpdateService",
                     R"({"service":"job","placementConstraints":[{"type":"memberOf",)"
                     R"("expression":"disk is ssd"}]})")
            .starts_with("InvalidParameterException: Unable to parse expression"));
  CHECK(brokenInvariants(world.state()).empty());
}

}  // namespace taskyard
