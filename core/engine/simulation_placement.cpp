// Where tasks go: Fargate zones, capacity provider strategies, container instances.

#include <algorithm>
#include <utility>

#include "engine/capacity_split.h"
#include "engine/container_instances_system.h"
#include "engine/fargate_capacity.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/reachability.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

// Between two attempts when nothing changed meanwhile. Model choice.
constexpr DurationMs kRetryRarelyMs = 5 * kMinute;
// How long a task waits for an instance of its provider. From memory; AWS does not document it.
constexpr DurationMs kPlacementTimeoutMs = 30 * kMinute;
// Source: Developer Guide, "Fargate capacity providers": two minutes of warning.
constexpr DurationMs kSpotWarningMs = 2 * kMinute;
// Source: General Reference, "Tasks in the PROVISIONING state per cluster".
constexpr std::int32_t kMostProvisioning = 500;
// Linux hands out dynamic host ports from here (ip_local_port_range). Model choice: in order.
constexpr std::uint16_t kFirstDynamicPort = 32768;
constexpr std::uint16_t kLastDynamicPort = 60999;

bool isFargate(CapacityProviderIndex provider) {
  return provider == kFargateProvider || provider == kFargateSpotProvider;
}

std::uint16_t freePort(const ContainerInstance& instance) {
  std::uint16_t port = kFirstDynamicPort;
  while (port < kLastDynamicPort &&
         std::any_of(instance.ports.begin(), instance.ports.end(),
                     [port](const HostPort& taken) { return taken.port == port; })) {
    ++port;
  }
  return port;
}

void stopWaiting(Capacity& capacity, TaskIndex task) {
  std::erase_if(capacity.waiting, [task](const WaitingTask& known) { return known.task == task; });
}

// The subnets a waiting task may go to.
std::vector<SubnetIndex> subnetsOfWaiting(const State& state, TaskIndex index) {
  const DeploymentIndex deployment = state.tasks[index.value].deployment;
  if (deployment.valid()) {
    return state.deployments[deployment.value].awsvpcConfiguration.subnets;
  }
  for (const WaitingTask& known : state.capacity.waiting) {
    if (known.task == index) return known.subnets;
  }
  return {};
}

}  // namespace

// ---- Places for the next task

NoPlace Simulation::placeOnFargate(const Deployment& deployment, LaunchOrder& order) {
  order.subnet = chooseSubnet(deployment);
  if (!order.subnet.valid()) return NoPlace::FargateCapacity;
  return admitToFargate(order);
}

// Quotas, Spot capacity and the launch rate of Fargate.
NoPlace Simulation::admitToFargate(const LaunchOrder& order) {
  Capacity& capacity = state_.capacity;
  const bool spot = order.capacityProvider == kFargateSpotProvider;
  const NoPlace refused = fargateRefuses(
      capacity, state_.taskDefinitions[order.taskDefinition.value].cpu.value_or(0), spot);
  const Quotas& quotas = capacity.quotas;
  if (refused != NoPlace::None || quotas.fargateLaunchBurst == 0 ||
      quotas.fargateLaunchesPerSecond == 0) {
    return refused;
  }
  LaunchBucket& bucket = spot ? capacity.spotLaunches : capacity.onDemandLaunches;
  const std::int32_t taken = takeFromBucket(bucket, quotas.fargateLaunchBurst,
                                            quotas.fargateLaunchesPerSecond, state_.now, 1);
  return taken == 1 ? NoPlace::None : NoPlace::LaunchRate;
}

NoPlace Simulation::placeOnInstance(const PlacementRequest& request,
                                    const AwsvpcConfiguration& network, LaunchOrder& order) {
  const PlacementTable table = placeTask(state_, request);
  recordPlacement(request.service, table);
  order.waits = false;
  order.containerInstance = table.chosen;
  const NetworkMode mode = state_.taskDefinitions[order.taskDefinition.value].networkMode;
  if (table.chosen.valid()) {
    const ContainerInstance& instance = state_.capacity.instances[table.chosen.value];
    order.subnet = subnetOn(state_, instance, network.subnets);
    // In bridge and host mode the task uses the instance's address.
    order.assignPublicIp =
        mode != NetworkMode::awsvpc && isPublicSubnet(state_, state_.subnets[order.subnet.value]);
    return NoPlace::None;
  }
  if (!request.provider.valid() || request.daemon) {
    return table.verdicts.empty() ? NoPlace::NoInstances : NoPlace::NoFit;
  }
  const auto waiting =
      std::count_if(state_.capacity.waiting.begin(), state_.capacity.waiting.end(),
                    [&](const WaitingTask& known) {
                      return state_.tasks[known.task.value].cluster == order.cluster;
                    });
  if (waiting >= kMostProvisioning) return NoPlace::TooManyProvisioning;
  const CapacityProvider& provider = state_.capacity.providers[request.provider.value];
  if (table.verdicts.empty() && !provider.managedScaling.enabled) {
    return NoPlace::NoProviderInstances;
  }
  order.waits = true;
  order.subnet = network.subnets.empty()
                     ? state_.capacity.autoScalingGroups[provider.autoScalingGroup.value].subnets[0]
                     : network.subnets[0];
  return NoPlace::None;
}

NoPlace Simulation::placeForService(const Deployment& deployment, LaunchOrder& order) {
  const Service& service = state_.services[deployment.service.value];
  PlacementRequest request;
  request.cluster = order.cluster;
  request.provider = order.capacityProvider;
  request.definition = order.taskDefinition;
  request.needs = needsOf(state_, order.taskDefinition, deployment.awsvpcConfiguration.subnets);
  request.constraints = &service.placementConstraints;
  request.strategies = &service.placementStrategy;
  request.service = deployment.service;
  request.daemon = service.schedulingStrategy == SchedulingStrategy::DAEMON;
  request.draw = state_.tasksLaunched;
  return placeOnInstance(request, deployment.awsvpcConfiguration, order);
}

// The number-th task of a RunTask call.
NoPlace Simulation::placeStandalone(const RunTaskOrder& order, std::int32_t number,
                                    LaunchOrder& launchOrder,
                                    std::vector<RunTaskFailure>* failures) {
  const auto fail = [&](const RunTaskFailure& failure) {
    if (failures != nullptr) failures->push_back(failure);
    return failure.why;
  };
  if (order.launchType == LaunchType::FARGATE) {
    const auto& subnets = order.awsvpcConfiguration.subnets;
    launchOrder.subnet = {};
    for (std::size_t i = 0; i < subnets.size() && !launchOrder.subnet.valid(); ++i) {
      const SubnetIndex subnet = subnets[(static_cast<std::size_t>(number) + i) % subnets.size()];
      if (!zoneIsLost(state_.capacity, state_.subnets[subnet.value].zone)) {
        launchOrder.subnet = subnet;
      }
    }
    if (!launchOrder.subnet.valid()) return fail({NoPlace::FargateCapacity, {}, Unfit::None});
    const NoPlace why = admitToFargate(launchOrder);
    return why == NoPlace::None ? why : fail({why, {}, Unfit::None});
  }
  PlacementRequest request;
  request.cluster = order.cluster;
  request.provider = launchOrder.capacityProvider;
  request.definition = order.taskDefinition;
  request.needs = needsOf(state_, order.taskDefinition, order.awsvpcConfiguration.subnets);
  request.constraints = &order.placementConstraints;
  request.strategies = &order.placementStrategy;
  request.group = launchOrder.group;
  request.draw = state_.tasksLaunched;
  const NoPlace why = placeOnInstance(request, order.awsvpcConfiguration, launchOrder);
  if (why != NoPlace::NoFit || failures == nullptr) {
    return why == NoPlace::None ? why : fail({why, {}, Unfit::None});
  }
  for (const InstanceVerdict& verdict : placeTask(state_, request).verdicts) {
    failures->push_back({why, verdict.instance, verdict.unfit});
  }
  return why;
}

// ---- Starting the tasks of a service

std::int32_t Simulation::launchesAllowed(DeploymentIndex position, std::int32_t count) {
  Capacity& capacity = state_.capacity;
  const Deployment& deployment = state_.deployments[position.value];
  std::int32_t allowed = count;
  if (capacity.quotas.serviceLaunchesPerMinute > 0) {
    Service& service = state_.services[deployment.service.value];
    if (service.launchWindow == kNever || state_.now - service.launchWindow >= kMinute) {
      service.launchWindow = state_.now;
      service.launchedInWindow = 0;
    }
    const auto most = static_cast<std::int32_t>(capacity.quotas.serviceLaunchesPerMinute);
    allowed = std::clamp(most - service.launchedInWindow, 0, allowed);
  }
  state_.services[deployment.service.value].launchedInWindow += allowed;
  return allowed;
}

// Adds what it launches to chosen_ and ordinals_.
void Simulation::launchAll(DeploymentIndex position, std::int32_t count, LaunchOrder& order,
                           EventId cause) {
  const std::int32_t allowed = launchesAllowed(position, count);
  NoPlace why = allowed < count ? NoPlace::LaunchRate : NoPlace::None;
  const bool onFargate = order.launchType == LaunchType::FARGATE;
  for (std::int32_t i = 0; i < allowed; ++i) {
    const Deployment& deployment = state_.deployments[position.value];
    const NoPlace here =
        onFargate ? placeOnFargate(deployment, order) : placeForService(deployment, order);
    if (here != NoPlace::None) {
      why = here;
      break;
    }
    const TaskIndex task = launch(order);
    chosen_.push_back(task);
    ordinals_.push_back(state_.tasks[task.value].ordinal);
  }
  noteNoPlace(order.service, why, cause);
}

void Simulation::launchByStrategy(DeploymentIndex position, std::int32_t count, LaunchOrder& order,
                                  EventId cause) {
  const CapacityProviderStrategy& strategy =
      state_.deployments[position.value].capacityProviderStrategy;
  std::vector<ProviderShare> shares = providerShares(state_, position);
  std::vector<std::int32_t> counts;
  for (const ProviderShare& share : shares) counts.push_back(share.live);
  std::vector<bool> full(strategy.size(), false);
  const std::int32_t allowed = launchesAllowed(position, count);
  NoPlace why = allowed < count ? NoPlace::LaunchRate : NoPlace::None;
  for (std::int32_t i = 0; i < allowed; ++i) {
    const std::size_t turn = nextToGrow(strategy, counts);
    if (turn == kNoShare) break;
    ++counts[turn];  // also when there is no room: weights do not fall back
    if (full[turn]) continue;
    const Deployment& deployment = state_.deployments[position.value];
    order.capacityProvider = strategy[turn].capacityProvider;
    NoPlace here = NoPlace::FargateCapacity;
    if (!isFargate(order.capacityProvider)) {
      here = placeForService(deployment, order);
    } else {
      order.subnet = {};
      for (const SubnetIndex subnet : deployment.awsvpcConfiguration.subnets) {
        const std::uint8_t zone = state_.subnets[subnet.value].zone;
        if (zoneIsLost(state_.capacity, zone)) continue;
        if (!order.subnet.valid() ||
            shares[turn].byZone[zone] <
                shares[turn].byZone[state_.subnets[order.subnet.value].zone]) {
          order.subnet = subnet;
        }
      }
      if (order.subnet.valid()) here = admitToFargate(order);
    }
    if (here != NoPlace::None) {
      why = here;
      full[turn] = true;
      continue;
    }
    ++shares[turn].byZone[state_.subnets[order.subnet.value].zone];
    const TaskIndex task = launch(order);
    chosen_.push_back(task);
    ordinals_.push_back(state_.tasks[task.value].ordinal);
  }
  noteNoPlace(order.service, why, cause);
}

void Simulation::noteNoPlace(ServiceIndex index, NoPlace why, EventId cause) {
  Service& service = state_.services[index.value];
  const NoPlace before = std::exchange(service.noPlace, why);
  if (why == NoPlace::None) return;
  if (why == NoPlace::LaunchRate) {
    // Source: the rates are per second and per minute; asking each second follows both.
    requestReconcile(index, cause, kSecond);
    return;
  }
  EventId reason = cause;
  if (before != why) {
    const PlacementRecord* record = nullptr;
    for (const PlacementRecord& known : state_.capacity.placements) {
      if (known.service == index) record = &known;
    }
    reason =
        say(EventKind::ServiceNoPlace, index.value, noPlaceMessage(state_, why, record), cause);
    service.steady = false;
  }
  auto& blocked = state_.capacity.blocked;
  if (std::find(blocked.begin(), blocked.end(), index) == blocked.end()) blocked.push_back(index);
  requestReconcile(index, reason, kRetryRarelyMs);
}

void Simulation::recordPlacement(ServiceIndex service, const PlacementTable& table) {
  if (!service.valid()) return;
  auto& records = state_.capacity.placements;
  std::erase_if(records,
                [service](const PlacementRecord& known) { return known.service == service; });
  if (records.size() >= kRecordsMost) records.erase(records.begin());
  PlacementRecord record;
  record.service = service;
  record.at = state_.now;
  record.chosen = table.chosen;
  record.closest = table.closest;
  for (const InstanceVerdict& verdict : table.verdicts) {
    // The chosen and the closest one are always among them.
    if (record.verdicts.size() < kVerdictsMost || verdict.instance == table.chosen ||
        verdict.instance == table.closest) {
      record.verdicts.push_back(verdict);
    }
  }
  records.push_back(std::move(record));
}

// ---- What a task takes and leaves

void Simulation::takePlace(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  Capacity& capacity = state_.capacity;
  if (task.launchType == LaunchType::FARGATE) {
    if (task.capacityProvider == kFargateSpotProvider) {
      ++capacity.spotTasks;
      capacity.spotCpu += task.cpu;
    } else {
      capacity.onDemandCpu += task.cpu;
    }
    return;
  }
  if (!task.containerInstance.valid()) return;
  const TaskNeeds needs = needsOf(state_, task.taskDefinition, {});
  ContainerInstance& instance = capacity.instances[task.containerInstance.value];
  instance.remaining.cpu -= needs.resources.cpu;
  instance.remaining.memory -= needs.resources.memory;
  instance.remaining.interfaces -= needs.resources.interfaces;
  instance.remaining.gpus -= needs.resources.gpus;
  instance.tasks.push_back(index);
  for (HostPort port : needs.fixedPorts) {
    port.task = index;
    instance.ports.push_back(port);
  }
  const TaskDefinition& definition = state_.taskDefinitions[task.taskDefinition.value];
  if (definition.networkMode != NetworkMode::bridge) return;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    for (const PortMapping& mapping : container.portMappings) {
      if (mapping.hostPort.value_or(0) != 0 || mapping.containerPort == 0) continue;
      instance.ports.push_back(
          {index, mapping.containerPort, freePort(instance), mapping.protocol == "udp"});
    }
  }
}

void Simulation::leavePlace(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  Capacity& capacity = state_.capacity;
  if (task.launchType == LaunchType::FARGATE) {
    if (task.capacityProvider == kFargateSpotProvider) {
      --capacity.spotTasks;
      capacity.spotCpu -= task.cpu;
    } else {
      capacity.onDemandCpu -= task.cpu;
    }
    if (!capacity.blocked.empty()) requestPlacementRetry(task.lastEvent);
    return;
  }
  if (!task.containerInstance.valid()) {
    stopWaiting(capacity, index);
    return;
  }
  const TaskNeeds needs = needsOf(state_, task.taskDefinition, {});
  ContainerInstance& instance = capacity.instances[task.containerInstance.value];
  instance.remaining.cpu += needs.resources.cpu;
  instance.remaining.memory += needs.resources.memory;
  instance.remaining.interfaces += needs.resources.interfaces;
  instance.remaining.gpus += needs.resources.gpus;
  std::erase(instance.tasks, index);
  std::erase_if(instance.ports, [index](const HostPort& port) { return port.task == index; });
  onTaskLeft(*this, task.containerInstance, task.lastEvent);
}

// The agent keeps the images it has pulled. Source: Developer Guide, "automated task and image
// cleanup"; Model choice: it never cleans up.
void Simulation::cacheImages(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  if (!task.containerInstance.valid()) return;
  auto& images = state_.capacity.instances[task.containerInstance.value].images;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
    const ImageIndex image = state_.containers[c.value].image;
    if (std::find(images.begin(), images.end(), image) == images.end()) images.push_back(image);
  }
}

// ---- Waiting for an instance

// The task is on its way, or waits for an instance first.
void Simulation::sendOff(TaskIndex index, bool waits, EventId cause) {
  const EventId created = logTask(index, EventKind::TaskCreated, cause,
                                  static_cast<std::uint8_t>(TaskStatus::PROVISIONING));
  if (!waits) {
    scheduleTask(index, TimerKind::TaskStep, provisioningMs(state_, state_.tasks[index.value]));
    return;
  }
  Task& task = state_.tasks[index.value];
  task.lastEvent = say(EventKind::TaskWaitsForInstance, task.ordinal,
                       "task " + taskId(state_.seed, task.ordinal).substr(0, 8) +
                           ": waits for an instance of capacity provider " +
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
  placed.lastEvent =
      say(EventKind::TaskPlaced, placed.ordinal,
          "task " + taskId(state_.seed, placed.ordinal).substr(0, 8) + ": placed on instance " +
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
    PlacementRequest request;
    request.cluster = task.cluster;
    request.provider = task.capacityProvider;
    request.definition = task.taskDefinition;
    request.needs = needsOf(state_, task.taskDefinition, subnetsOfWaiting(state_, index));
    request.service = task.service;
    request.group = task.group;
    request.draw = task.ordinal;
    request.constraints = &known.constraints;
    request.strategies = &known.strategies;
    if (task.service.valid()) {
      request.constraints = &state_.services[task.service.value].placementConstraints;
      request.strategies = &state_.services[task.service.value].placementStrategy;
    }
    const PlacementTable table = placeTask(state_, request);
    recordPlacement(task.service, table);
    if (table.chosen.valid()) placeWaitingTask(index, table.chosen, cause);
  }
  const std::vector<ServiceIndex> blocked = std::exchange(capacity.blocked, {});
  for (const ServiceIndex service : blocked) requestReconcile(service, cause, 0);
}

// ---- Fargate Spot

void Simulation::interruptSpotTask(TaskIndex index, EventId cause) {
  Task& task = state_.tasks[index.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) return;
  const EventId warned =
      say(EventKind::SpotInterruption, task.ordinal,
          "task " + taskId(state_.seed, task.ordinal).substr(0, 8) +
              ": Fargate Spot needs the capacity back; SIGTERM now, the end within two minutes",
          cause);
  requestStop(index, TaskStopCode::SpotInterruption, StopReason::SpotInterrupted, warned);
  if (task.lastStatus != TaskStatus::DEACTIVATING) return;
  setStatus(index, TaskStatus::STOPPING, task.lastEvent);
  schedule(kSpotWarningMs, {TimerKind::SpotDeadline, index.value, task.ordinal, 0});
  signalContainers(index);
}

void Simulation::endSpotTask(TaskIndex index) {
  for (ContainerIndex c = state_.tasks[index.value].firstContainer; c.valid();) {
    const ContainerIndex next = state_.containers[c.value].next;
    if (state_.containers[c.value].lastStatus == ContainerStatus::RUNNING) {
      containerEnds(index, c, 137, state_.tasks[index.value].lastEvent);
    }
    c = next;
  }
}

}  // namespace taskyard
