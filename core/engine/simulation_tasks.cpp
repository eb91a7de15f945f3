// The life of a task, state by state.

#include "engine/cost.h"
#include "engine/dependencies.h"
#include "engine/health_checks.h"
#include "engine/reachability.h"
#include "engine/service_messages.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

TaskIndex Simulation::takeTaskSlot() {
  if (!state_.freeTask.valid()) {
    state_.tasks.emplace_back();
    return TaskIndex(state_.tasks.size() - 1);
  }
  const TaskIndex slot = state_.freeTask;
  Task& task = state_.tasks[slot.value];
  state_.freeTask = task.previous;
  const std::uint32_t stamp = task.stamp;
  task = Task();
  task.stamp = stamp + 1;  // timers of the slot's former task stay void
  return slot;
}

ContainerIndex Simulation::takeContainerSlot() {
  if (!state_.freeContainer.valid()) {
    state_.containers.emplace_back();
    return ContainerIndex(state_.containers.size() - 1);
  }
  const ContainerIndex slot = state_.freeContainer;
  Container& container = state_.containers[slot.value];
  state_.freeContainer = container.next;
  const std::uint32_t stamp = container.stamp;
  container = Container();
  container.stamp = stamp + 1;
  return slot;
}

TaskIndex Simulation::launch(const LaunchOrder& order) {
  const TaskDefinition& definition = state_.taskDefinitions[order.taskDefinition.value];
  const TaskIndex index = takeTaskSlot();
  ContainerIndex first;
  for (std::size_t i = definition.containerDefinitions.size(); i-- > 0;) {
    const ContainerIndex slot = takeContainerSlot();
    Container& container = state_.containers[slot.value];
    container.definition = static_cast<std::uint8_t>(i);
    container.next = first;
    first = slot;
  }
  Subnet& subnet = state_.subnets[order.subnet.value];
  const std::uint32_t usable = (1u << (32 - subnet.prefix)) - 5;  // AWS keeps five addresses

  Task& task = state_.tasks[index.value];
  task.inUse = true;
  task.ordinal = state_.tasksLaunched++;
  task.cluster = order.cluster;
  task.service = order.service;
  task.deployment = order.deployment;
  task.taskDefinition = order.taskDefinition;
  task.subnet = order.subnet;
  task.firstContainer = first;
  task.group = order.group;
  task.startedBy = order.startedBy;
  task.launchType = order.launchType;
  task.assignPublicIp = order.assignPublicIp;
  task.privateIp = subnet.network + 4 + (subnet.nextHost++ - 4) % usable;
  task.cpu = definition.cpu.value_or(0);
  task.memory = definition.memory.value_or(0);
  task.createdAt = state_.now;
  if (order.service.valid()) {
    Service& service = state_.services[order.service.value];
    task.next = service.newestTask;
    if (task.next.valid()) state_.tasks[task.next.value].previous = index;
    service.newestTask = index;
  }
  count(task, +1);
  return index;
}

void Simulation::scheduleTask(TaskIndex task, TimerKind kind, DurationMs delayMs) {
  schedule(delayMs, {kind, task.value, state_.tasks[task.value].stamp, 0});
}

// Entering a state makes every timer of the former state void.
void Simulation::setStatus(TaskIndex index, TaskStatus status, EventId cause) {
  const TaskStatus before = state_.tasks[index.value].lastStatus;
  changeTask(index, [&](Task& task) {
    task.lastStatus = status;
    ++task.stamp;
  });
  logTask(index, EventKind::TaskStatusChanged, cause, static_cast<std::uint8_t>(status),
          static_cast<std::int32_t>(before));
}

void Simulation::stepTask(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  switch (task.lastStatus) {
    case TaskStatus::PROVISIONING:
      task.connectivityAt = state_.now;
      setStatus(index, TaskStatus::PENDING, task.lastEvent);
      scheduleTask(index, TimerKind::TaskStep, placementMs(state_, task));
      break;
    case TaskStatus::PENDING:
      setStatus(index, TaskStatus::ACTIVATING, task.lastEvent);
      startPull(index);
      break;
    case TaskStatus::ACTIVATING: finishPull(index); break;
    case TaskStatus::DEACTIVATING:
      setStatus(index, TaskStatus::STOPPING, task.lastEvent);
      signalContainers(index);
      break;
    case TaskStatus::DEPROVISIONING: finishTask(index); break;
    case TaskStatus::RUNNING:
    case TaskStatus::STOPPING:
    case TaskStatus::STOPPED:
    case TaskStatus::DELETED: TY_ASSERT(false);
  }
}

void Simulation::startPull(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.pullStartedAt = state_.now;
  DurationMs pullMs = imagePullMs(state_, task);
  if (!reachesRegistry(state_, task)) {
    pullMs = kPullUnreachableMs;
  } else {
    for (const auto& container :
         state_.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
      if (!state_.images[container.imageIndex.value].exists) pullMs = kPullNotFoundMs;
    }
  }
  scheduleTask(index, TimerKind::TaskStep, pullMs);
}

void Simulation::finishPull(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.pullStoppedAt = state_.now;
  if (!reachesRegistry(state_, task)) {
    failPull(index, 0, StopReason::ImageUnreachable);
    return;
  }
  const auto& containers = state_.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  for (std::size_t i = 0; i < containers.size(); ++i) {
    if (state_.images[containers[i].imageIndex.value].exists) continue;
    failPull(index, i, StopReason::ImageNotFound);
    return;
  }
  startReadyContainers(index);
}

void Simulation::failPull(TaskIndex index, std::size_t container, StopReason reason) {
  Task& task = state_.tasks[index.value];
  task.stopContainer = static_cast<std::uint8_t>(container);
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    Container& record = state_.containers[c.value];
    if (record.definition == container) record.outOfImage = true;
  }
  const ContainerDefinition& definition =
      state_.taskDefinitions[task.taskDefinition.value].containerDefinitions[container];
  const EventId fault = state_.images[definition.imageIndex.value].missingBecause;
  const bool byFault = reason == StopReason::ImageNotFound && fault != kNoEvent;
  const EventId cause =
      logTask(index, EventKind::ImagePullFailed, byFault ? fault : task.lastEvent,
              static_cast<std::uint8_t>(reason), static_cast<std::int32_t>(container));
  noteFailedStart(index);
  requestStop(index, TaskStopCode::TaskFailedToStart, reason, cause);
}

void Simulation::becomeRunning(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.startedAt = state_.now;
  setStatus(index, TaskStatus::RUNNING, task.lastEvent);
  if (task.service.valid()) {
    Service& service = state_.services[task.service.value];
    service.failedStartsInRow = 0;
    service.startNotBefore = 0;
    clearProblem(*this, task.service, EventKind::ServiceStartsThrottled);
    Deployment& deployment = state_.deployments[task.deployment.value];
    if (!deployment.anyRan) noteHealthyTask(task.deployment);
    deployment.anyRan = true;
    if (!hasEssentialHealthCheck(state_.taskDefinitions[task.taskDefinition.value])) {
      scheduleTask(index, TimerKind::TaskHealthy, kHealthyWithoutCheckMs);
    }
  }
  // With health checks, one may have passed while other containers were still starting.
  if (task.healthStatus == HealthStatus::HEALTHY) {
    changeTask(index, [](Task& record) { record.countsAsHealthy = true; });
  }
}

void Simulation::countAsHealthy(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  if (task.retiring) return;
  changeTask(index, [](Task& record) { record.countsAsHealthy = true; });
  noteHealthyTask(task.deployment);
  requestReconcile(task.service, task.lastEvent, kReconcileDelayMs);
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
    scheduleTask(index, TimerKind::TaskStep, kDeactivatingMs);
  } else {
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
      ++state_.containers[c.value].stamp;
      state_.containers[c.value].lastStatus = ContainerStatus::STOPPED;
    }
    task.executionStoppedAt = state_.now;
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
  task.executionStoppedAt = state_.now;
  setStatus(index, TaskStatus::DEPROVISIONING, task.lastEvent);
  scheduleTask(index, TimerKind::TaskStep, deprovisioningMs(state_, task));
}

void Simulation::finishTask(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.stoppedAt = state_.now;
  setStatus(index, TaskStatus::STOPPED, task.lastEvent);
  state_.settledCostNanoUsd +=
      taskCostNanoUsd(state_.taskDefinitions[task.taskDefinition.value], task, state_.now);
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
  scheduleTask(index, TimerKind::TaskForget, kStoppedVisibleMs);
}

void Simulation::forgetTask(TaskIndex index) {
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

// ---- Requests

std::vector<TaskIndex> Simulation::runTask(const RunTaskOrder& order, EventId cause) {
  LaunchOrder launchOrder;
  launchOrder.cluster = order.cluster;
  launchOrder.taskDefinition = order.taskDefinition;
  launchOrder.launchType = order.launchType;
  launchOrder.assignPublicIp = order.awsvpcConfiguration.assignPublicIp;
  const std::string& family = state_.taskDefinitions[order.taskDefinition.value].family;
  launchOrder.group = keepText(order.group.empty() ? "family:" + family : order.group);
  launchOrder.startedBy = keepText(order.startedBy);
  std::vector<TaskIndex> tasks;
  for (std::int32_t i = 0; i < order.count; ++i) {
    const auto& subnets = order.awsvpcConfiguration.subnets;
    launchOrder.subnet = subnets[static_cast<std::size_t>(i) % subnets.size()];
    const TaskIndex task = launch(launchOrder);
    logTask(task, EventKind::TaskCreated, cause,
            static_cast<std::uint8_t>(TaskStatus::PROVISIONING));
    scheduleTask(task, TimerKind::TaskStep, provisioningMs(state_, state_.tasks[task.value]));
    tasks.push_back(task);
  }
  return tasks;
}

void Simulation::stopTask(TaskIndex task, const std::string& reason, EventId cause) {
  state_.tasks[task.value].stopText = keepText(reason);
  requestStop(task, TaskStopCode::UserInitiated,
              reason.empty() ? StopReason::StoppedByUser : StopReason::UserText, cause);
}

void Simulation::setRetiring(TaskIndex index) {
  changeTask(index, [](Task& task) {
    task.retiring = true;
    task.countsAsHealthy = false;
  });
}

void Simulation::loseTask(TaskIndex index, EventId cause) {
  Task& task = state_.tasks[index.value];
  requestStop(index, TaskStopCode::TerminationNotice, StopReason::HostTerminated, cause);
  // No grace on a host that is gone: the containers end now.
  if (task.lastStatus != TaskStatus::DEACTIVATING) return;
  setStatus(index, TaskStatus::STOPPING, task.lastEvent);
  for (ContainerIndex c = task.firstContainer; c.valid();) {
    const ContainerIndex next = state_.containers[c.value].next;
    if (state_.containers[c.value].lastStatus == ContainerStatus::RUNNING) {
      containerEnds(index, c, 137, task.lastEvent);
    }
    c = next;
  }
}

}  // namespace taskyard
