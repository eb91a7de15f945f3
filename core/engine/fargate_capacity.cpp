#include "engine/fargate_capacity.h"

#include <algorithm>

#include "engine/instance_identity.h"
#include "engine/placement.h"

namespace taskyard {

NoPlace fargateRefuses(const Capacity& capacity, std::int32_t cpu, bool spot) {
  constexpr std::int64_t kCpuPerVcpu = 1024;
  if (!spot) {
    const std::int64_t limit = capacity.quotas.fargateOnDemandVcpu * kCpuPerVcpu;
    return capacity.onDemandCpu + cpu > limit ? NoPlace::FargateVcpuQuota : NoPlace::None;
  }
  if (capacity.spotAvailable >= 0 && capacity.spotTasks >= capacity.spotAvailable) {
    return NoPlace::FargateCapacity;
  }
  const std::int64_t limit = capacity.quotas.fargateSpotVcpu * kCpuPerVcpu;
  return capacity.spotCpu + cpu > limit ? NoPlace::FargateVcpuQuota : NoPlace::None;
}

std::vector<ProviderShare> providerShares(const State& state, DeploymentIndex index) {
  const Deployment& deployment = state.deployments[index.value];
  const CapacityProviderStrategy& strategy = deployment.capacityProviderStrategy;
  std::vector<ProviderShare> shares(strategy.size());
  for (TaskIndex t = state.services[deployment.service.value].newestTask; t.valid();
       t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.deployment != index || task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    for (std::size_t i = 0; i < strategy.size(); ++i) {
      if (strategy[i].capacityProvider != task.capacityProvider) continue;
      ++shares[i].live;
      ++shares[i].byZone[state.subnets[task.subnet.value].zone];
    }
  }
  return shares;
}

std::int32_t takeFromBucket(LaunchBucket& bucket, std::int64_t burst, std::int64_t perSecond,
                            TimeMs now, std::int32_t count) {
  // perSecond launches per second are perSecond thousandths per millisecond.
  bucket.spentMilli = std::max<std::int64_t>(0, bucket.spentMilli - (now - bucket.at) * perSecond);
  bucket.at = now;
  const std::int64_t left = std::max<std::int64_t>(0, burst * 1000 - bucket.spentMilli) / 1000;
  const auto allowed = static_cast<std::int32_t>(std::min<std::int64_t>(left, count));
  bucket.spentMilli += static_cast<std::int64_t>(allowed) * 1000;
  return allowed;
}

std::string noPlaceFailure(NoPlace why) {
  switch (why) {
    case NoPlace::FargateCapacity:
      return "Capacity is unavailable at this time. Please try again later or in a different "
             "availability zone.";
    case NoPlace::FargateVcpuQuota:
      return "You've reached the limit on the number of vCPUs you can run concurrently.";
    case NoPlace::TooManyProvisioning: return "Tasks provisioning capacity limit exceeded.";
    case NoPlace::LaunchRate: return "Rate exceeded.";
    case NoPlace::NoInstances: return "No Container Instances were found in your cluster.";
    case NoPlace::NoProviderInstances:
      return "No Container Instances were found in your capacity provider.";
    case NoPlace::None:
    case NoPlace::NoFit: break;
  }
  return "";
}

std::string noPlaceMessage(const State& state, NoPlace why, const PlacementRecord* record) {
  switch (why) {
    case NoPlace::None:
    case NoPlace::LaunchRate: return "";
    case NoPlace::FargateCapacity:
    case NoPlace::FargateVcpuQuota:
      return "was unable to place a task. Reason: " + noPlaceFailure(why);
    case NoPlace::NoProviderInstances:
      return "was unable to reach steady state. Reason: " + noPlaceFailure(why);
    case NoPlace::TooManyProvisioning:
      return "was unable to place tasks in your cluster because the tasks provisioning capacity "
             "limit was exceeded.";
    case NoPlace::NoInstances:
    case NoPlace::NoFit: break;
  }
  const std::string head =
      "was unable to place a task because no container instance met all of its requirements. ";
  if (record == nullptr || !record->closest.valid()) {
    return head + "Reason: No Container Instances were found in your cluster.";
  }
  Unfit unfit = Unfit::None;
  for (const InstanceVerdict& verdict : record->verdicts) {
    if (verdict.instance == record->closest) unfit = verdict.unfit;
  }
  return head + "The closest matching (container-instance " +
         containerInstanceId(state.seed, record->closest) + ") " + closestWords(unfit);
}

}  // namespace taskyard
