#pragma once
// Where a load balancer sends a request: from listener and rules to target groups, and inside a
// group to its targets.

#include <cstdint>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One target's share of a group's new requests.
struct TargetShare {
  TaskIndex task;
  std::int32_t port = 0;
  std::int64_t weight = 0;  // relative: slow start lowers it
};

// The targets that get new requests: the healthy ones, or, when there are none, all registered ones
// (fail open). Empty: the balancer answers 503. Draining targets get none.
// Source: ALB User Guide, "Target group health".
std::vector<TargetShare> sharesOf(const State& state, std::uint32_t targetGroup);

}  // namespace taskyard
