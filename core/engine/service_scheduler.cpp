#include "engine/service_scheduler.h"

#include <algorithm>

#include "engine/capacity_scale_in.h"
#include "engine/rolling_update.h"

namespace taskyard {

namespace {

void add(TaskCounts& sum, const TaskCounts& counts) {
  sum.live += counts.live;
  sum.running += counts.running;
  sum.pending += counts.pending;
  sum.healthy += counts.healthy;
  sum.unhealthy += counts.unhealthy;
  sum.stopping += counts.stopping;
}

void countDraining(const State& state, ServiceIndex service, ServiceSituation& situation) {
  const DeploymentIndex primary = state.services[service.value].deployments.front();
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.status != ContainerInstanceStatus::DRAINING) continue;
    for (const TaskIndex index : instance.tasks) {
      const Task& task = state.tasks[index.value];
      if (task.deployment != primary || task.desiredStatus == TaskDesiredStatus::STOPPED ||
          task.healthStatus == HealthStatus::UNHEALTHY) {
        continue;
      }
      ++situation.draining;
      if (mayLeaveDraining(state, task)) ++situation.mayLeave;
    }
  }
}

}  // namespace

TaskCounts taskCountsOf(const State& state, const Service& service) {
  TaskCounts sum;
  for (const DeploymentIndex deployment : service.deployments) {
    add(sum, state.deployments[deployment.value].counts);
  }
  return sum;
}

ServiceSituation situationOf(const State& state, ServiceIndex service) {
  const Service& record = state.services[service.value];
  ServiceSituation situation;
  situation.desiredCount = record.desiredCount;
  situation.configuration = record.deploymentConfiguration;
  situation.primaryFailed = state.deployments[record.deployments.front().value].rolloutState ==
                            DeploymentRolloutState::FAILED;
  for (std::size_t i = 0; i < record.deployments.size(); ++i) {
    const TaskCounts& counts = state.deployments[record.deployments[i].value].counts;
    if (i == 0) {
      situation.primary = counts;
      continue;
    }
    if (i == 1) {
      const std::int32_t target = state.deployments[record.deployments[i].value].target;
      situation.formerMissing = std::max(0, target - counts.live);
    }
    add(situation.old, counts);
  }
  if (state.capacity.drainingInstances > 0) countDraining(state, service, situation);
  return situation;
}

ServicePlan planService(const ServiceSituation& situation) {
  const std::int32_t desired = situation.desiredCount;
  const TaskCounts& primary = situation.primary;
  const TaskCounts& old = situation.old;
  const TaskCountBounds bounds = taskCountBounds(desired, situation.configuration);
  // A service that only replaces what it lost may always fill up to desiredCount: the maximum
  // matters for what exists on top of that.
  const std::int32_t activeMax = std::max(bounds.activeMax, old.live > 0 ? 0 : desired);
  const std::int32_t good = primary.live - primary.unhealthy - situation.draining;

  ServicePlan plan;
  const std::int32_t missing = std::max(0, desired - good);
  const std::int32_t room = std::max(0, activeMax - primary.live - old.live);
  plan.start = situation.primaryFailed ? 0 : std::min(missing, room);
  plan.replacements = std::min(plan.start, primary.unhealthy);
  plan.stopPrimary = std::max(0, good - desired);

  // Healthy tasks above the floor may go.
  const std::int32_t spare = std::max(0, primary.healthy + old.healthy - bounds.runningMin);
  const std::int32_t oldNotHealthy = old.live - old.healthy;
  const std::int32_t stillNeeded = std::max(0, desired - primary.healthy);
  const std::int32_t replaced = std::max(0, old.live - stillNeeded);
  const bool noRoom = missing > 0 && plan.start == 0 && !situation.primaryFailed;
  const std::int32_t wanted = noRoom ? std::max(replaced, std::min(missing, old.live)) : replaced;
  plan.stopOld = std::min(wanted, oldNotHealthy + spare);

  const std::int32_t spareLeft = spare - std::max(0, plan.stopOld - oldNotHealthy);
  plan.stopDraining = std::min(situation.mayLeave, spareLeft);

  const std::int32_t formerNeeded = std::max(0, stillNeeded - old.live);
  plan.startOld = std::min({situation.formerMissing, formerNeeded, room - plan.start});

  if (primary.unhealthy > 0) {
    if (primary.healthy >= desired) {
      plan.stopUnhealthy = primary.unhealthy;
    } else if (noRoom && plan.stopOld == 0 && primary.pending == 0) {
      plan.stopUnhealthy = 1;
    }
  }

  const bool waiting = primary.pending > 0 || primary.stopping > 0 || old.stopping > 0 ||
                       primary.healthy < primary.running - primary.unhealthy;
  plan.deadlocked = noRoom && !plan.stopsAny() && !waiting && old.live > 0;
  plan.settled = old.live == 0 && old.stopping == 0 && primary.live == desired &&
                 primary.healthy == desired && !situation.primaryFailed;
  return plan;
}

}  // namespace taskyard
