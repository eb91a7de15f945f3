#include "engine/zone_balance.h"

#include <string_view>

#include "engine/rolling_update.h"

namespace taskyard {

namespace {

constexpr std::string_view kZoneAttribute = "ecs.availability-zone";

// Placement that decides about zones by itself leaves nothing to balance.
bool placementAllows(const Service& service) {
  if (service.schedulingStrategy == SchedulingStrategy::DAEMON) return false;
  for (const PlacementConstraint& constraint : service.placementConstraints) {
    if (constraint.expression.find(kZoneAttribute) != std::string::npos) return false;
  }
  if (service.placementStrategy.empty()) return true;
  const PlacementStrategyItem& first = service.placementStrategy.front();
  return first.type == PlacementStrategyType::spread &&
         first.field.find(kZoneAttribute) != std::string::npos;
}

}  // namespace

bool rebalances(const Service& service) {
  return service.availabilityZoneRebalancing && service.desiredCount > 0 &&
         placementAllows(service) && service.capacityProviderStrategy.size() <= 1 &&
         taskCountBounds(service.desiredCount, service.deploymentConfiguration).activeMax >
             service.desiredCount;
}

ZoneBalance zoneBalanceOf(const State& state, const Service& service) {
  ZoneBalance balance;
  const Deployment& primary = state.deployments[service.deployments.front().value];
  for (const SubnetIndex subnet : primary.awsvpcConfiguration.subnets) {
    const std::uint8_t zone = state.subnets[subnet.value].zone;
    balance.used[zone] = !zoneIsLost(state.capacity, zone);
  }
  std::int32_t fewest = 0;
  std::int32_t most = 0;
  bool first = true;
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) {
    if (!balance.used[zone]) continue;
    const std::int32_t live = service.liveByZone[zone];
    if (first || live < fewest) {
      fewest = live;
      balance.poorest = zone;
    }
    if (first || live > most) most = live;
    first = false;
  }
  balance.balanced = most - fewest <= 1;
  return balance;
}

std::string zoneCountsText(const Service& service, const ZoneBalance& balance) {
  std::string text;
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) {
    if (!balance.used[zone]) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(service.liveByZone[zone]) + " tasks in " + zoneName(zone);
  }
  return text;
}

}  // namespace taskyard
