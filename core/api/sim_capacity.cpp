// What AWS does with capacity on its own: quotas, reclaimed Spot capacity, lost hosts and zones.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "api/sim_common.h"
#include "base/draw.h"
#include "engine/container_instances_system.h"
#include "engine/fargate_capacity.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/placement.h"

namespace taskyard {

namespace {

Result<std::uint8_t> namedZone(const ApiCall& call) {
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) {
    if (call.text("zone") == zoneName(zone)) return zone;
  }
  return simError("zone is one of us-east-1a, us-east-1b, us-east-1c", "/zone");
}

Result<ContainerInstanceIndex> namedInstance(const ApiCall& call) {
  const ContainerInstanceIndex index = findInstance(call.state, call.text("instance"));
  if (!index.valid() ||
      call.state.capacity.instances[index.value].state == InstanceState::terminated) {
    return noSuch("instance", "aws ec2 describe-instances", "/instance");
  }
  return index;
}

// The services with this name, in any cluster.
bool isNamedService(const State& state, const Task& task, const std::string& name) {
  return task.service.valid() && state.services[task.service.value].serviceName == name;
}

}  // namespace

Result<ApiAnswer> simSetQuota(const ApiCall& call) {
  Quotas& quotas = call.simulation().state().capacity.quotas;
  const std::string& name = call.text("quota");
  const std::int64_t value = call.integer("value").value_or(0);
  struct Row {
    std::string_view name;
    std::int64_t Quotas::*quota;
  };
  constexpr Row kRows[] = {{"FargateOnDemandVcpu", &Quotas::fargateOnDemandVcpu},
                           {"FargateSpotVcpu", &Quotas::fargateSpotVcpu},
                           {"FargateLaunchBurst", &Quotas::fargateLaunchBurst},
                           {"FargateLaunchesPerSecond", &Quotas::fargateLaunchesPerSecond},
                           {"ServiceLaunchesPerMinute", &Quotas::serviceLaunchesPerMinute}};
  for (const Row& row : kRows) {
    if (row.name != name) continue;
    const EventId cause = call.begin(name + "=" + std::to_string(value));
    quotas.*row.quota = value;
    call.simulation().requestPlacementRetry(cause);
    return ApiAnswer{};
  }
  return simError(
      "quota is one of FargateOnDemandVcpu, FargateSpotVcpu, FargateLaunchBurst, "
      "FargateLaunchesPerSecond, ServiceLaunchesPerMinute",
      "/quota");
}

Result<ApiAnswer> simDescribePlacement(const ApiCall& call) {
  const State& state = call.state;
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const ServiceIndex service = findService(state, cluster.value(), call.text("service"));
  if (!service.valid()) return Error{"ServiceNotFoundException", "Service not found.", "/service"};
  ApiAnswer answer;
  for (const PlacementRecord& record : state.capacity.placements) {
    if (record.service != service) continue;
    JsonValue rows = JsonValue::array();
    for (const InstanceVerdict& verdict : record.verdicts) {
      const ContainerInstance& instance = state.capacity.instances[verdict.instance.value];
      rows.push(JsonValue::object(
          {{"containerInstanceArn", containerInstanceArn(state, verdict.instance)},
           {"ec2InstanceId", ec2InstanceId(state.seed, verdict.instance)},
           {"availabilityZone", zoneName(state.subnets[instance.subnet.value].zone)},
           {"verdict", nameOf(verdict.unfit)},
           {"chosen", verdict.instance == record.chosen},
           {"closest", verdict.instance == record.closest}}));
    }
    answer.output.set("atMs", record.at);
    answer.output.set("placed", record.chosen.valid());
    answer.output.set("instances", std::move(rows));
    return answer;
  }
  answer.output.set("instances", JsonValue::array());
  return answer;
}

// ---- Fargate Spot

Result<ApiAnswer> spotReclaimFault(const ApiCall& call) {
  const State& state = call.state;
  const std::string& service = call.text("service");
  std::optional<std::uint8_t> zone;
  if (!call.text("zone").empty()) {
    const Result<std::uint8_t> named = namedZone(call);
    if (!named) return named.error();
    zone = named.value();
  }
  std::vector<TaskIndex> tasks;
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    const Task& task = state.tasks[i];
    if (!task.inUse || task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    if (task.capacityProvider != kFargateSpotProvider) continue;
    if (!service.empty() && !isNamedService(state, task, service)) continue;
    if (zone && state.subnets[task.subnet.value].zone != *zone) continue;
    tasks.emplace_back(i);
  }
  if (tasks.empty()) return simError("no Fargate Spot task matches", "/type");
  const auto chance = [&](TaskIndex task) {
    return draw({state.seed, Purpose::SpotChoice, state.tasks[task.value].ordinal, 0});
  };
  std::sort(tasks.begin(), tasks.end(),
            [&](TaskIndex one, TaskIndex other) { return chance(one) < chance(other); });
  auto count = static_cast<std::int64_t>(tasks.size());
  if (const auto percent = call.integer("percent")) count = (count * *percent + 99) / 100;
  if (const auto given = call.integer("count")) count = std::min(count, *given);
  const EventId cause = call.simulation().beginFault(
      "Fault: Fargate Spot takes back the capacity of " + std::to_string(count) + " tasks");
  for (std::int64_t i = 0; i < count; ++i) {
    call.simulation().interruptSpotTask(tasks[static_cast<std::size_t>(i)], cause);
  }
  return ApiAnswer{};
}

Result<ApiAnswer> spotCapacityFault(const ApiCall& call) {
  const std::int64_t available = call.integer("available").value_or(0);
  (void)call.simulation().beginFault("Fault: Fargate Spot has room for " +
                                     std::to_string(available) + " tasks of this account");
  call.simulation().state().capacity.spotAvailable = static_cast<std::int32_t>(available);
  return ApiAnswer{};
}

Result<ApiAnswer> clearSpotCapacity(const ApiCall& call) {
  const EventId cause = call.begin(call.text("type"));
  call.simulation().state().capacity.spotAvailable = -1;
  call.simulation().requestPlacementRetry(cause);
  return ApiAnswer{};
}

// ---- Hosts and zones

Result<ApiAnswer> hostLostFault(const ApiCall& call) {
  const Result<ContainerInstanceIndex> index = namedInstance(call);
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  const EventId cause = sim.beginFault("Fault: instance " +
                                       ec2InstanceId(call.state.seed, index.value()) + " is lost");
  terminateInstance(sim, index.value(), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> agentDisconnectedFault(const ApiCall& call) {
  const Result<ContainerInstanceIndex> index = namedInstance(call);
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  const EventId cause =
      sim.beginFault("Fault: the ECS agent on instance " +
                     ec2InstanceId(call.state.seed, index.value()) + " is disconnected");
  setAgentConnected(sim, index.value(), false, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> clearAgentDisconnected(const ApiCall& call) {
  const EventId cause = call.begin(call.text("type"));
  Simulation& sim = call.simulation();
  for (std::size_t i = 0; i < call.state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = call.state.capacity.instances[i];
    const bool registered = instance.status == ContainerInstanceStatus::ACTIVE ||
                            instance.status == ContainerInstanceStatus::DRAINING;
    if (registered && !instance.agentConnected) {
      setAgentConnected(sim, ContainerInstanceIndex(i), true, cause);
    }
  }
  return ApiAnswer{};
}

Result<ApiAnswer> zoneLostFault(const ApiCall& call) {
  const Result<std::uint8_t> zone = namedZone(call);
  if (!zone) return zone.error();
  Simulation& sim = call.simulation();
  const EventId cause =
      sim.beginFault("Fault: Availability Zone " + zoneName(zone.value()) + " is lost");
  setZoneLost(sim, zone.value(), true, cause,
              call.integer("durationSeconds").value_or(0) * kSecond);
  return ApiAnswer{};
}

Result<ApiAnswer> clearZoneLost(const ApiCall& call) {
  const EventId cause = call.begin(call.text("type"));
  Simulation& sim = call.simulation();
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) {
    if (zoneIsLost(call.state.capacity, zone)) setZoneLost(sim, zone, false, cause);
  }
  return ApiAnswer{};
}

}  // namespace taskyard
