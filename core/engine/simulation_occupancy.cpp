// What a task takes of Fargate or of its instance, and what it leaves there.

#include <algorithm>

#include "engine/container_instances_system.h"
#include "engine/simulation.h"
#include "engine/waiting_tasks.h"

namespace taskyard {

namespace {

// Linux hands out dynamic host ports from here (ip_local_port_range). Model choice: in order.
constexpr std::uint16_t kFirstDynamicPort = 32768;
constexpr std::uint16_t kLastDynamicPort = 60999;

std::uint16_t freePort(const ContainerInstance& instance) {
  std::uint16_t port = kFirstDynamicPort;
  while (port < kLastDynamicPort &&
         std::any_of(instance.ports.begin(), instance.ports.end(),
                     [port](const HostPort& taken) { return taken.port == port; })) {
    ++port;
  }
  return port;
}

// What quotas and Spot capacity count. sign: +1 or -1.
void countOnFargate(State& state, const Task& task, std::int32_t sign) {
  Capacity& capacity = state.capacity;
  const std::int32_t cpu = taskCpu(state, task);
  if (task.capacityProvider == kFargateSpotProvider) {
    capacity.spotTasks += sign;
    capacity.spotCpu += sign * cpu;
  } else {
    capacity.onDemandCpu += sign * cpu;
  }
}

// sign: +1 gives `needs` back, -1 takes it.
void add(InstanceResources& remaining, const InstanceResources& needs, std::int32_t sign) {
  remaining.cpu += sign * needs.cpu;
  remaining.memory += sign * needs.memory;
  remaining.interfaces += sign * needs.interfaces;
  remaining.gpus += sign * needs.gpus;
}

// The host ports of mappings that name none.
void takeDynamicPorts(ContainerInstance& instance, TaskIndex task,
                      const TaskDefinition& definition) {
  if (definition.networkMode != NetworkMode::bridge) return;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    for (const PortMapping& mapping : container.portMappings) {
      if (mapping.hostPort.value_or(0) != 0 || mapping.containerPort == 0) continue;
      instance.ports.push_back(
          {task, mapping.containerPort, freePort(instance), mapping.protocol == "udp"});
    }
  }
}

}  // namespace

void Simulation::takePlace(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  Capacity& capacity = state_.capacity;
  if (task.launchType == LaunchType::FARGATE) {
    countOnFargate(state_, task, +1);
    return;
  }
  if (!task.containerInstance.valid()) return;
  const TaskNeeds needs = needsOf(state_, task.taskDefinition, {});
  ContainerInstance& instance = capacity.instances[task.containerInstance.value];
  add(instance.remaining, needs.resources, -1);
  instance.tasks.push_back(index);
  for (HostPort port : needs.fixedPorts) {
    port.task = index;
    instance.ports.push_back(port);
  }
  takeDynamicPorts(instance, index, state_.taskDefinitions[task.taskDefinition.value]);
}

void Simulation::leavePlace(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  Capacity& capacity = state_.capacity;
  if (task.launchType == LaunchType::FARGATE) {
    countOnFargate(state_, task, -1);
    if (!capacity.blocked.empty()) requestPlacementRetry(task.lastEvent);
    return;
  }
  if (!task.containerInstance.valid()) {
    stopWaiting(capacity, index);
    return;
  }
  ContainerInstance& instance = capacity.instances[task.containerInstance.value];
  add(instance.remaining, needsOf(state_, task.taskDefinition, {}).resources, +1);
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

}  // namespace taskyard
