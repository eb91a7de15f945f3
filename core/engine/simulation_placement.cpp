// Where the next task goes: a zone of Fargate, or an instance that takes it. Each function fills in
// the launch order or says why there is no place.

#include <algorithm>
#include <utility>

#include "engine/fargate_capacity.h"
#include "engine/reachability.h"
#include "engine/simulation.h"
#include "engine/waiting_tasks.h"

namespace taskyard {

namespace {

// Source: General Reference, "Tasks in the PROVISIONING state per cluster".
constexpr std::int32_t kMostProvisioning = 500;

// No instance fits: whether the task may wait for one that its provider launches.
NoPlace waitRefused(const State& state, const PlacementRequest& request, bool anyInstances) {
  if (!request.provider.valid() || request.daemon) {
    return anyInstances ? NoPlace::NoFit : NoPlace::NoInstances;
  }
  if (tasksWaitingIn(state, request.cluster) >= kMostProvisioning) {
    return NoPlace::TooManyProvisioning;
  }
  const CapacityProvider& provider = state.capacity.providers[request.provider.value];
  return anyInstances || provider.managedScaling.enabled ? NoPlace::None
                                                         : NoPlace::NoProviderInstances;
}

// The subnet of a task whose instance is not known yet.
SubnetIndex subnetWhileWaiting(const State& state, CapacityProviderIndex provider,
                               const AwsvpcConfiguration& network) {
  if (!network.subnets.empty()) return network.subnets[0];
  const CapacityProvider& record = state.capacity.providers[provider.value];
  return state.capacity.autoScalingGroups[record.autoScalingGroup.value].subnets[0];
}

// The first subnet from the number-th on, round and round, whose zone is not lost.
SubnetIndex subnetInTurn(const State& state, const std::vector<SubnetIndex>& subnets,
                         std::int32_t number) {
  for (std::size_t i = 0; i < subnets.size(); ++i) {
    const SubnetIndex subnet = subnets[(static_cast<std::size_t>(number) + i) % subnets.size()];
    if (!zoneIsLost(state.capacity, state.subnets[subnet.value].zone)) return subnet;
  }
  return {};
}

}  // namespace

// ---- Fargate

// The zone with the fewest live tasks of the deployment, and among those the one with the fewest of
// the whole service: a new revision ends up spread evenly wherever the old one was.
// Source: Developer Guide, "task placement": Fargate spreads over zones, best effort.
SubnetIndex Simulation::chooseSubnet(const Deployment& deployment) const {
  const Service& service = state_.services[deployment.service.value];
  const auto crowd = [&](SubnetIndex subnet) {
    const std::uint8_t zone = state_.subnets[subnet.value].zone;
    return std::pair(deployment.liveByZone[zone], service.liveByZone[zone]);
  };
  SubnetIndex best;
  for (const SubnetIndex subnet : deployment.awsvpcConfiguration.subnets) {
    if (zoneIsLost(state_.capacity, state_.subnets[subnet.value].zone)) continue;
    if (!best.valid() || crowd(subnet) < crowd(best)) best = subnet;
  }
  return best;
}

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

// ---- Container instances

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
  const NoPlace refused = waitRefused(state_, request, !table.verdicts.empty());
  if (refused != NoPlace::None) return refused;
  order.waits = true;
  order.subnet = subnetWhileWaiting(state_, request.provider, network);
  return NoPlace::None;
}

NoPlace Simulation::placeForService(const Deployment& deployment, LaunchOrder& order) {
  const Service& service = state_.services[deployment.service.value];
  PlacementRequest request;
  request.cluster = service.cluster;
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

// ---- RunTask

// The number-th task of a RunTask call.
NoPlace Simulation::placeStandalone(const RunTaskOrder& order, std::int32_t number,
                                    LaunchOrder& launchOrder,
                                    std::vector<RunTaskFailure>* failures) {
  const auto fail = [&](const RunTaskFailure& failure) {
    if (failures != nullptr) failures->push_back(failure);
    return failure.why;
  };
  if (order.launchType == LaunchType::FARGATE) {
    launchOrder.subnet = subnetInTurn(state_, order.awsvpcConfiguration.subnets, number);
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
  request.group = state_.bill.decisions[launchOrder.costDecision.value].group;
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

// ---- For people to read

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

}  // namespace taskyard
