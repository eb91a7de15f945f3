#include "engine/invariants.h"

#include <algorithm>

namespace taskyard {

namespace {

void checkTask(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Task& task = state.tasks[index];
  const std::string name = "task " + std::to_string(task.ordinal);
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    if (task.stopCode == TaskStopCode::None) broken.push_back(name + " stops without a stopCode");
    if (task.stopReason == StopReason::None) broken.push_back(name + " stops without a reason");
    if (task.countsAsHealthy) broken.push_back(name + " stops and counts as healthy");
  } else if (task.lastStatus > TaskStatus::RUNNING) {
    broken.push_back(name + " is on its way down without being told to stop");
  }
  if (task.lastEvent == kNoEvent) broken.push_back(name + " has no event");
  const auto& definitions = state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  std::size_t containers = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (container.definition != containers) broken.push_back(name + ": containers out of order");
    if (container.lastStatus == ContainerStatus::RUNNING &&
        (task.lastStatus < TaskStatus::ACTIVATING || task.lastStatus > TaskStatus::STOPPING)) {
      broken.push_back(name + ": a container runs while the task is " + nameOf(task.lastStatus));
    }
    if (++containers > definitions.size()) break;
  }
  if (containers != definitions.size()) broken.push_back(name + ": wrong number of containers");
}

void countTask(const Task& task, std::vector<TaskCounts>& counts) {
  if (!task.deployment.valid() || task.lastStatus >= TaskStatus::STOPPED) return;
  TaskCounts& sum = counts[task.deployment.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    ++sum.stopping;
    return;
  }
  ++sum.live;
  const bool running = task.lastStatus == TaskStatus::RUNNING;
  ++(running ? sum.running : sum.pending);
  if (running && task.healthStatus == HealthStatus::UNHEALTHY) ++sum.unhealthy;
  if (task.countsAsHealthy) ++sum.healthy;
}

void checkService(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Service& service = state.services[index];
  const std::string name = "service " + service.serviceName;
  std::size_t listed = 0;
  TaskIndex previous;
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.service != ServiceIndex(index)) broken.push_back(name + " lists another's task");
    if (task.previous != previous) broken.push_back(name + ": the task list is torn");
    previous = t;
    if (++listed > state.tasks.size()) {
      broken.push_back(name + ": the task list is a ring");
      return;
    }
  }
  std::size_t own = 0;
  for (const Task& task : state.tasks) {
    if (task.inUse && task.service == ServiceIndex(index) &&
        task.lastStatus < TaskStatus::STOPPED) {
      ++own;
    }
  }
  if (own != listed) broken.push_back(name + ": the task list misses tasks");
  if (service.deployments.empty()) {
    broken.push_back(name + " has no deployment");
    return;
  }
  for (std::size_t i = 0; i < service.deployments.size(); ++i) {
    const DeploymentStatus status = state.deployments[service.deployments[i].value].status;
    if ((status == DeploymentStatus::PRIMARY) != (i == 0)) {
      broken.push_back(name + ": not exactly the newest deployment is PRIMARY");
    }
  }
}

// Every address in use belongs to one interface, and every interface has one.
void checkAddresses(const State& state, std::vector<std::string>& broken) {
  std::vector<std::vector<std::uint32_t>> inUse(state.subnets.size());
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.privateIp == 0 || task.lastStatus >= TaskStatus::STOPPED) continue;
    inUse[task.subnet.value].push_back(task.privateIp);
  }
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.state == NatGatewayState::deleted) continue;
    inUse[gateway.subnet.value].push_back(gateway.privateIp);
  }
  for (const VpcEndpoint& endpoint : state.network.endpoints) {
    for (std::size_t i = 0; i < endpoint.privateIps.size(); ++i) {
      inUse[endpoint.subnets[i].value].push_back(endpoint.privateIps[i]);
    }
  }
  for (std::size_t i = 0; i < inUse.size(); ++i) {
    const Subnet& subnet = state.subnets[i];
    std::vector<std::uint32_t>& addresses = inUse[i];
    std::sort(addresses.begin(), addresses.end());
    if (std::adjacent_find(addresses.begin(), addresses.end()) != addresses.end()) {
      broken.push_back(subnet.subnetId + ": two interfaces have one address");
    }
    if (static_cast<std::size_t>(subnet.addressesInUse) != addresses.size()) {
      broken.push_back(subnet.subnetId + ": the addresses in use do not add up");
    }
    if (freeAddresses(subnet) < 0) broken.push_back(subnet.subnetId + " is overfull");
    if (subnet.deleted && !addresses.empty()) {
      broken.push_back(subnet.subnetId + " is deleted and in use");
    }
  }
}

}  // namespace

std::vector<std::string> brokenInvariants(const State& state) {
  std::vector<std::string> broken;
  std::vector<TaskCounts> counts(state.deployments.size());
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    if (!state.tasks[i].inUse) continue;
    checkTask(state, i, broken);
    countTask(state.tasks[i], counts);
  }
  for (std::size_t i = 0; i < state.services.size(); ++i) checkService(state, i, broken);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != state.deployments[i].counts) {
      broken.push_back("deployment " + std::to_string(i) + ": the counts do not add up");
    }
  }
  checkAddresses(state, broken);
  if (state.timers.now() > state.now) broken.emplace_back("a timer ran ahead of time");
  return broken;
}

}  // namespace taskyard
