#pragma once
// How many tasks may run, and how many must stay healthy, while a service changes.

#include <cstdint>

#include "model/service.h"

namespace taskyard {

struct TaskCountBounds {
  std::int32_t runningMin = 0;  // healthy tasks that must remain
  std::int32_t activeMax = 0;   // tasks that may exist with desiredStatus RUNNING

  bool operator==(const TaskCountBounds&) const = default;
};

// desiredCount: tasks, >= 0. Percentages are of desiredCount: the minimum rounds up, the maximum
// rounds down. Errors: none.
// Source: Amazon ECS API Reference, DeploymentConfiguration (2026-08-07).
[[nodiscard]] constexpr TaskCountBounds taskCountBounds(std::int32_t desiredCount,
                                                        const RollingLimits& configuration) {
  const std::int64_t desired = desiredCount;
  return {static_cast<std::int32_t>((desired * configuration.minimumHealthyPercent + 99) / 100),
          static_cast<std::int32_t>(desired * configuration.maximumPercent / 100)};
}

// Healthy tasks of the new revision with which a rollout counts as done: all of them, or fewer
// with early success criteria, rounded up.
// Source: Developer Guide, "early success criteria" (2026).
[[nodiscard]] constexpr std::int32_t healthyTasksForSuccess(std::int32_t desiredCount,
                                                            const EarlySuccessCriteria& criteria) {
  if (!criteria.enable) return desiredCount;
  const std::int64_t desired = desiredCount;
  return static_cast<std::int32_t>((desired * criteria.healthyPercent + 99) / 100);
}

}  // namespace taskyard
