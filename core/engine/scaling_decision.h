#pragma once
// What scaling policies want: pure functions on numbers. Values are thousandths (base/milli.h).
//
// Sources: Application Auto Scaling User Guide, "Target tracking scaling policies", "Step scaling
// policies"; Developer Guide, "Automatically scale your Amazon ECS service".

#include <cstdint>
#include <optional>
#include <span>

#include "model/scaling.h"

namespace taskyard {

// ceil(current x metric / target). From 0 running tasks a metric above 0 asks for one task.
// REQUIRES: current >= 0, metric >= 0, target > 0.
std::int32_t targetTrackingCapacity(std::int32_t current, std::int64_t metric, std::int64_t target);

// How far one scale-in goes from `current` towards `wanted`: half of the way, rounded up.
// Model choice: AWS only says that scale-in is gradual, and never goes below `wanted`.
std::int32_t gradualScaleIn(std::int32_t current, std::int32_t wanted);

enum class ScalingDirection : std::uint8_t { None, Out, In };

struct TargetTrackingSituation {
  std::int32_t running = 0;  // RUNNING tasks
  std::int32_t desired = 0;
  std::optional<std::int64_t> metric;  // the newest datapoint
  std::int64_t target = 0;
  bool alarmHigh = false;  // in ALARM
  bool alarmLow = false;
};
struct TargetTrackingWish {
  ScalingDirection direction = ScalingDirection::None;
  std::int32_t capacity = 0;  // what the formula gives; for In gradual
  bool operator==(const TargetTrackingWish&) const = default;
};
// What one target tracking policy wants, before limits, cooldowns and other policies.
TargetTrackingWish targetTrackingDecision(const TargetTrackingSituation& situation);

// Percentages give fractions of a task: above 1 cut off, between 0 and 1 one task, between -1 and 0
// minus one task, below -1 cut off towards zero.
std::int32_t percentRounding(std::int64_t milliTasks);

// The capacity that a step policy asks for. distance: the metric's from the alarm's threshold.
// Above the threshold a step's lower bound belongs to it and its upper does not; below it is the
// other way round. Nothing when no step covers the distance.
std::optional<std::int32_t> stepAdjustment(std::span<const StepAdjustment> steps,
                                           AdjustmentType type, std::int32_t minMagnitude,
                                           std::int32_t current, std::int64_t distance);

// What a policy may do about desiredCount.
struct CapacityLimits {
  std::int32_t desired = 0;
  std::int32_t minimum = 0;
  std::int32_t maximum = 0;
};
// Below the minimum a scale-out goes to the minimum first, a scale-in does nothing; above the
// maximum it is the other way round. Returns the desired count when nothing may change.
std::int32_t limitedCapacity(ScalingDirection direction, std::int32_t wanted,
                             const CapacityLimits& limits);

}  // namespace taskyard
