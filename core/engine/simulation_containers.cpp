// Containers: start, health, end, restart.

#include <algorithm>

#include "base/draw.h"
#include "engine/dependencies.h"
#include "engine/health_checks.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

// How far ahead health checks are played at once: a container that lives shorter wastes a few
// draws, one that lives longer costs a timer each time.
constexpr std::uint32_t kChecksAhead = 256;

const ContainerDefinition& definitionOf(const State& state, const Task& task,
                                        const Container& container) {
  return state.taskDefinitions[task.taskDefinition.value]
      .containerDefinitions[container.definition];
}

std::uint32_t checksUntil(const HealthCheck& check, const Container& container, TimeMs now) {
  return static_cast<std::uint32_t>((now - container.startedAt) / (check.interval * kSecond));
}

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
  container.healthChecksDone = 0;
  container.healthFailuresInRow = 0;
  if (definitionOf(state_, state_.tasks[index.value], container).healthCheck) {
    setProgress(container, withNextFailure(state_, state_.tasks[index.value], container,
                                           progressOf(container)));
  }
  scheduleExit(index, c);
  scheduleHealthCheck(index, c);
  if (state_.tasks[index.value].lastStatus == TaskStatus::ACTIVATING) startReadyContainers(index);
}

// When the main process ends by itself, if it does.
void Simulation::scheduleExit(TaskIndex index, ContainerIndex c) {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  const SimImage& image = state_.images[definitionOf(state_, task, container).imageIndex.value];
  TimeMs endsAt = kNever;
  if (image.exitAfterMs > 0) endsAt = container.startedAt + image.exitAfterMs;
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
  return state_.images[definitionOf(state_, task, container).imageIndex.value].exitCode;
}

// ---- Health

void Simulation::scheduleHealthCheck(TaskIndex index, ContainerIndex c) {
  const Task& task = state_.tasks[index.value];
  const Container& container = state_.containers[c.value];
  const auto& check = definitionOf(state_, task, container).healthCheck;
  if (!check) return;
  const HealthProgress before = progressOf(container);
  if (before.status == HealthStatus::HEALTHY && before.nextFailedCheck == 0) return;
  const HealthProgress ahead =
      playHealthChecks(state_, task, container, before, before.checksDone + kChecksAhead);
  const TimeMs at =
      container.startedAt + static_cast<DurationMs>(ahead.checksDone) * check->interval * kSecond;
  schedule(std::max<DurationMs>(0, at - state_.now),
           {TimerKind::HealthCheck, c.value, container.stamp, index.value});
}

// Brings the container's record up to the checks that have happened by now.
void Simulation::settleHealthChecks(TaskIndex index, ContainerIndex c) {
  Container& container = state_.containers[c.value];
  const Task& task = state_.tasks[index.value];
  const auto& check = definitionOf(state_, task, container).healthCheck;
  if (!check) return;
  const std::uint32_t happened = checksUntil(*check, container, state_.now);
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
  changeTask(index, [health](Task& record) {
    record.healthStatus = health;
    record.countsAsHealthy = record.lastStatus == TaskStatus::RUNNING &&
                             record.desiredStatus == TaskDesiredStatus::RUNNING &&
                             health == HealthStatus::HEALTHY && !record.retiring;
  });
  const EventId changed = logTask(index, EventKind::TaskHealthChanged, task.lastEvent,
                                  static_cast<std::uint8_t>(health));
  if (!task.service.valid()) return;
  EventId cause = changed;
  if (health == HealthStatus::UNHEALTHY) {
    Event message;
    message.at = state_.now;
    message.cause = changed;
    message.subject = task.service.value;
    message.kind = EventKind::ServiceTaskUnhealthy;
    cause = log_.append(message, std::span<const std::uint32_t>(&task.ordinal, 1));
    state_.eventsSoFar = log_.nextId();
    noteFailure(task.deployment, cause);
  } else {
    noteHealthyTask(task.deployment);
  }
  requestReconcile(task.service, cause, kReconcileDelayMs);
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

  Task& task = state_.tasks[index.value];
  if (restarts(index, c)) {
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

void Simulation::exitContainer(TaskIndex index, std::size_t position, std::int32_t exitCode,
                               EventId cause) {
  ContainerIndex c = state_.tasks[index.value].firstContainer;
  while (state_.containers[c.value].definition != position) c = state_.containers[c.value].next;
  containerEnds(index, c, exitCode, cause);
}

}  // namespace taskyard
