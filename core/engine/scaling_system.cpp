#include "engine/scaling_system.h"

#include <algorithm>
#include <span>

#include "base/draw.h"
#include "base/milli.h"
#include "engine/alarms.h"
#include "engine/metrics.h"
#include "engine/monitoring_system.h"
#include "engine/scaling_decision.h"
#include "engine/service_scheduler.h"

namespace taskyard {

namespace {

// What one policy wants in this minute.
struct Wish {
  ScalingPolicyIndex policy;
  ScalingDirection direction = ScalingDirection::None;
  AlarmIndex alarm;  // which one asks
  std::int32_t capacity = 0;
  ScalingDecision decision;
};

// Eight, four, four, four and twelve hexadecimal digits.
std::string uuidOf(const State& state, Purpose purpose, std::uint64_t entity) {
  const std::string a = hex64(draw({state.seed, purpose, entity, 0}));
  const std::string b = hex64(draw({state.seed, purpose, entity, 1}));
  return a.substr(0, 8) + "-" + a.substr(8, 4) + "-4" + a.substr(13, 3) + "-a" + b.substr(1, 3) +
         "-" + b.substr(4, 12);
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
                       Wish& wish) {
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
                    Wish& wish) {
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
ScalingBlock blockOf(const State& state, const ScalableTarget& target, const Wish& wish) {
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

// The wish that wins, or nullptr; the others learn why they did not.
Wish* choose(const State& state, std::vector<Wish>& wishes) {
  Wish* best = nullptr;
  const auto granted = [](const Wish& wish) {
    return wish.decision.blockedBy == ScalingBlock::None;
  };
  const auto larger = [&](Wish& wish) {
    if (best == nullptr || wish.capacity > best->capacity) best = &wish;
  };
  for (Wish& wish : wishes) {
    if (wish.direction == ScalingDirection::Out && granted(wish)) larger(wish);
  }
  bool allAgree = true;
  bool anyOut = false;
  for (const Wish& wish : wishes) {
    const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
    anyOut = anyOut || wish.direction == ScalingDirection::Out;
    if (policy.policyType != ScalingPolicyType::TargetTrackingScaling) continue;
    if (!policy.disableScaleIn && wish.direction != ScalingDirection::In) allAgree = false;
  }
  const bool scalesOut = best != nullptr;
  for (Wish& wish : wishes) {
    if (wish.direction != ScalingDirection::In || !granted(wish)) continue;
    const bool tracks = state.scaling.policies[wish.policy.value].policyType ==
                        ScalingPolicyType::TargetTrackingScaling;
    if (scalesOut || anyOut || (tracks && !allAgree)) {
      wish.decision.blockedBy = ScalingBlock::OtherPolicy;
    } else {
      larger(wish);
    }
  }
  for (Wish& wish : wishes) {
    if (granted(wish) && &wish != best && wish.direction != ScalingDirection::None) {
      wish.decision.blockedBy = ScalingBlock::OtherPolicy;
    }
  }
  return best;
}

std::string blockWords(ScalingBlock block, const ScalingDecision& decision) {
  switch (block) {
    case ScalingBlock::Deployment:
      return "a deployment is running, and until it ends nothing is scaled in";
    case ScalingBlock::ScaleOutCooldown: return "the scale-out cooldown is not over";
    case ScalingBlock::ScaleInCooldown: return "the scale-in cooldown is not over";
    case ScalingBlock::ScaleInDisabled: return "scale-in is switched off";
    case ScalingBlock::Suspended: return "scale-out is suspended";
    case ScalingBlock::OtherPolicy: return "another policy needs the tasks";
    case ScalingBlock::AtMinimum: return "minCapacity is " + std::to_string(decision.minCapacity);
    case ScalingBlock::AtMaximum: return "maxCapacity is " + std::to_string(decision.maxCapacity);
    case ScalingBlock::None:
    case ScalingBlock::NoData:
    case ScalingBlock::NoChange: break;
  }
  return "";
}

// Says once why a wish comes to nothing, and again when the reason changes.
void keepDecision(Simulation& sim, const Wish& wish) {
  State& state = sim.state();
  ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  const ScalingBlock former = policy.lastDecision.blockedBy;
  policy.lastDecision = wish.decision;
  const ScalingBlock block = wish.decision.blockedBy;
  const std::string words = blockWords(block, wish.decision);
  if (words.empty() || former == block) return;
  const ServiceIndex service = state.scaling.targets[policy.target.value].service;
  const EventId cause =
      wish.alarm.valid() ? state.monitoring.alarms[wish.alarm.value].lastEvent : policy.createdBy;
  sim.say(EventKind::ScalingHeldBack, service.value,
          "scaling policy " + policy.policyName + " wants " + std::to_string(wish.decision.wanted) +
              " tasks of " + state.services[service.value].serviceName + " (" +
              wish.decision.formula + "), but " + words,
          cause);
}

void grant(Simulation& sim, ScalableTargetIndex index, const Wish& wish, std::int32_t running) {
  State& state = sim.state();
  ScalableTarget& target = state.scaling.targets[index.value];
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  const Service& service = state.services[target.service.value];
  const ScalingDecision& decision = wish.decision;
  const bool out = wish.direction == ScalingDirection::Out;
  const bool tracks = policy.policyType == ScalingPolicyType::TargetTrackingScaling;
  const DurationMs cooldown = kSecond * (!tracks ? policy.cooldownSeconds
                                         : out   ? policy.scaleOutCooldownSeconds
                                                 : policy.scaleInCooldownSeconds);
  if (out) {
    if (state.now >= target.scaleOutUntil) target.scaleOutBase = running;
    target.scaleOutUntil = state.now + cooldown;
    target.scaleInUntil = state.now;
  } else {
    target.scaleInUntil = state.now + cooldown;
  }
  target.lastChange = decision;
  EventId cause = policy.createdBy;
  std::string words = "policy " + policy.policyName;
  if (wish.alarm.valid() && inAlarm(state, wish.alarm)) {
    const Alarm& alarm = state.monitoring.alarms[wish.alarm.value];
    cause = alarm.lastEvent;
    words = "monitor alarm " + alarm.alarmName + " in state ALARM triggered " + words;
  }
  std::string text = "scaling policy " + policy.policyName + " sets desiredCount of " +
                     service.serviceName + " from " + std::to_string(decision.desiredCount) +
                     " to " + std::to_string(decision.decided) + ": " + decision.formula;
  if (decision.clamped) {
    text += ", kept within minCapacity " + std::to_string(decision.minCapacity) +
            " and maxCapacity " + std::to_string(decision.maxCapacity);
  } else if (!out && decision.decided > decision.wanted) {
    text += ", in steps";
  }
  const EventId said = sim.say(out ? EventKind::ScaledOut : EventKind::ScaledIn,
                               target.service.value, std::move(text), cause, decision.decided);
  applyCapacity(sim, index, decision.decided, words, said);
}

void scaleTarget(Simulation& sim, ScalableTargetIndex index) {
  State& state = sim.state();
  const ScalableTarget& target = state.scaling.targets[index.value];
  const Service& service = state.services[target.service.value];
  if (service.status == ServiceStatus::INACTIVE) {
    deregisterScalableTarget(sim, index, target.createdBy);  // it goes with its service
    return;
  }
  if (service.status != ServiceStatus::ACTIVE) return;
  std::int32_t running = taskCountsOf(state, service).running;
  if (deploymentRuns(state, service)) running = std::min(running, service.desiredCount);
  std::vector<Wish> wishes;
  for (const ScalingPolicyIndex position : target.policies) {
    const ScalingPolicy& policy = state.scaling.policies[position.value];
    if (policy.deleted) continue;
    Wish wish;
    wish.policy = position;
    wish.decision.at = state.now;
    wish.decision.policy = position;
    wish.decision.desiredCount = service.desiredCount;
    wish.decision.decided = service.desiredCount;
    wish.decision.wanted = service.desiredCount;
    wish.decision.minCapacity = target.minCapacity;
    wish.decision.maxCapacity = target.maxCapacity;
    if (policy.policyType == ScalingPolicyType::TargetTrackingScaling) {
      askTargetTracking(state, target, running, wish);
    } else {
      askStepScaling(state, target, running, wish);
    }
    if (wish.direction != ScalingDirection::None) {
      wish.decision.blockedBy = blockOf(state, target, wish);
    } else if (wish.decision.blockedBy == ScalingBlock::None) {
      wish.decision.blockedBy = ScalingBlock::NoChange;
    }
    wishes.push_back(std::move(wish));
  }
  Wish* winner = choose(state, wishes);
  if (winner != nullptr) {
    const CapacityLimits limits{service.desiredCount, target.minCapacity, target.maxCapacity};
    winner->decision.decided = limitedCapacity(winner->direction, winner->capacity, limits);
    winner->decision.clamped = winner->decision.decided != winner->capacity;
  }
  for (const Wish& wish : wishes) keepDecision(sim, wish);
  if (winner != nullptr) grant(sim, index, *winner, running);
}

// The high and the low alarm of a target tracking policy.
// Source: Application Auto Scaling User Guide: names; a public workshop for Fargate: 3 and 15
// datapoints of a minute, low threshold 90 % of the target.
AlarmIndex putTrackingAlarm(Simulation& sim, ScalingPolicyIndex index, bool high, EventId cause) {
  State& state = sim.state();
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  const std::string resource =
      resourceIdOf(state, state.scaling.targets[policy.target.value].service);
  Alarm alarm;
  alarm.alarmName = "TargetTracking-" + resource + (high ? "-AlarmHigh-" : "-AlarmLow-") +
                    uuidOf(state, Purpose::ScalingAlarmId, index.value * 2 + (high ? 1 : 0));
  alarm.alarmDescription = "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " +
                           scalingPolicyArn(state, index) + ".";
  alarm.alarmActions = {scalingPolicyArn(state, index)};
  alarm.queries = policy.queries;
  alarm.watched = policy.watched;
  alarm.listForm = policy.listForm;
  alarm.evaluationPeriods = high ? 3 : 15;
  alarm.datapointsToAlarm = alarm.evaluationPeriods;
  alarm.threshold = high ? policy.targetValue : policy.targetValue * 9 / 10;
  alarm.comparison =
      high ? ComparisonOperator::GreaterThanThreshold : ComparisonOperator::LessThanThreshold;
  alarm.ownedBy = index;
  return putAlarm(sim, std::move(alarm), cause);
}

void deleteTrackingAlarms(Simulation& sim, const ScalingPolicy& policy, EventId cause) {
  if (policy.alarmHigh.valid()) deleteAlarm(sim, policy.alarmHigh, cause);
  if (policy.alarmLow.valid()) deleteAlarm(sim, policy.alarmLow, cause);
}

}  // namespace

void scaleServices(Simulation& sim) {
  for (std::size_t i = 0; i < sim.state().scaling.targets.size(); ++i) {
    const ScalableTarget& target = sim.state().scaling.targets[i];
    if (!target.deleted && !target.policies.empty()) scaleTarget(sim, ScalableTargetIndex(i));
  }
}

ScalableTargetIndex registerScalableTarget(Simulation& sim, const ScalableTargetOrder& order,
                                           EventId cause) {
  State& state = sim.state();
  ScalableTargetIndex index = findScalableTarget(state, order.service);
  if (!index.valid()) {
    index = ScalableTargetIndex(state.scaling.targets.size());
    ScalableTarget fresh;
    fresh.service = order.service;
    fresh.createdAt = state.now;
    fresh.createdBy = cause;
    state.scaling.targets.push_back(std::move(fresh));
  }
  ScalableTarget& target = state.scaling.targets[index.value];
  target.minCapacity = order.minCapacity.value_or(target.minCapacity);
  target.maxCapacity = order.maxCapacity.value_or(target.maxCapacity);
  target.scaleInSuspended = order.scaleInSuspended.value_or(target.scaleInSuspended);
  target.scaleOutSuspended = order.scaleOutSuspended.value_or(target.scaleOutSuspended);
  target.scheduledSuspended = order.scheduledSuspended.value_or(target.scheduledSuspended);
  return index;
}

void deregisterScalableTarget(Simulation& sim, ScalableTargetIndex index, EventId cause) {
  State& state = sim.state();
  state.scaling.targets[index.value].deleted = true;
  for (const ScalingPolicyIndex policy : state.scaling.targets[index.value].policies) {
    if (!state.scaling.policies[policy.value].deleted) deleteScalingPolicy(sim, policy, cause);
  }
  for (ScheduledAction& action : state.scaling.scheduledActions) {
    if (action.target != index || action.deleted) continue;
    action.deleted = true;
    ++action.stamp;
  }
}

ScalingPolicyIndex putScalingPolicy(Simulation& sim, ScalingPolicy policy, EventId cause) {
  State& state = sim.state();
  ScalingPolicyIndex index = findScalingPolicy(state, policy.target, policy.policyName);
  policy.createdBy = cause;
  policy.createdAt = state.now;
  if (index.valid()) {
    deleteTrackingAlarms(sim, state.scaling.policies[index.value], cause);
    policy.policyId = state.scaling.policies[index.value].policyId;
    state.scaling.policies[index.value] = std::move(policy);
  } else {
    index = ScalingPolicyIndex(state.scaling.policies.size());
    policy.policyId = uuidOf(state, Purpose::ScalingPolicyId, index.value);
    state.scaling.targets[policy.target.value].policies.push_back(index);
    state.scaling.policies.push_back(std::move(policy));
  }
  if (state.scaling.policies[index.value].policyType == ScalingPolicyType::TargetTrackingScaling) {
    const AlarmIndex high = putTrackingAlarm(sim, index, true, cause);
    const AlarmIndex low = putTrackingAlarm(sim, index, false, cause);
    state.scaling.policies[index.value].alarmHigh = high;
    state.scaling.policies[index.value].alarmLow = low;
  }
  return index;
}

void deleteScalingPolicy(Simulation& sim, ScalingPolicyIndex index, EventId cause) {
  ScalingPolicy& policy = sim.state().scaling.policies[index.value];
  deleteTrackingAlarms(sim, policy, cause);
  policy.deleted = true;
}

void applyCapacity(Simulation& sim, ScalableTargetIndex index, std::int32_t capacity,
                   const std::string& causeText, EventId cause) {
  State& state = sim.state();
  ScalableTarget& target = state.scaling.targets[index.value];
  ScalingActivity activity;
  activity.activityId =
      uuidOf(state, Purpose::ScalingActivityId,
             (static_cast<std::uint64_t>(index.value) << 32) | target.activitiesSoFar++);
  activity.at = state.now;
  activity.desiredCount = capacity;
  activity.cause = causeText;
  activity.event = cause;
  target.activities.push_back(std::move(activity));
  if (target.activities.size() > kActivitiesKept)
    target.activities.erase(target.activities.begin());
  ServiceChange change;
  change.desiredCount = capacity;
  sim.updateService(target.service, change, cause);
}

ScalableTargetIndex findScalableTarget(const State& state, ServiceIndex service) {
  for (std::size_t i = 0; i < state.scaling.targets.size(); ++i) {
    const ScalableTarget& target = state.scaling.targets[i];
    if (!target.deleted && target.service == service) return ScalableTargetIndex(i);
  }
  return {};
}

ScalingPolicyIndex findScalingPolicy(const State& state, ScalableTargetIndex target,
                                     std::string_view name) {
  for (const ScalingPolicyIndex index : state.scaling.targets[target.value].policies) {
    const ScalingPolicy& policy = state.scaling.policies[index.value];
    if (!policy.deleted && policy.policyName == name) return index;
  }
  return {};
}

std::string resourceIdOf(const State& state, ServiceIndex service) {
  const Service& record = state.services[service.value];
  return "service/" + state.clusters[record.cluster.value].clusterName + "/" + record.serviceName;
}

std::string scalingPolicyArn(const State& state, ScalingPolicyIndex index) {
  const ScalingPolicy& policy = state.scaling.policies[index.value];
  return "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:" + policy.policyId +
         ":resource/ecs/" +
         resourceIdOf(state, state.scaling.targets[policy.target.value].service) + ":policyName/" +
         policy.policyName;
}

}  // namespace taskyard
