// Rollouts: how they start, fail, roll back and end.

#include <algorithm>

#include "engine/circuit_breaker.h"
#include "engine/deployment_alarms.h"
#include "engine/identity.h"
#include "engine/service_messages.h"
#include "engine/service_targets_system.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

bool shiftsTraffic(const Service& service) {
  return service.deploymentConfiguration.strategy != DeploymentStrategy::ROLLING;
}

bool rollsBack(const Service& service, DeploymentFailure failure) {
  const DeploymentConfiguration& configuration = service.deploymentConfiguration;
  switch (failure) {
    case DeploymentFailure::None: return false;
    case DeploymentFailure::TasksFailedToStart:
      return configuration.deploymentCircuitBreaker.rollback;
    case DeploymentFailure::AlarmDetected: return configuration.alarms.rollback;
    case DeploymentFailure::StopRequested:
    case DeploymentFailure::StageTimedOut: return true;
  }
  return false;
}

}  // namespace

EventId Simulation::startDeployment(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  DeploymentIndex source;
  if (!service.deployments.empty()) {
    // Of two colours, the one that still has the traffic.
    const ServiceDeployment& former = state_.serviceDeployments[service.serviceDeployment.value];
    source = runsBothColours(state_, service) && former.trafficPermille < 1000
                 ? former.source
                 : service.deployments.front();
    endRollout(index, ServiceDeploymentStatus::STOPPED);
  }
  Deployment deployment;
  deployment.service = index;
  deployment.taskDefinition = service.taskDefinition;
  deployment.awsvpcConfiguration = service.awsvpcConfiguration;
  deployment.launchType = service.launchType;
  deployment.loadBalancers = service.loadBalancers;
  deployment.capacityProviderStrategy = service.capacityProviderStrategy;
  deployment.createdAt = state_.now;
  deployment.updatedAt = state_.now;
  if (source.valid()) {
    const bool other = state_.deployments[source.value].alternateTargets;
    deployment.alternateTargets = shiftsTraffic(service) ? !other : other;
  }
  const DeploymentIndex position(state_.deployments.size());
  state_.deployments.push_back(deployment);
  becomePrimary(index, position);

  ServiceDeployment record;
  record.service = index;
  record.target = position;
  record.source = source;
  record.ignoredAlarms = alarmsFiring(state_, service.deploymentConfiguration);
  record.createdAt = state_.now;
  record.startedAt = state_.now;
  service.serviceDeployment = ServiceDeploymentIndex(state_.serviceDeployments.size());
  state_.serviceDeployments.push_back(std::move(record));

  const EventId started = logService(index, EventKind::DeploymentStarted, cause,
                                     static_cast<std::int32_t>(position.value));
  state_.deployments[position.value].lastEvent = started;
  state_.serviceDeployments.back().lastEvent = started;
  // Model choice: a new service has nothing to shift traffic from, so its first deployment rolls.
  if (shiftsTraffic(service) && source.valid()) {
    enterStage(service.serviceDeployment,
               service.deployments.size() > 2 ? LifecycleStage::RECONCILE_SERVICE
                                              : LifecycleStage::PRE_SCALE_UP,
               started);
  }
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
  service.rebalancing = false;
  // A new deployment ends the restart throttle. Source: Developer Guide, "service throttle logic".
  service.failedStartsInRow = 0;
  service.startNotBefore = 0;
  clearAllProblems(*this, index);
}

// A task of the deployment failed in a way that counts.
void Simulation::noteFailure(DeploymentIndex failed, EventId cause) {
  ++state_.deployments[failed.value].failedTasks;
  const ServiceIndex index = state_.deployments[failed.value].service;
  const Service& service = state_.services[index.value];
  if (service.deployments.front() != failed || !circuitBreakerTrips(state_, service)) return;
  failDeployment(index, DeploymentFailure::TasksFailedToStart, cause);
}

// A task of the deployment got further: only failures in a row count, unless asked otherwise.
void Simulation::noteHealthyTask(DeploymentIndex index) {
  Deployment& deployment = state_.deployments[index.value];
  const Service& service = state_.services[deployment.service.value];
  const DeploymentCircuitBreaker& breaker =
      service.deploymentConfiguration.deploymentCircuitBreaker;
  if (breaker.resetOnHealthyTask) deployment.failedTasks = 0;
}

void Simulation::failDeployment(ServiceIndex index, DeploymentFailure failure, EventId cause) {
  Service& service = state_.services[index.value];
  ServiceDeployment& record = state_.serviceDeployments[service.serviceDeployment.value];
  if (record.status != ServiceDeploymentStatus::IN_PROGRESS) return;
  const DeploymentIndex position = record.target;
  Deployment& deployment = state_.deployments[position.value];
  record.failure = failure;
  record.failedTasks = deployment.failedTasks;
  deployment.rolloutState = DeploymentRolloutState::FAILED;
  deployment.updatedAt = state_.now;
  const bool ecsSaysSo = failure == DeploymentFailure::TasksFailedToStart ||
                         failure == DeploymentFailure::AlarmDetected;
  const EventId failed =
      ecsSaysSo ? logService(index, EventKind::DeploymentFailed, cause,
                             static_cast<std::int32_t>(position.value),
                             static_cast<std::uint8_t>(failure))
                : say(EventKind::RolloutStopped, index.value,
                      "(service " + service.serviceName + ") (deployment " +
                          deploymentId(state_.seed, position) +
                          (failure == DeploymentFailure::StopRequested
                               ? ") is stopped by StopServiceDeployment."
                               : ") is stopped: a lifecycle stage took longer than a day."),
                      cause);
  deployment.lastEvent = failed;
  record.lastEvent = failed;

  EventId reason = failed;
  const DeploymentIndex good = rollbackTarget(state_, index);
  if (rollsBack(service, failure) && good.valid()) {
    record.status = ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS;
    record.rollbackAt = state_.now;
    const bool shifted = record.lifecycleStage != LifecycleStage::None;
    record.lifecycleStage = LifecycleStage::None;
    record.baking = false;
    record.trafficPermille = 0;
    ++record.stamp;
    service.taskDefinition = state_.deployments[good.value].taskDefinition;
    service.awsvpcConfiguration = state_.deployments[good.value].awsvpcConfiguration;
    service.launchType = state_.deployments[good.value].launchType;
    service.loadBalancers = state_.deployments[good.value].loadBalancers;
    service.capacityProviderStrategy = state_.deployments[good.value].capacityProviderStrategy;
    if (shifted) {
      moveTraffic(*this, record.target, false, 0, failed);
      moveTraffic(*this, record.target, true, 0, failed);
    }
    becomePrimary(index, good);
    state_.deployments[good.value].isRollback = true;
    reason = logService(index, EventKind::DeploymentRollback, failed,
                        static_cast<std::int32_t>(good.value));
    state_.deployments[good.value].lastEvent = reason;
    record.lastEvent = reason;
  } else {
    endRollout(index, ServiceDeploymentStatus::STOPPED);
  }
  requestReconcile(index, reason, kReconcileDelayMs);
}

EventId Simulation::advanceRollout(ServiceIndex index, const ServicePlan& plan, EventId cause) {
  Service& service = state_.services[index.value];
  if (state_.deployments[service.deployments.front().value].rolloutState !=
      DeploymentRolloutState::IN_PROGRESS) {
    return cause;
  }
  ServiceDeployment& record = state_.serviceDeployments[service.serviceDeployment.value];
  if (record.lifecycleStage == LifecycleStage::RECONCILE_SERVICE && plan.stopOther == 0) {
    enterStage(service.serviceDeployment, LifecycleStage::PRE_SCALE_UP, cause);
  } else if (record.lifecycleStage == LifecycleStage::SCALE_UP && plan.scaledUp) {
    enterStage(service.serviceDeployment, LifecycleStage::POST_SCALE_UP, cause);
  }
  if (!plan.rolledOut || record.baking) return cause;
  const bool rolling = record.status == ServiceDeploymentStatus::IN_PROGRESS &&
                       record.lifecycleStage == LifecycleStage::None && record.source.valid();
  const DurationMs bakeMs = rolling ? rollingBakeMs(state_, service.deploymentConfiguration) : 0;
  if (bakeMs == 0) return completeDeployment(index, cause);
  record.baking = true;
  ++record.stamp;
  record.lastEvent = say(EventKind::RolloutBakes, index.value,
                         "(service " + service.serviceName + ") (deployment " +
                             deploymentId(state_.seed, record.target) + ") bake time begins.",
                         cause);
  schedule(bakeMs, {TimerKind::DeploymentStage, service.serviceDeployment.value, record.stamp, 0});
  return cause;
}

EventId Simulation::completeDeployment(ServiceIndex index, EventId cause) {
  const Service& service = state_.services[index.value];
  const DeploymentIndex position = service.deployments.front();
  Deployment& primary = state_.deployments[position.value];
  primary.rolloutState = DeploymentRolloutState::COMPLETED;
  primary.isRollback = false;
  primary.updatedAt = state_.now;
  primary.lastEvent = logService(index, EventKind::DeploymentCompleted, cause,
                                 static_cast<std::int32_t>(position.value));
  ServiceDeployment& record = state_.serviceDeployments[service.serviceDeployment.value];
  record.lastEvent = primary.lastEvent;
  const bool back = record.status == ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS;
  if (!back) record.trafficPermille = 1000;
  endRollout(index, back ? ServiceDeploymentStatus::ROLLBACK_SUCCESSFUL
                         : ServiceDeploymentStatus::SUCCESSFUL);
  return primary.lastEvent;
}

// The record is closed, unless it is already.
void Simulation::endRollout(ServiceIndex index, ServiceDeploymentStatus status) {
  ServiceDeployment& record =
      state_.serviceDeployments[state_.services[index.value].serviceDeployment.value];
  if (record.finishedAt != kNever) return;
  record.status = status;
  record.finishedAt = state_.now;
  record.lifecycleStage = LifecycleStage::None;
  record.baking = false;
  ++record.stamp;
}

// Older deployments without tasks are history.
void Simulation::retireDeployments(ServiceIndex index) {
  Service& service = state_.services[index.value];
  for (std::size_t i = service.deployments.size(); i-- > 1;) {
    Deployment& deployment = state_.deployments[service.deployments[i].value];
    if (deployment.counts.live > 0 || deployment.counts.stopping > 0) continue;
    // Blue stays while it may have to serve, even when all its tasks have just died.
    if (service.deployments[i] == formerDeployment(state_, service) &&
        runsBothColours(state_, service) && service.desiredCount > 0 &&
        deployment.rolloutState != DeploymentRolloutState::FAILED) {
      continue;
    }
    deployment.status = DeploymentStatus::INACTIVE;
    deployment.updatedAt = state_.now;
    service.deployments.erase(service.deployments.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace taskyard
