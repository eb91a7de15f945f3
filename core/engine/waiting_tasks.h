#pragma once
// Tasks in PROVISIONING that wait for an instance of their capacity provider (Capacity::waiting).

#include <cstdint>
#include <vector>

#include "model/state.h"

namespace taskyard {

[[nodiscard]] std::int32_t tasksWaitingIn(const State& state, ClusterIndex cluster);
// The subnets such a task may go to: its deployment's, or those RunTask named.
[[nodiscard]] std::vector<SubnetIndex> subnetsOfWaiting(const State& state, TaskIndex task);
// Does nothing when the task is not among them.
void stopWaiting(Capacity& capacity, TaskIndex task);

}  // namespace taskyard
