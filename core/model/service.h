#pragma once
// A service, its deployments, and the cluster they live in. Plain values; counts that derive from
// tasks are kept up to date by engine/ so that a decision costs the same for 3 tasks and for 3,000.
// Names and meanings: API Reference, Service, Deployment, Cluster.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/balancing.h"
#include "model/capacity.h"
#include "model/ids.h"
#include "model/task.h"

namespace taskyard {

inline constexpr std::size_t kZoneCount = 3;  // us-east-1a, b, c

enum class ClusterStatus : std::uint8_t { ACTIVE, INACTIVE };
// DAEMON: one task per ACTIVE container instance that meets the constraints.
enum class SchedulingStrategy : std::uint8_t { REPLICA, DAEMON };
enum class ServiceStatus : std::uint8_t { ACTIVE, DRAINING, INACTIVE };
enum class DeploymentStatus : std::uint8_t { PRIMARY, ACTIVE, INACTIVE };
enum class DeploymentRolloutState : std::uint8_t { IN_PROGRESS, COMPLETED, FAILED };

// A RunTask with a clientToken: the same request under the same token is the same request.
struct RunTaskToken {
  std::string clientToken;
  std::uint64_t request = 0;  // fingerprint of what was asked for
  TimeMs usedAt = kNever;
  std::vector<std::uint32_t> tasks;  // what was started, by ordinal

  auto fields() const { return std::tie(clientToken, request, usedAt, tasks); }
};

struct Cluster {
  std::string clusterName;
  ClusterStatus status = ClusterStatus::ACTIVE;
  bool containerInsights = false;  // setting containerInsights: enabled or enhanced
  EventId createdBy = kNoEvent;
  std::vector<CapacityProviderIndex> capacityProviders;  // those associated with it
  CapacityProviderStrategy defaultCapacityProviderStrategy;
  std::vector<RunTaskToken> runTaskTokens;  // those that still count

  auto fields() const {
    return std::tie(clusterName, status, containerInsights, createdBy, capacityProviders,
                    defaultCapacityProviderStrategy, runTaskTokens);
  }
};

enum class ThresholdType : std::uint8_t { BOUNDED_PERCENT, UNBOUNDED_PERCENT, COUNT };

struct ThresholdConfiguration {
  ThresholdType type = ThresholdType::BOUNDED_PERCENT;
  std::int32_t value = 50;  // per cent of desiredCount (1 to 100), or failures for COUNT

  auto fields() const { return std::tie(type, value); }
  bool operator==(const ThresholdConfiguration&) const = default;
};

struct DeploymentCircuitBreaker {
  bool enable = false;
  bool rollback = false;
  ThresholdConfiguration thresholdConfiguration;
  bool resetOnHealthyTask = true;  // a healthy task sets the count of failures back to 0

  auto fields() const {
    return std::tie(enable, rollback, thresholdConfiguration, resetOnHealthyTask);
  }
  bool operator==(const DeploymentCircuitBreaker&) const = default;
};

struct DeploymentAlarms {
  std::vector<std::string> alarmNames;
  bool enable = false;
  bool rollback = false;

  auto fields() const { return std::tie(alarmNames, enable, rollback); }
  bool operator==(const DeploymentAlarms&) const = default;
};

// A deployment may count as done before all its tasks are healthy.
struct EarlySuccessCriteria {
  bool enable = false;
  std::int32_t healthyPercent = 100;  // of desiredCount, rounded up; minimumHealthyPercent to 100
  bool deferredCleanup = false;       // sourceServiceRevisionCleanup: DEFERRED, else BLOCKING

  auto fields() const { return std::tie(enable, healthyPercent, deferredCleanup); }
  bool operator==(const EarlySuccessCriteria&) const = default;
};

enum class DeploymentStrategy : std::uint8_t { ROLLING, BLUE_GREEN, LINEAR, CANARY };

// How many tasks may be missing, and how many there may be, while a service changes.
struct RollingLimits {
  std::int32_t minimumHealthyPercent = 100;  // 0 to 100 for most uses; of desiredCount, rounded up
  std::int32_t maximumPercent = 200;         // of desiredCount, rounded down

  bool operator==(const RollingLimits&) const = default;
};

struct DeploymentConfiguration : RollingLimits {
  DeploymentCircuitBreaker deploymentCircuitBreaker;
  DeploymentAlarms alarms;
  EarlySuccessCriteria earlySuccessCriteria;
  DeploymentStrategy strategy = DeploymentStrategy::ROLLING;
  std::optional<std::int32_t> bakeTimeInMinutes;  // 0 to 1440
  std::int32_t stepPermille = 100;                // LINEAR: 30 to 1000
  std::int32_t stepBakeTimeInMinutes = 6;         // LINEAR: 0 to 1440
  std::int32_t canaryPermille = 50;               // CANARY: 1 to 1000
  std::int32_t canaryBakeTimeInMinutes = 10;      // CANARY: 0 to 1440

  auto fields() const {
    return std::tie(minimumHealthyPercent, maximumPercent, deploymentCircuitBreaker, alarms,
                    earlySuccessCriteria, strategy, bakeTimeInMinutes, stepPermille,
                    stepBakeTimeInMinutes, canaryPermille, canaryBakeTimeInMinutes);
  }
  bool operator==(const DeploymentConfiguration&) const = default;
};

struct AwsvpcConfiguration {
  std::vector<SubnetIndex> subnets;         // 1 to 16
  std::vector<std::string> securityGroups;  // at most 5; empty: the VPC's default group
  bool assignPublicIp = false;

  auto fields() const { return std::tie(subnets, securityGroups, assignPublicIp); }
  bool operator==(const AwsvpcConfiguration&) const = default;
};

// Tasks of one deployment, by what they count as.
struct TaskCounts {
  std::int32_t live = 0;       // desiredStatus RUNNING, whatever lastStatus
  std::int32_t running = 0;    // lastStatus RUNNING and desiredStatus RUNNING
  std::int32_t pending = 0;    // on their way to RUNNING
  std::int32_t healthy = 0;    // count towards minimumHealthyPercent
  std::int32_t unhealthy = 0;  // RUNNING, to be replaced (Task::condemned), not yet told to stop
  std::int32_t stopping = 0;   // told to stop, not yet STOPPED

  auto fields() const { return std::tie(live, running, pending, healthy, unhealthy, stopping); }
  bool operator==(const TaskCounts&) const = default;
};

struct Deployment {
  ServiceIndex service;
  TaskDefinitionIndex taskDefinition;
  AwsvpcConfiguration awsvpcConfiguration;
  std::vector<ServiceLoadBalancer> loadBalancers;  // its tasks' target groups, at most 5
  DeploymentStatus status = DeploymentStatus::PRIMARY;
  DeploymentRolloutState rolloutState = DeploymentRolloutState::IN_PROGRESS;
  TaskCounts counts;
  std::array<std::int32_t, kZoneCount> liveByZone{};
  // How many tasks an older deployment should still have: what it had when a newer one took over,
  // less what was stopped on purpose since. One that dies is replaced with the same revision.
  std::int32_t target = 0;
  std::int32_t failedTasks = 0;   // in a row; what counts is in engine/circuit_breaker.h
  bool anyRan = false;            // a task of it has been RUNNING
  bool isRollback = false;        // it serves again because a newer one failed
  bool alternateTargets = false;  // its tasks join the alternate target group of a pair
  TimeMs createdAt = kNever;
  TimeMs updatedAt = kNever;
  EventId lastEvent = kNoEvent;
  LaunchType launchType = LaunchType::FARGATE;        // EC2 also for strategies of ASG providers
  CapacityProviderStrategy capacityProviderStrategy;  // empty: started with the launch type
  // By container: what the tag stood for when the deployment's first task looked. Empty until then,
  // and when no image is the account's own.
  std::vector<ImageIndex> pinnedImages;

  auto fields() const {
    return std::tie(launchType, capacityProviderStrategy, service, taskDefinition,
                    awsvpcConfiguration, loadBalancers, status, rolloutState, counts, liveByZone[0],
                    liveByZone[1], liveByZone[2], target, failedTasks, anyRan, isRollback,
                    alternateTargets, createdAt, updatedAt, lastEvent, pinnedImages);
  }
};

// A message about a lasting problem: said again only after the problem has gone, or six hours.
struct ReportedProblem {
  std::uint8_t kind = 0;        // EventKind
  std::uint64_t wordsHash = 0;  // of the message's text; 0: the kind says it all
  TimeMs at = 0;

  auto fields() const { return std::tie(kind, wordsHash, at); }
};

enum class PropagateTags : std::uint8_t { NONE, SERVICE, TASK_DEFINITION };

struct Service {
  std::string serviceName;
  ClusterIndex cluster;
  ServiceStatus status = ServiceStatus::ACTIVE;
  LaunchType launchType = LaunchType::FARGATE;
  TaskDefinitionIndex taskDefinition;
  std::int32_t desiredCount = 0;
  DeploymentConfiguration deploymentConfiguration;
  AwsvpcConfiguration awsvpcConfiguration;
  std::vector<ServiceLoadBalancer> loadBalancers;  // of the newest deployment
  std::int32_t healthCheckGracePeriodSeconds = 0;
  bool availabilityZoneRebalancing = false;  // asked for; whether it applies: engine/zone_balance.h
  bool enableExecuteCommand = false;
  bool enableECSManagedTags = false;
  PropagateTags propagateTags = PropagateTags::NONE;
  std::string otherJson;  // members the simulation does not act on, as one JSON object or ""
  TimeMs createdAt = kNever;
  EventId createdBy = kNoEvent;
  std::string clientToken;          // of the request that made it, "" without one
  std::uint64_t clientRequest = 0;  // fingerprint of that request

  // Newest first; the first is PRIMARY. INACTIVE ones leave the list.
  std::vector<DeploymentIndex> deployments;
  TaskIndex newestTask;
  std::array<std::int32_t, kZoneCount> liveByZone{};
  TimeMs reconcileAt = kNever;         // when the scheduler looks at the service next
  std::uint32_t reconcileStamp = 0;    // timers with an older stamp are void
  bool steady = false;                 // the steady-state message was sent and still holds
  std::uint32_t steadyStamp = 0;       // an older repetition of the message is void
  EventId steadyEvent = kNoEvent;      // the newest of them
  bool rebalancing = false;            // tasks are being moved to poorer zones, one at a time
  std::int32_t failedStartsInRow = 0;  // tasks that stopped without having been RUNNING
  TimeMs startNotBefore = 0;           // restart throttle
  EventId reconcileCause = kNoEvent;
  ServiceDeploymentIndex serviceDeployment;  // the newest: its record of how a rollout goes
  std::vector<ReportedProblem> reportedProblems;

  // Capacity.
  SchedulingStrategy schedulingStrategy = SchedulingStrategy::REPLICA;
  CapacityProviderStrategy capacityProviderStrategy;      // empty: launchType counts
  std::vector<PlacementConstraint> placementConstraints;  // EC2 only; at most 10
  std::vector<PlacementStrategyItem> placementStrategy;   // EC2 only; at most 5
  NoPlace noPlace = NoPlace::None;  // why the last attempt to start a task found no room
  TimeMs launchWindow = kNever;     // launches per minute are counted from here
  std::int32_t launchedInWindow = 0;

  auto fields() const {
    return std::tie(
        serviceName, cluster, status, launchType, taskDefinition, desiredCount,
        deploymentConfiguration, awsvpcConfiguration, loadBalancers, healthCheckGracePeriodSeconds,
        availabilityZoneRebalancing, enableExecuteCommand, enableECSManagedTags, propagateTags,
        otherJson, createdAt, createdBy, clientToken, clientRequest, deployments, newestTask,
        liveByZone[0], liveByZone[1], liveByZone[2], reconcileAt, reconcileStamp, steady,
        steadyStamp, steadyEvent, rebalancing, failedStartsInRow, startNotBefore, reconcileCause,
        serviceDeployment, reportedProblems, schedulingStrategy, capacityProviderStrategy,
        placementConstraints, placementStrategy, noPlace, launchWindow, launchedInWindow);
  }
};

const char* nameOf(ClusterStatus status);
const char* nameOf(SchedulingStrategy strategy);
const char* nameOf(ServiceStatus status);
const char* nameOf(DeploymentStatus status);
const char* nameOf(DeploymentRolloutState state);
const char* nameOf(ThresholdType type);
const char* nameOf(DeploymentStrategy strategy);
const char* nameOf(PropagateTags source);

}  // namespace taskyard
