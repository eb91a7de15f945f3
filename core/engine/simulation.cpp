#include "engine/simulation.h"

#include "base/prefetch.h"
#include "engine/balancing_system.h"
#include "engine/container_instances_system.h"
#include "engine/cost_system.h"
#include "engine/functions_system.h"
#include "engine/health_checks.h"
#include "engine/identity.h"
#include "engine/identity_system.h"
#include "engine/image_reference.h"
#include "engine/monitoring_system.h"
#include "engine/registry_system.h"
#include "engine/schedule_system.h"
#include "engine/service_targets_system.h"
#include "engine/task_protection.h"
#include "engine/task_retirement.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

// How many timers early records are asked for: those the timer names, and then those they name.
constexpr std::size_t kRecordsAhead = 16;
constexpr std::size_t kOwnersAhead = 8;

}  // namespace

State newAccount(std::uint64_t seed) {
  State state;
  state.seed = seed;
  state.subnets = defaultSubnets();
  state.identity.roles = defaultRoles();
  state.network = defaultNetwork();
  return state;
}

// ---- The loop

void Simulation::advanceTo(TimeMs atMs) {
  TY_ASSERT(atMs >= state_.now);
  TimingWheel<Timer>::Entry due;
  while (state_.timers.popUntil(atMs, due)) {
    if (const Timer* later = state_.timers.ahead(kRecordsAhead)) fetchRecords(*later);
    if (const Timer* soon = state_.timers.ahead(kOwnersAhead)) fetchOwners(*soon);
    state_.now = due.dueMs;
    run(due.payload);
  }
  state_.now = atMs;
}

// Timers come in the order of time, so their records lie all over the arrays: asking for them a few
// timers early hides most of the wait.
void Simulation::fetchRecords(const Timer& timer) const {
  const State& state = state_;
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

void Simulation::fetchOwners(const Timer& timer) const {
  const State& state = state_;
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

void Simulation::run(const Timer& timer) {
  switch (timer.kind) {
    case TimerKind::TaskStep:
    case TimerKind::TaskHealthy:
    case TimerKind::GraceEnds: {
      const TaskIndex task(timer.subject);
      if (state_.tasks[timer.subject].stamp != timer.stamp) return;
      if (timer.kind == TimerKind::TaskStep) stepTask(task);
      if (timer.kind == TimerKind::TaskHealthy) countAsHealthy(task);
      if (timer.kind == TimerKind::GraceEnds) judgeTask(task, state_.tasks[task.value].lastEvent);
      break;
    }
    case TimerKind::ForgetTasks: forgetTasks(); break;
    case TimerKind::ContainerStart:
    case TimerKind::ContainerExit:
    case TimerKind::HealthCheck: {
      const ContainerIndex container(timer.subject);
      const TaskIndex task(timer.task);
      if (state_.containers[timer.subject].stamp != timer.stamp) return;
      if (timer.kind == TimerKind::ContainerStart) startContainer(task, container);
      if (timer.kind == TimerKind::HealthCheck) onHealthCheck(task, container);
      if (timer.kind == TimerKind::ContainerExit) {
        containerEnds(task, container, ownExitCode(task, container),
                      state_.tasks[task.value].lastEvent);
      }
      break;
    }
    case TimerKind::StartTimeout:
      if (state_.tasks[timer.task].ordinal != timer.stamp) return;
      onStartTimeout(TaskIndex(timer.task), ContainerIndex(timer.subject));
      break;
    case TimerKind::Reconcile: {
      Service& service = state_.services[timer.subject];
      if (service.reconcileStamp != timer.stamp) return;
      service.reconcileAt = kNever;
      reconcile(ServiceIndex(timer.subject));
      break;
    }
    case TimerKind::FaultEnds: {
      SimImage& image = state_.images[timer.subject];
      if (image.slowPullStamp != timer.stamp) return;
      image.slowPullPercent = 100;
      break;
    }

      // Service scheduler.
    case TimerKind::SteadyAgain:
      if (state_.services[timer.subject].steadyStamp != timer.stamp) return;
      saySteadyAgain(ServiceIndex(timer.subject));
      break;
    case TimerKind::DeploymentStage:
      if (state_.serviceDeployments[timer.subject].stamp != timer.stamp) return;
      onRolloutTimer(ServiceDeploymentIndex(timer.subject));
      break;
    case TimerKind::ProtectionEnds:
      if (state_.tasks[timer.subject].ordinal != timer.stamp) return;
      onProtectionEnds(*this, TaskIndex(timer.subject));
      break;
    case TimerKind::RetirementDue:
      retireTasks(*this, ServiceIndex(timer.subject), timer.stamp, timer.task);
      break;

      // Capacity.
    case TimerKind::InstanceBoots:
      onInstanceBooted(*this, ContainerInstanceIndex(timer.subject));
      break;
    case TimerKind::DrainDeadline:
      onDrainDeadline(*this, ContainerInstanceIndex(timer.subject));
      break;
    case TimerKind::GroupFit:
      fitGroup(*this, AutoScalingGroupIndex(timer.subject),
               state_.capacity.autoScalingGroups[timer.subject].lastEvent);
      break;
    case TimerKind::ManagedScaling:
      onManagedScaling(*this, CapacityProviderIndex(timer.subject));
      break;
    case TimerKind::PlacementTimeout:
      if (state_.tasks[timer.subject].stamp != timer.stamp) return;
      giveUpWaiting(TaskIndex(timer.subject));
      break;
    case TimerKind::ZoneReturns: onZoneReturns(*this, timer); break;
    case TimerKind::RetryPlacements: retryPlacements(); break;
    case TimerKind::SpotDeadline:
      if (state_.tasks[timer.subject].ordinal != timer.stamp) return;
      endSpotTask(TaskIndex(timer.subject));
      break;

      // Registry, secrets, logs.
    case TimerKind::EcrLifecycle:
      applyLifecyclePolicy(*this, RepositoryIndex(timer.subject), timer.stamp);
      break;
    case TimerKind::RegistryFaultEnds:
      state_.registry.faults[timer.subject].over = true;
      break;

      // Load balancing.
    case TimerKind::TargetCheck:
    case TimerKind::TargetDrained: {
      const TargetIndex target(timer.subject);
      if (state_.balancing.targets[timer.subject].stamp != timer.stamp) return;
      if (timer.kind == TimerKind::TargetCheck) onTargetCheck(*this, target);
      if (timer.kind == TimerKind::TargetDrained) onTargetDrained(*this, target);
      break;
    }
    case TimerKind::TargetBatch:
      onTargetBatch(*this, timer.subject);
      break;

      // Traffic and work.
    case TimerKind::WorkStep: runWorkStep(*this, timer); break;
    case TimerKind::ContainerReady:
      if (state_.containers[timer.subject].stamp != timer.stamp) return;
      runContainerReady(*this, TaskIndex(timer.task));
      break;
    case TimerKind::ContainerMemory:
      if (state_.containers[timer.subject].stamp != timer.stamp) return;
      runContainerMemory(*this, TaskIndex(timer.task), ContainerIndex(timer.subject));
      break;
    case TimerKind::DatabaseStep:
      runDatabaseStep(*this, timer);
      break;

      // Monitoring.
    case TimerKind::MetricMinute:
      onMetricMinute(*this);
      break;

      // Scaling and schedules.
    case TimerKind::ScheduledActionDue:
      if (state_.scaling.scheduledActions[timer.subject].stamp != timer.stamp) return;
      runScheduledAction(*this, timer.subject);
      break;
    case TimerKind::ScheduleDue:
      if (state_.scaling.schedules[timer.subject].stamp != timer.stamp) return;
      runSchedule(*this, timer.subject);
      break;

      // Functions.
    case TimerKind::DockerStart:
    case TimerKind::DockerExit:
      onDockerTimer(*this, timer);
      break;

      // Bill.
    case TimerKind::SavingsPlanHour: turnSavingsPlanHour(*this); break;
  }
  ++state_.timersRun;
}

void Simulation::schedule(DurationMs delayMs, const Timer& timer) {
  state_.timers.schedule(state_.now + delayMs, timer);
}

EventId Simulation::logTask(TaskIndex task, EventKind kind, EventId cause, std::uint8_t detail,
                            std::int32_t number) {
  Task& record = state_.tasks[task.value];
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = record.ordinal;
  event.kind = kind;
  event.detail = detail;
  event.number = number;
  record.lastEvent = log_.append(event);
  state_.eventsSoFar = log_.nextId();
  ++record.version;
  return record.lastEvent;
}

EventId Simulation::say(EventKind kind, std::uint32_t subject, std::string text, EventId cause,
                        std::int32_t number) {
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = subject;
  event.number = number;
  event.kind = kind;
  const EventId id = log_.append(event, std::move(text));
  state_.eventsSoFar = log_.nextId();
  return id;
}

TextIndex Simulation::keepText(const std::string& text) {
  if (text.empty()) return {};
  for (std::size_t i = 0; i < state_.texts.size(); ++i) {
    if (state_.texts[i] == text) return TextIndex(i);
  }
  state_.texts.push_back(text);
  return TextIndex(state_.texts.size() - 1);
}

void Simulation::count(const Task& task, std::int32_t sign) {
  if (!task.deployment.valid() || task.lastStatus >= TaskStatus::STOPPED) return;
  TaskCounts& counts = state_.deployments[task.deployment.value].counts;
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    counts.stopping += sign;
    return;
  }
  counts.live += sign;
  if (task.lastStatus == TaskStatus::RUNNING) {
    counts.running += sign;
    if (isReplaced(task)) counts.unhealthy += sign;
  } else {
    counts.pending += sign;
  }
  if (task.countsAsHealthy) counts.healthy += sign;
  const std::uint8_t zone = state_.subnets[task.subnet.value].zone;
  state_.services[task.service.value].liveByZone[zone] += sign;
  state_.deployments[task.deployment.value].liveByZone[zone] += sign;
}

// ---- Roots

EventId Simulation::begin(EventKind kind, std::string text) {
  return say(kind, 0, std::move(text), kNoEvent);
}

// ---- Clusters, task definitions, images

ClusterIndex Simulation::createCluster(std::string name, EventId cause) {
  Cluster cluster;
  cluster.clusterName = std::move(name);
  cluster.createdBy = cause;
  state_.clusters.push_back(std::move(cluster));
  return ClusterIndex(state_.clusters.size() - 1);
}

void Simulation::deleteCluster(ClusterIndex cluster) {
  state_.clusters[cluster.value].status = ClusterStatus::INACTIVE;
}

TaskDefinitionIndex Simulation::registerTaskDefinition(TaskDefinition definition) {
  Family* family = nullptr;
  for (Family& known : state_.families) {
    if (known.name == definition.family) family = &known;
  }
  if (family == nullptr) {
    state_.families.push_back({definition.family, {}});
    family = &state_.families.back();
  }
  for (ContainerDefinition& container : definition.containerDefinitions) {
    container.imageIndex = findImage(state_, container.image);
    if (container.imageIndex.valid()) continue;
    // Model choice: an image nobody has described exists and behaves.
    SimImage image;
    image.reference = container.image;
    image.exists = !isOwnEcr(container.image);  // there, something has to be pushed first
    container.imageIndex = putImage(image);
  }
  definition.revision = static_cast<std::int32_t>(family->revisions.size()) + 1;
  definition.status = TaskDefinitionStatus::ACTIVE;
  definition.registeredAt = state_.now;
  readPlacementMembers(definition);
  const TaskDefinitionIndex index(state_.taskDefinitions.size());
  family->revisions.push_back(index);
  state_.taskDefinitions.push_back(std::move(definition));
  return index;
}

void Simulation::deregisterTaskDefinition(TaskDefinitionIndex definition) {
  TaskDefinition& record = state_.taskDefinitions[definition.value];
  record.status = TaskDefinitionStatus::INACTIVE;
  record.deregisteredAt = state_.now;
}

void Simulation::deleteTaskDefinition(TaskDefinitionIndex definition) {
  state_.taskDefinitions[definition.value].status = TaskDefinitionStatus::DELETE_IN_PROGRESS;
}

ImageIndex Simulation::putImage(const SimImage& image) {
  const ImageIndex known = findImage(state_, image.reference);
  if (!known.valid()) {
    state_.images.push_back(image);
    return ImageIndex(state_.images.size() - 1);
  }
  // Containers of the image that run now: play their past with the old behaviour, then go on with
  // the new one.
  const auto forRunning = [&](auto&& act) {
    for (std::size_t i = 0; i < state_.tasks.size(); ++i) {
      const Task& task = state_.tasks[i];
      if (!task.inUse || task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
      for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
        const Container& container = state_.containers[c.value];
        if (container.lastStatus == ContainerStatus::RUNNING && container.image == known) {
          act(TaskIndex(i), c);
        }
      }
    }
  };
  forRunning([this](TaskIndex task, ContainerIndex c) { settleHealthChecks(task, c); });
  const std::uint32_t stamp = state_.images[known.value].slowPullStamp;
  state_.images[known.value] = image;
  state_.images[known.value].slowPullStamp = stamp + 1;
  forRunning([this](TaskIndex task, ContainerIndex c) {
    Container& container = state_.containers[c.value];
    ++container.stamp;
    setProgress(container, withNextFailure(state_, state_.tasks[task.value], container,
                                           progressOf(container)));
    scheduleExit(task, c);
    scheduleHealthCheck(task, c);
    targetConditionChanged(*this, task);
    onContainerStarted(*this, task, c);
  });
  return known;
}

void Simulation::slowPulls(ImageIndex image, std::int32_t percent, DurationMs durationMs) {
  SimImage& record = state_.images[image.value];
  record.slowPullPercent = percent;
  ++record.slowPullStamp;
  if (durationMs > 0) {
    schedule(durationMs, {TimerKind::FaultEnds, image.value, record.slowPullStamp, 0});
  }
}

}  // namespace taskyard
