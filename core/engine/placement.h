#pragma once
// Which container instance takes a task. The order is AWS's: CPU, memory, ports, network
// interfaces, GPUs and attributes; then constraints, which bind; then strategies, which are best
// effort. Source: Developer Guide, "how Amazon ECS places tasks on container instances".

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/cluster_query.h"
#include "model/capacity.h"
#include "model/state.h"

namespace taskyard {

// What a task takes from an instance.
struct TaskNeeds {
  InstanceResources resources;
  std::vector<HostPort> fixedPorts;  // bridge and host mode
  bool arm = false;
  std::uint8_t zones = 0xFF;  // one bit per zone; awsvpc: those of its subnets

  bool operator==(const TaskNeeds& other) const;
};
// CPU: the task's cpu, else the sum over its containers. Memory: the task's memory, else the sum of
// memoryReservation or, without one, memory. One network interface in awsvpc mode.
// Source: API Reference, ContainerDefinition, memoryReservation.
TaskNeeds needsOf(const State& state, TaskDefinitionIndex definition,
                  const std::vector<SubnetIndex>& subnets);

// Reads what the definition's other members ask of an instance into it: GPUs, memberOf
// constraints, CPU architecture.
void readPlacementMembers(TaskDefinition& definition);

struct PlacementRequest {
  ClusterIndex cluster;
  CapacityProviderIndex provider;  // valid: only instances of its group
  TaskDefinitionIndex definition;
  TaskNeeds needs;
  const std::vector<PlacementConstraint>* constraints = nullptr;
  const std::vector<PlacementStrategyItem>* strategies = nullptr;
  ServiceIndex service;  // not valid: a standalone task of `group`
  TextIndex group;
  bool daemon = false;     // one live task of the service per instance
  std::uint32_t draw = 0;  // the task's ordinal, for strategy random
};

struct PlacementTable {
  std::vector<InstanceVerdict> verdicts;  // instances of the cluster (and provider), in order
  ContainerInstanceIndex chosen;          // not valid: none fits
  ContainerInstanceIndex closest;         // when none fits: the one that passes the most checks
};
PlacementTable placeTask(const State& state, const PlacementRequest& request);

// Where the task would be put on one instance, or why not.
Unfit unfitFor(const State& state, ContainerInstanceIndex instance,
               const PlacementRequest& request);
// The check of resources alone.
Unfit lacksFor(const ContainerInstance& instance, const TaskNeeds& needs);

// The subnet a task in awsvpc mode gets on the instance: one of `subnets` in its zone.
SubnetIndex subnetOn(const State& state, const ContainerInstance& instance,
                     const std::vector<SubnetIndex>& subnets);

// The value of an attribute of an instance, built in ("ecs.instance-type") or put.
std::optional<std::string> attributeOf(const State& state, ContainerInstanceIndex instance,
                                       std::string_view name);
// What expressions can ask about an instance.
class InstanceSubjects : public QuerySubjects {
 public:
  InstanceSubjects(const State& state, ContainerInstanceIndex instance)
      : state_(state), instance_(instance) {}
  [[nodiscard]] std::optional<std::string> valueOf(std::string_view subject) const override;

 private:
  const State& state_;
  ContainerInstanceIndex instance_;
};

// The sentence of a service message for an instance that nearly fits: "has insufficient CPU units
// available." Source: Developer Guide, "service event messages"; the endings for memory and
// attributes are from memory.
std::string closestWords(Unfit unfit);

// Host ports no task can have: 22, 2375, 2376, 51678 to 51680.
// Source: API Reference, PortMapping.
[[nodiscard]] bool isReservedPort(std::int32_t port);

}  // namespace taskyard
