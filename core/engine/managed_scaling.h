#pragma once
// ECS managed scaling of an Auto Scaling group: CapacityProviderReservation = M / N x 100, where N
// is the number of running instances and M the number that is needed.
//
// Sources: Developer Guide, "cluster auto scaling" (also its 2023 copy, "Managed scale-out
// behavior"); API Reference, ManagedScaling; for N = 0 the AWS blog "Deep Dive on Amazon ECS
// Cluster Auto Scaling". The 2023 guide also gives "100 minus empty instances" for scaling in; M/N
// is used here, as the guide's formula says.

#include <cstdint>
#include <vector>

#include "model/capacity.h"
#include "model/state.h"

namespace taskyard {

// What a minute of managed scaling starts from.
struct ManagedScalingInput {
  std::int32_t running = 0;      // N: instances of the group that are registered
  std::int32_t busy = 0;         // those with at least one task that is no daemon
  std::int32_t extraNeeded = 0;  // instances that waiting tasks would fill on top of N
  bool tasksWait = false;        // some task waits and could be placed on a new instance
};

// M: N plus what the waiting tasks need, within the step sizes; without waiting tasks, the busy
// ones.
[[nodiscard]] std::int32_t neededInstances(const ManagedScalingInput& input,
                                           const ManagedScaling& settings);
// CapacityProviderReservation in thousandths of a per cent: 100,000 for N = M = 0, 200,000 for
// N = 0 with tasks waiting.
[[nodiscard]] std::int64_t reservationMilli(std::int32_t running, std::int32_t needed);
// The size target tracking aims at: M x 100 / targetCapacity, rounded up; from 0 always 2.
// REQUIRES: 1 <= targetCapacity <= 100.
[[nodiscard]] std::int32_t aimedSize(std::int32_t running, std::int32_t needed,
                                     std::int32_t targetCapacity);
// One step of scaling in towards `aim`: at least 1 instance and at most half of them.
[[nodiscard]] std::int32_t scaleInStep(std::int32_t running, std::int32_t aim);

// How many new instances of the provider's type the waiting tasks fill: tasks with equal needs are
// packed together; a group that does not fit an empty instance is ignored.
ManagedScalingInput managedScalingInput(const State& state, CapacityProviderIndex provider);

// How much of a cluster's CPU or memory its tasks on container instances reserve, whole per cent,
// rounded down; 0 without instances. Source: Developer Guide, "CloudWatch metrics".
[[nodiscard]] std::int32_t reservedPercent(std::int64_t reserved, std::int64_t registered);

// Datapoints of a minute below the target before the group shrinks; a single one above it makes the
// group grow. Source: Developer Guide 2023; that a single one is enough is from memory.
inline constexpr std::int32_t kScaleInDatapoints = 15;

}  // namespace taskyard
