#pragma once
// Whether Fargate takes one more task now, and which zone it goes to.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/capacity.h"
#include "model/service.h"
#include "model/state.h"

namespace taskyard {

// The most tasks of one service; this quota cannot be raised. Source: General Reference,
// "Amazon ECS endpoints and quotas".
inline constexpr std::int32_t kTasksPerServiceMost = 5000;

// FARGATE or FARGATE_SPOT.
[[nodiscard]] inline bool isFargate(CapacityProviderIndex provider) {
  return provider == kFargateProvider || provider == kFargateSpotProvider;
}

// None, FargateCapacity (Spot capacity is used up) or FargateVcpuQuota. On-Demand and Spot have a
// vCPU quota each, which counts every task that is not STOPPED. Sources: General Reference, "Amazon
// ECS endpoints and quotas"; Developer Guide, "Fargate capacity providers".
[[nodiscard]] NoPlace fargateRefuses(const Capacity& capacity, std::int32_t cpu, bool spot);

// Live tasks of a deployment per provider of its strategy, and where they are: Fargate and Fargate
// Spot are spread over zones independently. Source: Developer Guide, "task placement".
struct ProviderShare {
  std::int32_t live = 0;
  std::array<std::int32_t, kZoneCount> byZone{};
};
std::vector<ProviderShare> providerShares(const State& state, DeploymentIndex deployment);

// How many of `count` launches the rates allow at `now`, and what they leave in the bucket.
// A bucket holds `burst` launches and refills with `perSecond`. REQUIRES: burst > 0, perSecond > 0.
[[nodiscard]] std::int32_t takeFromBucket(LaunchBucket& bucket, std::int64_t burst,
                                          std::int64_t perSecond, TimeMs now, std::int32_t count);

// The sentence of the service message behind "(service <name>) ".
// Source: Developer Guide, "service event messages"; from memory are the endings of an empty
// cluster and of a capacity provider without instances, and "Tasks provisioning capacity limit
// exceeded." of RunTask.
std::string noPlaceMessage(const State& state, NoPlace why, const PlacementRecord* record);
// What RunTask puts into failures[].reason. Model choice for the Fargate ones: the words of the
// service message.
std::string noPlaceFailure(NoPlace why);

}  // namespace taskyard
