#pragma once
// Who answers to a name in a private DNS namespace: tasks of ECS services that are registered under
// it. ECS registers a task when it is RUNNING (with health checks: HEALTHY) and takes it out as
// soon as it is told to stop. An answer holds at most eight of them, chosen at random. Source:
// Developer Guide, "Use service discovery to connect Amazon ECS services with DNS names". Model
// choice: answers are up to date; in reality a client keeps one for its TTL.

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

inline constexpr std::size_t kMostDnsAnswers = 8;

// Position in state.network.discovery.services of what the name stands for; kNoRegistry when the
// name does not resolve in this VPC.
inline constexpr std::uint32_t kNoRegistry = 0xFFFFFFFFu;
std::uint32_t findRegistry(const State& state, VpcIndex vpc, std::string_view name);

// All tasks registered there, oldest first.
std::vector<TaskIndex> instancesOf(const State& state, std::uint32_t registry);

// What a lookup from inside the VPC returns. count: tells one lookup from the next.
std::vector<TaskIndex> resolve(const State& state, VpcIndex vpc, std::string_view name,
                               std::uint64_t count);

}  // namespace taskyard
