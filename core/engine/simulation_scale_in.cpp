// Which of a service's tasks stop, and how that is said.

#include <algorithm>

#include "engine/capacity_scale_in.h"
#include "engine/service_scheduler.h"
#include "engine/simulation.h"
#include "engine/task_protection.h"

namespace taskyard {

// Adds `count` of the service's live tasks for which belongs(task) holds to chosen_.
// Who goes first: tasks that do no work yet, then those not counted as healthy, then those in the
// zone with the most tasks of the service, then the newest.
// Source: Developer Guide, "Amazon ECS services" (zone balance); Model choice: newest within a
// zone.
template <class Belongs>
void Simulation::chooseVictims(ServiceIndex index, std::int32_t count, Belongs&& belongs) {
  if (count <= 0) return;
  const Service& service = state_.services[index.value];
  if (choosesByCapacity(service)) {
    scaleInVictims(state_, index, count, belongs, chosen_);
    return;
  }
  for (auto& zones : victims_) {
    for (auto& tasks : zones) tasks.clear();
  }
  const auto zoneOf = [this](const Task& task) { return state_.subnets[task.subnet.value].zone; };
  // How many of each rank the walk has not met yet: scaling in by one must not cost a look at every
  // task of the service.
  const TaskCounts counts = taskCountsOf(state_, service);
  std::array<std::int32_t, 3> ahead = {counts.pending, counts.running - counts.healthy,
                                       counts.healthy};
  std::array<std::int32_t, 3> found{};
  const auto enough = [&] {
    if (ahead[0] > 0) return false;
    if (found[0] >= count) return true;
    if (ahead[1] > 0) return false;
    if (found[0] + found[1] >= count) return true;
    for (const auto& zone : victims_[2]) {
      if (static_cast<std::int32_t>(zone.size()) < count) return ahead[2] == 0;
    }
    return true;
  };
  for (TaskIndex t = service.newestTask; t.valid() && !enough(); t = state_.tasks[t.value].next) {
    const Task& task = state_.tasks[t.value];
    if (task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    const std::size_t rank = task.lastStatus < TaskStatus::RUNNING ? 0
                             : task.countsAsHealthy                ? 2
                                                                   : 1;
    --ahead[rank];
    if (!belongs(task)) continue;
    ++found[rank];
    victims_[rank][zoneOf(task)].push_back(t);
  }
  std::array<std::int32_t, kZoneCount> live = service.liveByZone;
  for (auto& zones : victims_) {
    std::array<std::size_t, kZoneCount> taken{};
    while (count > 0) {
      std::size_t richest = kZoneCount;
      for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
        if (taken[zone] == zones[zone].size()) continue;
        if (richest == kZoneCount || live[zone] > live[richest]) richest = zone;
      }
      if (richest == kZoneCount) break;
      chosen_.push_back(zones[richest][taken[richest]++]);
      --live[richest];
      --count;
    }
  }
}

// Fills chosen_ with the tasks that go by the plan: those of other deployments first.
void Simulation::chooseTasksToStop(ServiceIndex index, const ServicePlan& plan, EventId cause) {
  const DeploymentIndex primary = state_.services[index.value].deployments.front();
  chosen_.clear();
  const DeploymentIndex former = formerDeployment(state_, state_.services[index.value]);
  // Scale-in protection holds against scaling in and against deployments, not against replacing
  // what is unhealthy.
  const auto goes = [&](const Task& task) {
    return !isProtected(state_, task) && !isReplaced(task);
  };
  chooseVictims(index, plan.stopOther, [&](const Task& task) {
    return task.deployment != primary && task.deployment != former && !isProtected(state_, task);
  });
  chooseVictims(index, plan.stopOldUnhealthy,
                [&](const Task& task) { return task.deployment != primary && isReplaced(task); });
  const std::size_t others = chosen_.size();
  chooseVictims(index, plan.stopOld, [&](const Task& task) {
    return task.deployment != primary && (plan.stopOther == 0 || task.deployment == former) &&
           goes(task);
  });
  const bool oldBlocked = chosen_.size() < others + static_cast<std::size_t>(plan.stopOld);
  chooseVictims(index, plan.stopUnhealthy,
                [&](const Task& task) { return task.deployment == primary && isReplaced(task); });
  chooseVictims(index, plan.stopDraining, [&](const Task& task) {
    return task.deployment == primary && goes(task) && mayLeaveDraining(state_, task);
  });
  const std::size_t before = chosen_.size();
  const auto& live = state_.services[index.value].liveByZone;
  const std::int32_t most = *std::max_element(live.begin(), live.end());
  chooseVictims(index, plan.stopPrimary, [&](const Task& task) {
    // Rebalancing takes from the richest zone or not at all.
    return task.deployment == primary && goes(task) && !isOnDraining(state_, task) &&
           (!state_.services[index.value].rebalancing ||
            live[state_.subnets[task.subnet.value].zone] == most);
  });
  const bool blocked = chosen_.size() < before + static_cast<std::size_t>(plan.stopPrimary);
  if (oldBlocked || blocked) reportBlockedScaleIn(*this, index, cause);
}

// Says which tasks have been told to stop; returns the event that explains it to each of them.
EventId Simulation::sayTasksStop(ServiceIndex index, EventId cause) {
  ordinals_.clear();
  std::int32_t pending = 0;
  for (const TaskIndex t : chosen_) {
    const Task& task = state_.tasks[t.value];
    if (task.lastStatus == TaskStatus::RUNNING) {
      ordinals_.push_back(task.ordinal);
    } else {
      ++pending;
    }
  }
  EventId reason = cause;
  if (!ordinals_.empty()) {
    Event message;
    message.at = state_.now;
    message.cause = cause;
    message.subject = index.value;
    message.kind = EventKind::ServiceStoppedTasks;
    reason = log_.append(message, ordinals_);
  }
  if (pending > 0) {
    const EventId said = logService(index, EventKind::ServiceStoppedPending, cause, pending);
    if (ordinals_.empty()) reason = said;
  }
  return reason;
}

void Simulation::stopTasks(ServiceIndex index, const ServicePlan& plan, EventId cause) {
  chooseTasksToStop(index, plan, cause);
  if (chosen_.empty()) return;
  const EventId reason = sayTasksStop(index, cause);
  const DeploymentIndex primary = state_.services[index.value].deployments.front();
  for (const TaskIndex t : chosen_) {
    Task& task = state_.tasks[t.value];
    Deployment& deployment = state_.deployments[task.deployment.value];
    if (deployment.target > 0 && !isReplaced(task)) --deployment.target;
    if (task.retiring) {
      requestStop(t, TaskStopCode::TerminationNotice, StopReason::Maintenance, reason);
      continue;
    }
    StopReason why = StopReason::ScalingActivity;
    if (task.condemned) why = StopReason::FailedContainerHealthChecks;
    if (task.failedElbChecks) why = StopReason::FailedElbHealthChecks;
    if (why == StopReason::ScalingActivity) task.stopSubject = primary.value;
    requestStop(t, TaskStopCode::ServiceSchedulerInitiated, why, reason);
  }
  state_.services[index.value].steady = false;
}

}  // namespace taskyard
