#pragma once
// Handlers of capacity: providers, container instances, Auto Scaling groups, EC2 instances, quotas;
// and how a launch says where it wants to run.

#include "api/handlers.h"

namespace taskyard {

// Where a service or RunTask wants its tasks.
struct CapacityChoice {
  LaunchType launchType = LaunchType::FARGATE;  // also of the strategy's providers
  CapacityProviderStrategy strategy;            // empty: launchType
  std::vector<PlacementConstraint> constraints;
  std::vector<PlacementStrategyItem> placement;
};
// launchType or capacityProviderStrategy, never both; else the cluster's default strategy; else
// EC2. With what ECS refuses of it. `daemon`: schedulingStrategy DAEMON, which takes no default
// strategy. Errors: InvalidParameterException; SimNotModelled for EXTERNAL and MANAGED_INSTANCES.
Result<CapacityChoice> capacityOf(const ApiCall& call, ClusterIndex cluster,
                                  TaskDefinitionIndex definition, bool daemon);
// The strategy in `member`, checked against `associated`. Errors: InvalidParameterException.
Result<CapacityProviderStrategy> strategyOf(const ApiCall& call, const char* member,
                                            const std::vector<CapacityProviderIndex>& associated);
// placementConstraints and placementStrategy. Errors: InvalidParameterException.
Result<std::vector<PlacementConstraint>> placementConstraintsOf(const ApiCall& call);
Result<std::vector<PlacementStrategyItem>> placementStrategyOf(const ApiCall& call);
// networkConfiguration where the network mode wants one, empty where it must not be given.
Result<AwsvpcConfiguration> networkFor(const ApiCall& call, TaskDefinitionIndex definition,
                                       LaunchType launchType);
// What runs on the strategy's providers.
LaunchType launchTypeOf(const CapacityProviderStrategy& strategy);

JsonValue strategyJson(const State& state, const CapacityProviderStrategy& strategy);
JsonValue constraintsJson(const std::vector<PlacementConstraint>& constraints);
JsonValue placementJson(const std::vector<PlacementStrategyItem>& strategies);
JsonValue containerInstanceJson(const State& state, ContainerInstanceIndex instance);

// ecs: capacity_providers.cpp
Result<ApiAnswer> createCapacityProvider(const ApiCall& call);
Result<ApiAnswer> updateCapacityProvider(const ApiCall& call);
Result<ApiAnswer> deleteCapacityProvider(const ApiCall& call);
Result<ApiAnswer> describeCapacityProviders(const ApiCall& call);
Result<ApiAnswer> putClusterCapacityProviders(const ApiCall& call);
// The members of CreateCluster and PutClusterCapacityProviders.
struct ClusterCapacity {
  std::vector<CapacityProviderIndex> providers;
  CapacityProviderStrategy defaultStrategy;
};
Result<ClusterCapacity> clusterCapacityOf(const ApiCall& call, ClusterIndex known);
void associate(const ApiCall& call, ClusterIndex cluster, ClusterCapacity capacity);
// ecs: container_instances.cpp
Result<ApiAnswer> describeContainerInstances(const ApiCall& call);
Result<ApiAnswer> listContainerInstances(const ApiCall& call);
Result<ApiAnswer> updateContainerInstancesState(const ApiCall& call);
Result<ApiAnswer> deregisterContainerInstance(const ApiCall& call);
Result<ApiAnswer> putAttributes(const ApiCall& call);
Result<ApiAnswer> listAttributes(const ApiCall& call);
Result<ApiAnswer> putAccountSetting(const ApiCall& call);
// autoscaling: auto_scaling_groups.cpp
Result<ApiAnswer> createAutoScalingGroup(const ApiCall& call);
Result<ApiAnswer> updateAutoScalingGroup(const ApiCall& call);
Result<ApiAnswer> setDesiredCapacity(const ApiCall& call);
Result<ApiAnswer> deleteAutoScalingGroup(const ApiCall& call);
Result<ApiAnswer> describeAutoScalingGroups(const ApiCall& call);
// ec2: ec2_instances.cpp
Result<ApiAnswer> runInstances(const ApiCall& call);
Result<ApiAnswer> terminateInstances(const ApiCall& call);
Result<ApiAnswer> describeInstances(const ApiCall& call);
Result<ApiAnswer> describeInstanceTypes(const ApiCall& call);
Result<ApiAnswer> createLaunchTemplate(const ApiCall& call);
// ImageId, InstanceType, IamInstanceProfile and UserData of `data`, found at `path`.
Result<LaunchTemplate> launchTemplateOf(const JsonValue& data, const std::string& path);
// sim: sim_capacity.cpp
Result<ApiAnswer> simSetQuota(const ApiCall& call);
Result<ApiAnswer> simDescribePlacement(const ApiCall& call);
// Faults.
Result<ApiAnswer> spotReclaimFault(const ApiCall& call);
Result<ApiAnswer> spotCapacityFault(const ApiCall& call);
Result<ApiAnswer> hostLostFault(const ApiCall& call);
Result<ApiAnswer> zoneLostFault(const ApiCall& call);
Result<ApiAnswer> agentDisconnectedFault(const ApiCall& call);
Result<ApiAnswer> clearSpotCapacity(const ApiCall& call);
Result<ApiAnswer> clearZoneLost(const ApiCall& call);
Result<ApiAnswer> clearAgentDisconnected(const ApiCall& call);

}  // namespace taskyard
