#pragma once
// When a deployment has failed.
//
// While no task of the deployment has been RUNNING, each one that does not get there counts. After
// that, each one that fails its health checks counts. A healthy task sets the count back to 0,
// unless resetOnHealthyTask is false. A container that starts and exits (a crash loop without
// health checks) never counts.
// Source: Developer Guide, "Amazon ECS deployment circuit breaker" (copy of 2026-10).

#include <cstdint>

#include "model/state.h"

namespace taskyard {

// Failures that trip the breaker, from the latest desiredCount:
//   BOUNDED_PERCENT    value per cent of it, rounded up, at least 3 and at most 200
//   UNBOUNDED_PERCENT  value per cent of it, rounded up
//   COUNT              value
// The default is BOUNDED_PERCENT 50. (Until 2023 the minimum was 10, which older exam notes still
// say.)
[[nodiscard]] constexpr std::int32_t circuitBreakerThreshold(
    std::int32_t desiredCount, const ThresholdConfiguration& configuration = {}) {
  if (configuration.type == ThresholdType::COUNT) return configuration.value;
  const std::int64_t share =
      (static_cast<std::int64_t>(desiredCount) * configuration.value + 99) / 100;
  const auto count = static_cast<std::int32_t>(share);
  if (configuration.type == ThresholdType::UNBOUNDED_PERCENT) return count < 1 ? 1 : count;
  return count < 3 ? 3 : count > 200 ? 200 : count;
}

// Whether the service's breaker is on and its primary deployment has failed often enough.
[[nodiscard]] bool circuitBreakerTrips(const State& state, const Service& service);

// The deployment to roll back to: the newest one that completed and is not itself the failed one.
// Not valid when there is none.
[[nodiscard]] DeploymentIndex rollbackTarget(const State& state, ServiceIndex service);

}  // namespace taskyard
