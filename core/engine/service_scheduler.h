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
// 5. Tasks of the former deployment that died or became unhealthy during a rollout are replaced
//    with its own revision.
// A deployment that shifts traffic (BLUE_GREEN, LINEAR, CANARY) instead keeps desiredCount tasks of
// both revisions until its stages are through; rule 2 then takes the old ones away.
// Sources: Developer Guide, "Amazon ECS services", "Rolling update"; API Reference,
// DeploymentConfiguration.

#include <cstdint>

#include "model/state.h"

namespace taskyard {

struct ServicePlan {
  std::int32_t start = 0;             // tasks of the primary deployment to start
  std::int32_t replacements = 0;      // how many of those stand in for unhealthy ones
  std::int32_t startOld = 0;          // tasks of the former deployment that died and are replaced
  std::int32_t stopPrimary = 0;       // tasks of the primary deployment above desiredCount
  std::int32_t stopUnhealthy = 0;     // unhealthy tasks of the primary deployment
  std::int32_t stopDraining = 0;      // tasks of the primary deployment on DRAINING instances
  std::int32_t stopOld = 0;           // tasks of older deployments, not the unhealthy ones
  std::int32_t stopOldUnhealthy = 0;  // unhealthy tasks of older deployments
  std::int32_t stopOther = 0;         // tasks of deployments that are neither blue nor green
  bool deadlocked = false;            // there is work, but the deployment configuration forbids it
  bool settled = false;    // desiredCount healthy tasks, nothing else, nothing on its way
  bool scaledUp = false;   // the primary deployment has all the healthy tasks it needs
  bool rolledOut = false;  // ... and the older ones are gone, or need not be waited for

  [[nodiscard]] bool stopsAny() const {
    return stopPrimary + stopUnhealthy + stopDraining + stopOld + stopOldUnhealthy + stopOther > 0;
  }
  bool operator==(const ServicePlan&) const = default;
};

// The counts a plan is made from. `primary` and `old` are the primary deployment's tasks and the
// sum over all others.
struct ServiceSituation {
  std::int32_t desiredCount = 0;
  RollingLimits configuration;
  TaskCounts primary;
  TaskCounts old;
  bool primaryFailed = false;  // the circuit breaker tripped: it starts no further tasks
  // Tasks of the primary deployment on DRAINING instances: they are replaced like unhealthy ones,
  // but count as healthy until they stop. mayLeave: all of them, except daemons that others
  // outlive.
  std::int32_t draining = 0;
  std::int32_t mayLeave = 0;
  std::int32_t formerMissing = 0;  // tasks the former deployment should have and has not
  EarlySuccessCriteria early;
  bool moving = false;         // one task more than desiredCount moves to another zone
  bool bothColours = false;    // blue and green run side by side; `old` is then blue,
  std::int32_t otherLive = 0;  // and these are tasks of any further deployment
};

// Whether the service's rollout keeps both revisions at desiredCount now.
bool runsBothColours(const State& state, const Service& service);
// The deployment whose lost tasks are replaced while the primary one rolls out. Not valid: none.
DeploymentIndex formerDeployment(const State& state, const Service& service);

// The sum over all deployments of the service.
TaskCounts taskCountsOf(const State& state, const Service& service);

ServiceSituation situationOf(const State& state, ServiceIndex service);
ServicePlan planService(const ServiceSituation& situation);

}  // namespace taskyard
