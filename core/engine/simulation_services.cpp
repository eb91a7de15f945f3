// Services: requests, reconciling. Which tasks start and which stop: simulation_launches.cpp and
// simulation_scale_in.cpp; rollouts: simulation_deployments.cpp.

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "engine/capacity_scale_in.h"
#include "engine/circuit_breaker.h"
#include "engine/cost_system.h"
#include "engine/service_messages.h"
#include "engine/service_scheduler.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"
#include "engine/zone_balance.h"

namespace taskyard {

namespace {

// Source: API Reference, UpdateService: which members start a deployment when they change.
bool startsDeployment(const Service& service, const ServiceChange& change) {
  const auto differs = [](const auto& wanted, const auto& known) {
    return wanted && *wanted != known;
  };
  return change.forceNewDeployment || change.otherRevision ||
         differs(change.taskDefinition, service.taskDefinition) ||
         differs(change.awsvpcConfiguration, service.awsvpcConfiguration) ||
         differs(change.loadBalancers, service.loadBalancers);
}

template <class Value>
void set(Value& member, const std::optional<Value>& wanted) {
  if (wanted) member = *wanted;
}

void apply(const ServiceChange& change, Service& service) {
  set(service.desiredCount, change.desiredCount);
  set(service.taskDefinition, change.taskDefinition);
  set(service.deploymentConfiguration, change.deploymentConfiguration);
  set(service.awsvpcConfiguration, change.awsvpcConfiguration);
  set(service.loadBalancers, change.loadBalancers);
  set(service.healthCheckGracePeriodSeconds, change.healthCheckGracePeriodSeconds);
  set(service.availabilityZoneRebalancing, change.availabilityZoneRebalancing);
  set(service.enableExecuteCommand, change.enableExecuteCommand);
  set(service.enableECSManagedTags, change.enableECSManagedTags);
  set(service.propagateTags, change.propagateTags);
  set(service.otherJson, change.otherJson);
  set(service.placementConstraints, change.placementConstraints);
  set(service.placementStrategy, change.placementStrategy);
  if (!change.capacityProviderStrategy) return;
  service.capacityProviderStrategy = *change.capacityProviderStrategy;
  service.launchType = change.launchType;
}

}  // namespace

// ---- Requests

ServiceIndex Simulation::createService(Service service, EventId cause) {
  const ServiceIndex index(state_.services.size());
  service.createdAt = state_.now;
  service.createdBy = cause;
  state_.serviceNameHashes.push_back(hashOf(service.serviceName));
  state_.services.push_back(std::move(service));
  noteServiceDecision(*this, index, cause);
  requestReconcile(index, startDeployment(index, cause), kReconcileDelayMs);
  return index;
}

void Simulation::updateService(ServiceIndex index, const ServiceChange& change, EventId cause) {
  Service& service = state_.services[index.value];
  const bool restart = startsDeployment(service, change);
  apply(change, service);
  service.rebalancing = false;
  clearAllProblems(*this, index);
  EventId reason = cause;
  if (restart) {
    reason = startDeployment(index, cause);
  } else if (circuitBreakerTrips(state_, service)) {
    // The threshold follows desiredCount.
    failDeployment(index, DeploymentFailure::TasksFailedToStart, cause);
  }
  if (change.desiredCount || reason != cause) noteServiceDecision(*this, index, cause);
  requestReconcile(index, reason, kReconcileDelayMs);
}

void Simulation::deleteService(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  service.desiredCount = 0;
  service.status = ServiceStatus::DRAINING;
  service.rebalancing = false;
  endRollout(index, ServiceDeploymentStatus::STOPPED);
  requestReconcile(index, cause, kReconcileDelayMs);
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
  state_.services[index.value].reconcileAt = kNever;
  const EventId cause = state_.services[index.value].reconcileCause;
  retireDeployments(index);
  if (state_.services[index.value].schedulingStrategy == SchedulingStrategy::DAEMON) {
    state_.services[index.value].desiredCount = daemonTarget(state_, index);
  }
  const ServicePlan plan = planService(situationOf(state_, index));
  Service& service = state_.services[index.value];

  if (plan.startOld > 0) {
    startTasks(formerDeployment(state_, service), plan.startOld, {}, cause);
  }
  if (plan.start > 0 && state_.now < service.startNotBefore) {
    requestReconcile(index, cause, service.startNotBefore - state_.now);
  } else if (plan.start > 0) {
    StartMessage message;
    if (plan.replacements > 0) {
      message = {EventKind::ServiceReplacedTasks, plan.replacements};
    }
    startTasks(service.deployments.front(), plan.start, message, cause);
  }
  if (plan.stopsAny()) {
    stopTasks(index, plan, cause);
  }
  reportProgress(index, plan, cause);
}

void Simulation::reportProgress(ServiceIndex index, const ServicePlan& plan, EventId cause) {
  if (plan.deadlocked) reportProblem(*this, index, EventKind::ServiceDeadlocked, "", cause);
  const EventId reason = advanceRollout(index, plan, cause);
  Service& service = state_.services[index.value];
  const Deployment& primary = state_.deployments[service.deployments.front().value];
  if (!plan.settled) {
    service.steady = false;
    return;
  }
  if (service.status == ServiceStatus::DRAINING) {
    if (primary.counts.stopping == 0) service.status = ServiceStatus::INACTIVE;
    return;
  }
  if (primary.rolloutState != DeploymentRolloutState::COMPLETED) return;  // its bake time runs
  clearAllProblems(*this, index);
  if (!service.rebalancing) becomeSteady(index, reason);
  rebalance(index, reason);
}

void Simulation::becomeSteady(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  if (service.steady) return;
  service.steady = true;
  service.steadyEvent = logService(index, EventKind::ServiceSteady, cause);
  ++service.steadyStamp;
  schedule(kMessageRepeatMs, {TimerKind::SteadyAgain, index.value, service.steadyStamp, 0});
}

// ECS repeats the message while nothing changes.
void Simulation::saySteadyAgain(ServiceIndex index) {
  Service& service = state_.services[index.value];
  if (!service.steady || service.status != ServiceStatus::ACTIVE) return;
  service.steadyEvent = logService(index, EventKind::ServiceSteady, service.steadyEvent);
  schedule(kMessageRepeatMs, {TimerKind::SteadyAgain, index.value, service.steadyStamp, 0});
}

// Moves one task at a time; the plan stops one in the richest zone when the new one is healthy.
void Simulation::rebalance(ServiceIndex index, EventId cause) {
  Service& service = state_.services[index.value];
  if (!service.rebalancing && !rebalances(service)) return;
  const ZoneBalance balance = zoneBalanceOf(state_, service);
  if (balance.balanced || !rebalances(service)) {
    if (!service.rebalancing) return;
    service.rebalancing = false;
    const EventId done =
        say(EventKind::ServiceZonesBalanced, index.value,
            "is AZ balanced with " + zoneCountsText(service, balance) + ".", cause);
    becomeSteady(index, done);
    return;
  }
  EventId reason = cause;
  if (!service.rebalancing) {
    service.rebalancing = true;
    reason = say(EventKind::ServiceZonesUneven, index.value,
                 "is not AZ balanced with " + zoneCountsText(service, balance) +
                     ". AZ Rebalancing in progress.",
                 cause);
  }
  if (state_.now < service.startNotBefore) {
    requestReconcile(index, reason, service.startNotBefore - state_.now);
    return;
  }
  startTasks(service.deployments.front(), 1, {EventKind::ServiceRebalancedTasks, balance.poorest},
             reason);
}

EventId Simulation::logService(ServiceIndex service, EventKind kind, EventId cause,
                               std::int32_t number, std::uint8_t detail) {
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = service.value;
  event.kind = kind;
  event.number = number;
  event.detail = detail;
  const EventId id = log_.append(event);
  state_.eventsSoFar = log_.nextId();
  return id;
}

}  // namespace taskyard
