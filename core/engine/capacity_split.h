#pragma once
// How a capacity provider strategy shares tasks among its providers.
//
// Base first, then the ratio of weights. AWS documents no rounding. Model choice: each further task
// goes to the provider with weight > 0 that minimises (tasks beyond its base + 1) / weight, the
// earlier one in the list on a tie; scaling in reverses that, base tasks last. This reproduces
// every example of the API Reference. Source: API Reference, CapacityProviderStrategyItem.
//
// There is no fallback: a provider without capacity keeps its share.

#include <cstdint>
#include <span>
#include <vector>

#include "model/placement.h"

namespace taskyard {

inline constexpr std::size_t kNoShare = static_cast<std::size_t>(-1);

// Whose turn is next: a position in `strategy`. counts: tasks each item has now.
// kNoShare when every weight is 0 and the base is full. REQUIRES: the same size.
[[nodiscard]] std::size_t nextToGrow(const CapacityProviderStrategy& strategy,
                                     std::span<const std::int32_t> counts);
// Whose task goes first. kNoShare when all counts are 0.
[[nodiscard]] std::size_t nextToShrink(const CapacityProviderStrategy& strategy,
                                       std::span<const std::int32_t> counts);
// How `total` tasks are shared when there are none yet.
[[nodiscard]] std::vector<std::int32_t> splitTasks(const CapacityProviderStrategy& strategy,
                                                   std::int32_t total);

}  // namespace taskyard
