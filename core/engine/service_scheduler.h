#pragma once
// What a service's scheduler would do now: a pure decision from the service's counts.
//
// The rules, in their order:
// 1. Tasks of the primary deployment are started up to desiredCount, as far as maximumPercent
//    leaves room; unhealthy ones do not count, so they are replaced before they are stopped.
// 2. Tasks of older deployments are stopped once healthy new ones stand in for them. When there is
//    no room to start, some are stopped first, as far as minimumHealthyPercent allows.
// 3. Unhealthy tasks are stopped once desiredCount healthy ones exist, or, without room for a
//    replacement, one at a time.
// 4. Tasks above desiredCount are stopped.
// 5. Tasks of the former deployment that died during a rollout are replaced with its own revision.
// Sources: Developer Guide, "Amazon ECS services", "Rolling update"; API Reference,
// DeploymentConfiguration.

#include <cstdint>

#include "model/state.h"

namespace taskyard {

struct ServicePlan {
  std::int32_t start = 0;          // tasks of the primary deployment to start
  std::int32_t replacements = 0;   // how many of those stand in for unhealthy ones
  std::int32_t startOld = 0;       // tasks of the former deployment that died and are replaced
  std::int32_t stopPrimary = 0;    // tasks of the primary deployment above desiredCount
  std::int32_t stopUnhealthy = 0;  // unhealthy tasks of the primary deployment
  std::int32_t stopDraining = 0;   // tasks of the primary deployment on DRAINING instances
  std::int32_t stopOld = 0;        // tasks of older deployments
  bool deadlocked = false;         // there is work, but the deployment configuration forbids it
  bool settled = false;            // desiredCount healthy tasks, nothing else, nothing on its way

  [[nodiscard]] bool stopsAny() const {
    return stopPrimary + stopUnhealthy + stopDraining + stopOld > 0;
  }
  bool operator==(const ServicePlan&) const = default;
};

// The counts a plan is made from. `primary` and `old` are the primary deployment's tasks and the
// sum over all others.
struct ServiceSituation {
  std::int32_t desiredCount = 0;
  DeploymentConfiguration configuration;
  TaskCounts primary;
  TaskCounts old;
  bool primaryFailed = false;  // the circuit breaker tripped: it starts no further tasks
  // Tasks of the primary deployment on DRAINING instances: they are replaced like unhealthy ones,
  // but count as healthy until they stop. mayLeave: all of them, except daemons that others
  // outlive.
  std::int32_t draining = 0;
  std::int32_t mayLeave = 0;
  std::int32_t formerMissing = 0;  // tasks the newest older deployment should have and has not
};

// The sum over all deployments of the service.
TaskCounts taskCountsOf(const State& state, const Service& service);

ServiceSituation situationOf(const State& state, ServiceIndex service);
ServicePlan planService(const ServiceSituation& situation);

}  // namespace taskyard
