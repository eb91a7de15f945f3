#include "engine/capacity_split.h"

#include <algorithm>

namespace taskyard {

namespace {

std::int64_t beyondBase(const CapacityProviderStrategyItem& item, std::int32_t count) {
  return std::max(0, count - item.base);
}

}  // namespace

std::size_t nextToGrow(const CapacityProviderStrategy& strategy,
                       std::span<const std::int32_t> counts) {
  for (std::size_t i = 0; i < strategy.size(); ++i) {
    if (counts[i] < strategy[i].base) return i;
  }
  std::size_t best = kNoShare;
  for (std::size_t i = 0; i < strategy.size(); ++i) {
    if (strategy[i].weight == 0) continue;
    if (best == kNoShare ||
        (beyondBase(strategy[i], counts[i]) + 1) * strategy[best].weight <
            (beyondBase(strategy[best], counts[best]) + 1) * strategy[i].weight) {
      best = i;
    }
  }
  return best;
}

std::size_t nextToShrink(const CapacityProviderStrategy& strategy,
                         std::span<const std::int32_t> counts) {
  std::size_t best = kNoShare;
  for (std::size_t i = 0; i < strategy.size(); ++i) {
    const std::int64_t extra = beyondBase(strategy[i], counts[i]);
    if (extra == 0) continue;
    if (strategy[i].weight == 0) return i;  // it should have none beyond its base
    if (best == kNoShare || extra * strategy[best].weight >=
                                beyondBase(strategy[best], counts[best]) * strategy[i].weight) {
      best = i;
    }
  }
  if (best != kNoShare) return best;
  for (std::size_t i = 0; i < strategy.size(); ++i) {
    if (counts[i] > 0) return i;
  }
  return kNoShare;
}

std::vector<std::int32_t> splitTasks(const CapacityProviderStrategy& strategy, std::int32_t total) {
  std::vector<std::int32_t> counts(strategy.size(), 0);
  for (std::int32_t i = 0; i < total; ++i) {
    const std::size_t next = nextToGrow(strategy, counts);
    if (next == kNoShare) break;
    ++counts[next];
  }
  return counts;
}

}  // namespace taskyard
