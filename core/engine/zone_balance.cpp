#include "engine/zone_balance.h"

#include "engine/rolling_update.h"

namespace taskyard {

bool rebalances(const Service& service) {
  return service.availabilityZoneRebalancing && service.desiredCount > 0 &&
         taskCountBounds(service.desiredCount, service.deploymentConfiguration).activeMax >
             service.desiredCount;
}

ZoneBalance zoneBalanceOf(const State& state, const Service& service) {
  ZoneBalance balance;
  const Deployment& primary = state.deployments[service.deployments.front().value];
  for (const SubnetIndex subnet : primary.awsvpcConfiguration.subnets) {
    balance.used[state.subnets[subnet.value].zone] = true;
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
