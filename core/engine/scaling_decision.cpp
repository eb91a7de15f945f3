#include "engine/scaling_decision.h"

#include <algorithm>

#include "base/milli.h"

namespace taskyard {

namespace {

// Source: General Reference, ECS quotas: 5,000 tasks per service. Beyond it numbers need not be
// exact, only large.
constexpr std::int64_t kMoreThanAnyService = 1000000;

std::int32_t asCapacity(std::optional<std::int64_t> value) {
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(value.value_or(kMoreThanAnyService), 0, kMoreThanAnyService));
}

}  // namespace

std::int32_t targetTrackingCapacity(std::int32_t current, std::int64_t metric,
                                    std::int64_t target) {
  if (current == 0) return metric > 0 ? 1 : 0;
  return asCapacity(ratioUp(current, metric, target));
}

std::int32_t gradualScaleIn(std::int32_t current, std::int32_t wanted) {
  if (wanted >= current) return wanted;
  return current - (current - wanted + 1) / 2;
}

TargetTrackingWish targetTrackingDecision(const TargetTrackingSituation& situation) {
  if (!situation.metric || *situation.metric < 0) return {};
  const std::int32_t wanted =
      targetTrackingCapacity(situation.running, *situation.metric, situation.target);
  if (situation.running == 0) {
    if (situation.desired > 0 || wanted == 0) return {};
    return {ScalingDirection::Out, wanted};
  }
  if (situation.alarmHigh && wanted > situation.running) return {ScalingDirection::Out, wanted};
  if (situation.alarmLow && wanted < situation.running) {
    return {ScalingDirection::In, gradualScaleIn(situation.running, wanted)};
  }
  return {};
}

std::int32_t percentRounding(std::int64_t milliTasks) {
  if (milliTasks > 0 && milliTasks < 1000) return 1;
  if (milliTasks < 0 && milliTasks > -1000) return -1;
  return static_cast<std::int32_t>(
      std::clamp(milliTasks / 1000, -kMoreThanAnyService, kMoreThanAnyService));
}

std::optional<std::int32_t> stepAdjustment(std::span<const StepAdjustment> steps,
                                           AdjustmentType type, std::int32_t minMagnitude,
                                           std::int32_t current, std::int64_t distance) {
  for (const StepAdjustment& step : steps) {
    const bool above = distance >= 0;
    const bool afterLower =
        !step.lowerBound || (above ? distance >= *step.lowerBound : distance > *step.lowerBound);
    const bool beforeUpper =
        !step.upperBound || (above ? distance < *step.upperBound : distance <= *step.upperBound);
    if (!afterLower || !beforeUpper) continue;
    const std::int64_t adjustment = step.scalingAdjustment;
    switch (type) {
      case AdjustmentType::ChangeInCapacity: return asCapacity(current + adjustment);
      case AdjustmentType::ExactCapacity: return asCapacity(adjustment);
      case AdjustmentType::PercentChangeInCapacity: break;
    }
    std::int32_t change = percentRounding(current * adjustment * 10);
    if (adjustment > 0) change = std::max(change, minMagnitude);
    if (adjustment < 0) change = std::min(change, -minMagnitude);
    return asCapacity(current + change);
  }
  return std::nullopt;
}

std::int32_t limitedCapacity(ScalingDirection direction, std::int32_t wanted,
                             const CapacityLimits& limits) {
  const std::int32_t inside = std::clamp(wanted, limits.minimum, limits.maximum);
  if (direction == ScalingDirection::Out) return std::max(limits.desired, inside);
  if (direction == ScalingDirection::In) return std::min(limits.desired, inside);
  return limits.desired;
}

}  // namespace taskyard
