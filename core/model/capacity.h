#pragma once
// Where tasks can run: capacity providers, container instances, Auto Scaling groups, quotas.
// Names and meanings: API Reference, CapacityProvider, ContainerInstance; EC2 Auto Scaling API
// Reference, AutoScalingGroup. Deleted records keep their place and say so.

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/placement.h"

namespace taskyard {

// The two providers every account has; they stand first in Capacity::providers.
inline constexpr CapacityProviderIndex kFargateProvider{0u};
inline constexpr CapacityProviderIndex kFargateSpotProvider{1u};

struct ManagedScaling {
  bool enabled = false;
  std::int32_t targetCapacity = 100;             // percent, 1 to 100
  std::int32_t minimumScalingStepSize = 1;       // instances, 1 to 10,000; scale-out only
  std::int32_t maximumScalingStepSize = 10'000;  // instances, 1 to 10,000
  std::int32_t instanceWarmupPeriod = 300;       // seconds, 0 to 10,000

  auto fields() const {
    return std::tie(enabled, targetCapacity, minimumScalingStepSize, maximumScalingStepSize,
                    instanceWarmupPeriod);
  }
};

struct CapacityProvider {
  std::string name;
  AutoScalingGroupIndex autoScalingGroup;  // not valid: FARGATE and FARGATE_SPOT
  ManagedScaling managedScaling;
  bool managedTerminationProtection = false;
  bool managedDraining = true;
  bool deleted = false;
  // Managed scaling, once a minute.
  bool evaluating = false;            // its timer runs
  std::int32_t reservationMilli = 0;  // CapacityProviderReservation of the last minute, 1/1000 %
  std::int32_t neededInstances = 0;   // M of that minute
  std::int32_t datapointsBelowTarget = 0;  // in a row
  TimeMs warmUntil = 0;                    // no further scale-out before this

  auto fields() const {
    return std::tie(name, autoScalingGroup, managedScaling, managedTerminationProtection,
                    managedDraining, deleted, evaluating, reservationMilli, neededInstances,
                    datapointsBelowTarget, warmUntil);
  }
};

// What an instance is launched with.
struct LaunchTemplate {
  std::string imageId;
  std::int32_t instanceType = 0;  // position in instanceTypes()
  std::string roleArn;            // of its instance profile; "": no role, so it cannot register
  std::string clusterName;        // ECS_CLUSTER of its user data; the agent's default is "default"

  auto fields() const { return std::tie(imageId, instanceType, roleArn, clusterName); }
};

struct NamedLaunchTemplate {
  std::string name;
  LaunchTemplate launchTemplate;

  auto fields() const { return std::tie(name, launchTemplate); }
};

struct AutoScalingGroup {
  std::string name;
  LaunchTemplate launchTemplate;
  std::int32_t minSize = 0;
  std::int32_t maxSize = 0;
  std::int32_t desiredCapacity = 0;
  std::vector<SubnetIndex> subnets;
  bool newInstancesProtectedFromScaleIn = false;
  bool deleted = false;
  TimeMs createdAt = 0;
  EventId lastEvent = kNoEvent;  // what last changed its desired capacity

  auto fields() const {
    return std::tie(name, launchTemplate, minSize, maxSize, desiredCapacity, subnets,
                    newInstancesProtectedFromScaleIn, deleted, createdAt, lastEvent);
  }
};

enum class ContainerInstanceStatus : std::uint8_t {
  REGISTERING,  // it boots, or its agent has not registered yet
  ACTIVE,
  DRAINING,
  DEREGISTERING,
  INACTIVE,
};
enum class InstanceState : std::uint8_t { pending, running, terminated };

struct InstanceResources {
  std::int32_t cpu = 0;         // CPU units
  std::int32_t memory = 0;      // MiB
  std::int32_t interfaces = 0;  // network interfaces for awsvpc tasks
  std::int32_t gpus = 0;

  auto fields() const { return std::tie(cpu, memory, interfaces, gpus); }
  bool operator==(const InstanceResources&) const = default;
};

struct HostPort {
  TaskIndex task;
  std::int32_t containerPort = 0;
  std::uint16_t port = 0;
  bool udp = false;

  auto fields() const { return std::tie(task, containerPort, port, udp); }
};

struct Attribute {
  std::string name;
  std::string value;

  auto fields() const { return std::tie(name, value); }
  bool operator==(const Attribute&) const = default;
};

// An EC2 instance, and from its registration on a container instance of a cluster.
struct ContainerInstance {
  LaunchTemplate launch;
  AutoScalingGroupIndex autoScalingGroup;  // not valid: launched by RunInstances
  ClusterIndex cluster;                    // not valid: not registered
  SubnetIndex subnet;
  InstanceState state = InstanceState::pending;
  ContainerInstanceStatus status = ContainerInstanceStatus::REGISTERING;
  bool agentConnected = false;
  bool terminateWhenDrained = false;  // its Auto Scaling group wants it gone (managed draining)
  bool trunk = false;                 // launched with the awsvpcTrunking account setting
  std::uint32_t privateIp = 0;
  InstanceResources registered;
  InstanceResources remaining;
  std::vector<HostPort> ports;
  std::vector<TaskIndex> tasks;       // placed here and not STOPPED, in order of placement
  std::vector<ImageIndex> images;     // in its image cache
  std::vector<Attribute> attributes;  // put by PutAttributes
  TimeMs launchedAt = 0;
  TimeMs registeredAt = kNever;
  std::uint32_t stamp = 0;       // timers with an older stamp are void
  EventId lastEvent = kNoEvent;  // the newest event about it: the cause of its next one

  auto fields() const {
    return std::tie(launch, autoScalingGroup, cluster, subnet, state, status, agentConnected,
                    terminateWhenDrained, trunk, privateIp, registered, remaining, ports, tasks,
                    images, attributes, launchedAt, registeredAt, stamp, lastEvent);
  }
};

// Why an instance cannot take a task. The order is that of the checks.
// Sources: Developer Guide, "API failure reasons", "task placement".
enum class Unfit : std::uint8_t {
  None,        // it fits
  Agent,       // AGENT: the agent is not connected
  NotActive,   // REGISTERING or DRAINING
  Location,    // LOCATION: in a zone none of the task's subnets is in
  Attribute,   // ATTRIBUTE: for example another CPU architecture
  Cpu,         // RESOURCE:CPU
  Memory,      // RESOURCE:MEMORY
  Ports,       // RESOURCE:PORTS
  Interfaces,  // RESOURCE:ENI
  Gpu,         // RESOURCE:GPU
  MemberOf,    // a memberOf constraint is not met
  Distinct,    // distinctInstance: one of the group runs there
};

struct InstanceVerdict {
  ContainerInstanceIndex instance;
  Unfit unfit = Unfit::None;

  auto fields() const { return std::tie(instance, unfit); }
};

// The last attempt to place a task of a service, for people to read.
struct PlacementRecord {
  ServiceIndex service;
  TimeMs at = 0;
  std::vector<InstanceVerdict> verdicts;  // at most kVerdictsMost
  ContainerInstanceIndex chosen;
  ContainerInstanceIndex closest;

  auto fields() const { return std::tie(service, at, verdicts, chosen, closest); }
};
inline constexpr std::size_t kVerdictsMost = 50;  // Model choice
inline constexpr std::size_t kRecordsMost = 100;  // Model choice

// Why no task can be started now. None: it can.
enum class NoPlace : std::uint8_t {
  None,
  FargateCapacity,      // no Fargate or Fargate Spot capacity here now
  FargateVcpuQuota,     // the account's quota of Fargate vCPUs
  NoInstances,          // the cluster has no container instance
  NoProviderInstances,  // the provider's group has no instance and nobody will start one
  NoFit,                // instances, but none that fits
  TooManyProvisioning,  // 500 tasks of the cluster wait for instances
  LaunchRate,           // the quota of launches per time
};

// Account quotas. vCPU quotas are 6 in a fresh AWS account; the others are AWS's fixed values.
// Model choice: the sandbox account starts with raised quotas, so that a lesson meets a limit only
// where it is about limits. SimSetQuota sets them. A rate of 0 is no limit.
// Source of the defaults AWS gives: General Reference, "Amazon ECS endpoints and quotas".
struct Quotas {
  std::int64_t fargateOnDemandVcpu = 1'000'000;
  std::int64_t fargateSpotVcpu = 1'000'000;
  std::int64_t fargateLaunchBurst = 0;        // 100 at AWS, with a refill of
  std::int64_t fargateLaunchesPerSecond = 0;  // 20
  std::int64_t serviceLaunchesPerMinute = 0;  // 500 at AWS

  auto fields() const {
    return std::tie(fargateOnDemandVcpu, fargateSpotVcpu, fargateLaunchBurst,
                    fargateLaunchesPerSecond, serviceLaunchesPerMinute);
  }
};

// A task in PROVISIONING that waits for an instance of its capacity provider. A task of a service
// finds the rest in its service; a standalone one keeps what RunTask asked for.
struct WaitingTask {
  TaskIndex task;
  std::vector<SubnetIndex> subnets;
  std::vector<PlacementConstraint> constraints;
  std::vector<PlacementStrategyItem> strategies;

  auto fields() const { return std::tie(task, subnets, constraints, strategies); }
};

// A bucket of launches that fills with time.
struct LaunchBucket {
  std::int64_t spentMilli = 0;  // thousandths of launches taken and not yet refilled
  TimeMs at = 0;

  auto fields() const { return std::tie(spentMilli, at); }
};

struct Capacity {
  Capacity();

  std::vector<CapacityProvider> providers;
  std::vector<NamedLaunchTemplate> launchTemplates;
  std::vector<AutoScalingGroup> autoScalingGroups;
  std::vector<ContainerInstance> instances;
  Quotas quotas;
  LaunchBucket onDemandLaunches;
  LaunchBucket spotLaunches;
  bool awsvpcTrunking = false;                // the account setting
  std::uint8_t lostZones = 0;                 // one bit per zone
  std::array<std::uint32_t, 3> zoneStamps{};  // the end of an older loss is void
  std::int32_t spotAvailable = -1;            // most Fargate Spot tasks at once; -1: no limit
  std::int32_t spotTasks = 0;                 // Fargate Spot tasks that are not STOPPED
  std::int64_t onDemandCpu = 0;               // CPU units of Fargate tasks that are not STOPPED
  std::int64_t spotCpu = 0;                   // the same of Fargate Spot tasks
  std::int32_t drainingInstances = 0;
  bool retryPending = false;  // a RetryPlacements timer runs
  EventId retryCause = kNoEvent;
  std::vector<WaitingTask> waiting;         // tasks in PROVISIONING that wait for an instance
  std::vector<ServiceIndex> blocked;        // services that could not place a task last time
  std::vector<PlacementRecord> placements;  // one per service, newest last

  auto fields() const {
    return std::tie(providers, launchTemplates, autoScalingGroups, instances, quotas,
                    onDemandLaunches, spotLaunches, awsvpcTrunking, lostZones, zoneStamps[0],
                    zoneStamps[1], zoneStamps[2], spotAvailable, spotTasks, onDemandCpu, spotCpu,
                    drainingInstances, retryPending, retryCause, waiting, blocked, placements);
  }
};

// True while the fault ZoneLost holds the zone (0 to 2).
inline bool zoneIsLost(const Capacity& capacity, std::uint8_t zone) {
  return ((capacity.lostZones >> zone) & 1) != 0;
}

const char* nameOf(ContainerInstanceStatus status);
const char* nameOf(InstanceState state);
// "RESOURCE:CPU", "AGENT", ...: failures[].reason and the decision table.
const char* nameOf(Unfit unfit);

}  // namespace taskyard
