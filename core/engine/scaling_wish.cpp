#include "engine/scaling_wish.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "base/milli.h"
#include "engine/alarms.h"
#include "engine/metrics.h"
#include "engine/scaling_system.h"

namespace taskyard {

namespace {

bool wantsOut(const ScalingWish& wish) { return wish.direction == ScalingDirection::Out; }

bool isTracking(const ScalingPolicy& policy) {
  return policy.policyType == ScalingPolicyType::TargetTrackingScaling;
}

std::optional<std::int64_t> newestValue(const State& state, std::span<const MetricQuery> queries,
                                        std::size_t watched) {
  const std::int32_t end = minuteOf(state.now);
  for (std::int32_t back = 0; back <= kExtraPeriods; ++back) {
    if (const auto value = valueOf(state, queries, watched, end - back)) return value;
  }
  return std::nullopt;
}

// The running tasks that a scale-out starts from.
std::int32_t scaleOutBase(const State& state, const ScalableTarget& target, std::int32_t running) {
  return state.now < target.scaleOutUntil ? std::min(target.scaleOutBase, running) : running;
}

void askTargetTracking(const State& state, const ScalableTarget& target, std::int32_t running,
                       ScalingWish& wish) {
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  TargetTrackingSituation situation;
  situation.desired = state.services[target.service.value].desiredCount;
  situation.metric = newestValue(state, policy.queries, policy.watched);
  situation.target = policy.targetValue;
  situation.alarmHigh = inAlarm(state, policy.alarmHigh);
  situation.alarmLow = inAlarm(state, policy.alarmLow);
  situation.running = situation.alarmHigh ? scaleOutBase(state, target, running) : running;
  wish.decision.target = policy.targetValue;
  wish.decision.runningCount = situation.running;
  if (!situation.metric) {
    wish.decision.blockedBy = ScalingBlock::NoData;
    return;
  }
  wish.decision.metric = *situation.metric;
  const TargetTrackingWish wanted = targetTrackingDecision(situation);
  const std::int32_t computed =
      targetTrackingCapacity(situation.running, *situation.metric, policy.targetValue);
  wish.direction = wanted.direction;
  wish.capacity = wanted.direction == ScalingDirection::None ? situation.desired : wanted.capacity;
  wish.alarm = wanted.direction == ScalingDirection::In ? policy.alarmLow : policy.alarmHigh;
  wish.decision.wanted = computed;
  wish.decision.formula =
      situation.running == 0
          ? "0 tasks run: a metric above 0 asks for 1"
          : "ceil(" + std::to_string(situation.running) + " x " + milliText(*situation.metric) +
                " / " + milliText(policy.targetValue) + ") = " + std::to_string(computed);
}

// The alarm in ALARM that names the policy among its actions.
AlarmIndex alarmOfStepPolicy(const State& state, ScalingPolicyIndex policy) {
  const std::string arn = scalingPolicyArn(state, policy);
  const auto& alarms = state.monitoring.alarms;
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    const Alarm& alarm = alarms[i];
    if (alarm.deleted || !alarm.actionsEnabled || alarm.state != AlarmState::ALARM) continue;
    if (std::find(alarm.alarmActions.begin(), alarm.alarmActions.end(), arn) !=
        alarm.alarmActions.end()) {
      return AlarmIndex(i);
    }
  }
  return {};
}

void askStepScaling(const State& state, const ScalableTarget& target, std::int32_t running,
                    ScalingWish& wish) {
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  const std::int32_t desired = state.services[target.service.value].desiredCount;
  wish.capacity = desired;
  wish.alarm = alarmOfStepPolicy(state, wish.policy);
  if (!wish.alarm.valid()) {
    wish.decision.blockedBy = ScalingBlock::NoChange;
    return;
  }
  const Alarm& alarm = state.monitoring.alarms[wish.alarm.value];
  const auto value = newestValue(state, alarm.queries, alarm.watched);
  wish.decision.target = alarm.threshold;
  wish.decision.runningCount = running;
  if (!value) {
    wish.decision.blockedBy = ScalingBlock::NoData;
    return;
  }
  wish.decision.metric = *value;
  const auto ask = [&](std::int32_t from) {
    return stepAdjustment(policy.stepAdjustments, policy.adjustmentType,
                          policy.minAdjustmentMagnitude, from, *value - alarm.threshold);
  };
  std::int32_t from = running;
  std::optional<std::int32_t> wanted = ask(from);
  if (wanted && *wanted > running) {
    from = scaleOutBase(state, target, running);
    wanted = ask(from);
  }
  if (!wanted) {
    wish.decision.blockedBy = ScalingBlock::NoChange;
    return;
  }
  wish.decision.runningCount = from;
  wish.decision.wanted = *wanted;
  wish.decision.formula = milliText(*value) + " is " + milliText(*value - alarm.threshold) +
                          " from the threshold " + milliText(alarm.threshold) + ": the step says " +
                          std::to_string(from) + " → " + std::to_string(*wanted);
  wish.direction = *wanted > from   ? ScalingDirection::Out
                   : *wanted < from ? ScalingDirection::In
                                    : ScalingDirection::None;
  wish.capacity = *wanted;
}

// Why a wish that points in a direction may not be granted now, whatever other policies want.
ScalingBlock blockOf(const State& state, const ScalableTarget& target, const ScalingWish& wish) {
  const Service& service = state.services[target.service.value];
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  const CapacityLimits limits{service.desiredCount, target.minCapacity, target.maxCapacity};
  const std::int32_t limited = limitedCapacity(wish.direction, wish.capacity, limits);
  if (wish.direction == ScalingDirection::Out) {
    if (target.scaleOutSuspended) return ScalingBlock::Suspended;
    if (limited > service.desiredCount) return ScalingBlock::None;
    if (wish.capacity > service.desiredCount) return ScalingBlock::AtMaximum;
    return state.now < target.scaleOutUntil ? ScalingBlock::ScaleOutCooldown
                                            : ScalingBlock::NoChange;
  }
  if (policy.disableScaleIn || target.scaleInSuspended) return ScalingBlock::ScaleInDisabled;
  if (limited >= service.desiredCount) {
    return wish.capacity < service.desiredCount ? ScalingBlock::AtMinimum : ScalingBlock::NoChange;
  }
  if (deploymentRuns(state, service)) return ScalingBlock::Deployment;
  if (state.now < target.scaleOutUntil) return ScalingBlock::ScaleOutCooldown;
  if (state.now < target.scaleInUntil) return ScalingBlock::ScaleInCooldown;
  return ScalingBlock::None;
}

ScalingWish wishOf(const State& state, const ScalableTarget& target, ScalingPolicyIndex index,
                   std::int32_t running) {
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  const Service& service = state.services[target.service.value];
  ScalingWish wish;
  wish.policy = index;
  wish.decision.at = state.now;
  wish.decision.policy = index;
  wish.decision.desiredCount = service.desiredCount;
  wish.decision.decided = service.desiredCount;
  wish.decision.wanted = service.desiredCount;
  wish.decision.minCapacity = target.minCapacity;
  wish.decision.maxCapacity = target.maxCapacity;
  if (isTracking(policy)) {
    askTargetTracking(state, target, running, wish);
  } else {
    askStepScaling(state, target, running, wish);
  }
  if (wish.direction != ScalingDirection::None) {
    wish.decision.blockedBy = blockOf(state, target, wish);
  } else if (wish.decision.blockedBy == ScalingBlock::None) {
    wish.decision.blockedBy = ScalingBlock::NoChange;
  }
  return wish;
}

// Whether all target tracking policies that may scale in want it.
bool trackingAgreesToScaleIn(const State& state, const std::vector<ScalingWish>& wishes) {
  return std::all_of(wishes.begin(), wishes.end(), [&](const ScalingWish& wish) {
    const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
    return !isTracking(policy) || policy.disableScaleIn || wish.direction == ScalingDirection::In;
  });
}

}  // namespace

std::vector<ScalingWish> wishesOf(const State& state, ScalableTargetIndex index,
                                  std::int32_t running) {
  const ScalableTarget& target = state.scaling.targets[index.value];
  std::vector<ScalingWish> wishes;
  for (const ScalingPolicyIndex policy : target.policies) {
    if (state.scaling.policies[policy.value].deleted) continue;
    wishes.push_back(wishOf(state, target, policy, running));
  }
  return wishes;
}

ScalingWish* chooseWish(const State& state, std::vector<ScalingWish>& wishes) {
  ScalingWish* best = nullptr;
  const auto granted = [](const ScalingWish& wish) {
    return wish.decision.blockedBy == ScalingBlock::None;
  };
  const auto larger = [&](ScalingWish& wish) {
    if (best == nullptr || wish.capacity > best->capacity) best = &wish;
  };
  for (ScalingWish& wish : wishes) {
    if (wantsOut(wish) && granted(wish)) larger(wish);
  }
  const bool nobodyWantsOut = std::none_of(wishes.begin(), wishes.end(), wantsOut);
  const bool allWantIn = trackingAgreesToScaleIn(state, wishes);
  for (ScalingWish& wish : wishes) {
    if (wish.direction != ScalingDirection::In || !granted(wish)) continue;
    const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
    const bool heard = nobodyWantsOut && (allWantIn || !isTracking(policy));
    if (heard) {
      larger(wish);
    } else {
      wish.decision.blockedBy = ScalingBlock::OtherPolicy;
    }
  }
  for (ScalingWish& wish : wishes) {
    if (granted(wish) && &wish != best && wish.direction != ScalingDirection::None) {
      wish.decision.blockedBy = ScalingBlock::OtherPolicy;
    }
  }
  return best;
}

bool deploymentRuns(const State& state, const Service& service) {
  return service.deployments.size() > 1 ||
         state.deployments[service.deployments.front().value].rolloutState ==
             DeploymentRolloutState::IN_PROGRESS;
}

bool inAlarm(const State& state, AlarmIndex alarm) {
  if (!alarm.valid()) return false;
  const Alarm& record = state.monitoring.alarms[alarm.value];
  return !record.deleted && record.state == AlarmState::ALARM;
}

}  // namespace taskyard
