#pragma once
// Availability Zone rebalancing: whether a service's tasks are spread evenly, and from where to
// where one should move.
//
// Even means desiredCount divided by the zones of the service's subnets, the remainder one each:
// 2 over 2 zones is 1,1; 3 over 2 is 2,1; 5 over 3 is 2,2,1. A task moves start-first: a new one in
// the poorest zone, and when it is healthy one in the richest zone stops. ECS looks at it after a
// service has reached a steady state.
// Source: Developer Guide, "Balancing an Amazon ECS service across Availability Zones".

#include <array>
#include <string>

#include "model/state.h"

namespace taskyard {

struct ZoneBalance {
  bool balanced = true;
  std::uint8_t poorest = 0;             // zone with the fewest tasks
  std::array<bool, kZoneCount> used{};  // zones of the service's subnets
};

// Whether ECS rebalances the service at all: it is asked to, maximumPercent leaves room for one
// task more than desiredCount, it is no DAEMON, and its placement leaves zones to ECS.
// Model choice: a service spread over several capacity providers is left alone, because a task that
// moves could change its provider's share.
[[nodiscard]] bool rebalances(const Service& service);

// How the tasks of the primary deployment lie now.
[[nodiscard]] ZoneBalance zoneBalanceOf(const State& state, const Service& service);

// "1 tasks in us-east-1a, 2 tasks in us-east-1b": in the words of ECS's message.
[[nodiscard]] std::string zoneCountsText(const Service& service, const ZoneBalance& balance);

}  // namespace taskyard
