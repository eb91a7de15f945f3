#pragma once
// What resources other than Fargate tasks cost: one function per system reads that system's record.
// Amounts: nano-USD.

#include <cstdint>
#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// BillKind::PublicIpv4 of a load balancer: its position above this; below, an Elastic IP's.
inline constexpr std::uint32_t kBalancerAddresses = 1u << 29;

struct ResourceCost {
  BillKind kind{};
  std::uint32_t subject = 0;  // position in the list its kind is in
  EventId decision = kNoEvent;
  std::int64_t nanoUsd = 0;
  std::int64_t nanoUsdPerMonth = 0;
  PriceId price{};
};

// Those that have cost something or will, living and deleted ones.
[[nodiscard]] std::vector<ResourceCost> resourceCosts(const State& state);
// Its ARN, id or name.
[[nodiscard]] std::string resourceName(const State& state, const ResourceCost& cost);

// hourly x count from `from` to `until` (kNever: to `now`), by the second, rounded up, at least
// leastSeconds. 0 before `from`, or when that has not come.
[[nodiscard]] std::int64_t accrued(std::int64_t hourly, std::int64_t count, TimeMs from,
                                   TimeMs until, TimeMs now, std::int64_t leastSeconds = 0);

}  // namespace taskyard
