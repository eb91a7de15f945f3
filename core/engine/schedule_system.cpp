#include "engine/schedule_system.h"

#include <algorithm>

#include "base/text.h"
#include "engine/identity.h"
#include "engine/scaling_system.h"
#include "engine/schedule_expression.h"

namespace taskyard {

namespace {

// When an expression is due after `after`, within its start and end.
TimeMs nextWithin(const std::string& expression, TimeMs after, TimeMs anchor,
                  const std::optional<TimeMs>& start, const std::optional<TimeMs>& end) {
  const TimeMs from = start && *start > after ? *start - 1 : after;
  const auto next = nextScheduleTime(expression, from, start.value_or(anchor));
  if (!next || (end && *next > *end)) return kNever;
  return *next;
}

// A rate of a scaling action is first due one interval after its creation (Model choice), and of a
// schedule at once (Source: EventBridge Scheduler User Guide, "Rate-based schedules").
void armAction(Simulation& sim, std::uint32_t index) {
  ScheduledAction& action = sim.state().scaling.scheduledActions[index];
  const TimeMs now = sim.state().now;
  action.nextAt =
      nextWithin(action.schedule, now, action.createdAt, action.startTime, action.endTime);
  ++action.stamp;
  if (action.nextAt == kNever) return;
  sim.schedule(action.nextAt - now, {TimerKind::ScheduledActionDue, index, action.stamp, 0});
}

void armSchedule(Simulation& sim, std::uint32_t index, TimeMs after) {
  Schedule& schedule = sim.state().scaling.schedules[index];
  ++schedule.stamp;
  schedule.nextAt = kNever;
  if (!schedule.enabled || schedule.deleted) return;
  schedule.nextAt = nextWithin(schedule.expression, after, schedule.createdAt, schedule.startDate,
                               schedule.endDate);
  if (schedule.nextAt == kNever) return;
  const TimeMs now = sim.state().now;
  sim.schedule(std::max<DurationMs>(0, schedule.nextAt - now),
               {TimerKind::ScheduleDue, index, schedule.stamp, 0});
}

}  // namespace

void putScheduledAction(Simulation& sim, ScheduledAction action) {
  auto& actions = sim.state().scaling.scheduledActions;
  std::uint32_t index = findScheduledAction(sim.state(), action.target, action.scheduledActionName);
  if (index == kNoSchedule) {
    index = static_cast<std::uint32_t>(actions.size());
    actions.emplace_back();
  }
  action.stamp = actions[index].stamp;
  action.createdAt = sim.state().now;
  actions[index] = std::move(action);
  armAction(sim, index);
}

void deleteScheduledAction(Simulation& sim, std::uint32_t index) {
  ScheduledAction& action = sim.state().scaling.scheduledActions[index];
  action.deleted = true;
  ++action.stamp;
}

void runScheduledAction(Simulation& sim, std::uint32_t index) {
  State& state = sim.state();
  const ScheduledAction& action = state.scaling.scheduledActions[index];
  const ScalableTargetIndex position = action.target;
  ScalableTarget& target = state.scaling.targets[position.value];
  const Service& service = state.services[target.service.value];
  if (!target.scheduledSuspended && service.status == ServiceStatus::ACTIVE) {
    target.minCapacity = action.minCapacity.value_or(target.minCapacity);
    target.maxCapacity = action.maxCapacity.value_or(target.maxCapacity);
    // An action that sets only one of them may push the other along.
    if (target.minCapacity > target.maxCapacity) {
      (action.minCapacity ? target.maxCapacity : target.minCapacity) =
          action.minCapacity ? target.minCapacity : target.maxCapacity;
    }
    const std::string limits = "minCapacity to " + std::to_string(target.minCapacity) +
                               " and maxCapacity to " + std::to_string(target.maxCapacity);
    const EventId said = sim.say(EventKind::ScheduledActionRan, target.service.value,
                                 "scheduled action " + action.scheduledActionName + " sets " +
                                     limits + " for " + service.serviceName,
                                 action.createdBy);
    const std::int32_t inside =
        std::clamp(service.desiredCount, target.minCapacity, target.maxCapacity);
    if (inside != service.desiredCount) {
      applyCapacity(sim, position, inside,
                    inside > service.desiredCount
                        ? "minimum capacity was set to " + std::to_string(target.minCapacity)
                        : "maximum capacity was set to " + std::to_string(target.maxCapacity),
                    said);
    }
  }
  armAction(sim, index);
}

void putSchedule(Simulation& sim, Schedule schedule) {
  auto& schedules = sim.state().scaling.schedules;
  std::uint32_t index = findSchedule(sim.state(), schedule.name);
  const TimeMs now = sim.state().now;
  if (index == kNoSchedule) {
    index = static_cast<std::uint32_t>(schedules.size());
    schedules.emplace_back();
    schedule.createdAt = now;
  } else {
    schedule.createdAt = schedules[index].createdAt;
    schedule.timesFired = schedules[index].timesFired;
  }
  schedule.updatedAt = now;
  schedule.stamp = schedules[index].stamp;
  const bool fresh = schedule.createdAt == now;
  schedules[index] = std::move(schedule);
  armSchedule(sim, index, fresh ? now - 1 : now);
}

void deleteSchedule(Simulation& sim, std::uint32_t index) {
  Schedule& schedule = sim.state().scaling.schedules[index];
  schedule.deleted = true;
  ++schedule.stamp;
}

void runSchedule(Simulation& sim, std::uint32_t index) {
  State& state = sim.state();
  Schedule& schedule = state.scaling.schedules[index];
  ++schedule.timesFired;
  const TaskDefinitionIndex definition = findTaskDefinition(state, schedule.taskDefinition);
  std::string refusal;
  if (state.clusters[schedule.cluster.value].status != ClusterStatus::ACTIVE) {
    refusal = "ClusterNotFoundException: Cluster not found.";
  } else if (!definition.valid()) {
    refusal = "ClientException: TaskDefinition not found.";
  } else if (state.taskDefinitions[definition.value].status != TaskDefinitionStatus::ACTIVE) {
    refusal = "ClientException: TaskDefinition is inactive";
  }
  const std::string head = "schedule " + schedule.name + ": ";
  if (!refusal.empty()) {
    sim.say(EventKind::ScheduleFailed, index, head + refusal, schedule.createdBy);
  } else {
    RunTaskOrder order;
    order.cluster = schedule.cluster;
    order.taskDefinition = definition;
    order.count = schedule.taskCount;
    order.awsvpcConfiguration = schedule.awsvpcConfiguration;
    order.group = schedule.group;
    order.startedBy = "chronos-schedule/" + schedule.name;
    const EventId fired =
        sim.say(EventKind::ScheduleFired, index,
                head + "runs " + countOf(schedule.taskCount, "task", "tasks") + " of " +
                    familyRevision(state.taskDefinitions[definition.value]),
                schedule.createdBy, schedule.taskCount);
    sim.runTask(order, fired);
  }
  armSchedule(sim, index, state.now);
  Schedule& after = state.scaling.schedules[index];
  if (after.nextAt == kNever && after.deleteAfterCompletion) after.deleted = true;
}

std::uint32_t findSchedule(const State& state, std::string_view name) {
  const auto& schedules = state.scaling.schedules;
  for (std::size_t i = 0; i < schedules.size(); ++i) {
    if (!schedules[i].deleted && schedules[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return kNoSchedule;
}

std::uint32_t findScheduledAction(const State& state, ScalableTargetIndex target,
                                  std::string_view name) {
  const auto& actions = state.scaling.scheduledActions;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!actions[i].deleted && actions[i].target == target &&
        actions[i].scheduledActionName == name) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return kNoSchedule;
}

}  // namespace taskyard
