#pragma once
// What the run has cost so far. Prices: us-east-1, Linux/x86, 2026 (catalog in model/prices.h).

#include <cstdint>

#include "model/state.h"

namespace taskyard {

// One Fargate task from the start of its image pull to its end (or to `now`), per second rounded
// up, at least one minute; for the size asked for, not the size used. In 10^-9 dollars.
// Source: aws.amazon.com/fargate/pricing (2026).
[[nodiscard]] std::int64_t taskCostNanoUsd(const TaskDefinition& definition, const Task& task,
                                           TimeMs now);

// Of all tasks, over and alive. In 10^-6 dollars, rounded to nearest.
[[nodiscard]] std::int64_t totalCostMicroUsd(const State& state);

}  // namespace taskyard
