#pragma once
// When a deployment has failed.
//
// While no task of the deployment has been RUNNING, each one that does not get there counts. After
// that, each one that fails its health checks counts. A healthy task sets the count back to 0.
// A container that starts and exits (a crash loop without health checks) never counts.
// Source: Developer Guide, "Amazon ECS deployment circuit breaker" (copy of 2026-10).

#include <cstdint>

#include "model/state.h"

namespace taskyard {

// Failures in a row that trip the breaker: half of desiredCount, rounded up, at least 3 and at most
// 200. (Until 2023 the minimum was 10, which older exam notes still say.)
[[nodiscard]] constexpr std::int32_t circuitBreakerThreshold(std::int32_t desiredCount) {
  const std::int32_t half = (desiredCount + 1) / 2;
  return half < 3 ? 3 : half > 200 ? 200 : half;
}

// Whether the service's breaker is on and its primary deployment has failed often enough.
[[nodiscard]] bool circuitBreakerTrips(const State& state, const Service& service);

// The deployment to roll back to: the newest one that completed and is not itself the failed one.
// Not valid when there is none.
[[nodiscard]] DeploymentIndex rollbackTarget(const State& state, ServiceIndex service);

}  // namespace taskyard
