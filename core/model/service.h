#pragma once
// A service, its deployments, and the cluster they live in. Plain values; counts that derive from
// tasks are kept up to date by engine/ so that a decision costs the same for 3 tasks and for 3,000.
// Names and meanings: API Reference, Service, Deployment, Cluster.

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/balancing.h"
#include "model/ids.h"
#include "model/task.h"

namespace taskyard {

inline constexpr std::size_t kZoneCount = 3;  // us-east-1a, b, c

enum class ClusterStatus : std::uint8_t { ACTIVE, INACTIVE };
enum class ServiceStatus : std::uint8_t { ACTIVE, DRAINING, INACTIVE };
enum class DeploymentStatus : std::uint8_t { PRIMARY, ACTIVE, INACTIVE };
enum class DeploymentRolloutState : std::uint8_t { IN_PROGRESS, COMPLETED, FAILED };

struct Cluster {
  std::string clusterName;
  ClusterStatus status = ClusterStatus::ACTIVE;
  EventId createdBy = kNoEvent;

  auto fields() const { return std::tie(clusterName, status, createdBy); }
};

struct DeploymentCircuitBreaker {
  bool enable = false;
  bool rollback = false;

  auto fields() const { return std::tie(enable, rollback); }
  bool operator==(const DeploymentCircuitBreaker&) const = default;
};

struct DeploymentConfiguration {
  std::int32_t minimumHealthyPercent = 100;  // 0 to 100 for most uses; of desiredCount, rounded up
  std::int32_t maximumPercent = 200;         // of desiredCount, rounded down

  DeploymentCircuitBreaker deploymentCircuitBreaker;

  auto fields() const {
    return std::tie(minimumHealthyPercent, maximumPercent, deploymentCircuitBreaker);
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
  std::int32_t failedTasks = 0;  // in a row; what counts is in engine/circuit_breaker.h
  bool anyRan = false;           // a task of it has been RUNNING
  bool isRollback = false;       // it serves again because a newer one failed
  TimeMs createdAt = kNever;
  TimeMs updatedAt = kNever;
  EventId lastEvent = kNoEvent;

  auto fields() const {
    return std::tie(service, taskDefinition, awsvpcConfiguration, loadBalancers, status,
                    rolloutState, counts, liveByZone[0], liveByZone[1], liveByZone[2], target,
                    failedTasks, anyRan, isRollback, createdAt, updatedAt, lastEvent);
  }
};

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
  std::string otherJson;  // members the simulation does not act on, as one JSON object or ""
  TimeMs createdAt = kNever;
  EventId createdBy = kNoEvent;

  // Newest first; the first is PRIMARY. INACTIVE ones leave the list.
  std::vector<DeploymentIndex> deployments;
  TaskIndex newestTask;
  std::array<std::int32_t, kZoneCount> liveByZone{};
  TimeMs reconcileAt = kNever;         // when the scheduler looks at the service next
  std::uint32_t reconcileStamp = 0;    // timers with an older stamp are void
  bool steady = false;                 // the steady-state message was sent and still holds
  bool deadlockReported = false;       // "unable to stop or start tasks during a deployment"
  bool throttleReported = false;       // "unable to consistently start tasks successfully"
  std::int32_t failedStartsInRow = 0;  // tasks that stopped without having been RUNNING
  TimeMs startNotBefore = 0;           // restart throttle
  EventId reconcileCause = kNoEvent;

  auto fields() const {
    return std::tie(serviceName, cluster, status, launchType, taskDefinition, desiredCount,
                    deploymentConfiguration, awsvpcConfiguration, loadBalancers,
                    healthCheckGracePeriodSeconds, otherJson, createdAt, createdBy, deployments,
                    newestTask, liveByZone[0], liveByZone[1], liveByZone[2], reconcileAt,
                    reconcileStamp, steady, deadlockReported, throttleReported, failedStartsInRow,
                    startNotBefore, reconcileCause);
  }
};

const char* nameOf(ClusterStatus status);
const char* nameOf(ServiceStatus status);
const char* nameOf(DeploymentStatus status);
const char* nameOf(DeploymentRolloutState state);

}  // namespace taskyard
