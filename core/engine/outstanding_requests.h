#pragma once
// load_balancing.algorithm.type least_outstanding_requests, for flows.
//
// A request goes to the target with the fewest requests in progress. With few requests in progress
// all targets are alike, and each gets as many; with many, each is kept at about the same number,
// so a target gets the less the longer it takes. In between, a target's share is
// 1 / (1 + requests it would have in progress at an equal share and its own response time).
// Source: ALB User Guide, "Routing algorithms"; Model choice: the formula, and that each traffic is
// shared out by itself. As at AWS, a target that refuses at once is never busy and so gets more.

#include <cstdint>
#include <vector>

#include "engine/routing.h"
#include "model/state.h"

namespace taskyard {

// Sets the weights for `rateMilli` requests (thousandths per second) that come to these targets
// together. timeoutMs: when a request without an answer is given up. Targets that are alike, and
// any targets at a rate of 0, keep equal weights.
void weighByOutstanding(const State& state, std::int64_t rateMilli, DurationMs timeoutMs,
                        std::vector<TargetShare>& targets);

}  // namespace taskyard
