// Containers: start, health, end, restart.

#include <algorithm>

#include "base/draw.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/cpu_architecture.h"
#include "engine/dependencies.h"
#include "engine/health_checks.h"
#include "engine/identity.h"
#include "engine/log_system.h"
#include "engine/service_health.h"
#include "engine/simulation.h"
#include "engine/target_health.h"
#include "engine/task_load.h"
#include "engine/task_timing.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

// How far ahead health checks are played at once: a container that lives shorter wastes a few
// draws, one that lives longer costs a timer each time.
constexpr std::uint32_t kChecksAhead = 256;

}  // namespace

// Schedules the start of every container whose dependencies are met. Once all have started, the
// task is RUNNING.
void Simulation::startReadyContainers(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  bool allStarted = true;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    Container& container = state_.containers[c.value];
    if (container.startedAt != kNever) continue;
    allStarted = false;
    if (container.starting) continue;
    const DependencyState dependencies = dependencyState(state_, task, container);
    if (dependencies == DependencyState::Waiting) continue;
    if (dependencies == DependencyState::Hopeless) {
      failDependency(index, container);
      return;
    }
    container.starting = true;
    schedule(containerStartMs(state_, task, container),
             {TimerKind::ContainerStart, c.value, container.stamp, index.value});
    const auto& timeout = definitionOf(state_, task, container).startTimeout;
    if (timeout && isWaitedFor(state_, task, container)) {
      schedule(*timeout * kSecond, {TimerKind::StartTimeout, c.value, task.ordinal, index.value});
    }
  }
  if (allStarted && task.lastStatus == TaskStatus::ACTIVATING) becomeRunning(index);
}

// The dependants of a container have waited for its startTimeout.
void Simulation::onStartTimeout(TaskIndex index, ContainerIndex c) {
  const Task& task = state_.tasks[index.value];
  if (!task.inUse || task.lastStatus != TaskStatus::ACTIVATING) return;
  const Container& container = state_.containers[c.value];
  if (isWaitedFor(state_, task, container)) failDependency(index, container);
}

void Simulation::failDependency(TaskIndex index, const Container& container) {
  Task& task = state_.tasks[index.value];
  task.stopContainer = container.definition;
  noteFailedStart(index);
  requestStop(index, TaskStopCode::TaskFailedToStart, StopReason::DependencyFailed, task.lastEvent);
}

void Simulation::startContainer(TaskIndex index, ContainerIndex c) {
  Container& container = state_.containers[c.value];
  ++container.stamp;
  container.starting = false;
  container.lastStatus = ContainerStatus::RUNNING;
  container.healthStatus = HealthStatus::UNKNOWN;
  container.startedAt = state_.now;
  container.finishedAt = kNever;
  container.exitCode = kNoExitCode;
  container.hung = false;
  container.outOfMemory = false;
  container.healthChecksDone = 0;
  container.healthFailuresInRow = 0;
  if (definitionOf(state_, state_.tasks[index.value], container).healthCheck) {
    setProgress(container, withNextFailure(state_, state_.tasks[index.value], container,
                                           progressOf(container)));
  }
  openLogStream(*this, index, c);
  appendLogLines(*this, c, LogLineKind::Started);
  scheduleExit(index, c);
  scheduleHealthCheck(index, c);
  onContainerStarted(*this, index, c);
  if (state_.tasks[index.value].lastStatus == TaskStatus::ACTIVATING) startReadyContainers(index);
  targetConditionChanged(*this, index);
}

// When the main process ends by itself, if it does.
void Simulation::scheduleExit(TaskIndex index, ContainerIndex c) {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  const SimImage& image = state_.images[container.image.value];
  TimeMs endsAt = kNever;
  if (!canExecute(image, state_.taskDefinitions[task.taskDefinition.value])) {
    (void)say(EventKind::ContainerCannotExec, task.ordinal,
              "task " + shortTaskId(state_.seed, task.ordinal) + ": container " +
                  definitionOf(state_, task, container).name +
                  ": exec format error, the image is for " + image.cpuArchitecture,
              task.lastEvent);
    schedule(kCannotExecMs, {TimerKind::ContainerExit, c.value, container.stamp, index.value});
    return;
  }
  if (image.exitAfterMs > 0) endsAt = container.startedAt + image.exitAfterMs;
  if (const DurationMs job = jobMs(state_, task, container); job > 0) {
    endsAt = container.startedAt + job;
  }
  if (image.meanLifetimeMs > 0) {
    const std::uint64_t entity =
        (static_cast<std::uint64_t>(task.ordinal) << 8) | container.definition;
    const TimeMs drawn =
        state_.now + drawExponential({state_.seed, Purpose::ContainerLifetime, entity,
                                      static_cast<std::uint64_t>(container.restartCount)},
                                     image.meanLifetimeMs);
    if (endsAt == kNever || drawn < endsAt) endsAt = drawn;
  }
  if (endsAt == kNever) return;
  schedule(std::max<DurationMs>(0, endsAt - state_.now),
           {TimerKind::ContainerExit, c.value, container.stamp, index.value});
}

// The exit code of a process that ends by itself, or on the signal it was sent.
std::int32_t Simulation::ownExitCode(TaskIndex index, ContainerIndex c) const {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  if (container.signalled) {
    return containerShutdown(state_, task, container).exitCode;
  }
  const SimImage& image = state_.images[container.image.value];
  if (!canExecute(image, state_.taskDefinitions[task.taskDefinition.value])) return kCannotExecCode;
  return image.behaviour.jobCpuMs > 0 ? 0 : image.exitCode;
}

void Simulation::endByItself(TaskIndex task, ContainerIndex container) {
  containerEnds(task, container, ownExitCode(task, container), state_.tasks[task.value].lastEvent);
}

// ---- Health

void Simulation::scheduleHealthCheck(TaskIndex index, ContainerIndex c) {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  const auto& check = definitionOf(state_, task, container).healthCheck;
  if (!check) return;
  const HealthProgress before = progressOf(container);
  if (healthIsFinal(state_, task, container, before)) return;
  const HealthProgress ahead =
      playHealthChecks(state_, task, container, before, before.checksDone + kChecksAhead);
  const TimeMs at = healthCheckAt(*check, container, ahead.checksDone);
  schedule(std::max<DurationMs>(0, at - state_.now),
           {TimerKind::HealthCheck, c.value, container.stamp, index.value});
}

// Brings the container's record up to the checks that have happened by now.
void Simulation::settleHealthChecks(TaskIndex index, ContainerIndex c) {
  Container& container = state_.containers[c.value];
  const Task& task = state_.tasks[index.value];
  const auto& check = definitionOf(state_, task, container).healthCheck;
  if (!check) return;
  const std::uint32_t happened = healthChecksUntil(*check, container, state_.now);
  HealthProgress progress = progressOf(container);
  state_.healthChecksRun += happened - progress.checksDone;
  while (progress.checksDone < happened) {
    progress = playHealthChecks(state_, task, container, progress, happened);
  }
  setProgress(container, progress);
}

void Simulation::onHealthCheck(TaskIndex index, ContainerIndex c) {
  settleHealthChecks(index, c);
  refreshTaskHealth(index);
  if (state_.tasks[index.value].lastStatus == TaskStatus::ACTIVATING) startReadyContainers(index);
  // The task may be on its way down now; its containers are then no longer checked.
  if (state_.tasks[index.value].desiredStatus == TaskDesiredStatus::RUNNING) {
    scheduleHealthCheck(index, c);
  }
}

void Simulation::refreshTaskHealth(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  const HealthStatus health = taskHealth(state_, task);
  if (health == task.healthStatus) return;
  changeTask(index, [health](Task& record) { record.healthStatus = health; });
  const EventId changed = logTask(index, EventKind::TaskHealthChanged, task.lastEvent,
                                  static_cast<std::uint8_t>(health));
  judgeTask(index, changed);
}

void Simulation::judgeTask(TaskIndex index, EventId cause) {
  const Task before = state_.tasks[index.value];
  if (before.desiredStatus == TaskDesiredStatus::STOPPED) return;
  const bool ofContainers = before.healthStatus == HealthStatus::UNHEALTHY;
  const TargetIndex target = unhealthyTargetOf(state_, index);
  const bool grace = inGracePeriod(state_, before);
  if (grace && (ofContainers || target.valid()) && before.startedAt() != kNever) {
    const DurationMs seconds = state_.services[before.service.value].healthCheckGracePeriodSeconds;
    scheduleTask(index, TimerKind::GraceEnds, before.startedAt() + seconds * kSecond - state_.now);
  }
  changeTask(index, [&](Task& task) {
    if (target.valid() && !grace && task.deployment.valid()) task.failedElbChecks = true;
    task.condemned = task.failedElbChecks || (ofContainers && !grace);
    task.countsAsHealthy = task.lastStatus == TaskStatus::RUNNING && !isReplaced(task) &&
                           meetsHealthChecks(state_, index);
  });
  if (!before.service.valid()) return;
  const Task& task = state_.tasks[index.value];
  EventId reason = cause;
  if (task.condemned && !before.condemned) {
    const bool byTarget = task.failedElbChecks;
    if (byTarget) {
      state_.tasks[index.value].stopSubject =
          keepText(targetGroupArn(state_, state_.balancing.targets[target.value].group)).value;
    }
    reason = sayHealthChecksFailed(index, byTarget, cause);
    noteFailure(task.deployment, reason);
  } else if (task.countsAsHealthy) {
    noteHealthyTask(task.deployment);
  }
  requestReconcile(task.service, reason, kReconcileDelayMs);
}

EventId Simulation::sayHealthChecksFailed(TaskIndex index, bool byTarget, EventId cause) {
  const Task& task = state_.tasks[index.value];
  if (byTarget) {
    const Target& target = state_.balancing.targets[unhealthyTargetOf(state_, index).value];
    return say(EventKind::ServiceTargetUnhealthy, task.service.value,
               "(task " + taskId(state_.seed, task.ordinal) + ") (port " +
                   std::to_string(target.port) + ") is unhealthy in (target-group " +
                   targetGroupArn(state_, target.group) + ") due to (reason " +
                   targetDescription(target) + ").",
               cause);
  }
  Event message;
  message.at = state_.now;
  message.cause = cause;
  message.subject = task.service.value;
  message.kind = EventKind::ServiceTaskUnhealthy;
  const EventId said = log_.append(message, std::span<const std::uint32_t>(&task.ordinal, 1));
  state_.eventsSoFar = log_.nextId();
  return said;
}

// ---- The end

bool Simulation::restarts(TaskIndex index, ContainerIndex c) const {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  const auto& policy = definitionOf(state_, task, container).restartPolicy;
  if (!policy || !policy->enabled) return false;
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) return false;
  const auto& ignored = policy->ignoredExitCodes;
  if (std::find(ignored.begin(), ignored.end(), container.exitCode) != ignored.end()) return false;
  return container.finishedAt - container.startedAt >= policy->restartAttemptPeriod * kSecond;
}

void Simulation::containerEnds(TaskIndex index, ContainerIndex c, std::int32_t exitCode,
                               EventId cause) {
  Container& container = state_.containers[c.value];
  settleHealthChecks(index, c);
  ++container.stamp;
  container.lastStatus = ContainerStatus::STOPPED;
  container.exitCode = exitCode;
  container.finishedAt = state_.now;
  const EventId ended =
      logTask(index, EventKind::ContainerExited, cause, container.definition, exitCode);
  targetConditionChanged(*this, index);
  workChanged(*this, ended);

  appendLogLines(*this, c, exitCode == 137 ? LogLineKind::Killed : LogLineKind::Exited, 1,
                 exitCode);
  Task& task = state_.tasks[index.value];
  const bool again = restarts(index, c);
  if (!again) closeLogStream(*this, c);
  if (again) {
    ++container.restartCount;
    container.lastStatus = ContainerStatus::PENDING;
    logTask(index, EventKind::ContainerRestarted, ended, container.definition,
            container.restartCount);
    schedule(containerStartMs(state_, task, container),
             {TimerKind::ContainerStart, c.value, container.stamp, index.value});
    return;
  }
  if (task.desiredStatus == TaskDesiredStatus::RUNNING) {
    if (definitionOf(state_, task, container).essential) {
      requestStop(index, TaskStopCode::EssentialContainerExited,
                  StopReason::EssentialContainerExited, ended);
    } else if (task.lastStatus == TaskStatus::ACTIVATING) {
      startReadyContainers(index);
    }
    return;
  }
  if (task.lastStatus != TaskStatus::STOPPING) return;
  signalContainers(index);
}

void Simulation::hangContainer(TaskIndex index, ContainerIndex c) {
  Container& container = state_.containers[c.value];
  if (container.hung) return;
  settleHealthChecks(index, c);
  container.hung = true;
  container.nextFailedCheck = container.healthChecksDone + 1;
  scheduleHealthCheck(index, c);
}

void Simulation::exitContainer(TaskIndex index, std::size_t position, std::int32_t exitCode,
                               EventId cause) {
  ContainerIndex c = state_.tasks[index.value].firstContainer;
  while (state_.containers[c.value].definition != position) c = state_.containers[c.value].next;
  containerEnds(index, c, exitCode, cause);
}

}  // namespace taskyard
