#include "engine/managed_scaling.h"

#include <algorithm>

#include "engine/placement.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

bool isDaemonTask(const State& state, const Task& task) {
  return task.service.valid() &&
         state.services[task.service.value].schedulingStrategy == SchedulingStrategy::DAEMON;
}

bool fits(const InstanceResources& free, const InstanceResources& need) {
  return free.cpu >= need.cpu && free.memory >= need.memory && free.interfaces >= need.interfaces &&
         free.gpus >= need.gpus;
}

void takeFrom(InstanceResources& free, const InstanceResources& need) {
  free.cpu -= need.cpu;
  free.memory -= need.memory;
  free.interfaces -= need.interfaces;
  free.gpus -= need.gpus;
}

// How many empty instances `count` equal tasks fill.
std::int32_t instancesFor(std::int32_t count, const TaskNeeds& needs, InstanceResources empty) {
  std::int32_t each = 0;
  while (fits(empty, needs.resources) && each < count) {
    takeFrom(empty, needs.resources);
    ++each;
    if (!needs.fixedPorts.empty()) break;  // a fixed host port: one per instance
  }
  return each == 0 ? 0 : (count + each - 1) / each;
}

}  // namespace

std::int32_t neededInstances(const ManagedScalingInput& input, const ManagedScaling& settings) {
  if (!input.tasksWait) return input.busy;
  const std::int32_t step =
      std::clamp(input.extraNeeded, settings.minimumScalingStepSize,
                 std::max(settings.minimumScalingStepSize, settings.maximumScalingStepSize));
  return input.running + step;
}

std::int64_t reservationMilli(std::int32_t running, std::int32_t needed) {
  if (running == 0) return needed == 0 ? 100'000 : 200'000;
  return static_cast<std::int64_t>(needed) * 100'000 / running;
}

std::int32_t aimedSize(std::int32_t running, std::int32_t needed, std::int32_t targetCapacity) {
  constexpr std::int32_t kFromZero = 2;
  if (running == 0) return needed == 0 ? 0 : kFromZero;
  return static_cast<std::int32_t>((static_cast<std::int64_t>(needed) * 100 + targetCapacity - 1) /
                                   targetCapacity);
}

std::int32_t scaleInStep(std::int32_t running, std::int32_t aim) {
  const std::int32_t most = std::max(1, running / 2);
  return std::max(aim, running - most);
}

ManagedScalingInput managedScalingInput(const State& state, CapacityProviderIndex provider) {
  const Capacity& capacity = state.capacity;
  const AutoScalingGroupIndex group = capacity.providers[provider.value].autoScalingGroup;
  ManagedScalingInput input;
  for (const ContainerInstance& instance : capacity.instances) {
    if (instance.autoScalingGroup != group || instance.state == InstanceState::terminated ||
        instance.status != ContainerInstanceStatus::ACTIVE) {
      continue;
    }
    ++input.running;
    if (std::any_of(instance.tasks.begin(), instance.tasks.end(), [&](TaskIndex task) {
          return !isDaemonTask(state, state.tasks[task.value]);
        })) {
      ++input.busy;
    }
  }
  const LaunchTemplate& launch = capacity.autoScalingGroups[group.value].launchTemplate;
  const InstanceType& type = instanceTypes()[static_cast<std::size_t>(launch.instanceType)];
  const InstanceResources empty = {registeredCpu(type), registeredMemory(type),
                                   taskInterfaces(type, capacity.awsvpcTrunking), type.gpus};
  struct Group {
    TaskNeeds needs;
    std::int32_t count = 0;
  };
  std::vector<Group> groups;
  for (const WaitingTask& waiting : capacity.waiting) {
    const Task& task = state.tasks[waiting.task.value];
    if (task.capacityProvider != provider || task.desiredStatus == TaskDesiredStatus::STOPPED) {
      continue;
    }
    TaskNeeds needs = needsOf(state, task.taskDefinition, {});
    if (needs.arm != type.arm) continue;
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const Group& known) { return known.needs == needs; });
    if (same != groups.end()) {
      ++same->count;
    } else {
      groups.push_back({std::move(needs), 1});
    }
  }
  for (const Group& waiting : groups) {
    const std::int32_t instances = instancesFor(waiting.count, waiting.needs, empty);
    input.extraNeeded += instances;
    if (instances > 0) input.tasksWait = true;
  }
  return input;
}

std::int32_t reservedPercent(std::int64_t reserved, std::int64_t registered) {
  return registered == 0 ? 0 : static_cast<std::int32_t>(reserved * 100 / registered);
}

}  // namespace taskyard
