// Which subnets the Yard shows: those of the VPCs that something is in, or the default VPC's.

#include <algorithm>

#include "engine/reachability.h"
#include "panels/yard_model.h"

namespace taskyard {

namespace {

class UsedVpcs {
 public:
  explicit UsedVpcs(const State& state) : state_(state), used_(state.network.vpcs.size(), false) {}

  void take(SubnetIndex subnet) {
    if (!subnet.valid()) return;
    const VpcIndex vpc = state_.subnets[subnet.value].vpc;
    if (vpc.valid()) used_[vpc.value] = true;
  }
  void take(const std::vector<SubnetIndex>& subnets) {
    for (const SubnetIndex subnet : subnets) take(subnet);
  }
  [[nodiscard]] std::vector<VpcIndex> list() const {
    std::vector<VpcIndex> found;
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (used_[i] && !state_.network.vpcs[i].deleted) found.emplace_back(i);
    }
    for (std::size_t i = 0; i < used_.size() && found.empty(); ++i) {
      if (state_.network.vpcs[i].isDefault && !state_.network.vpcs[i].deleted) {
        found.emplace_back(i);
      }
    }
    return found;
  }

 private:
  const State& state_;
  std::vector<bool> used_;
};

std::vector<VpcIndex> usedVpcs(const State& state) {
  UsedVpcs used(state);
  for (const Service& service : state.services) {
    if (service.status != ServiceStatus::INACTIVE) used.take(service.awsvpcConfiguration.subnets);
  }
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.state != InstanceState::terminated) used.take(instance.subnet);
  }
  for (const LoadBalancer& balancer : state.balancing.loadBalancers) {
    if (!balancer.deleted) used.take(balancer.subnets);
  }
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.state != NatGatewayState::deleted) used.take(gateway.subnet);
  }
  for (const Database& database : state.work.databases) {
    if (database.status != DatabaseStatus::deleted) used.take(database.subnet);
  }
  constexpr std::size_t kLooked = 64;  // standalone tasks; services have been looked at
  for (std::size_t i = 0; i < state.tasks.size() && i < kLooked; ++i) {
    if (inSight(state.tasks[i], state.now)) used.take(state.tasks[i].subnet);
  }
  return used.list();
}

}  // namespace

void fillYardBands(const State& state, YardModel& model) {
  model.bands.clear();
  model.zones = {};
  for (const VpcIndex vpc : usedVpcs(state)) {
    for (const bool isPublic : {true, false}) {
      YardBand band;
      band.vpc = vpc;
      band.isPublic = isPublic;
      bool any = false;
      for (std::size_t i = 0; i < state.subnets.size(); ++i) {
        const Subnet& subnet = state.subnets[i];
        if (subnet.deleted || subnet.vpc != vpc || isPublicSubnet(state, subnet) != isPublic) {
          continue;
        }
        band.subnets[subnet.zone].emplace_back(i);
        model.zones[subnet.zone] = true;
        any = true;
      }
      if (any && model.bands.size() < kMostBands) model.bands.push_back(std::move(band));
    }
  }
}

std::size_t bandOf(const YardModel& model, SubnetIndex subnet) {
  for (std::size_t i = 0; i < model.bands.size(); ++i) {
    for (const auto& zone : model.bands[i].subnets) {
      if (std::find(zone.begin(), zone.end(), subnet) != zone.end()) return i;
    }
  }
  return model.bands.size();
}

}  // namespace taskyard
