#pragma once
// A world with EC2: a launch template, groups of instances, tasks in bridge mode.

#include "engine/instance_identity.h"
#include "support/world.h"

namespace taskyard {

// Cluster "default", a launch template per instance type, a group "group" of `count` instances
// over all three zones (or the one named), booted.
inline void createGroup(World& world, const std::string& type, int count, int maxSize,
                        const std::string& more = "",
                        const std::string& subnets = "subnet-0a11,subnet-0b22,subnet-0c33") {
  world.must("CreateCluster");
  world.must("ec2:CreateLaunchTemplate",
             R"({"LaunchTemplateName":"nodes","LaunchTemplateData":{)"
             R"("InstanceType":")" +
                 type + R"(","IamInstanceProfile":{"Name":"ecsInstanceRole"}}})");
  world.must("autoscaling:CreateAutoScalingGroup",
             R"({"AutoScalingGroupName":"group","LaunchTemplate":{"LaunchTemplateName":"nodes"},)"
             R"("MinSize":0,"DesiredCapacity":)" +
                 std::to_string(count) + R"(,"MaxSize":)" + std::to_string(maxSize) +
                 R"(,"VPCZoneIdentifier":")" + subnets + "\"" + more + "}");
  world.advance(4 * kMinute);
}

inline void runInstance(World& world, const std::string& type,
                        const std::string& subnet = "subnet-0a11") {
  world.must("ec2:RunInstances", R"({"InstanceType":")" + type +
                                     R"(","MinCount":1,"MaxCount":1,"SubnetId":")" + subnet +
                                     R"(","IamInstanceProfile":{"Name":"ecsInstanceRole"}})");
}

// Family "job" in bridge mode.
inline void registerJob(World& world, int cpu, int memory, const std::string& ports = "[]",
                        const std::string& more = "") {
  world.must("RegisterTaskDefinition",
             R"({"family":"job","networkMode":"bridge","containerDefinitions":[{"name":"app",)"
             R"("image":"public.ecr.aws/docker/library/httpd:2.4","cpu":)" +
                 std::to_string(cpu) + R"(,"memory":)" + std::to_string(memory) +
                 R"(,"portMappings":)" + ports + "}]" + more + "}");
}

inline void createJob(World& world, int desired, const std::string& more = "") {
  world.must("CreateService",
             R"({"serviceName":"job","taskDefinition":"job","launchType":"EC2","desiredCount":)" +
                 std::to_string(desired) + more + "}");
}

// Creates a provider "cp" of the group and makes it the cluster's default.
inline void createProvider(World& world, const std::string& settings) {
  world.must("CreateCapacityProvider",
             R"({"name":"cp","autoScalingGroupProvider":{"autoScalingGroupArn":"group",)" +
                 settings + "}}");
  world.must("PutClusterCapacityProviders",
             R"({"cluster":"default","capacityProviders":["cp"],"defaultCapacityProviderStrategy":)"
             R"([{"capacityProvider":"cp","weight":1}]})");
}

inline int liveOn(const World& world, std::size_t instance) {
  int count = 0;
  for (const Task* task : world.tasks()) {
    if (task->containerInstance == ContainerInstanceIndex(instance) &&
        task->desiredStatus == TaskDesiredStatus::RUNNING) {
      ++count;
    }
  }
  return count;
}

inline int instancesRunning(const World& world) {
  int count = 0;
  for (const ContainerInstance& instance : world.state().capacity.instances) {
    if (instance.state != InstanceState::terminated) ++count;
  }
  return count;
}

// The newest service message about a place that was not found, "" without one.
inline std::string lastNoPlaceMessage(const World& world) {
  std::string last;
  for (const std::string& message : world.messages()) {
    if (message.find("unable to place") != std::string::npos) last = message;
  }
  return last;
}

// Family "net" in awsvpc mode.
inline void registerAwsvpc(World& world, int cpu, int memory) {
  world.must("RegisterTaskDefinition",
             R"({"family":"net","networkMode":"awsvpc","cpu":")" + std::to_string(cpu) +
                 R"(","memory":")" + std::to_string(memory) +
                 R"(","containerDefinitions":[{"name":"app","image":"public.ecr.aws/x/y:1"}]})");
}

}  // namespace taskyard
