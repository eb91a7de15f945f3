// Services: deployments, reconciling, and the messages ECS writes about it.

#include <algorithm>
#include <utility>

#include "engine/circuit_breaker.h"
#include "engine/network_system.h"
#include "engine/service_scheduler.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

// ---- Requests

ServiceIndex Simulation::createService(Service service, EventId cause) {
  const ServiceIndex index(state_.services.size());
  service.createdAt = state_.now;
  service.createdBy = cause;
  state_.services.push_back(std::move(service));
  requestReconcile(index, startDeployment(index, cause), kReconcileDelayMs);
  return index;
}

void Simulation::updateService(ServiceIndex index, const ServiceChange& change, EventId cause) {
  Service& service = state_.services[index.value];
  if (change.desiredCount) service.desiredCount = *change.desiredCount;
  if (change.deploymentConfiguration) {
    service.deploymentConfiguration = *change.deploymentConfiguration;
  }
  if (change.healthCheckGracePeriodSeconds) {
    service.healthCheckGracePeriodSeconds = *change.healthCheckGracePeriodSeconds;
  }
  const bool newRevision =
      change.taskDefinition && *change.taskDefinition != service.taskDefinition;
  const bool newNetwork =
      change.awsvpcConfiguration && *change.awsvpcConfiguration != service.awsvpcConfiguration;
  if (change.taskDefinition) service.taskDefinition = *change.taskDefinition;
  if (change.awsvpcConfiguration) service.awsvpcConfiguration = *change.awsvpcConfiguration;
  service.deadlockReported = false;
  EventId reason = cause;
  if (newRevision || newNetwork || change.forceNewDeployment) {
    reason = startDeployment(index, cause);
  }
  requestReconcile(index, reason, kReconcileDelayMs);
}

void Simulation::deleteService(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  service.desiredCount = 0;
  service.status = ServiceStatus::DRAINING;
  requestReconcile(index, cause, kReconcileDelayMs);
}

// ---- Deployments

EventId Simulation::startDeployment(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  Deployment deployment;
  deployment.service = index;
  deployment.taskDefinition = service.taskDefinition;
  deployment.awsvpcConfiguration = service.awsvpcConfiguration;
  deployment.createdAt = state_.now;
  deployment.updatedAt = state_.now;
  const DeploymentIndex position(state_.deployments.size());
  state_.deployments.push_back(deployment);
  becomePrimary(index, position);
  const EventId started = logService(index, EventKind::DeploymentStarted, cause,
                                     static_cast<std::int32_t>(position.value));
  state_.deployments[position.value].lastEvent = started;
  return started;
}

// Puts the deployment in front of the others; the one that was there keeps its tasks for now.
void Simulation::becomePrimary(ServiceIndex index, DeploymentIndex position) {
  Service& service = state_.services[index.value];
  if (!service.deployments.empty()) {
    Deployment& former = state_.deployments[service.deployments.front().value];
    former.status = DeploymentStatus::ACTIVE;
    former.target = former.rolloutState == DeploymentRolloutState::FAILED ? 0 : former.counts.live;
    former.updatedAt = state_.now;
  }
  std::erase(service.deployments, position);
  service.deployments.insert(service.deployments.begin(), position);
  Deployment& primary = state_.deployments[position.value];
  primary.status = DeploymentStatus::PRIMARY;
  primary.rolloutState = DeploymentRolloutState::IN_PROGRESS;
  primary.failedTasks = 0;
  primary.updatedAt = state_.now;
  service.steady = false;
  // A new deployment ends the restart throttle. Source: Developer Guide, "service throttle logic".
  service.failedStartsInRow = 0;
  service.startNotBefore = 0;
  service.throttleReported = false;
}

// A task of the deployment failed in a way that counts.
void Simulation::noteFailure(DeploymentIndex failed, EventId cause) {
  ++state_.deployments[failed.value].failedTasks;
  const ServiceIndex index = state_.deployments[failed.value].service;
  Service& service = state_.services[index.value];
  if (service.deployments.front() != failed || !circuitBreakerTrips(state_, service)) return;
  Deployment& deployment = state_.deployments[failed.value];
  deployment.rolloutState = DeploymentRolloutState::FAILED;
  deployment.updatedAt = state_.now;
  const EventId tripped = logService(index, EventKind::DeploymentFailed, cause,
                                     static_cast<std::int32_t>(failed.value));
  deployment.lastEvent = tripped;
  EventId reason = tripped;
  const DeploymentIndex good = rollbackTarget(state_, index);
  if (service.deploymentConfiguration.deploymentCircuitBreaker.rollback && good.valid()) {
    service.taskDefinition = state_.deployments[good.value].taskDefinition;
    service.awsvpcConfiguration = state_.deployments[good.value].awsvpcConfiguration;
    becomePrimary(index, good);
    state_.deployments[good.value].isRollback = true;
    reason = logService(index, EventKind::DeploymentRollback, tripped,
                        static_cast<std::int32_t>(good.value));
    state_.deployments[good.value].lastEvent = reason;
  }
  requestReconcile(index, reason, kReconcileDelayMs);
}

// Older deployments without tasks are history.
void Simulation::retireDeployments(ServiceIndex index) {
  Service& service = state_.services[index.value];
  for (std::size_t i = service.deployments.size(); i-- > 1;) {
    Deployment& deployment = state_.deployments[service.deployments[i].value];
    if (deployment.counts.live > 0 || deployment.counts.stopping > 0) continue;
    deployment.status = DeploymentStatus::INACTIVE;
    deployment.updatedAt = state_.now;
    service.deployments.erase(service.deployments.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// ---- Reconciling

void Simulation::requestReconcile(ServiceIndex index, EventId cause, DurationMs delayMs) {
  Service& service = state_.services[index.value];
  if (service.status == ServiceStatus::INACTIVE) return;
  const TimeMs at = state_.now + delayMs;
  if (service.reconcileAt != kNever && service.reconcileAt <= at) return;
  service.reconcileAt = at;
  service.reconcileCause = cause;
  ++service.reconcileStamp;
  schedule(delayMs, {TimerKind::Reconcile, index.value, service.reconcileStamp, 0});
}

void Simulation::reconcile(ServiceIndex index) {
  const EventId cause = state_.services[index.value].reconcileCause;
  retireDeployments(index);
  const ServicePlan plan = planService(situationOf(state_, index));
  Service& service = state_.services[index.value];

  if (plan.startOld > 0) startTasks(service.deployments[1], plan.startOld, 0, cause);
  if (plan.start > 0 && state_.now < service.startNotBefore) {
    requestReconcile(index, cause, service.startNotBefore - state_.now);
  } else if (plan.start > 0) {
    startTasks(service.deployments.front(), plan.start, plan.replacements, cause);
  }
  if (plan.stopsAny()) {
    stopTasks(index, plan, cause);
  }
  reportProgress(index, plan.deadlocked, plan.settled, cause);
}

void Simulation::reportProgress(ServiceIndex index, bool deadlocked, bool settled, EventId cause) {
  Service& service = state_.services[index.value];
  if (deadlocked && !service.deadlockReported) {
    service.deadlockReported = true;
    logService(index, EventKind::ServiceDeadlocked, cause);
  }
  if (!settled) {
    service.steady = false;
    return;
  }
  Deployment& primary = state_.deployments[service.deployments.front().value];
  EventId reason = cause;
  if (primary.rolloutState == DeploymentRolloutState::IN_PROGRESS) {
    primary.rolloutState = DeploymentRolloutState::COMPLETED;
    primary.isRollback = false;
    primary.updatedAt = state_.now;
    reason = logService(index, EventKind::DeploymentCompleted, cause,
                        static_cast<std::int32_t>(service.deployments.front().value));
    primary.lastEvent = reason;
  }
  if (service.status == ServiceStatus::DRAINING) {
    if (primary.counts.stopping == 0) service.status = ServiceStatus::INACTIVE;
    return;
  }
  if (!service.steady) {
    service.steady = true;
    logService(index, EventKind::ServiceSteady, reason);
  }
}

// The zone with the fewest live tasks of the deployment, and among those the one with the fewest of
// the whole service: a new revision ends up spread evenly wherever the old one was.
// Source: Developer Guide, "task placement": Fargate spreads over zones, best effort.
SubnetIndex Simulation::chooseSubnet(const Deployment& deployment) const {
  const Service& service = state_.services[deployment.service.value];
  const auto crowd = [&](SubnetIndex subnet) {
    const std::uint8_t zone = state_.subnets[subnet.value].zone;
    return std::pair(deployment.liveByZone[zone], service.liveByZone[zone]);
  };
  const auto& subnets = deployment.awsvpcConfiguration.subnets;
  return *std::min_element(subnets.begin(), subnets.end(), [&](SubnetIndex one, SubnetIndex other) {
    return crowd(one) < crowd(other);
  });
}

void Simulation::startTasks(DeploymentIndex position, std::int32_t count, std::int32_t replacements,
                            EventId cause) {
  const Deployment& deployment = state_.deployments[position.value];
  const ServiceIndex index = deployment.service;
  LaunchOrder order;
  order.service = index;
  order.cluster = state_.services[index.value].cluster;
  order.launchType = state_.services[index.value].launchType;
  order.deployment = position;
  order.taskDefinition = deployment.taskDefinition;
  order.assignPublicIp = deployment.awsvpcConfiguration.assignPublicIp;
  order.securityGroups = keepGroupSet(state_, deployment.awsvpcConfiguration);
  chosen_.clear();
  ordinals_.clear();
  for (std::int32_t i = 0; i < count; ++i) {
    order.subnet = chooseSubnet(deployment);
    const TaskIndex task = launch(order);
    chosen_.push_back(task);
    ordinals_.push_back(state_.tasks[task.value].ordinal);
  }
  Event message;
  message.at = state_.now;
  message.cause = cause;
  message.subject = index.value;
  message.kind =
      replacements > 0 ? EventKind::ServiceReplacedTasks : EventKind::ServiceStartedTasks;
  message.number = replacements;
  const EventId started = log_.append(message, ordinals_);
  for (const TaskIndex task : chosen_) {
    logTask(task, EventKind::TaskCreated, started,
            static_cast<std::uint8_t>(TaskStatus::PROVISIONING));
    scheduleTask(task, TimerKind::TaskStep, provisioningMs(state_, state_.tasks[task.value]));
  }
  state_.services[index.value].steady = false;
}

// Adds `count` of the service's live tasks for which belongs(task) holds to chosen_.
// Who goes first: tasks that do no work yet, then those not counted as healthy, then those in the
// zone with the most tasks of the service, then the newest.
// Source: Developer Guide, "Amazon ECS services" (zone balance); Model choice: newest within a
// zone.
template <class Belongs>
void Simulation::chooseVictims(ServiceIndex index, std::int32_t count, Belongs&& belongs) {
  if (count <= 0) return;
  const Service& service = state_.services[index.value];
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

void Simulation::stopTasks(ServiceIndex index, const ServicePlan& plan, EventId cause) {
  const DeploymentIndex primary = state_.services[index.value].deployments.front();
  chosen_.clear();
  chooseVictims(index, plan.stopOld, [&](const Task& task) { return task.deployment != primary; });
  chooseVictims(index, plan.stopUnhealthy, [&](const Task& task) {
    return task.deployment == primary && task.healthStatus == HealthStatus::UNHEALTHY;
  });
  chooseVictims(index, plan.stopPrimary, [&](const Task& task) {
    return task.deployment == primary && task.healthStatus != HealthStatus::UNHEALTHY;
  });

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
  for (const TaskIndex t : chosen_) {
    Deployment& deployment = state_.deployments[state_.tasks[t.value].deployment.value];
    if (deployment.target > 0) --deployment.target;
    state_.tasks[t.value].stopDeployment = primary;
    const bool failed = state_.tasks[t.value].healthStatus == HealthStatus::UNHEALTHY;
    requestStop(t, TaskStopCode::ServiceSchedulerInitiated,
                failed ? StopReason::FailedContainerHealthChecks : StopReason::ScalingActivity,
                reason);
  }
  state_.services[index.value].steady = false;
}

void Simulation::noteFailedStart(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  if (!task.service.valid()) return;
  Service& service = state_.services[task.service.value];
  ++service.failedStartsInRow;
  const DurationMs wait = restartThrottleMs(service.failedStartsInRow);
  service.startNotBefore = state_.now + wait;
  if (wait > 0 && !service.throttleReported) {
    service.throttleReported = true;
    logService(task.service, EventKind::ServiceStartsThrottled, task.lastEvent);
  }
  if (!state_.deployments[task.deployment.value].anyRan) {
    noteFailure(task.deployment, task.lastEvent);
  }
}

EventId Simulation::logService(ServiceIndex service, EventKind kind, EventId cause,
                               std::int32_t number) {
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = service.value;
  event.kind = kind;
  event.number = number;
  const EventId id = log_.append(event);
  state_.eventsSoFar = log_.nextId();
  return id;
}

}  // namespace taskyard
