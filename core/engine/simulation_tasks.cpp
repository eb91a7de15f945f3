// The life of a task, state by state. How it ends: simulation_task_end.cpp.

#include "engine/agent_role.h"
#include "engine/balancing_system.h"
#include "engine/capacity_split.h"
#include "engine/cost_system.h"
#include "engine/health_checks.h"
#include "engine/image_system.h"
#include "engine/log_system.h"
#include "engine/network_system.h"
#include "engine/service_health.h"
#include "engine/service_messages.h"
#include "engine/service_targets_system.h"
#include "engine/simulation.h"
#include "engine/startup.h"
#include "engine/task_timing.h"
#include "engine/work_system.h"

namespace taskyard {

TaskIndex Simulation::takeTaskSlot() {
  if (!state_.freeTask.valid()) {
    const TaskIndex slot(state_.tasks.size());
    state_.tasks.emplace_back().self = slot;
    return slot;
  }
  const TaskIndex slot = state_.freeTask;
  Task& task = state_.tasks[slot.value];
  state_.freeTask = task.previous;
  const std::uint32_t stamp = task.stamp;
  task = Task();
  task.self = slot;
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
    container.image = definition.containerDefinitions[i].imageIndex;
    container.next = first;
    first = slot;
  }
  Task& task = state_.tasks[index.value];
  task.inUse = true;
  task.ordinal = state_.tasksLaunched++;
  task.service = order.service;
  task.deployment = order.deployment;
  task.taskDefinition = order.taskDefinition;
  task.subnet = order.subnet;
  task.securityGroups = order.securityGroups;
  task.firstContainer = first;
  task.launchType = order.launchType;
  task.assignPublicIp = order.assignPublicIp;
  task.execEnabled = order.execEnabled;
  if (hasOwnInterface(definition)) {
    task.privateIp = takeAddress(state_.subnets[order.subnet.value]);
  } else if (order.containerInstance.valid()) {
    task.privateIp = state_.capacity.instances[order.containerInstance.value].privateIp;
  }
  task.costDecision = order.costDecision;
  task.capacityProvider = order.capacityProvider;
  task.containerInstance = order.containerInstance;
  task.createdAt = state_.now;
  takePlace(index);
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
  onTaskChanged(*this, index);
}

void Simulation::stepTask(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  switch (task.lastStatus) {
    case TaskStatus::PROVISIONING:
      if (task.privateIp == 0 &&
          hasOwnInterface(state_.taskDefinitions[task.taskDefinition.value])) {
        noteFailedStart(index);
        requestStop(index, TaskStopCode::TaskFailedToStart, StopReason::NoFreeAddress,
                    task.lastEvent);
        break;
      }
      task.setConnectivityAt(state_.now);
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
  resolveImages(*this, index);
  Task& task = state_.tasks[index.value];
  task.setPullStartedAt(state_.now);
  const auto problem = startProblem(state_, task, instanceRoleArn(state_, task));
  task.blocked = problem.has_value();
  scheduleTask(index, TimerKind::TaskStep, problem ? problem->afterMs : imagePullMs(state_, task));
}

void Simulation::finishPull(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  if (task.blocked) resolveImages(*this, index);
  if (const auto problem = startProblem(state_, task, instanceRoleArn(state_, task))) {
    failStart(index, *problem);
    return;
  }
  if (task.blocked) {  // it was put right while the agent tried again
    startPull(index);
    return;
  }
  task.setPullStoppedAt(state_.now);
  cacheImages(index);
  createWantedLogGroups(*this, index);
  startReadyContainers(index);
}

void Simulation::failStart(TaskIndex index, const StartProblem& problem) {
  Task& task = state_.tasks[index.value];
  task.stopContainer = problem.container;
  task.stopDetail = problem.detail;
  const bool pulling = isPullProblem(problem.reason);
  if (pulling) {
    task.setPullStoppedAt(state_.now);
  } else {
    task.setPullStartedAt(kNever);  // it did not come to that
  }
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    Container& record = state_.containers[c.value];
    if (record.definition == problem.container) record.outOfImage = pulling;
  }
  const EventId cause =
      logTask(index, pulling ? EventKind::ImagePullFailed : EventKind::TaskStartFailed,
              problem.because != kNoEvent ? problem.because : task.lastEvent,
              static_cast<std::uint8_t>(problem.reason), problem.container);
  noteFailedStart(index);
  requestStop(index, TaskStopCode::TaskFailedToStart, problem.reason, cause);
}

void Simulation::becomeRunning(TaskIndex index) {
  Task& task = state_.tasks[index.value];
  task.setStartedAt(state_.now);
  setStatus(index, TaskStatus::RUNNING, task.lastEvent);
  if (task.service.valid()) {
    Service& service = state_.services[task.service.value];
    service.failedStartsInRow = 0;
    service.startNotBefore = 0;
    clearProblem(*this, task.service, EventKind::ServiceStartsThrottled);
    Deployment& deployment = state_.deployments[task.deployment.value];
    if (!deployment.anyRan) noteHealthyTask(task.deployment);
    deployment.anyRan = true;
    if (!deployment.loadBalancers.empty()) {
      joinTargetGroups(*this, index);
    } else if (!hasEssentialHealthCheck(state_.taskDefinitions[task.taskDefinition.value])) {
      scheduleTask(index, TimerKind::TaskHealthy, kHealthyWithoutCheckMs);
    }
    // Its checks may have failed while other containers were still starting.
    if (task.healthStatus == HealthStatus::UNHEALTHY && !task.condemned) {
      judgeTask(index, task.lastEvent);
    }
  }
  // With health checks, one may have passed while other containers were still starting.
  if (task.healthStatus == HealthStatus::HEALTHY && meetsHealthChecks(state_, index)) {
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

// ---- Requests

std::vector<TaskIndex> Simulation::runTask(const RunTaskOrder& order, EventId cause,
                                           std::vector<RunTaskFailure>* failures) {
  LaunchOrder launchOrder;
  launchOrder.taskDefinition = order.taskDefinition;
  launchOrder.launchType = order.launchType;
  launchOrder.assignPublicIp = order.awsvpcConfiguration.assignPublicIp;
  launchOrder.execEnabled = order.enableExecuteCommand;
  launchOrder.securityGroups = keepGroupSet(state_, order.awsvpcConfiguration);
  const std::string& family = state_.taskDefinitions[order.taskDefinition.value].family;
  CostDecision decision;
  decision.event = cause;
  decision.cluster = order.cluster;
  decision.group = keepText(order.group.empty() ? "family:" + family : order.group);
  decision.startedBy = keepText(order.startedBy);
  launchOrder.costDecision = newCostDecision(*this, decision);
  const std::vector<std::int32_t> shares = splitTasks(order.capacityProviderStrategy, order.count);
  std::size_t provider = 0;
  std::int32_t given = 0;  // tasks of this provider so far
  std::vector<TaskIndex> tasks;
  for (std::int32_t i = 0; i < order.count; ++i) {
    while (provider < shares.size() && given == shares[provider]) {
      ++provider;
      given = 0;
    }
    if (provider < shares.size()) {
      launchOrder.capacityProvider = order.capacityProviderStrategy[provider].capacityProvider;
      ++given;
    }
    const NoPlace why = placeStandalone(order, i, launchOrder, failures);
    if (why != NoPlace::None) continue;
    const TaskIndex task = launch(launchOrder);
    sendOff(task, launchOrder.waits, cause);
    if (launchOrder.waits) {
      state_.capacity.waiting.back() = {task, order.awsvpcConfiguration.subnets,
                                        order.placementConstraints, order.placementStrategy};
    }
    tasks.push_back(task);
  }
  return tasks;
}

void Simulation::setRetiring(TaskIndex index) {
  changeTask(index, [](Task& task) {
    task.retiring = true;
    task.countsAsHealthy = false;
  });
}

}  // namespace taskyard
