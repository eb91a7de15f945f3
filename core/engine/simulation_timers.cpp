// What is due, in order of time: the loop, and which system each kind of timer belongs to.

#include "base/prefetch.h"
#include "engine/balancing_system.h"
#include "engine/container_instances_system.h"
#include "engine/cost_system.h"
#include "engine/functions_system.h"
#include "engine/identity_system.h"
#include "engine/monitoring_system.h"
#include "engine/registry_system.h"
#include "engine/schedule_system.h"
#include "engine/service_targets_system.h"
#include "engine/simulation.h"
#include "engine/task_protection.h"
#include "engine/task_retirement.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

// For how many timers at once records are asked for.
constexpr std::size_t kFetchedAtOnce = 32;

void fetchRecords(const State& state, const Timer& timer) {
  switch (timer.kind) {
    case TimerKind::TaskStep:
    case TimerKind::TaskHealthy: prefetch(state.tasks[timer.subject]); break;
    case TimerKind::ContainerStart:
    case TimerKind::ContainerExit:
    case TimerKind::HealthCheck:
      prefetch(state.containers[timer.subject]);
      prefetch(state.tasks[timer.task]);
      break;
    case TimerKind::Reconcile: prefetch(state.services[timer.subject]); break;
    default: break;
  }
}

void fetchOwners(const State& state, const Timer& timer) {
  const auto fetchOf = [&state](const Task& task) {
    if (task.firstContainer.valid()) prefetch(state.containers[task.firstContainer.value]);
    if (!task.service.valid()) return;
    prefetch(state.services[task.service.value]);
    prefetch(state.deployments[task.deployment.value]);
  };
  switch (timer.kind) {
    case TimerKind::TaskStep:
    case TimerKind::TaskHealthy: fetchOf(state.tasks[timer.subject]); break;
    case TimerKind::ContainerStart:
    case TimerKind::ContainerExit:
    case TimerKind::HealthCheck: fetchOf(state.tasks[timer.task]); break;
    case TimerKind::Reconcile: {
      const Service& service = state.services[timer.subject];
      if (!service.deployments.empty()) {
        prefetch(state.deployments[service.deployments.front().value]);
      }
      break;
    }
    default: break;
  }
}

// Timers come in the order of time, so their records lie all over the arrays: asking for those of
// many timers at once waits for all of them together instead of for one after the other. First what
// the timers name, then what that names. Returns for how many timers.
std::size_t fetchAhead(const State& state) {
  std::size_t count = 0;
  for (; count < kFetchedAtOnce; ++count) {
    const Timer* const timer = state.timers.ahead(count);
    if (timer == nullptr) break;
    fetchRecords(state, *timer);
  }
  for (std::size_t i = 0; i < count; ++i) fetchOwners(state, *state.timers.ahead(i));
  return count;
}

}  // namespace

void Simulation::advanceTo(TimeMs atMs) {
  TY_ASSERT(atMs >= state_.now);
  TimingWheel<Timer>::Entry due;
  std::size_t fetched = 0;  // timers to come whose records have been asked for
  while (state_.timers.popUntil(atMs, due)) {
    fetched = fetched > 0 ? fetched - 1 : fetchAhead(state_);
    state_.now = due.dueMs;
    run(due.payload);
  }
  state_.now = atMs;
}

bool Simulation::advanceToNextEvent(TimeMs limitMs) {
  const EventId before = log_.nextId();
  TimingWheel<Timer>::Entry due;
  while (state_.timers.popUntil(limitMs, due)) {
    state_.now = due.dueMs;
    run(due.payload);
    if (log_.nextId() != before) {
      advanceTo(state_.now);  // what else is due at the same millisecond
      return true;
    }
  }
  state_.now = limitMs;
  return false;
}

// Whether what the timer was set for has changed since: its subject's stamp, or the ordinal of its
// task, is no longer the timer's. Kinds without a stamp judge for themselves.
bool Simulation::isVoid(const Timer& timer) const {
  const State& state = state_;
  const std::uint32_t subject = timer.subject;
  switch (timer.kind) {
    case TimerKind::TaskStep:
    case TimerKind::TaskHealthy:
    case TimerKind::GraceEnds:
    case TimerKind::PlacementTimeout: return state.tasks[subject].stamp != timer.stamp;
    case TimerKind::ProtectionEnds:
    case TimerKind::SpotDeadline: return state.tasks[subject].ordinal != timer.stamp;
    case TimerKind::StartTimeout: return state.tasks[timer.task].ordinal != timer.stamp;
    case TimerKind::ContainerStart:
    case TimerKind::ContainerExit:
    case TimerKind::ContainerReady:
    case TimerKind::ContainerMemory:
    case TimerKind::HealthCheck: return state.containers[subject].stamp != timer.stamp;
    case TimerKind::Reconcile: return state.services[subject].reconcileStamp != timer.stamp;
    case TimerKind::SteadyAgain: return state.services[subject].steadyStamp != timer.stamp;
    case TimerKind::DeploymentStage: return state.serviceDeployments[subject].stamp != timer.stamp;
    case TimerKind::FaultEnds: return state.images[subject].slowPullStamp != timer.stamp;
    case TimerKind::TargetCheck:
    case TimerKind::TargetDrained: return state.balancing.targets[subject].stamp != timer.stamp;
    case TimerKind::ScheduledActionDue:
      return state.scaling.scheduledActions[subject].stamp != timer.stamp;
    case TimerKind::ScheduleDue: return state.scaling.schedules[subject].stamp != timer.stamp;
    default: return false;
  }
}

void Simulation::run(const Timer& timer) {
  if (isVoid(timer)) return;
  const TaskIndex task(timer.subject);
  const TaskIndex owner(timer.task);
  const ContainerIndex container(timer.subject);
  const ServiceIndex service(timer.subject);
  const ContainerInstanceIndex instance(timer.subject);
  const TargetIndex target(timer.subject);
  switch (timer.kind) {
    // Tasks and containers.
    case TimerKind::TaskStep: stepTask(task); break;
    case TimerKind::TaskHealthy: countAsHealthy(task); break;
    case TimerKind::GraceEnds: judgeTask(task, state_.tasks[task.value].lastEvent); break;
    case TimerKind::ForgetTasks: forgetTasks(); break;
    case TimerKind::ProtectionEnds: onProtectionEnds(*this, task); break;
    case TimerKind::PlacementTimeout: giveUpWaiting(task); break;
    case TimerKind::SpotDeadline: killContainers(task); break;
    case TimerKind::ContainerStart: startContainer(owner, container); break;
    case TimerKind::ContainerExit: endByItself(owner, container); break;
    case TimerKind::StartTimeout: onStartTimeout(owner, container); break;
    case TimerKind::HealthCheck: onHealthCheck(owner, container); break;

    // Service scheduler.
    case TimerKind::Reconcile: reconcile(service); break;
    case TimerKind::SteadyAgain: saySteadyAgain(service); break;
    case TimerKind::DeploymentStage: onRolloutTimer(ServiceDeploymentIndex(timer.subject)); break;
    case TimerKind::RetirementDue: retireTasks(*this, service, timer.stamp, timer.task); break;

    // Capacity.
    case TimerKind::InstanceBoots: onInstanceBooted(*this, instance); break;
    case TimerKind::DrainDeadline: onDrainDeadline(*this, instance); break;
    case TimerKind::GroupFit:
      fitGroup(*this, AutoScalingGroupIndex(timer.subject),
               state_.capacity.autoScalingGroups[timer.subject].lastEvent);
      break;
    case TimerKind::ManagedScaling:
      onManagedScaling(*this, CapacityProviderIndex(timer.subject));
      break;
    case TimerKind::ZoneReturns: onZoneReturns(*this, timer); break;
    case TimerKind::RetryPlacements: retryPlacements(); break;

    // Registry.
    case TimerKind::EcrLifecycle:
      applyLifecyclePolicy(*this, RepositoryIndex(timer.subject), timer.stamp);
      break;
    case TimerKind::FaultEnds: state_.images[timer.subject].slowPullPercent = 100; break;
    case TimerKind::RegistryFaultEnds: state_.registry.faults[timer.subject].over = true; break;

    // Load balancing, traffic and work.
    case TimerKind::TargetCheck: onTargetCheck(*this, target); break;
    case TimerKind::TargetDrained: onTargetDrained(*this, target); break;
    case TimerKind::TargetBatch: onTargetBatch(*this, timer.subject); break;
    case TimerKind::WorkStep: runWorkStep(*this, timer); break;
    case TimerKind::ContainerReady: runContainerReady(*this, owner); break;
    case TimerKind::ContainerMemory: runContainerMemory(*this, owner, container); break;
    case TimerKind::DatabaseStep: runDatabaseStep(*this, timer); break;

    // Monitoring, scaling, schedules, functions, the bill.
    case TimerKind::MetricMinute: onMetricMinute(*this); break;
    case TimerKind::ScheduledActionDue: runScheduledAction(*this, timer.subject); break;
    case TimerKind::ScheduleDue: runSchedule(*this, timer.subject); break;
    case TimerKind::DockerStart:
    case TimerKind::DockerExit: onDockerTimer(*this, timer); break;
    case TimerKind::SavingsPlanHour: turnSavingsPlanHour(*this); break;
  }
  ++state_.timersRun;
}

}  // namespace taskyard
