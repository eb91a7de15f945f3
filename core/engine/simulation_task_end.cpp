// The end of a task: from the request to stop until its record is forgotten.

#include "engine/balancing_system.h"
#include "engine/cost_system.h"
#include "engine/dependencies.h"
#include "engine/service_targets_system.h"
#include "engine/simulation.h"
#include "engine/target_health.h"
#include "engine/task_protection.h"
#include "engine/task_timing.h"

namespace taskyard {

void Simulation::stopTask(TaskIndex task, const std::string& reason, EventId cause) {
  Task& record = state_.tasks[task.value];
  if (record.desiredStatus == TaskDesiredStatus::STOPPED) return;
  if (!reason.empty()) record.stopSubject = keepText(reason).value;
  requestStop(task, TaskStopCode::UserInitiated,
              reason.empty() ? StopReason::StoppedByUser : StopReason::UserText, cause);
}

void Simulation::loseTask(TaskIndex index, EventId cause) {
  Task& task = state_.tasks[index.value];
  requestStop(index, TaskStopCode::TerminationNotice, StopReason::HostTerminated, cause);
  // No grace on a host that is gone: the containers end now.
  if (task.lastStatus != TaskStatus::DEACTIVATING) return;
  setStatus(index, TaskStatus::STOPPING, task.lastEvent);
  killContainers(index);
}

// SIGKILL for what still runs.
void Simulation::killContainers(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  for (ContainerIndex c = task.firstContainer; c.valid();) {
    const ContainerIndex next = state_.containers[c.value].next;
    if (state_.containers[c.value].lastStatus == ContainerStatus::RUNNING) {
      containerEnds(index, c, 137, task.lastEvent);
    }
    c = next;
  }
}

void Simulation::requestStop(TaskIndex index, TaskStopCode code, StopReason reason, EventId cause) {
  Task& task = state_.tasks[index.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) return;
  changeTask(index, [&](Task& record) {
    record.desiredStatus = TaskDesiredStatus::STOPPED;
    record.stopCode = code;
    record.stopReason = reason;
    record.stoppingAt = state_.now;
    record.countsAsHealthy = false;
  });
  const EventId asked = logTask(index, EventKind::TaskStopRequested, cause,
                                static_cast<std::uint8_t>(reason), static_cast<std::int32_t>(code));
  bool anyRuns = task.lastStatus == TaskStatus::RUNNING;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    if (state_.containers[c.value].lastStatus == ContainerStatus::RUNNING) anyRuns = true;
  }
  if (anyRuns) {
    setStatus(index, TaskStatus::DEACTIVATING, asked);
    if (!leaveTargetGroups(*this, index, asked)) {
      scheduleTask(index, TimerKind::TaskStep, kDeactivatingMs);
    }
  } else {
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
      ++state_.containers[c.value].stamp;
      state_.containers[c.value].lastStatus = ContainerStatus::STOPPED;
    }
    task.setExecutionStoppedAt(state_.now);
    setStatus(index, TaskStatus::DEPROVISIONING, asked);
    scheduleTask(index, TimerKind::TaskStep, deprovisioningMs(state_, task));
  }
  if (task.service.valid()) requestReconcile(task.service, asked, kReconcileDelayMs);
}

// Tells every container to stop that no running one depends on; called again as they end.
void Simulation::signalContainers(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  bool anyRunning = false;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    Container& container = state_.containers[c.value];
    if (container.lastStatus != ContainerStatus::RUNNING) {
      // One that waits for its restart is not started any more.
      ++container.stamp;
      container.lastStatus = ContainerStatus::STOPPED;
      continue;
    }
    anyRunning = true;
    if (container.signalled || hasRunningDependants(state_, task, container)) continue;
    container.signalled = true;
    settleHealthChecks(index, c);
    ++container.stamp;
    schedule(containerShutdown(state_, task, container).afterMs,
             {TimerKind::ContainerExit, c.value, container.stamp, index.value});
  }
  if (anyRunning) return;
  task.setExecutionStoppedAt(state_.now);
  setStatus(index, TaskStatus::DEPROVISIONING, task.lastEvent);
  scheduleTask(index, TimerKind::TaskStep, deprovisioningMs(state_, task));
}

void Simulation::finishTask(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.setStoppedAt(state_.now);
  if (task.privateIp != 0 && hasOwnInterface(state_.taskDefinitions[task.taskDefinition.value])) {
    giveAddressBack(state_.subnets[task.subnet.value], task.privateIp);
  }
  setStatus(index, TaskStatus::STOPPED, task.lastEvent);
  releaseTargets(*this, index);
  settleTask(*this, index);
  (void)endProtection(state_, task);
  leavePlace(index);
  if (task.service.valid()) {
    if (task.previous.valid()) {
      state_.tasks[task.previous.value].next = task.next;
    } else {
      state_.services[task.service.value].newestTask = task.next;
    }
    if (task.next.valid()) state_.tasks[task.next.value].previous = task.previous;
    task.next = {};
    task.previous = {};
    requestReconcile(task.service, task.lastEvent, kReconcileDelayMs);
  }
  keepUntilForgotten(index);
}

void Simulation::keepUntilForgotten(TaskIndex stopped) {
  if (state_.newestStopped.valid()) {
    state_.tasks[state_.newestStopped.value].next = stopped;
  } else {
    state_.oldestStopped = stopped;
    schedule(kStoppedVisibleMs, {TimerKind::ForgetTasks, 0, 0, 0});
  }
  state_.newestStopped = stopped;
}

void Simulation::forgetTasks() {
  while (state_.oldestStopped.valid()) {
    const TaskIndex index = state_.oldestStopped;
    const Task& task = state_.tasks[index.value];
    const TimeMs forgottenAt = task.stoppedAt() + kStoppedVisibleMs;
    if (forgottenAt > state_.now) {
      schedule(forgottenAt - state_.now, {TimerKind::ForgetTasks, 0, 0, 0});
      return;
    }
    state_.oldestStopped = task.next;
    freeRecords(index);
  }
  state_.newestStopped = {};
}

void Simulation::freeRecords(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  for (ContainerIndex c = task.firstContainer; c.valid();) {
    Container& container = state_.containers[c.value];
    const ContainerIndex next = container.next;
    container.next = state_.freeContainer;
    state_.freeContainer = c;
    c = next;
  }
  task.inUse = false;
  ++task.stamp;
  task.previous = state_.freeTask;
  state_.freeTask = index;
}

void Simulation::targetGone(TaskIndex index, EventId cause) {
  const Task& task = state_.tasks[index.value];
  if (task.desiredStatus == TaskDesiredStatus::RUNNING) {
    judgeTask(index, cause);
    return;
  }
  if (task.lastStatus != TaskStatus::DEACTIVATING) return;
  for (TargetIndex t = firstTargetOf(state_, index); t.valid();) {
    const Target& target = state_.balancing.targets[t.value];
    if (target.byService) return;
    t = target.nextOfTask;
  }
  setStatus(index, TaskStatus::STOPPING, cause);
  signalContainers(index);
}

}  // namespace taskyard
