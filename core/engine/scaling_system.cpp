#include "engine/scaling_system.h"

#include <algorithm>

#include "engine/scaling_wish.h"
#include "engine/service_scheduler.h"
#include "engine/uuid.h"

namespace taskyard {

namespace {

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
void keepDecision(Simulation& sim, const ScalingWish& wish) {
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

// A scale-out ends a scale-in cooldown.
void startCooldown(ScalableTarget& target, const ScalingPolicy& policy, bool out, TimeMs now,
                   std::int32_t running) {
  const bool tracks = policy.policyType == ScalingPolicyType::TargetTrackingScaling;
  const DurationMs cooldown = kSecond * (!tracks ? policy.cooldownSeconds
                                         : out   ? policy.scaleOutCooldownSeconds
                                                 : policy.scaleInCooldownSeconds);
  if (!out) {
    target.scaleInUntil = now + cooldown;
    return;
  }
  if (now >= target.scaleOutUntil) target.scaleOutBase = running;
  target.scaleOutUntil = now + cooldown;
  target.scaleInUntil = now;
}

std::string changeText(const State& state, const ScalingWish& wish, const Service& service) {
  const ScalingDecision& decision = wish.decision;
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  std::string text = "scaling policy " + policy.policyName + " sets desiredCount of " +
                     service.serviceName + " from " + std::to_string(decision.desiredCount) +
                     " to " + std::to_string(decision.decided) + ": " + decision.formula;
  if (decision.clamped) {
    text += ", kept within minCapacity " + std::to_string(decision.minCapacity) +
            " and maxCapacity " + std::to_string(decision.maxCapacity);
  } else if (wish.direction == ScalingDirection::In && decision.decided > decision.wanted) {
    text += ", in steps";
  }
  return text;
}

void grant(Simulation& sim, ScalableTargetIndex index, const ScalingWish& wish,
           std::int32_t running) {
  State& state = sim.state();
  ScalableTarget& target = state.scaling.targets[index.value];
  const ScalingPolicy& policy = state.scaling.policies[wish.policy.value];
  const ScalingDecision& decision = wish.decision;
  const bool out = wish.direction == ScalingDirection::Out;
  startCooldown(target, policy, out, state.now, running);
  target.lastChange = decision;
  EventId cause = policy.createdBy;
  std::string words = "policy " + policy.policyName;
  if (inAlarm(state, wish.alarm)) {
    const Alarm& alarm = state.monitoring.alarms[wish.alarm.value];
    cause = alarm.lastEvent;
    words = "monitor alarm " + alarm.alarmName + " in state ALARM triggered " + words;
  }
  const EventId said = sim.say(
      out ? EventKind::ScaledOut : EventKind::ScaledIn, target.service.value,
      changeText(state, wish, state.services[target.service.value]), cause, decision.decided);
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
  std::vector<ScalingWish> wishes = wishesOf(state, index, running);
  ScalingWish* winner = chooseWish(state, wishes);
  if (winner != nullptr) {
    const CapacityLimits limits{service.desiredCount, target.minCapacity, target.maxCapacity};
    winner->decision.decided = limitedCapacity(winner->direction, winner->capacity, limits);
    winner->decision.clamped = winner->decision.decided != winner->capacity;
  }
  for (const ScalingWish& wish : wishes) keepDecision(sim, wish);
  if (winner != nullptr) grant(sim, index, *winner, running);
}

}  // namespace

void scaleServices(Simulation& sim) {
  for (std::size_t i = 0; i < sim.state().scaling.targets.size(); ++i) {
    const ScalableTarget& target = sim.state().scaling.targets[i];
    if (!target.deleted && !target.policies.empty()) scaleTarget(sim, ScalableTargetIndex(i));
  }
}

void applyCapacity(Simulation& sim, ScalableTargetIndex index, std::int32_t capacity,
                   const std::string& causeText, EventId cause) {
  State& state = sim.state();
  ScalableTarget& target = state.scaling.targets[index.value];
  ScalingActivity activity;
  activity.activityId =
      drawnUuid({state.seed, Purpose::ScalingActivityId,
                 (static_cast<std::uint64_t>(index.value) << 32) | target.activitiesSoFar++, 0});
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

}  // namespace taskyard
