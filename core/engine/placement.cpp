#include "engine/placement.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/instance_identity.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

bool isLive(const Task& task) { return task.desiredStatus == TaskDesiredStatus::RUNNING; }

// Tasks of the same service, or of the same group for standalone ones.
bool sameKind(const State& state, const Task& task, const PlacementRequest& request) {
  if (!isLive(task)) return false;
  if (request.service.valid()) return task.service == request.service;
  return !task.service.valid() && decisionOf(state, task).group == request.group;
}

std::int32_t sameKindOn(const State& state, const ContainerInstance& instance,
                        const PlacementRequest& request) {
  return static_cast<std::int32_t>(std::count_if(
      instance.tasks.begin(), instance.tasks.end(),
      [&](TaskIndex task) { return sameKind(state, state.tasks[task.value], request); }));
}

bool belongs(const State& state, const ContainerInstance& instance,
             const PlacementRequest& request) {
  if (!instance.cluster.valid() || instance.cluster != request.cluster) return false;
  if (instance.status == ContainerInstanceStatus::INACTIVE) return false;
  return !request.provider.valid() ||
         instance.autoScalingGroup ==
             state.capacity.providers[request.provider.value].autoScalingGroup;
}

bool meets(const State& state, ContainerInstanceIndex instance, const std::string& expression) {
  const Result<bool> value = evaluateQuery(expression, InstanceSubjects(state, instance));
  return value.ok() && value.value();
}

// The value a spread strategy groups by; instances without the attribute form a group of their own.
std::string spreadKey(const State& state, ContainerInstanceIndex instance,
                      const std::string& field) {
  if (field == "instanceId" || field == "host") return std::to_string(instance.value);
  const std::string_view name = std::string_view(field).starts_with("attribute:")
                                    ? std::string_view(field).substr(10)
                                    : std::string_view(field);
  return attributeOf(state, instance, name).value_or("");
}

// Keeps the candidates with the smallest measure.
template <class Measure>
void keepSmallest(std::vector<ContainerInstanceIndex>& candidates, Measure&& measure) {
  std::vector<ContainerInstanceIndex> kept;
  std::int64_t best = INT64_MAX;
  for (const ContainerInstanceIndex candidate : candidates) {
    const std::int64_t value = measure(candidate);
    if (value > best) continue;
    if (value < best) kept.clear();
    best = value;
    kept.push_back(candidate);
  }
  candidates = std::move(kept);
}

void spread(const State& state, const PlacementRequest& request, const std::string& field,
            std::vector<ContainerInstanceIndex>& candidates) {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    if (instance.cluster != request.cluster || instance.tasks.empty()) continue;
    const std::int32_t tasks = sameKindOn(state, instance, request);
    if (tasks > 0) counts.emplace_back(spreadKey(state, ContainerInstanceIndex(i), field), tasks);
  }
  keepSmallest(candidates, [&](ContainerInstanceIndex candidate) {
    const std::string key = spreadKey(state, candidate, field);
    std::int64_t sum = 0;
    for (const auto& [value, tasks] : counts) sum += value == key ? tasks : 0;
    return sum;
  });
}

ContainerInstanceIndex choose(const State& state, const PlacementRequest& request,
                              std::vector<ContainerInstanceIndex> candidates) {
  static const std::vector<PlacementStrategyItem> kNone;
  const auto& strategies = request.strategies == nullptr ? kNone : *request.strategies;
  for (const PlacementStrategyItem& strategy : strategies) {
    switch (strategy.type) {
      case PlacementStrategyType::spread: spread(state, request, strategy.field, candidates); break;
      case PlacementStrategyType::binpack:
        keepSmallest(candidates, [&](ContainerInstanceIndex candidate) {
          const InstanceResources& free = state.capacity.instances[candidate.value].remaining;
          return strategy.field == "cpu" || strategy.field == "CPU" ? free.cpu : free.memory;
        });
        break;
      case PlacementStrategyType::random: {
        const std::int64_t last = static_cast<std::int64_t>(candidates.size()) - 1;
        const auto pick = static_cast<std::size_t>(
            drawBetween({state.seed, Purpose::RandomPlacement, request.draw, 0}, 0, last));
        return candidates[pick];
      }
    }
  }
  if (strategies.empty() && request.service.valid()) {
    // Source: API Reference, UpdateService: fewest tasks of the service in the zone, then on the
    // instance.
    spread(state, request, "attribute:ecs.availability-zone", candidates);
    spread(state, request, "instanceId", candidates);
  }
  return candidates.front();
}

}  // namespace

bool TaskNeeds::operator==(const TaskNeeds& other) const {
  return resources == other.resources && arm == other.arm && zones == other.zones &&
         std::equal(fixedPorts.begin(), fixedPorts.end(), other.fixedPorts.begin(),
                    other.fixedPorts.end(), [](const HostPort& one, const HostPort& two) {
                      return one.port == two.port && one.udp == two.udp;
                    });
}

TaskNeeds needsOf(const State& state, TaskDefinitionIndex index,
                  const std::vector<SubnetIndex>& subnets) {
  const TaskDefinition& definition = state.taskDefinitions[index.value];
  TaskNeeds needs;
  std::int32_t cpu = 0;
  std::int32_t memory = 0;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    cpu += container.cpu;
    memory += container.memoryReservation.value_or(container.memory.value_or(0));
    if (definition.networkMode != NetworkMode::bridge &&
        definition.networkMode != NetworkMode::host) {
      continue;
    }
    for (const PortMapping& mapping : container.portMappings) {
      const std::int32_t port = mapping.hostPort.value_or(0);
      if (port == 0) continue;  // a dynamic port
      needs.fixedPorts.push_back(
          {{}, mapping.containerPort, static_cast<std::uint16_t>(port), mapping.protocol == "udp"});
    }
  }
  needs.resources.cpu = definition.cpu.value_or(cpu);
  needs.resources.memory = definition.memory.value_or(memory);
  needs.resources.gpus = definition.gpus;
  needs.arm = definition.arm;
  if (definition.networkMode == NetworkMode::awsvpc) {
    needs.resources.interfaces = 1;
    if (!subnets.empty()) needs.zones = 0;
    for (const SubnetIndex subnet : subnets) {
      needs.zones = static_cast<std::uint8_t>(needs.zones | 1u << state.subnets[subnet.value].zone);
    }
  }
  return needs;
}

namespace {

// Source: API Reference, PortMapping: at most 100 reserved ports at a time, the default ones
// included; automatically assigned ones are not counted.
bool hasTooManyPorts(const ContainerInstance& instance, const TaskNeeds& needs) {
  constexpr std::size_t kMostReservedPorts = 100;
  constexpr std::size_t kDefaultReservedPorts = 6;  // those of isReservedPort()
  constexpr std::uint16_t kFirstDynamicPort = 32768;
  const auto taken =
      std::count_if(instance.ports.begin(), instance.ports.end(),
                    [](const HostPort& port) { return port.port < kFirstDynamicPort; });
  return kDefaultReservedPorts + static_cast<std::size_t>(taken) + needs.fixedPorts.size() >
         kMostReservedPorts;
}

}  // namespace

Unfit lacksFor(const ContainerInstance& instance, const TaskNeeds& needs) {
  if (instance.remaining.cpu < needs.resources.cpu) return Unfit::Cpu;
  if (instance.remaining.memory < needs.resources.memory) return Unfit::Memory;
  for (const HostPort& wanted : needs.fixedPorts) {
    if (isReservedPort(wanted.port)) return Unfit::Ports;
    for (const HostPort& taken : instance.ports) {
      if (taken.port == wanted.port && taken.udp == wanted.udp) return Unfit::Ports;
    }
  }
  if (!needs.fixedPorts.empty() && hasTooManyPorts(instance, needs)) return Unfit::Ports;
  if (instance.remaining.interfaces < needs.resources.interfaces) return Unfit::Interfaces;
  if (instance.remaining.gpus < needs.resources.gpus) return Unfit::Gpu;
  return Unfit::None;
}

Unfit unfitFor(const State& state, ContainerInstanceIndex index, const PlacementRequest& request) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  if (instance.status != ContainerInstanceStatus::ACTIVE) return Unfit::NotActive;
  if (!instance.agentConnected) return Unfit::Agent;
  const std::uint8_t zone = state.subnets[instance.subnet.value].zone;
  if (((request.needs.zones >> zone) & 1) == 0) return Unfit::Location;
  if (instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)].arm !=
      request.needs.arm) {
    return Unfit::Attribute;
  }
  if (const Unfit lacks = lacksFor(instance, request.needs); lacks != Unfit::None) return lacks;
  for (const std::string& expression : state.taskDefinitions[request.definition.value].memberOf) {
    if (!meets(state, index, expression)) return Unfit::MemberOf;
  }
  bool alone = request.daemon;
  if (request.constraints != nullptr) {
    for (const PlacementConstraint& constraint : *request.constraints) {
      if (constraint.type == PlacementConstraintType::distinctInstance) {
        alone = true;
      } else if (!meets(state, index, constraint.expression)) {
        return Unfit::MemberOf;
      }
    }
  }
  if (alone && sameKindOn(state, instance, request) > 0) return Unfit::Distinct;
  return Unfit::None;
}

PlacementTable placeTask(const State& state, const PlacementRequest& request) {
  PlacementTable table;
  std::vector<ContainerInstanceIndex> candidates;
  Unfit farthest = Unfit::None;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    if (!belongs(state, state.capacity.instances[i], request)) continue;
    const ContainerInstanceIndex index(i);
    const Unfit unfit = unfitFor(state, index, request);
    table.verdicts.push_back({index, unfit});
    if (unfit == Unfit::None) {
      candidates.push_back(index);
    } else if (!table.closest.valid() || unfit > farthest) {
      farthest = unfit;
      table.closest = index;
    }
  }
  if (!candidates.empty()) {
    table.chosen = choose(state, request, std::move(candidates));
    table.closest = {};
  }
  return table;
}

SubnetIndex subnetOn(const State& state, const ContainerInstance& instance,
                     const std::vector<SubnetIndex>& subnets) {
  const std::uint8_t zone = state.subnets[instance.subnet.value].zone;
  for (const SubnetIndex subnet : subnets) {
    if (state.subnets[subnet.value].zone == zone) return subnet;
  }
  return instance.subnet;
}

std::optional<std::string> attributeOf(const State& state, ContainerInstanceIndex index,
                                       std::string_view name) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  const Subnet& subnet = state.subnets[instance.subnet.value];
  const InstanceType& type =
      instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)];
  if (name == "ecs.instance-type") return std::string(type.name);
  if (name == "ecs.availability-zone") return zoneName(subnet.zone);
  if (name == "ecs.ami-id") return instance.launch.imageId;
  if (name == "ecs.os-type") return "linux";
  if (name == "ecs.os-family") return "LINUX";
  if (name == "ecs.cpu-architecture") return type.arm ? "arm64" : "x86_64";
  if (name == "ecs.vpc-id") return std::string(kDefaultVpcId);
  if (name == "ecs.subnet-id") return subnet.subnetId;
  if (name == "ecs.capability.task-eni") return "";
  if (name == "ecs.awsvpc-trunk-id" && instance.trunk && type.trunkTasks > 0) {
    return trunkId(state.seed, index);
  }
  for (const Attribute& attribute : instance.attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

std::optional<std::string> InstanceSubjects::valueOf(std::string_view subject) const {
  const ContainerInstance& instance = state_.capacity.instances[instance_.value];
  if (subject.starts_with("attribute:")) {
    return attributeOf(state_, instance_, subject.substr(10));
  }
  if (subject == "agentConnected") return instance.agentConnected ? "true" : "false";
  if (subject == "ec2InstanceId") return ec2InstanceId(state_.seed, instance_);
  if (subject == "status") return nameOf(instance.status);
  if (subject == "runningTasksCount") return std::to_string(instance.tasks.size());
  if (subject == "task:group") {
    for (const TaskIndex index : instance.tasks) {
      const Task& task = state_.tasks[index.value];
      if (task.service.valid()) {
        return "service:" + state_.services[task.service.value].serviceName;
      }
      return state_.texts[decisionOf(state_, task).group.value];
    }
  }
  return std::nullopt;
}

std::string closestWords(Unfit unfit) {
  switch (unfit) {
    case Unfit::Cpu: return "has insufficient CPU units available.";
    case Unfit::Memory: return "has insufficient memory available.";
    case Unfit::Ports: return "is already using a port required by your task.";
    case Unfit::Agent: return "encountered error \"AGENT\".";
    case Unfit::Attribute: return "is missing an attribute required by your task.";
    default: break;
  }
  return std::string("encountered error \"") + nameOf(unfit) + "\".";
}

bool isReservedPort(std::int32_t port) {
  return port == 22 || port == 2375 || port == 2376 || (port >= 51678 && port <= 51680);
}

}  // namespace taskyard
