// Goal: container instances over time: draining, daemons, lost hosts, agents, image caches. Which
// instance takes a task: placement_test.cpp.

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/invariants.h"
#include "engine/metrics.h"
#include "engine/placement.h"
#include "engine/stop_reason.h"
#include "support/instances.h"

namespace taskyard {

TEST_CASE("draining: service tasks move, standalone ones stay, and room comes back") {
  World world;
  createGroup(world, "m5.large", 2, 2);
  registerJob(world, 256, 128);
  createJob(world, 4);
  world.advance(kMinute);
  world.must("RunTask", R"({"taskDefinition":"job","launchType":"EC2"})");
  world.advance(3 * kMinute);
  REQUIRE(liveOn(world, 0) + liveOn(world, 1) == 5);
  const std::size_t host = world.tasks()[4]->containerInstance.value;
  world.must("UpdateContainerInstancesState",
             R"({"status":"DRAINING","containerInstances":[")" +
                 containerInstanceId(world.state().seed, ContainerInstanceIndex(host)) + "\"]}");
  int lowest = 99;
  for (int i = 0; i < 300; ++i) {
    world.advance(kSecond);
    int running = 0;
    for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
      if (task->service.valid() && task->desiredStatus == TaskDesiredStatus::RUNNING) ++running;
    }
    lowest = std::min(lowest, running);
  }
  CHECK(lowest == 4);  // minimumHealthyPercent 100: replacements first
  CHECK(liveOn(world, host) == 1);
  CHECK(liveOn(world, 1 - host) == 4);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("worked example 11: with minimum 100 and maximum 100 a drain never ends") {
  World world;
  createGroup(world, "m5.large", 2, 2);
  registerJob(world, 256, 128);
  createJob(world, 2,
            R"(,"deploymentConfiguration":{"minimumHealthyPercent":100,"maximumPercent":100})");
  world.advance(3 * kMinute);
  world.must("UpdateContainerInstancesState",
             R"({"status":"DRAINING","containerInstances":[")" +
                 containerInstanceId(world.state().seed, ContainerInstanceIndex(0u)) + "\"]}");
  world.advance(2 * kHour);
  CHECK(liveOn(world, 0) == 1);
  world.must("UpdateService",
             R"({"service":"job","deploymentConfiguration":{"minimumHealthyPercent":50}})");
  world.advance(10 * kMinute);
  CHECK(liveOn(world, 0) == 0);
  CHECK(liveOn(world, 1) == 2);
}

TEST_CASE("daemon: one task on each instance, on new ones too, the last to leave") {
  World world;
  createGroup(world, "m5.large", 2, 3);
  registerJob(world, 64, 64);
  world.must("CreateService", R"({"serviceName":"agent","taskDefinition":"job",)"
                              R"("launchType":"EC2","schedulingStrategy":"DAEMON"})");
  world.advance(3 * kMinute);
  CHECK(liveOn(world, 0) == 1);
  CHECK(liveOn(world, 1) == 1);
  CHECK(world.state().services[0].desiredCount == 2);
  CHECK(world.state().services[0].deploymentConfiguration.maximumPercent == 100);
  world.must("autoscaling:SetDesiredCapacity",
             R"({"AutoScalingGroupName":"group","DesiredCapacity":3})");
  world.advance(6 * kMinute);
  CHECK(liveOn(world, 2) == 1);
  createJob(world, 3);
  world.advance(3 * kMinute);
  REQUIRE(liveOn(world, 0) == 2);
  world.must("UpdateContainerInstancesState",
             R"({"status":"DRAINING","containerInstances":[")" +
                 containerInstanceId(world.state().seed, ContainerInstanceIndex(0u)) + "\"]}");
  world.advance(20 * kSecond);
  bool daemonThere = false;
  for (const Task* task : world.tasksIn(TaskStatus::RUNNING)) {
    if (task->service == ServiceIndex(0u) &&
        task->containerInstance == ContainerInstanceIndex(0u)) {
      daemonThere = true;
    }
  }
  CHECK(daemonThere);
  world.advance(10 * kMinute);
  CHECK(liveOn(world, 0) == 0);
  CHECK(world.refused("UpdateService", R"({"service":"agent","desiredCount":5})") ==
        "InvalidParameterException: The daemon scheduling strategy does not support a desired "
        "count for services. Remove the desired count value and try again");
  CHECK(brokenInvariants(world.state()).empty());
}

// Source: API Reference, DeleteService: force is only necessary for REPLICA. ListServices filters.
TEST_CASE("daemon: listed by its strategy, deleted without force") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerJob(world, 10, 128);
  createJob(world, 1);
  world.must("CreateService", R"({"serviceName":"agent","taskDefinition":"job","launchType":"EC2",)"
                              R"("schedulingStrategy":"DAEMON"})");
  world.advance(3 * kMinute);
  const auto listed = [&](const char* strategy) {
    const JsonValue answer =
        world.must("ListServices", std::string(R"({"schedulingStrategy":")") + strategy + "\"}");
    const auto& arns = answer.find("serviceArns")->items();
    REQUIRE(arns.size() == 1);
    return arns[0].string().substr(arns[0].string().rfind('/') + 1);
  };
  CHECK(listed("DAEMON") == "agent");
  CHECK(listed("REPLICA") == "job");
  CHECK(world.refused("application-autoscaling:RegisterScalableTarget",
                      R"({"ServiceNamespace":"ecs","ResourceId":"service/default/agent",)"
                      R"("ScalableDimension":"ecs:service:DesiredCount","MinCapacity":1,)"
                      R"("MaxCapacity":2})") ==
        "ValidationException: A service with the scheduling strategy DAEMON has no desired count "
        "to scale: service/default/agent");
  world.must("DeleteService", R"({"service":"agent"})");
  CHECK(world.refused("DeleteService", R"({"service":"job"})") ==
        "InvalidParameterException: The service cannot be stopped while it is scaled above 0.");
}

TEST_CASE("a daemon service has no desired count, no provider strategy and at most 100 percent") {
  World world;
  world.must("CreateCluster");
  registerJob(world, 10, 128);
  const auto created = [&](const std::string& more) {
    return world.refused("CreateService", R"({"serviceName":"agent","taskDefinition":"job",)"
                                          R"("schedulingStrategy":"DAEMON",)" +
                                              more + "}");
  };
  const std::string refused = "InvalidParameterException: ";
  const std::string above =
      refused +
      "The daemon scheduling strategy does not support values above 100 for maximumPercent on a "
      "deployment configuration. Change the maximumPercent value to 100, and try again";
  CHECK(created(R"("launchType":"EC2","desiredCount":2)") ==
        refused +
            "The daemon scheduling strategy does not support a desired count for services. "
            "Remove the desired count value and try again");
  CHECK(created(R"("launchType":"EC2","deploymentConfiguration":{"maximumPercent":101})") == above);
  CHECK(created(R"("capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1}])") ==
        refused +
            "Specifying a capacity provider strategy is not supported when you create a "
            "service using the DAEMON scheduling strategy.");
  CHECK(created(R"("launchType":"EC2","deploymentConfiguration":{"maximumPercent":100,)"
                R"("minimumHealthyPercent":0})") == "accepted");
  CHECK(world.refused("UpdateService",
                      R"({"service":"agent","deploymentConfiguration":{"maximumPercent":200}})") ==
        above);
}

TEST_CASE("a lost host takes its tasks along, and its group replaces it") {
  World world;
  createGroup(world, "m5.large", 2, 2);
  registerJob(world, 256, 128);
  createJob(world, 2);
  world.advance(3 * kMinute);
  const std::string id = ec2InstanceId(world.state().seed, ContainerInstanceIndex(0u));
  world.must("SimInjectFault", R"({"type":"HostLost","instance":")" + id + "\"}");
  bool seen = false;
  for (const Task* task : world.tasks()) {
    if (task->desiredStatus != TaskDesiredStatus::STOPPED) continue;
    seen = true;
    CHECK(task->stopCode == TaskStopCode::TerminationNotice);
    CHECK(stoppedReason(world.state(), *task) == "Host EC2 (instance " + id + ") terminated.");
  }
  CHECK(seen);
  world.advance(8 * kMinute);
  CHECK(instancesRunning(world) == 2);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("a disconnected agent blocks placement, and what runs goes on") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerJob(world, 256, 128);
  createJob(world, 1);
  world.advance(3 * kMinute);
  world.must("SimInjectFault", R"({"type":"AgentDisconnected","instance":")" +
                                   ec2InstanceId(world.state().seed, ContainerInstanceIndex(0u)) +
                                   "\"}");
  world.must("UpdateService", R"({"service":"job","desiredCount":2})");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 1);
  CHECK(lastNoPlaceMessage(world).ends_with("encountered error \"AGENT\"."));
  world.must("SimClearFault", R"({"type":"AgentDisconnected"})");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
}

TEST_CASE("an image is pulled once per instance") {
  World world;
  createGroup(world, "m5.large", 1, 1);
  registerJob(world, 64, 64);
  createJob(world, 1);
  world.advance(3 * kMinute);
  world.must("UpdateService", R"({"service":"job","desiredCount":2})");
  world.advance(3 * kMinute);
  const Task& first = *world.tasks()[0];
  const Task& second = *world.tasks()[1];
  CHECK(second.pullStoppedAt() - second.pullStartedAt() <
        first.pullStoppedAt() - first.pullStartedAt());
}

TEST_CASE("EC2: what is refused") {
  World world;
  world.must("CreateCluster");
  registerJob(world, 64, 64);
  registerAwsvpc(world, 128, 128);
  CHECK(world.refused("RunTask", R"({"taskDefinition":"job"})") ==
        "InvalidParameterException: No Container Instances were found in your cluster.");
  CHECK(world.refused("RunTask", R"({"taskDefinition":"net","launchType":"EC2",)" +
                                     World::network("ENABLED") + "}") ==
        "InvalidParameterException: Assign public IP is not supported for this launch type.");
  CHECK(world
            .refused("RunTask",
                     R"({"taskDefinition":"job","launchType":"EC2",)" + World::network() + "}")
            .find("not valid for the given networkMode") != std::string::npos);
  CHECK(world.refused("ec2:RunInstances", R"({"InstanceType":"z9.huge","MinCount":1,"MaxCount":1})")
            .starts_with("InvalidParameterValue"));
  CHECK(world.refused("ec2:TerminateInstances", R"({"InstanceIds":["i-123"]})") ==
        "InvalidInstanceID.NotFound: The instance ID 'i-123' does not exist");
  CHECK(world.refused("DeregisterContainerInstance", R"({"containerInstance":"x"})") ==
        "InvalidParameterException: Referenced container instance was not found.");
  CHECK(world
            .refused("autoscaling:SetDesiredCapacity",
                     R"({"AutoScalingGroupName":"none","DesiredCapacity":1})")
            .starts_with("ValidationError"));
  createJob(world, 1);
  world.advance(kMinute);
  CHECK(lastNoPlaceMessage(world) ==
        "(service job) was unable to place a task because no container instance met all of its "
        "requirements. Reason: No Container Instances were found in your cluster.");
}

TEST_CASE("an instance without a role, or for a cluster that does not exist, never registers") {
  World world;
  world.must("CreateCluster");
  world.must("ec2:RunInstances", R"({"InstanceType":"m5.large","MinCount":1,"MaxCount":1})");
  world.must(
      "ec2:RunInstances",
      R"({"InstanceType":"m5.large","MinCount":1,"MaxCount":1,"UserData":"ECS_CLUSTER=nope",)"
      R"("IamInstanceProfile":{"Name":"ecsInstanceRole"}})");
  world.advance(5 * kMinute);
  CHECK(world.count(EventKind::InstanceNotRegistered) == 2);
  CHECK(world.must("ListContainerInstances").find("containerInstanceArns")->items().empty());
  CHECK(world.must("ec2:DescribeInstances").find("Reservations")->items().size() == 2);
}

TEST_CASE("container instances: listed by filter, described, deregistered by force") {
  World world;
  createGroup(world, "m5.large", 3, 3);
  CHECK(world
            .must("ListContainerInstances",
                  R"({"filter":"attribute:ecs.availability-zone == us-east-1b"})")
            .find("containerInstanceArns")
            ->items()
            .size() == 1);
  CHECK(world.refused("ListContainerInstances", R"({"filter":"what"})")
            .starts_with("InvalidParameterException: Unable to parse expression 'what': "));
  registerJob(world, 256, 128);
  createJob(world, 3);
  world.advance(3 * kMinute);
  const std::string id = containerInstanceId(world.state().seed, ContainerInstanceIndex(0u));
  const JsonValue described =
      world.must("DescribeContainerInstances", "{\"containerInstances\":[\"" + id + "\"]}");
  const JsonValue& instance = described.find("containerInstances")->items()[0];
  CHECK(instance.find("runningTasksCount")->integer() == 1);
  CHECK(instance.find("remainingResources")->items()[0].find("integerValue")->integer() == 1792);
  CHECK(world.refused("DeregisterContainerInstance", "{\"containerInstance\":\"" + id + "\"}") ==
        "InvalidParameterException: Found running tasks on the instance.");
  world.must("DeregisterContainerInstance",
             "{\"containerInstance\":\"" + id + "\",\"force\":true}");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 3);
  CHECK(liveOn(world, 0) == 0);
  CHECK(world.refused("DeleteCluster", R"({"cluster":"default"})").starts_with("ClusterContains"));
}

TEST_CASE("managed scaling writes CapacityProviderReservation, for the cluster and the provider") {
  World world;
  createGroup(world, "t3.medium", 2, 10);
  createProvider(world, R"("managedScaling":{"status":"ENABLED","targetCapacity":100})");
  registerJob(world, 1024, 512);
  world.must("CreateService", R"({"serviceName":"job","taskDefinition":"job","desiredCount":2})");
  world.advance(5 * kMinute);
  const MetricIndex metric = findMetric(
      world.state(), metricKey("AWS/ECS/ManagedScaling", "CapacityProviderReservation",
                               {{"ClusterName", "default"}, {"CapacityProviderName", "cp"}}));
  REQUIRE(metric.valid());
  const Metric& record = world.state().monitoring.metrics[metric.value];
  CHECK(pointOf(record, record.points.size() - 1).maximum ==
        world.state().capacity.providers.back().reservationMilli);
}

}  // namespace taskyard
