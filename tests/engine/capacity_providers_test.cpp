// Goal: Auto Scaling group providers: waiting tasks, managed scaling out and in, protection,
// managed draining.

#include <doctest/doctest.h>

#include "engine/invariants.h"
#include "engine/stop_reason.h"
#include "support/instances.h"

namespace taskyard {

namespace {

void createOnProvider(World& world, int desired) {
  world.must("CreateService", R"({"serviceName":"job","taskDefinition":"job","desiredCount":)" +
                                  std::to_string(desired) + "}");
}

}  // namespace

TEST_CASE("managed scaling: from nothing to what waiting tasks need, and back") {
  World world;
  createGroup(world, "m5.large", 0, 10);
  createProvider(world, R"("managedScaling":{"status":"ENABLED","targetCapacity":100})");
  registerJob(world, 1024, 512);
  createOnProvider(world, 6);
  world.advance(30 * kSecond);
  CHECK(world.tasksIn(TaskStatus::PROVISIONING).size() == 6);
  CHECK(world.count(EventKind::TaskWaitsForInstance) == 6);
  world.advance(kMinute);
  CHECK(world.state().capacity.providers[2].reservationMilli == 200'000);
  CHECK(instancesRunning(world) == 2);  // from 0 always to 2 first
  world.advance(15 * kMinute);
  CHECK(instancesRunning(world) == 3);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 6);
  CHECK(brokenInvariants(world.state()).empty());

  world.must("UpdateService", R"({"service":"job","desiredCount":2})");
  world.advance(12 * kMinute);
  CHECK(instancesRunning(world) == 3);  // not before 15 datapoints
  world.advance(20 * kMinute);
  CHECK(instancesRunning(world) <= 2);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  world.must("UpdateService", R"({"service":"job","desiredCount":0})");
  world.advance(60 * kMinute);
  CHECK(instancesRunning(world) == 0);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("managed scaling: target 50 keeps twice the instances") {
  World world;
  createGroup(world, "m5.large", 0, 10);
  createProvider(world, R"("managedScaling":{"status":"ENABLED","targetCapacity":50})");
  registerJob(world, 2048, 512);
  createOnProvider(world, 2);
  world.advance(40 * kMinute);
  CHECK(instancesRunning(world) == 4);
}

TEST_CASE("without managed scaling nobody starts an instance, and the service says so") {
  World world;
  createGroup(world, "m5.large", 0, 10);
  createProvider(world, R"("managedScaling":{"status":"DISABLED"})");
  registerJob(world, 1024, 512);
  createOnProvider(world, 1);
  world.advance(10 * kMinute);
  CHECK(world.messages().back() ==
        "(service job) was unable to reach steady state. Reason: No Container Instances were found "
        "in your capacity provider.");
  world.must("autoscaling:SetDesiredCapacity",
             R"({"AutoScalingGroupName":"group","DesiredCapacity":1})");
  world.advance(6 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
}

TEST_CASE("a task that fits no instance type waits 30 minutes and fails to start") {
  World world;
  createGroup(world, "m5.large", 1, 4);
  createProvider(world, R"("managedScaling":{"status":"ENABLED"})");
  registerJob(world, 4096, 512);
  world.must("RunTask", R"({"taskDefinition":"job"})");
  world.advance(29 * kMinute);
  CHECK(world.tasksIn(TaskStatus::PROVISIONING).size() == 1);
  world.advance(2 * kMinute);
  const Task& task = *world.tasks()[0];
  CHECK(task.stopCode == TaskStopCode::TaskFailedToStart);
  CHECK(stoppedReason(world.state(), task).starts_with("TaskFailedToStart: "));
}

TEST_CASE("a standalone task that waits keeps its constraints") {
  World world;
  createGroup(world, "m5.large", 0, 4);
  createProvider(world, R"("managedScaling":{"status":"DISABLED"})");
  registerJob(world, 512, 512);
  world.must("UpdateCapacityProvider",
             R"({"name":"cp","autoScalingGroupProvider":{"managedScaling":{"status":"ENABLED"}}})");
  world.must("RunTask", R"({"taskDefinition":"job","count":2,"placementConstraints":)"
                        R"([{"type":"distinctInstance"}]})");
  world.advance(10 * kMinute);
  REQUIRE(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(world.tasks()[0]->containerInstance != world.tasks()[1]->containerInstance);
}

TEST_CASE("termination protection keeps instances with tasks; empty ones go") {
  World world;
  createGroup(world, "m5.large", 3, 3, R"(,"NewInstancesProtectedFromScaleIn":true)");
  createProvider(world, R"("managedScaling":{"status":"ENABLED"},)"
                        R"("managedTerminationProtection":"ENABLED")");
  registerJob(world, 1024, 512);
  createOnProvider(world, 2);
  world.advance(4 * kMinute);
  world.must("autoscaling:SetDesiredCapacity",
             R"({"AutoScalingGroupName":"group","DesiredCapacity":0})");
  world.advance(2 * kMinute);
  CHECK(instancesRunning(world) == 2);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("managed draining: an instance that must go is emptied first") {
  World world;
  createGroup(world, "m5.large", 3, 3);
  createProvider(world, R"("managedScaling":{"status":"DISABLED"})");
  registerJob(world, 1024, 512);
  createOnProvider(world, 3);
  world.advance(4 * kMinute);
  REQUIRE(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  world.must("autoscaling:SetDesiredCapacity",
             R"({"AutoScalingGroupName":"group","DesiredCapacity":2})");
  CHECK(instancesRunning(world) == 3);
  int lowest = 99;
  for (int i = 0; i < 600; ++i) {
    world.advance(kSecond);
    int running = 0;
    for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
      if (task->desiredStatus == TaskDesiredStatus::RUNNING) ++running;
    }
    lowest = std::min(lowest, running);
  }
  CHECK(lowest == 3);
  CHECK(instancesRunning(world) == 2);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("without managed draining the tasks are lost and replaced afterwards") {
  World world;
  createGroup(world, "m5.large", 3, 3);
  createProvider(world, R"("managedScaling":{"status":"DISABLED"},"managedDraining":"DISABLED")");
  registerJob(world, 1024, 512);
  createOnProvider(world, 3);
  world.advance(4 * kMinute);
  world.must("autoscaling:SetDesiredCapacity",
             R"({"AutoScalingGroupName":"group","DesiredCapacity":2})");
  CHECK(instancesRunning(world) == 2);
  int lost = 0;
  for (const Task* task : world.tasks()) {
    if (task->stopCode == TaskStopCode::TerminationNotice) ++lost;
  }
  CHECK(lost == 1);
  world.advance(5 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
}

TEST_CASE("GPU tasks go to instances with a GPU, one each") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  runInstance(world, "g4dn.xlarge");
  world.advance(4 * kMinute);
  world.must("RegisterTaskDefinition",
             R"({"family":"gpu","networkMode":"bridge","containerDefinitions":[{"name":"app",)"
             R"("image":"x","cpu":10,"memory":64,"resourceRequirements":[{"type":"GPU",)"
             R"("value":"1"}]}]})");
  const JsonValue answer =
      world.must("RunTask", R"({"taskDefinition":"gpu","launchType":"EC2","count":2})");
  CHECK(answer.find("tasks")->items().size() == 1);
  CHECK(world.tasks()[0]->containerInstance == ContainerInstanceIndex(1u));
  CHECK(answer.find("failures")->items()[0].text("reason") == "RESOURCE:GPU");
  CHECK(brokenInvariants(world.state()).empty());
}

// Source: API Reference, UpdateService: "Pass an empty list in the capacityProviderStrategy".
TEST_CASE("an empty strategy takes a service back to its launch type, by a forced deployment") {
  World world;
  world.createWeb(2);
  world.must("PutClusterCapacityProviders",
             R"({"cluster":"default","capacityProviders":["FARGATE","FARGATE_SPOT"],)"
             R"("defaultCapacityProviderStrategy":[]})");
  world.must("UpdateService",
             R"({"service":"web","forceNewDeployment":true,"capacityProviderStrategy":)"
             R"([{"capacityProvider":"FARGATE_SPOT","weight":1}]})");
  world.advance(10 * kMinute);
  CHECK(world.refused("UpdateService", R"({"service":"web","capacityProviderStrategy":[]})")
            .find("you must force a new deployment") != std::string::npos);
  world.must("UpdateService",
             R"({"service":"web","forceNewDeployment":true,"capacityProviderStrategy":[]})");
  world.advance(10 * kMinute);
  const JsonValue answer = world.must("DescribeServices", R"({"services":["web"]})");
  const JsonValue& service = answer.find("services")->items()[0];
  CHECK(service.text("launchType") == "FARGATE");
  CHECK(service.find("capacityProviderStrategy") == nullptr);
  const std::vector<const Task*> running = world.tasksIn(TaskStatus::RUNNING);
  REQUIRE(running.size() == 2);
  for (const Task* task : running) CHECK_FALSE(task->capacityProvider.valid());
}

TEST_CASE("capacity providers: what is refused") {
  World world;
  createGroup(world, "m5.large", 0, 2);
  const auto refused = [&](const std::string& name, const std::string& group,
                           const std::string& more = "") {
    return world.refused("CreateCapacityProvider",
                         R"({"name":")" + name +
                             R"(","autoScalingGroupProvider":{"autoScalingGroupArn":")" + group +
                             "\"" + more + "}}");
  };
  CHECK(refused("ecs-mine", "group").find("cannot be prefixed") != std::string::npos);
  CHECK(refused("cp", "nobody").find("does not exist") != std::string::npos);
  CHECK(refused("cp", "group", R"(,"managedScaling":{"targetCapacity":101})")
            .find("between 1 and 100") != std::string::npos);
  CHECK(refused("cp", "group", R"(,"managedTerminationProtection":"ENABLED")")
            .find("managed scaling must be enabled") != std::string::npos);
  CHECK(refused("cp", "group", R"(,"managedScaling":{"status":"ON"})") ==
        "ClientException: status should be one of [ENABLED,DISABLED]");
  CHECK(refused("cp", "group", R"(,"managedDraining":"ON")") ==
        "ClientException: managedDraining should be one of [ENABLED,DISABLED]");
  CHECK(refused("a b", "group").starts_with("ClientException: The capacity provider name"));
  world.must("autoscaling:CreateAutoScalingGroup",
             R"({"AutoScalingGroupName":"none","LaunchTemplate":{"LaunchTemplateName":"nodes"},)"
             R"("MinSize":0,"MaxSize":0,"VPCZoneIdentifier":"subnet-0a11"})");
  CHECK(refused("cp", "none") ==
        "ClientException: The Auto Scaling group must have a MaxSize greater than zero.");
  CHECK(
      refused("cp", "group",
              R"(,"managedScaling":{"status":"ENABLED"},"managedTerminationProtection":"ENABLED")")
          .find("instance protection from scale in enabled") != std::string::npos);
  createProvider(world, R"("managedScaling":{"status":"ENABLED"})");
  CHECK(refused("cp", "group").find("already exists") != std::string::npos);
  CHECK(refused("cp2", "group").find("already being used") != std::string::npos);
  CHECK(world.refused("CreateCluster", R"({"clusterName":"two","capacityProviders":["cp"]})")
            .find("another cluster") != std::string::npos);
  CHECK(world.refused("DeleteCapacityProvider", R"({"capacityProvider":"cp"})")
            .find("associated with cluster: default") != std::string::npos);
  CHECK(world.refused("DeleteCapacityProvider", R"({"capacityProvider":"FARGATE"})")
            .find("reserved") != std::string::npos);
  CHECK(world.refused("autoscaling:DeleteAutoScalingGroup", R"({"AutoScalingGroupName":"x"})")
            .starts_with("ValidationError"));
  world.must(
      "RegisterTaskDefinition",
      R"({"family":"web","networkMode":"awsvpc","requiresCompatibilities":["FARGATE","EC2"],)"
      R"("cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"x"}]})");
  world.must("PutClusterCapacityProviders",
             R"({"cluster":"default","capacityProviders":["cp","FARGATE"],)"
             R"("defaultCapacityProviderStrategy":[]})");
  CHECK(world
            .refused("RunTask",
                     R"({"taskDefinition":"web","capacityProviderStrategy":[{"capacityProvider":)"
                     R"("FARGATE","weight":1},{"capacityProvider":"cp","weight":1}],)" +
                         World::network() + "}")
            .find("cannot contain both") != std::string::npos);
}

}  // namespace taskyard
