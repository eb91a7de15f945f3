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

bool runsBothColours(const State& state, const Service& service) {
  if (!service.serviceDeployment.valid()) return false;
  const ServiceDeployment& record = state.serviceDeployments[service.serviceDeployment.value];
  return record.status == ServiceDeploymentStatus::IN_PROGRESS && record.source.valid() &&
         record.lifecycleStage != LifecycleStage::None &&
         record.lifecycleStage < LifecycleStage::CLEAN_UP;
}

DeploymentIndex formerDeployment(const State& state, const Service& service) {
  if (runsBothColours(state, service)) {
    return state.serviceDeployments[service.serviceDeployment.value].source;
  }
  return service.deployments.size() > 1 ? service.deployments[1] : DeploymentIndex();
}

ServiceSituation situationOf(const State& state, ServiceIndex service) {
  const Service& record = state.services[service.value];
  ServiceSituation situation;
  situation.desiredCount = record.desiredCount;
  situation.configuration = record.deploymentConfiguration;
  situation.early = record.deploymentConfiguration.earlySuccessCriteria;
  situation.moving = record.rebalancing;
  situation.primaryFailed = state.deployments[record.deployments.front().value].rolloutState ==
                            DeploymentRolloutState::FAILED;
  situation.primary = state.deployments[record.deployments.front().value].counts;
  if (state.capacity.drainingInstances > 0) countDraining(state, service, situation);
  if (record.deployments.size() == 1) return situation;
  situation.bothColours = runsBothColours(state, record);
  const DeploymentIndex former = formerDeployment(state, record);
  for (std::size_t i = 1; i < record.deployments.size(); ++i) {
    const Deployment& deployment = state.deployments[record.deployments[i].value];
    if (situation.bothColours && record.deployments[i] != former) {
      situation.otherLive += deployment.counts.live;
    } else {
      add(situation.old, deployment.counts);
    }
    if (record.deployments[i] != former) continue;
    const bool failed = deployment.rolloutState == DeploymentRolloutState::FAILED;
    const std::int32_t target =
        situation.bothColours && !failed ? record.desiredCount : deployment.target;
    const std::int32_t good = deployment.counts.live - deployment.counts.unhealthy;
    situation.formerMissing = std::max(0, target - good);
  }
  return situation;
}

namespace {

// What to do about unhealthy tasks of the primary deployment.
void planUnhealthy(const ServiceSituation& situation, bool stopFirst, ServicePlan& plan) {
  const TaskCounts& primary = situation.primary;
  if (primary.unhealthy == 0) return;
  if (primary.healthy >= situation.desiredCount) {
    plan.stopUnhealthy = primary.unhealthy;
  } else if (stopFirst && primary.pending == 0) {
    plan.stopUnhealthy = 1;
  }
}

// Blue and green side by side, each with desiredCount tasks: there is room for both.
ServicePlan planBothColours(const ServiceSituation& situation) {
  const TaskCounts& primary = situation.primary;
  const std::int32_t good = primary.live - primary.unhealthy;
  ServicePlan plan;
  plan.start = situation.primaryFailed ? 0 : std::max(0, situation.desiredCount - good);
  plan.replacements = std::min(plan.start, primary.unhealthy);
  plan.stopPrimary = std::max(0, good - situation.desiredCount);
  plan.startOld = situation.formerMissing;
  const std::int32_t oldGood = situation.old.live - situation.old.unhealthy;
  plan.stopOld = std::max(0, oldGood - situation.desiredCount);
  if (situation.old.healthy >= situation.desiredCount) {
    plan.stopOldUnhealthy = situation.old.unhealthy;
  }
  plan.stopOther = situation.otherLive;
  planUnhealthy(situation, false, plan);
  plan.scaledUp = primary.healthy >= situation.desiredCount;
  return plan;
}

}  // namespace

ServicePlan planService(const ServiceSituation& situation) {
  if (situation.bothColours) return planBothColours(situation);
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
  // The one on the move counts as too many only once it is healthy.
  const std::int32_t surplus = situation.moving ? std::min(good, primary.healthy) : good;
  plan.stopPrimary = std::max(0, surplus - desired);

  // Healthy tasks above the floor may go.
  const std::int32_t spare = std::max(0, primary.healthy + old.healthy - bounds.runningMin);
  const std::int32_t enough = healthyTasksForSuccess(desired, situation.early);
  const std::int32_t stillNeeded = std::max(0, enough - primary.healthy);
  const std::int32_t oldGood = old.live - old.unhealthy;
  const std::int32_t replaced = std::max(0, oldGood - stillNeeded);
  const bool noRoom = missing > 0 && plan.start == 0 && !situation.primaryFailed;
  if (noRoom) {
    const std::int32_t wanted = std::max(replaced, std::min(missing, old.live));
    plan.stopOldUnhealthy = std::min(old.unhealthy, wanted);
    plan.stopOld = std::min(wanted - plan.stopOldUnhealthy, oldGood - old.healthy + spare);
  } else {
    plan.stopOld = std::min(replaced, oldGood - old.healthy + spare);
    if (primary.healthy + old.healthy >= desired) plan.stopOldUnhealthy = old.unhealthy;
  }

  const std::int32_t spareLeft = spare - std::max(0, plan.stopOld - (oldGood - old.healthy));
  plan.stopDraining = std::min(situation.mayLeave, std::max(0, spareLeft));

  const std::int32_t formerNeeded = std::max(0, stillNeeded - oldGood);
  plan.startOld = std::min({situation.formerMissing, formerNeeded, room - plan.start});

  planUnhealthy(situation, noRoom && plan.stopOld == 0, plan);

  const bool waiting = primary.pending > 0 || primary.stopping > 0 || old.stopping > 0 ||
                       primary.healthy < primary.running - primary.unhealthy;
  plan.deadlocked = noRoom && !plan.stopsAny() && !waiting && old.live > 0;
  const bool alone = old.live == 0 && old.stopping == 0;
  plan.settled =
      alone && primary.live == desired && primary.healthy == desired && !situation.primaryFailed;
  plan.scaledUp = primary.healthy >= enough && !situation.primaryFailed;
  plan.rolledOut = situation.early.enable
                       ? plan.scaledUp && (alone || situation.early.deferredCleanup)
                       : plan.settled;
  return plan;
}

}  // namespace taskyard
