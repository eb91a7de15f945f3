#include "engine/balancing_system.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/target_health.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

Target& targetAt(Simulation& sim, TargetIndex index) {
  return sim.state().balancing.targets[index.value];
}

TargetGroup& groupAt(Simulation& sim, TargetGroupIndex index) {
  return sim.state().balancing.targetGroups[index.value];
}

bool isChecked(const Target& target) {
  return target.state == TargetState::initial || target.state == TargetState::healthy ||
         target.state == TargetState::unhealthy;
}

std::string words(const State& state, const Target& target) {
  const TargetGroup& group = state.balancing.targetGroups[target.group.value];
  std::string text = "target " + targetId(state, target);
  if (group.type != TargetType::lambda) text += ":" + std::to_string(target.port);
  text += " of " + group.name + ": " + nameOf(target.state);
  const std::string description = targetDescription(target);
  return description.empty() ? text : text + ", " + description;
}

// The newest event that may have brought this about.
EventId causeOf(const State& state, const Target& target) {
  if (!target.task.valid()) return target.lastEvent;
  return std::max(target.lastEvent, state.tasks[target.task.value].lastEvent);
}

// New targets ramp up only beside one that does not.
// Source: ALB User Guide, "Slow start mode".
bool startsSlowly(const State& state, const Target& target) {
  const TargetGroup& group = state.balancing.targetGroups[target.group.value];
  if (group.slowStartSeconds == 0) return false;
  return std::any_of(group.targets.begin(), group.targets.end(), [&](TargetIndex other) {
    const Target& beside = state.balancing.targets[other.value];
    return &beside != &target && beside.state == TargetState::healthy &&
           (!beside.slowStart ||
            state.now >= beside.healthySince + group.slowStartSeconds * kSecond);
  });
}

// Puts `after` in the target's place and says so when its state or reason is another one.
void become(Simulation& sim, TargetIndex index, const Target& after, EventId cause) {
  const Target before = targetAt(sim, index);
  Target& target = targetAt(sim, index);
  target = after;
  if (before.state == target.state && before.reason == target.reason &&
      before.status == target.status) {
    return;
  }
  TargetCounts& counts = groupAt(sim, target.group).counts;
  --counts.of(before.state);
  ++counts.of(target.state);
  if (target.state == TargetState::healthy) {
    target.healthySince = sim.state().now;
    target.slowStart = startsSlowly(sim.state(), target);
  }
  target.lastEvent = sim.say(EventKind::TargetHealthChanged, target.group.value,
                             words(sim.state(), target), cause);
  workChanged(sim, target.lastEvent);
  if (target.byService && target.task.valid()) sim.judgeTask(target.task, target.lastEvent);
}

// Brings the record up to the checks that have happened by now, all with the known result.
void settle(Simulation& sim, TargetIndex index) {
  const Target& target = targetAt(sim, index);
  if (!isChecked(target)) return;
  const TargetHealthCheck& check = groupAt(sim, target.group).healthCheck;
  const std::uint32_t happened = checksBy(check, target, sim.state().now);
  if (happened <= target.checksDone) return;
  const std::uint32_t count = happened - target.checksDone;
  sim.state().healthChecksRun += count;
  become(sim, index, withChecks(check, target, count), causeOf(sim.state(), target));
}

void scheduleCheck(Simulation& sim, TargetIndex index) {
  Target& target = targetAt(sim, index);
  ++target.stamp;
  if (!isChecked(target)) return;
  const TargetHealthCheck& check = groupAt(sim, target.group).healthCheck;
  const std::uint32_t count = checksUntilChange(check, target);
  if (count == 0) return;
  const TimeMs at = target.firstCheckAt + static_cast<DurationMs>(target.checksDone + count - 1) *
                                              check.intervalSeconds * kSecond;
  sim.schedule(std::max<DurationMs>(0, at - sim.state().now),
               {TimerKind::TargetCheck, index.value, target.stamp, 0});
}

// From a new target, a new association or new settings: initial, or not checked at all.
void startChecks(Simulation& sim, TargetIndex index, bool afresh, EventId cause) {
  Target target = targetAt(sim, index);
  if (target.state == TargetState::draining) return;
  const State& state = sim.state();
  const TargetReason unchecked = uncheckedReason(state, target);
  if (unchecked != TargetReason::None) {
    target.reason = unchecked;
    target.state = unchecked == TargetReason::HealthCheckDisabled ? TargetState::unavailable
                                                                  : TargetState::unused;
  } else {
    if (afresh || !isChecked(target)) {
      target.state = TargetState::initial;
      target.reason = TargetReason::InitialHealthChecking;
      target.everHealthy = false;
    }
    const DurationMs interval = groupAt(sim, target.group).healthCheck.intervalSeconds * kSecond;
    const std::uint64_t who = target.task.valid() ? state.tasks[target.task.value].ordinal
                                                  : (std::uint64_t{1} << 32) + target.ip;
    target.firstCheckAt =
        state.now + drawBetween({state.seed, Purpose::TargetFirstCheck, who, target.group.value},
                                kSecond, interval);
    target.checksDone = 0;
    target.inRow = 0;
    target.result = checkTarget(state, target);
  }
  become(sim, index, target, cause);
  scheduleCheck(sim, index);
}

void unlinkFromTask(State& state, TargetIndex index) {
  Target& target = state.balancing.targets[index.value];
  if (!target.task.valid()) return;
  TargetIndex* link = &state.balancing.firstTargetOfTask[target.task.value];
  while (*link != index) link = &state.balancing.targets[link->value].nextOfTask;
  *link = target.nextOfTask;
  target.task = {};
  target.nextOfTask = {};
}

void removeTarget(Simulation& sim, TargetIndex index, EventId cause) {
  State& state = sim.state();
  Target& target = state.balancing.targets[index.value];
  TargetGroup& group = groupAt(sim, target.group);
  --group.counts.of(target.state);
  std::erase(group.targets, index);
  const TaskIndex task = target.task;
  const bool byService = target.byService;
  unlinkFromTask(state, index);
  target.inUse = false;
  ++target.stamp;
  target.nextOfTask = state.balancing.freeTarget;
  state.balancing.freeTarget = index;
  workChanged(sim, cause);
  if (byService && task.valid()) sim.targetGone(task, cause);
}

void checkAgain(Simulation& sim, TargetIndex index) {
  settle(sim, index);
  Target& target = targetAt(sim, index);
  if (!isChecked(target)) return;
  const CheckResult now = checkTarget(sim.state(), target);
  if (now == target.result) return;
  target.result = now;
  scheduleCheck(sim, index);
}

}  // namespace

TargetIndex registerTarget(Simulation& sim, Target target, EventId cause) {
  Balancing& balancing = sim.state().balancing;
  TargetIndex index = balancing.freeTarget;
  if (index.valid()) {
    balancing.freeTarget = balancing.targets[index.value].nextOfTask;
    target.stamp = balancing.targets[index.value].stamp + 1;
  } else {
    index = TargetIndex(balancing.targets.size());
    balancing.targets.emplace_back();
  }
  target.inUse = true;
  target.registeredAt = sim.state().now;
  target.lastEvent = cause;
  target.nextOfTask = {};
  target.state = TargetState::initial;
  target.reason = TargetReason::InitialHealthChecking;
  if (target.task.valid()) {
    auto& first = balancing.firstTargetOfTask;
    if (first.size() <= target.task.value) first.resize(target.task.value + 1);
    target.nextOfTask = first[target.task.value];
    first[target.task.value] = index;
  }
  balancing.targets[index.value] = target;
  TargetGroup& group = balancing.targetGroups[target.group.value];
  group.targets.push_back(index);
  ++group.counts.initial;
  startChecks(sim, index, true, cause);
  return index;
}

void deregisterTarget(Simulation& sim, TargetIndex index, EventId cause) {
  settle(sim, index);
  Target target = targetAt(sim, index);
  if (target.state == TargetState::draining) return;
  if (target.state == TargetState::unused) {
    removeTarget(sim, index, cause);
    return;
  }
  const DurationMs delay = groupAt(sim, target.group).deregistrationDelaySeconds * kSecond;
  target.state = TargetState::draining;
  target.reason = TargetReason::DeregistrationInProgress;
  target.status = 0;
  ++target.stamp;
  become(sim, index, target, cause);
  sim.schedule(delay, {TimerKind::TargetDrained, index.value, target.stamp, 0});
}

void targetConditionChanged(Simulation& sim, TaskIndex task) {
  TargetIndex index = firstTargetOf(sim.state(), task);
  while (index.valid()) {
    const TargetIndex next = targetAt(sim, index).nextOfTask;
    checkAgain(sim, index);
    index = next;
  }
}

void networkConditionChanged(Simulation& sim) {
  for (std::size_t i = 0; i < sim.state().balancing.targets.size(); ++i) {
    if (sim.state().balancing.targets[i].inUse) checkAgain(sim, TargetIndex(i));
  }
}

void setHealthCheck(Simulation& sim, TargetGroupIndex group, const TargetHealthCheck& check,
                    EventId cause) {
  for (const TargetIndex target : groupAt(sim, group).targets) settle(sim, target);
  groupAt(sim, group).healthCheck = check;
  for (const TargetIndex target : groupAt(sim, group).targets) {
    startChecks(sim, target, false, cause);
  }
}

void refreshAssociations(Simulation& sim, EventId cause) {
  Balancing& balancing = sim.state().balancing;
  std::vector<LoadBalancerIndex> owners(balancing.targetGroups.size());
  for (const ListenerRule& rule : balancing.rules) {
    if (rule.deleted || rule.action.kind != RuleAction::Kind::forward) continue;
    for (const WeightedTargetGroup& forward : rule.action.groups) {
      owners[forward.group.value] = balancing.listeners[rule.listener.value].loadBalancer;
    }
  }
  for (std::size_t i = 0; i < owners.size(); ++i) {
    TargetGroup& group = balancing.targetGroups[i];
    const bool another = group.loadBalancer != owners[i];
    group.loadBalancer = owners[i];
    for (const TargetIndex index : group.targets) {
      const Target& target = balancing.targets[index.value];
      const bool unused = target.state == TargetState::unused;
      const TargetReason reason = uncheckedReason(sim.state(), target);
      const bool becomesUnused =
          reason == TargetReason::NotInUse || reason == TargetReason::ZoneNotEnabled;
      if (another || unused != becomesUnused) startChecks(sim, index, another, cause);
    }
  }
  workChanged(sim, cause);
}

void shiftTraffic(Simulation& sim, ListenerRuleIndex rule, TargetGroupIndex from,
                  TargetGroupIndex to, std::int32_t toPermille, EventId cause) {
  RuleAction& action = sim.state().balancing.rules[rule.value].action;
  action.kind = RuleAction::Kind::forward;
  // AWS's weights end at 999.
  action.groups = {{from, std::min(999, 1000 - toPermille)}, {to, std::min(999, toPermille)}};
  refreshAssociations(sim, cause);
}

void releaseTargets(Simulation& sim, TaskIndex task) {
  for (TargetIndex index = firstTargetOf(sim.state(), task); index.valid();) {
    const TargetIndex next = targetAt(sim, index).nextOfTask;
    settle(sim, index);
    unlinkFromTask(sim.state(), index);
    if (targetAt(sim, index).byService) {
      deregisterTarget(sim, index, targetAt(sim, index).lastEvent);
    } else {
      checkAgain(sim, index);
    }
    index = next;
  }
}

void onTargetCheck(Simulation& sim, TargetIndex index) {
  // The check that is due now sees what holds now; those before it saw what was known.
  Target target = targetAt(sim, index);
  const TargetHealthCheck& check = groupAt(sim, target.group).healthCheck;
  const std::uint32_t happened = checksBy(check, target, sim.state().now);
  if (happened > target.checksDone) {
    sim.state().healthChecksRun += happened - target.checksDone;
    target = withChecks(check, target, happened - target.checksDone - 1);
    target.result = checkTarget(sim.state(), target);
    become(sim, index, withChecks(check, target, 1), causeOf(sim.state(), target));
  }
  scheduleCheck(sim, index);
}

void onTargetDrained(Simulation& sim, TargetIndex index) {
  const Target& target = targetAt(sim, index);
  const EventId drained =
      sim.say(EventKind::TargetDrained, target.group.value,
              "target " + targetId(sim.state(), target) + ":" + std::to_string(target.port) +
                  " of " + groupAt(sim, target.group).name + ": deregistered",
              target.lastEvent);
  removeTarget(sim, index, drained);
}

}  // namespace taskyard
