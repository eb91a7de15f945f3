#pragma once
// How one rollout of a service goes, from CreateService or UpdateService to its end. AWS calls it a
// service deployment and keeps it beside the service; a Deployment (service.h) is one revision of
// the service with its tasks, and may serve again in a rollback.
// Names and meanings: API Reference, ServiceDeployment; Developer Guide, "Amazon ECS blue/green
// deployments", how it works.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class ServiceDeploymentStatus : std::uint8_t {
  PENDING,
  IN_PROGRESS,
  SUCCESSFUL,
  STOPPED,  // failed without a rollback, or a newer deployment took its place
  STOP_REQUESTED,
  ROLLBACK_REQUESTED,
  ROLLBACK_IN_PROGRESS,
  ROLLBACK_SUCCESSFUL,
  ROLLBACK_FAILED,  // there is nothing to roll back to
};

// In the order they are passed. ROLLING has none.
enum class LifecycleStage : std::uint8_t {
  None,
  RECONCILE_SERVICE,  // only when more than one older revision still has tasks
  PRE_SCALE_UP,
  SCALE_UP,  // the new revision gets desiredCount tasks, and no traffic
  POST_SCALE_UP,
  TEST_TRAFFIC_SHIFT,
  POST_TEST_TRAFFIC_SHIFT,
  PRE_PRODUCTION_TRAFFIC_SHIFT,
  PRODUCTION_TRAFFIC_SHIFT,  // repeated for each step of LINEAR and CANARY
  POST_PRODUCTION_TRAFFIC_SHIFT,
  BAKE_TIME,  // both revisions run; the old one gets no traffic
  CLEAN_UP,   // the old one is scaled to 0
};

// Why a deployment did not end well.
enum class DeploymentFailure : std::uint8_t {
  None,
  TasksFailedToStart,  // the circuit breaker
  AlarmDetected,
  StopRequested,  // StopServiceDeployment
  StageTimedOut,  // no stage may take longer than a day
};

struct ServiceDeployment {
  ServiceIndex service;
  DeploymentIndex target;                  // the revision that is rolled out
  DeploymentIndex source;                  // the one that served before; not valid: a new service
  std::vector<std::string> ignoredAlarms;  // were in ALARM when it started
  std::string triggeredAlarm;
  ServiceDeploymentStatus status = ServiceDeploymentStatus::IN_PROGRESS;
  LifecycleStage lifecycleStage = LifecycleStage::None;
  DeploymentFailure failure = DeploymentFailure::None;
  bool baking = false;             // ROLLING: everything is replaced, alarms are still watched
  std::int32_t trafficPermille{};  // share of production traffic the target gets, by strategy
  std::int32_t failedTasks = 0;    // of the target, when it failed
  std::uint32_t stamp = 0;         // timers with an older stamp are void
  TimeMs createdAt = kNever;
  TimeMs startedAt = kNever;
  TimeMs rollbackAt = kNever;
  TimeMs finishedAt = kNever;
  EventId lastEvent = kNoEvent;

  auto fields() const {
    return std::tie(service, target, source, ignoredAlarms, triggeredAlarm, status, lifecycleStage,
                    failure, baking, trafficPermille, failedTasks, stamp, createdAt, startedAt,
                    rollbackAt, finishedAt, lastEvent);
  }
};

const char* nameOf(ServiceDeploymentStatus status);
const char* nameOf(LifecycleStage stage);  // "" for None

}  // namespace taskyard
