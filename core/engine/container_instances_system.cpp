#include "engine/container_instances_system.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/cost_things_system.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/permissions.h"
#include "engine/task_timing.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

constexpr DurationMs kBootShortestMs = 60 * kSecond;
constexpr DurationMs kBootLongestMs = 180 * kSecond;
constexpr DurationMs kGroupNoticesMs = kMinute;

EventId tell(Simulation& sim, ContainerInstanceIndex index, EventKind kind, std::string text,
             EventId cause) {
  const EventId event = sim.say(kind, index.value, std::move(text), cause);
  sim.state().capacity.instances[index.value].lastEvent = event;
  return event;
}

std::string nameOfInstance(const State& state, ContainerInstanceIndex index) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  return "instance " + ec2InstanceId(state.seed, index).substr(0, 10) + " (" +
         std::string(instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)].name) +
         ", " + zoneName(state.subnets[instance.subnet.value].zone) + ")";
}

// Daemon services follow the number of instances, and are first to start on a new one.
void reconcileDaemons(Simulation& sim, ClusterIndex cluster, EventId cause) {
  for (std::size_t i = 0; i < sim.state().services.size(); ++i) {
    const Service& service = sim.state().services[i];
    if (service.cluster == cluster && service.status == ServiceStatus::ACTIVE &&
        service.schedulingStrategy == SchedulingStrategy::DAEMON) {
      sim.requestReconcile(ServiceIndex(i), cause, 0);
    }
  }
}

// Services with tasks on the instance look at them again.
void reconcileServicesOn(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  for (const TaskIndex task : sim.state().capacity.instances[index.value].tasks) {
    const ServiceIndex service = sim.state().tasks[task.value].service;
    if (service.valid()) sim.requestReconcile(service, cause, kReconcileDelayMs);
  }
}

void countDraining(Capacity& capacity, const ContainerInstance& instance, std::int32_t sign) {
  if (instance.status == ContainerInstanceStatus::DRAINING) capacity.drainingInstances += sign;
}

void setStatus(Simulation& sim, ContainerInstanceIndex index, ContainerInstanceStatus status) {
  Capacity& capacity = sim.state().capacity;
  ContainerInstance& instance = capacity.instances[index.value];
  countDraining(capacity, instance, -1);
  instance.status = status;
  countDraining(capacity, instance, +1);
}

}  // namespace

ContainerInstanceIndex launchInstance(Simulation& sim, const LaunchTemplate& launch,
                                      SubnetIndex subnetIndex, AutoScalingGroupIndex group,
                                      EventId cause) {
  State& state = sim.state();
  const InstanceType& type = instanceTypes()[static_cast<std::size_t>(launch.instanceType)];
  Subnet& subnet = state.subnets[subnetIndex.value];
  const ContainerInstanceIndex index(state.capacity.instances.size());
  ContainerInstance instance;
  instance.launch = launch;
  instance.autoScalingGroup = group;
  instance.subnet = subnetIndex;
  instance.trunk = state.capacity.awsvpcTrunking;
  instance.privateIp = takeAddress(subnet);
  instance.registered = {registeredCpu(type), registeredMemory(type),
                         taskInterfaces(type, instance.trunk), type.gpus};
  instance.remaining = instance.registered;
  instance.launchedAt = state.now;
  state.capacity.instances.push_back(std::move(instance));
  tell(sim, index, EventKind::InstanceLaunched, nameOfInstance(state, index) + " is launched",
       cause);
  openInstance(sim, index, cause);
  const DurationMs boot = drawBetween({state.seed, Purpose::InstanceBootTime, index.value, 0},
                                      kBootShortestMs, kBootLongestMs);
  sim.schedule(boot, {TimerKind::InstanceBoots, index.value, 0, 0});
  return index;
}

void onInstanceBooted(Simulation& sim, ContainerInstanceIndex index) {
  State& state = sim.state();
  ContainerInstance& instance = state.capacity.instances[index.value];
  if (instance.state == InstanceState::terminated) return;
  instance.state = InstanceState::running;
  const ClusterIndex cluster = findCluster(state, instance.launch.clusterName);
  const EventId cause = instance.lastEvent;
  const std::string name = nameOfInstance(state, index);
  if (!cluster.valid() || state.clusters[cluster.value].status != ClusterStatus::ACTIVE) {
    tell(sim, index, EventKind::InstanceNotRegistered,
         name + " runs, but there is no cluster '" + instance.launch.clusterName +
             "' to register with",
         cause);
    return;
  }
  if (!isAllowed(state, instance.launch.roleArn, "ecs:RegisterContainerInstance",
                 clusterArn(state, cluster))) {
    tell(sim, index, EventKind::InstanceNotRegistered,
         name + " runs, but its instance role may not call ecs:RegisterContainerInstance", cause);
    return;
  }
  instance.cluster = cluster;
  instance.agentConnected = true;
  instance.registeredAt = state.now;
  setStatus(sim, index, ContainerInstanceStatus::ACTIVE);
  const EventId registered =
      tell(sim, index, EventKind::InstanceRegistered,
           name + " registers with cluster " + state.clusters[cluster.value].clusterName, cause);
  reconcileDaemons(sim, cluster, registered);
  sim.requestPlacementRetry(registered);
}

void terminateInstance(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  State& state = sim.state();
  if (state.capacity.instances[index.value].state == InstanceState::terminated) return;
  state.capacity.instances[index.value].state = InstanceState::terminated;
  state.capacity.instances[index.value].agentConnected = false;
  const ContainerInstance& gone = state.capacity.instances[index.value];
  if (gone.privateIp != 0) giveAddressBack(state.subnets[gone.subnet.value], gone.privateIp);
  closeInstance(sim, index);
  setStatus(sim, index, ContainerInstanceStatus::INACTIVE);
  const EventId ended = tell(sim, index, EventKind::InstanceTerminated,
                             nameOfInstance(state, index) + " is terminated", cause);
  const std::vector<TaskIndex> tasks = state.capacity.instances[index.value].tasks;
  for (const TaskIndex task : tasks) sim.loseTask(task, ended);
  const ContainerInstance& instance = state.capacity.instances[index.value];
  if (instance.cluster.valid()) reconcileDaemons(sim, instance.cluster, ended);
  if (instance.autoScalingGroup.valid()) {
    sim.schedule(kGroupNoticesMs, {TimerKind::GroupFit, instance.autoScalingGroup.value, 0, 0});
  }
}

void drainInstance(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  State& state = sim.state();
  if (state.capacity.instances[index.value].status != ContainerInstanceStatus::ACTIVE) return;
  setStatus(sim, index, ContainerInstanceStatus::DRAINING);
  const EventId draining = tell(sim, index, EventKind::InstanceDraining,
                                nameOfInstance(state, index) + " is DRAINING", cause);
  const std::vector<TaskIndex> tasks = state.capacity.instances[index.value].tasks;
  for (const TaskIndex t : tasks) {
    Task& task = state.tasks[t.value];
    if (!task.service.valid()) continue;
    if (task.lastStatus < TaskStatus::RUNNING && task.desiredStatus == TaskDesiredStatus::RUNNING) {
      task.stopSubject = task.deployment.value;
      sim.requestStop(t, TaskStopCode::ServiceSchedulerInitiated, StopReason::ScalingActivity,
                      draining);
    }
    sim.requestReconcile(task.service, draining, kReconcileDelayMs);
  }
  reconcileDaemons(sim, state.capacity.instances[index.value].cluster, draining);
}

void activateInstance(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  ContainerInstance& instance = sim.state().capacity.instances[index.value];
  if (instance.status != ContainerInstanceStatus::DRAINING) return;
  instance.terminateWhenDrained = false;
  setStatus(sim, index, ContainerInstanceStatus::ACTIVE);
  reconcileServicesOn(sim, index, cause);
  reconcileDaemons(sim, instance.cluster, cause);
  sim.requestPlacementRetry(cause);
}

void deregisterInstance(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  State& state = sim.state();
  const ClusterIndex cluster = state.capacity.instances[index.value].cluster;
  setStatus(sim, index, ContainerInstanceStatus::INACTIVE);
  state.capacity.instances[index.value].agentConnected = false;
  const std::vector<TaskIndex> tasks = state.capacity.instances[index.value].tasks;
  for (const TaskIndex task : tasks) {
    sim.requestStop(task, TaskStopCode::UserInitiated, StopReason::InstanceDeregistered, cause);
  }
  reconcileDaemons(sim, cluster, cause);
}

void setAgentConnected(Simulation& sim, ContainerInstanceIndex index, bool connected,
                       EventId cause) {
  sim.state().capacity.instances[index.value].agentConnected = connected;
  if (connected) sim.requestPlacementRetry(cause);
}

void onTaskLeft(Simulation& sim, ContainerInstanceIndex index, EventId cause) {
  const State& state = sim.state();
  const ContainerInstance& instance = state.capacity.instances[index.value];
  if (instance.status == ContainerInstanceStatus::DRAINING) {
    reconcileServicesOn(sim, index, cause);  // a daemon may be the last one now
    const bool serviceTasks =
        std::any_of(instance.tasks.begin(), instance.tasks.end(),
                    [&](TaskIndex task) { return state.tasks[task.value].service.valid(); });
    if (instance.terminateWhenDrained && !serviceTasks) terminateInstance(sim, index, cause);
  }
  sim.requestPlacementRetry(cause);
}

void onDrainDeadline(Simulation& sim, ContainerInstanceIndex index) {
  const ContainerInstance& instance = sim.state().capacity.instances[index.value];
  if (instance.terminateWhenDrained) terminateInstance(sim, index, instance.lastEvent);
}

void setZoneLost(Simulation& sim, std::uint8_t zone, bool lost, EventId cause,
                 DurationMs durationMs) {
  State& state = sim.state();
  const std::uint32_t stamp = ++state.capacity.zoneStamps[zone];
  if (lost && durationMs > 0) {
    sim.schedule(durationMs, {TimerKind::ZoneReturns, zone, stamp, 0});
  }
  ++state.network.generation;  // its NAT gateways go and come with it
  const auto bit = static_cast<std::uint8_t>(1u << zone);
  if (!lost) {
    state.capacity.lostZones = static_cast<std::uint8_t>(state.capacity.lostZones & ~bit);
    sim.requestPlacementRetry(cause);
    // Zone rebalancing looks at a service only after a change: this is one.
    for (std::size_t i = 0; i < state.services.size(); ++i) {
      if (state.services[i].status != ServiceStatus::ACTIVE) continue;
      sim.requestReconcile(ServiceIndex(i), cause, kReconcileDelayMs);
    }
    return;
  }
  state.capacity.lostZones = static_cast<std::uint8_t>(state.capacity.lostZones | bit);
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    if (state.subnets[instance.subnet.value].zone == zone) {
      terminateInstance(sim, ContainerInstanceIndex(i), cause);
    }
  }
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (!task.inUse || task.lastStatus >= TaskStatus::DEPROVISIONING) continue;
    if (task.launchType == LaunchType::FARGATE && state.subnets[task.subnet.value].zone == zone) {
      sim.loseTask(TaskIndex(i), cause);
    }
  }
}

void onZoneReturns(Simulation& sim, const Timer& timer) {
  if (sim.state().capacity.zoneStamps[timer.subject] != timer.stamp) return;
  const auto zone = static_cast<std::uint8_t>(timer.subject);
  const EventId cause =
      sim.beginFault("Fault over: Availability Zone " + zoneName(zone) + " is there again");
  setZoneLost(sim, zone, false, cause);
}

}  // namespace taskyard
