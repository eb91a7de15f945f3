#pragma once
// What the clock starts: scheduled scaling actions, and EventBridge Scheduler's tasks.
// Sources: Application Auto Scaling User Guide, "Scheduled scaling"; EventBridge Scheduler User
// Guide, "Using templated targets": RunTask.

#include <cstdint>
#include <string_view>

#include "engine/simulation.h"

namespace taskyard {

// One of the same name and target is replaced.
void putScheduledAction(Simulation& sim, ScheduledAction action);
void deleteScheduledAction(Simulation& sim, std::uint32_t action);
// Sets minCapacity and maxCapacity, and moves desiredCount inside at once; cooldowns do not matter.
void runScheduledAction(Simulation& sim, std::uint32_t action);

// A new schedule, or one of the same name with another record.
void putSchedule(Simulation& sim, Schedule schedule);
void deleteSchedule(Simulation& sim, std::uint32_t schedule);
// Runs the tasks. They stand alone: nothing replaces one that fails.
void runSchedule(Simulation& sim, std::uint32_t schedule);

inline constexpr std::uint32_t kNoSchedule = 0xFFFFFFFFu;
// Position of the one that exists under the name, or kNoSchedule.
std::uint32_t findSchedule(const State& state, std::string_view name);
std::uint32_t findScheduledAction(const State& state, ScalableTargetIndex target,
                                  std::string_view name);

}  // namespace taskyard
