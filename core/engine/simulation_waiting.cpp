// Tasks that wait for an instance, and what happens when room appears.

#include <utility>

#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/reachability.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"
#include "engine/waiting_tasks.h"

namespace taskyard {

namespace {

// How long a task waits for an instance of its provider. From memory; AWS does not document it.
constexpr DurationMs kPlacementTimeoutMs = 30 * kMinute;

// The same request again, now that room may have appeared.
PlacementRequest requestOf(const State& state, const WaitingTask& waiting) {
  const Task& task = state.tasks[waiting.task.value];
  PlacementRequest request;
  request.cluster = clusterOf(state, task);
  request.provider = task.capacityProvider;
  request.definition = task.taskDefinition;
  request.needs = needsOf(state, task.taskDefinition, subnetsOfWaiting(state, waiting.task));
  request.service = task.service;
  request.group = decisionOf(state, task).group;
  request.draw = task.ordinal;
  request.constraints = &waiting.constraints;
  request.strategies = &waiting.strategies;
  if (task.service.valid()) {
    request.constraints = &state.services[task.service.value].placementConstraints;
    request.strategies = &state.services[task.service.value].placementStrategy;
  }
  return request;
}

std::string shortTaskName(const State& state, const Task& task) {
  return "task " + shortTaskId(state.seed, task.ordinal);
}

}  // namespace

// The task is on its way, or waits for an instance first.
void Simulation::sendOff(TaskIndex index, bool waits, EventId cause) {
  const EventId created = logTask(index, EventKind::TaskCreated, cause,
                                  static_cast<std::uint8_t>(TaskStatus::PROVISIONING));
  if (!waits) {
    scheduleTask(index, TimerKind::TaskStep, provisioningMs(state_, state_.tasks[index.value]));
    return;
  }
  Task& task = state_.tasks[index.value];
  task.lastEvent =
      say(EventKind::TaskWaitsForInstance, task.ordinal,
          shortTaskName(state_, task) + ": waits for an instance of capacity provider " +
              state_.capacity.providers[task.capacityProvider.value].name,
          created);
  state_.capacity.waiting.push_back({index, {}, {}, {}});
  scheduleTask(index, TimerKind::PlacementTimeout, kPlacementTimeoutMs);
}

void Simulation::placeWaitingTask(TaskIndex index, ContainerInstanceIndex instance, EventId cause) {
  const std::vector<SubnetIndex> subnets = subnetsOfWaiting(state_, index);
  stopWaiting(state_.capacity, index);
  const Task& task = state_.tasks[index.value];
  const ContainerInstance& host = state_.capacity.instances[instance.value];
  const TaskDefinition& definition = state_.taskDefinitions[task.taskDefinition.value];
  const bool ownInterface = hasOwnInterface(definition);
  SubnetIndex subnet = host.subnet;
  if (ownInterface) subnet = subnetOn(state_, host, subnets);
  changeTask(index, [&](Task& record) {
    record.containerInstance = instance;
    if (ownInterface) {
      if (record.privateIp != 0) {
        giveAddressBack(state_.subnets[record.subnet.value], record.privateIp);
      }
      record.privateIp = takeAddress(state_.subnets[subnet.value]);
    } else {
      record.privateIp = host.privateIp;
    }
    record.subnet = subnet;
    record.assignPublicIp = !ownInterface && isPublicSubnet(state_, state_.subnets[subnet.value]);
    ++record.stamp;
  });
  takePlace(index);
  Task& placed = state_.tasks[index.value];
  placed.lastEvent = say(EventKind::TaskPlaced, placed.ordinal,
                         shortTaskName(state_, placed) + ": placed on instance " +
                             ec2InstanceId(state_.seed, instance).substr(0, 10),
                         cause);
  scheduleTask(index, TimerKind::TaskStep, provisioningMs(state_, placed));
}

void Simulation::giveUpWaiting(TaskIndex index) {
  noteFailedStart(index);
  requestStop(index, TaskStopCode::TaskFailedToStart, StopReason::NoPlaceFound,
              state_.tasks[index.value].lastEvent);
}

void Simulation::requestPlacementRetry(EventId cause) {
  Capacity& capacity = state_.capacity;
  if (capacity.retryPending || (capacity.blocked.empty() && capacity.waiting.empty())) return;
  capacity.retryPending = true;
  capacity.retryCause = cause;
  schedule(kReconcileDelayMs, {TimerKind::RetryPlacements, 0, 0, 0});
}

void Simulation::retryPlacements() {
  Capacity& capacity = state_.capacity;
  capacity.retryPending = false;
  const EventId cause = capacity.retryCause;
  const std::vector<WaitingTask> waiting = capacity.waiting;
  for (const WaitingTask& known : waiting) {
    const TaskIndex index = known.task;
    const Task& task = state_.tasks[index.value];
    if (task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    const PlacementTable table = placeTask(state_, requestOf(state_, known));
    recordPlacement(task.service, table);
    if (table.chosen.valid()) placeWaitingTask(index, table.chosen, cause);
  }
  const std::vector<ServiceIndex> blocked = std::exchange(capacity.blocked, {});
  for (const ServiceIndex service : blocked) requestReconcile(service, cause, 0);
}

}  // namespace taskyard
