// Auto Scaling groups and the managed scaling of capacity providers.

#include <algorithm>
#include <array>

#include "engine/container_instances_system.h"
#include "engine/instance_identity.h"
#include "engine/managed_scaling.h"
#include "engine/monitoring_system.h"

namespace taskyard {

namespace {

constexpr DurationMs kDrainLongestMs = 48 * kHour;  // Source: "managed instance draining"

bool inGroup(const ContainerInstance& instance, AutoScalingGroupIndex group) {
  return instance.autoScalingGroup == group && instance.state != InstanceState::terminated &&
         !instance.terminateWhenDrained;
}

std::array<std::int32_t, kZoneCount> byZone(const State& state, AutoScalingGroupIndex group) {
  std::array<std::int32_t, kZoneCount> counts{};
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (inGroup(instance, group)) ++counts[state.subnets[instance.subnet.value].zone];
  }
  return counts;
}

// The group's subnet whose zone has the fewest of its instances; not valid when all are lost.
SubnetIndex poorestSubnet(const State& state, AutoScalingGroupIndex group) {
  const auto counts = byZone(state, group);
  SubnetIndex best;
  for (const SubnetIndex subnet : state.capacity.autoScalingGroups[group.value].subnets) {
    const std::uint8_t zone = state.subnets[subnet.value].zone;
    if (zoneIsLost(state.capacity, zone)) continue;
    if (!best.valid() || counts[zone] < counts[state.subnets[best.value].zone]) best = subnet;
  }
  return best;
}

ContainerInstanceIndex instanceToEnd(const State& state, AutoScalingGroupIndex group) {
  const auto counts = byZone(state, group);
  ContainerInstanceIndex best;
  std::int32_t most = -1;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    const ContainerInstanceIndex index(i);
    if (!inGroup(instance, group) || isProtected(state, index)) continue;
    const std::int32_t crowd = counts[state.subnets[instance.subnet.value].zone];
    if (crowd > most) {
      most = crowd;
      best = index;
    }
  }
  return best;
}

bool hasServiceTasks(const State& state, const ContainerInstance& instance) {
  return std::any_of(instance.tasks.begin(), instance.tasks.end(),
                     [&](TaskIndex task) { return state.tasks[task.value].service.valid(); });
}

void scaleIn(Simulation& sim, ContainerInstanceIndex index, AutoScalingGroupIndex group,
             EventId cause) {
  State& state = sim.state();
  const CapacityProviderIndex provider = providerOf(state, group);
  const bool drains = provider.valid() && state.capacity.providers[provider.value].managedDraining;
  if (!drains || !hasServiceTasks(state, state.capacity.instances[index.value])) {
    terminateInstance(sim, index, cause);
    return;
  }
  state.capacity.instances[index.value].terminateWhenDrained = true;
  drainInstance(sim, index, cause);
  sim.schedule(kDrainLongestMs, {TimerKind::DrainDeadline, index.value, 0, 0});
}

// What the newest state of a task says that waits for the provider: why the group grows.
EventId waitingFor(const State& state, CapacityProviderIndex provider, EventId otherwise) {
  for (const WaitingTask& waiting : state.capacity.waiting) {
    const Task& record = state.tasks[waiting.task.value];
    if (record.capacityProvider == provider) return record.lastEvent;
  }
  return otherwise;
}

// The metric of its own that ECS writes for each cluster with the provider; the target tracking of
// managed scaling looks at it. Source: Developer Guide, "cluster auto scaling".
void reportReservation(Simulation& sim, CapacityProviderIndex index, std::int64_t reservation) {
  const State& state = sim.state();
  for (const Cluster& cluster : state.clusters) {
    const auto& providers = cluster.capacityProviders;
    if (std::find(providers.begin(), providers.end(), index) == providers.end()) continue;
    putMetric(sim, "AWS/ECS/ManagedScaling", "CapacityProviderReservation",
              {{"CapacityProviderName", state.capacity.providers[index.value].name},
               {"ClusterName", cluster.clusterName}},
              reservation, "Percent");
  }
}

}  // namespace

bool isProtected(const State& state, ContainerInstanceIndex index) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  const AutoScalingGroup& group = state.capacity.autoScalingGroups[instance.autoScalingGroup.value];
  if (!group.newInstancesProtectedFromScaleIn) return false;
  const CapacityProviderIndex provider = providerOf(state, instance.autoScalingGroup);
  if (!provider.valid() || !state.capacity.providers[provider.value].managedTerminationProtection) {
    return true;
  }
  return std::any_of(instance.tasks.begin(), instance.tasks.end(), [&](TaskIndex t) {
    const Task& task = state.tasks[t.value];
    return !task.service.valid() ||
           state.services[task.service.value].schedulingStrategy != SchedulingStrategy::DAEMON;
  });
}

AutoScalingGroupIndex createGroup(Simulation& sim, AutoScalingGroup group, EventId cause) {
  State& state = sim.state();
  group.createdAt = state.now;
  group.lastEvent = cause;
  const AutoScalingGroupIndex index(state.capacity.autoScalingGroups.size());
  state.capacity.autoScalingGroups.push_back(std::move(group));
  fitGroup(sim, index, cause);
  return index;
}

void setDesiredCapacity(Simulation& sim, AutoScalingGroupIndex index, std::int32_t desired,
                        EventId cause) {
  AutoScalingGroup& group = sim.state().capacity.autoScalingGroups[index.value];
  const std::int32_t size = std::clamp(desired, group.minSize, group.maxSize);
  EventId reason = cause;
  if (size != group.desiredCapacity) {
    reason = sim.say(EventKind::GroupResized, index.value,
                     "Auto Scaling group " + group.name + ": desired capacity " +
                         std::to_string(group.desiredCapacity) + " to " + std::to_string(size),
                     cause, size);
    group.desiredCapacity = size;
    group.lastEvent = reason;
  }
  fitGroup(sim, index, reason);
}

void deleteGroup(Simulation& sim, AutoScalingGroupIndex index, EventId cause) {
  State& state = sim.state();
  state.capacity.autoScalingGroups[index.value].deleted = true;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    if (state.capacity.instances[i].autoScalingGroup == index) {
      terminateInstance(sim, ContainerInstanceIndex(i), cause);
    }
  }
}

void fitGroup(Simulation& sim, AutoScalingGroupIndex index, EventId cause) {
  State& state = sim.state();
  if (state.capacity.autoScalingGroups[index.value].deleted) return;
  const std::int32_t desired = state.capacity.autoScalingGroups[index.value].desiredCapacity;
  const auto size = [&] {
    const auto counts = byZone(state, index);
    return counts[0] + counts[1] + counts[2];
  };
  for (std::int32_t missing = desired - size(); missing > 0; --missing) {
    const SubnetIndex subnet = poorestSubnet(state, index);
    if (!subnet.valid()) {
      // Every zone of the group is lost: try again later.
      sim.schedule(kMinute, {TimerKind::GroupFit, index.value, 0, 0});
      return;
    }
    launchInstance(sim, state.capacity.autoScalingGroups[index.value].launchTemplate, subnet, index,
                   cause);
  }
  for (std::int32_t extra = size() - desired; extra > 0; --extra) {
    const ContainerInstanceIndex victim = instanceToEnd(state, index);
    if (!victim.valid()) return;
    scaleIn(sim, victim, index, cause);
  }
}

void startManagedScaling(Simulation& sim, CapacityProviderIndex index) {
  CapacityProvider& provider = sim.state().capacity.providers[index.value];
  if (!provider.managedScaling.enabled || provider.evaluating) return;
  provider.evaluating = true;
  sim.schedule(kMinute, {TimerKind::ManagedScaling, index.value, 0, 0});
}

void onManagedScaling(Simulation& sim, CapacityProviderIndex index) {
  State& state = sim.state();
  CapacityProvider& provider = state.capacity.providers[index.value];
  provider.evaluating = false;
  if (provider.deleted || !provider.managedScaling.enabled) return;
  const ManagedScalingInput input = managedScalingInput(state, index);
  const std::int32_t needed = neededInstances(input, provider.managedScaling);
  const std::int64_t reservation = reservationMilli(input.running, needed);
  provider.neededInstances = needed;
  provider.reservationMilli = static_cast<std::int32_t>(reservation);
  reportReservation(sim, index, reservation);
  const std::int64_t target = provider.managedScaling.targetCapacity * 1000LL;
  provider.datapointsBelowTarget = reservation < target ? provider.datapointsBelowTarget + 1 : 0;
  const AutoScalingGroupIndex group = provider.autoScalingGroup;
  const AutoScalingGroup& record = state.capacity.autoScalingGroups[group.value];
  const std::int32_t aim = aimedSize(input.running, needed, provider.managedScaling.targetCapacity);
  const auto resize = [&](std::int32_t size) {
    const EventId said = sim.say(
        EventKind::GroupResized, group.value,
        "Capacity provider " + provider.name + ": CapacityProviderReservation is " +
            std::to_string(reservation / 1000) + " % (" + std::to_string(needed) + " needed, " +
            std::to_string(input.running) + " running), target " + std::to_string(target / 1000) +
            " %: Auto Scaling group " + record.name + " goes from " +
            std::to_string(record.desiredCapacity) + " to " + std::to_string(size),
        waitingFor(state, index, record.lastEvent), size);
    state.capacity.autoScalingGroups[group.value].desiredCapacity = size;
    state.capacity.autoScalingGroups[group.value].lastEvent = said;
    fitGroup(sim, group, said);
  };
  if (reservation > target && state.now >= provider.warmUntil) {
    const std::int32_t size = std::min(aim, record.maxSize);
    if (size > record.desiredCapacity) {
      provider.warmUntil = state.now + provider.managedScaling.instanceWarmupPeriod * kSecond;
      resize(size);
    }
  } else if (provider.datapointsBelowTarget >= kScaleInDatapoints) {
    const std::int32_t size = std::max(scaleInStep(input.running, aim), record.minSize);
    if (size < record.desiredCapacity) resize(size);
  }
  // An instance that was protected when the group shrank may be empty by now.
  fitGroup(sim, group, record.lastEvent);
  startManagedScaling(sim, index);
}

}  // namespace taskyard
