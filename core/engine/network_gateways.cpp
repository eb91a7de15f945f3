// Internet gateways, Elastic IP addresses, NAT gateways.

#include "engine/network_records.h"
#include "engine/network_system.h"

namespace taskyard {

InternetGatewayIndex createInternetGateway(Simulation& sim, const std::string& name) {
  State& state = sim.state();
  InternetGateway gateway;
  gateway.internetGatewayId = newIdAmong(state, "igw", name, state.network.internetGateways,
                                         &InternetGateway::internetGatewayId);
  gateway.name = name;
  state.network.internetGateways.push_back(gateway);
  return InternetGatewayIndex(state.network.internetGateways.size() - 1);
}

void attachInternetGateway(Simulation& sim, InternetGatewayIndex gateway, VpcIndex vpc) {
  sim.state().network.internetGateways[gateway.value].vpc = vpc;
  networkChanged(sim.state());
}

void deleteInternetGateway(Simulation& sim, InternetGatewayIndex gateway) {
  sim.state().network.internetGateways[gateway.value].deleted = true;
  networkChanged(sim.state());
}

ElasticIpIndex allocateAddress(Simulation& sim, const std::string& name) {
  State& state = sim.state();
  ElasticIp address;
  address.allocationId =
      newIdAmong(state, "eipalloc", name, state.network.elasticIps, &ElasticIp::allocationId);
  address.name = name;
  // Amazon's 3.208.0.0/12 in us-east-1.
  constexpr std::uint32_t kAmazonBlock = (3u << 24) | (208u << 16);
  address.publicIp =
      kAmazonBlock | (static_cast<std::uint32_t>(
                          draw({state.seed, Purpose::NetworkThing, state.network.created, 1})) &
                      0x000FFFFFu);
  state.network.elasticIps.push_back(address);
  return ElasticIpIndex(state.network.elasticIps.size() - 1);
}

void releaseAddress(Simulation& sim, ElasticIpIndex address) {
  sim.state().network.elasticIps[address.value].released = true;
}

NatGatewayIndex createNatGateway(Simulation& sim, SubnetIndex subnet, ElasticIpIndex address,
                                 const std::string& name) {
  State& state = sim.state();
  const NatGatewayIndex index(state.network.natGateways.size());
  NatGateway gateway;
  gateway.natGatewayId =
      newIdAmong(state, "nat", name, state.network.natGateways, &NatGateway::natGatewayId);
  gateway.name = name;
  gateway.subnet = subnet;
  gateway.address = address;
  gateway.privateIp = takeAddress(state.subnets[subnet.value]);
  gateway.createdAt = state.now;
  state.network.natGateways.push_back(gateway);
  state.network.elasticIps[address.value].natGateway = index;
  networkChanged(state);
  return index;
}

void deleteNatGateway(Simulation& sim, NatGatewayIndex index) {
  State& state = sim.state();
  NatGateway& gateway = state.network.natGateways[index.value];
  gateway.state = NatGatewayState::deleted;
  gateway.deletedAt = state.now;
  state.network.elasticIps[gateway.address.value].natGateway = {};
  giveAddressBack(state.subnets[gateway.subnet.value], gateway.privateIp);
  networkChanged(state);
}

void failNatGateway(Simulation& sim, NatGatewayIndex index, EventId because) {
  NatGateway& gateway = sim.state().network.natGateways[index.value];
  gateway.failedBecause = because;
  gateway.state = because == kNoEvent ? NatGatewayState::available : NatGatewayState::failed;
  networkChanged(sim.state());
}

}  // namespace taskyard
