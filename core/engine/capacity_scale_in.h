#pragma once
// Which tasks of a service go first where capacity decides: strategies give back what they shared
// out, placement strategies keep their order, DRAINING instances empty themselves.

#include <cstdint>
#include <functional>
#include <vector>

#include "model/state.h"

namespace taskyard {

// True for services whose victims depend on more than health and zone: those with a capacity
// provider strategy and those on container instances.
[[nodiscard]] bool choosesByCapacity(const Service& service);

// Adds up to `count` live tasks for which belongs(task) holds to `chosen`. Who goes first: tasks
// that do no work yet, then those not counted as healthy; then from the provider that has most
// beyond its share; then, without a strategy or with spread, from the zone and the instance with
// the most tasks of the service, with binpack the task whose instance would be left with the most
// free; then the newest.
// Source: Developer Guide 2023, "task placement strategies"; Model choice: the newest last.
void scaleInVictims(const State& state, ServiceIndex service, std::int32_t count,
                    const std::function<bool(const Task&)>& belongs,
                    std::vector<TaskIndex>& chosen);

// The task is on a DRAINING instance.
[[nodiscard]] bool isOnDraining(const State& state, const Task& task);
// It may be stopped there: a daemon only when no other kind of service task is left.
// Source: Developer Guide, "container instance draining".
[[nodiscard]] bool mayLeaveDraining(const State& state, const Task& task);

// How many tasks a DAEMON service should have: the ACTIVE instances of its cluster that meet its
// constraints, whether or not they have room. Source: API Reference, CreateService.
[[nodiscard]] std::int32_t daemonTarget(const State& state, ServiceIndex service);

}  // namespace taskyard
