// Finding the things of the network by their ids.

#include "engine/network_records.h"
#include "engine/network_system.h"

namespace taskyard {

VpcIndex findVpc(const State& state, std::string_view vpcId) {
  return findLive<VpcIndex>(state.network.vpcs, &Vpc::vpcId, vpcId);
}
RouteTableIndex findRouteTable(const State& state, std::string_view routeTableId) {
  return findLive<RouteTableIndex>(state.network.routeTables, &RouteTable::routeTableId,
                                   routeTableId);
}
InternetGatewayIndex findInternetGateway(const State& state, std::string_view id) {
  return findLive<InternetGatewayIndex>(state.network.internetGateways,
                                        &InternetGateway::internetGatewayId, id);
}
ElasticIpIndex findElasticIp(const State& state, std::string_view allocationId) {
  const auto& records = state.network.elasticIps;
  const std::size_t position = positionOf(records, &ElasticIp::allocationId, allocationId);
  if (position == records.size() || records[position].released) return {};
  return ElasticIpIndex(position);
}
NatGatewayIndex findNatGateway(const State& state, std::string_view id) {
  const auto& records = state.network.natGateways;
  const std::size_t position = positionOf(records, &NatGateway::natGatewayId, id);
  if (position == records.size() || records[position].state == NatGatewayState::deleted) return {};
  return NatGatewayIndex(position);
}
VpcEndpointIndex findVpcEndpoint(const State& state, std::string_view id) {
  return findLive<VpcEndpointIndex>(state.network.endpoints, &VpcEndpoint::vpcEndpointId, id);
}
SecurityGroupIndex findSecurityGroup(const State& state, std::string_view groupId) {
  return findLive<SecurityGroupIndex>(state.network.securityGroups, &SecurityGroup::groupId,
                                      groupId);
}

GroupSetIndex keepGroupSet(State& state, const AwsvpcConfiguration& configuration) {
  if (configuration.subnets.empty()) return {};  // no interface of its own: bridge, host, none
  GroupSet wanted;
  for (const std::string& id : configuration.securityGroups) {
    const auto& groups = state.network.securityGroups;
    const std::size_t position = positionOf(groups, &SecurityGroup::groupId, id);
    if (position < groups.size()) wanted.groups.emplace_back(position);
  }
  if (wanted.groups.empty()) {
    const VpcIndex vpc = state.subnets[configuration.subnets.front().value].vpc;
    wanted.groups.push_back(state.network.vpcs[vpc.value].defaultGroup);
  }
  auto& sets = state.network.groupSets;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (sets[i].groups == wanted.groups) return GroupSetIndex(i);
  }
  sets.push_back(std::move(wanted));
  return GroupSetIndex(sets.size() - 1);
}

}  // namespace taskyard
