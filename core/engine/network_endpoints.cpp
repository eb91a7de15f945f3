// VPC endpoints.

#include "engine/network_records.h"
#include "engine/network_system.h"

namespace taskyard {

namespace {

PrefixList prefixListOfEndpoint(const VpcEndpoint& endpoint) {
  return endpoint.serviceName.ends_with(".dynamodb") ? PrefixList::DynamoDb : PrefixList::S3;
}

// The routes and interfaces of an endpoint.
void settle(State& state, VpcEndpointIndex index) {
  VpcEndpoint& endpoint = state.network.endpoints[index.value];
  if (endpoint.type == VpcEndpointType::Gateway) {
    Route route;
    route.prefixList = prefixListOfEndpoint(endpoint);
    route.target = RouteTarget::GatewayEndpoint;
    route.index = index.value;
    for (const RouteTableIndex table : endpoint.routeTables) {
      state.network.routeTables[table.value].routes.push_back(route);
    }
    return;
  }
  for (const SubnetIndex subnet : endpoint.subnets) {
    endpoint.privateIps.push_back(takeAddress(state.subnets[subnet.value]));
  }
}

void unsettle(State& state, VpcEndpointIndex index) {
  VpcEndpoint& endpoint = state.network.endpoints[index.value];
  for (const RouteTableIndex table : endpoint.routeTables) {
    std::erase_if(state.network.routeTables[table.value].routes, [&](const Route& route) {
      return route.target == RouteTarget::GatewayEndpoint && route.index == index.value;
    });
  }
  for (std::size_t i = 0; i < endpoint.privateIps.size(); ++i) {
    giveAddressBack(state.subnets[endpoint.subnets[i].value], endpoint.privateIps[i]);
  }
  endpoint.privateIps.clear();
}

}  // namespace

VpcEndpointIndex createVpcEndpoint(Simulation& sim, VpcEndpoint endpoint) {
  State& state = sim.state();
  const VpcEndpointIndex index(state.network.endpoints.size());
  endpoint.vpcEndpointId = newIdAmong(state, "vpce", endpoint.name, state.network.endpoints,
                                      &VpcEndpoint::vpcEndpointId);
  endpoint.createdAt = state.now;
  state.network.endpoints.push_back(std::move(endpoint));
  settle(state, index);
  networkChanged(state);
  return index;
}

void modifyVpcEndpoint(Simulation& sim, VpcEndpointIndex index, const VpcEndpoint& wanted) {
  State& state = sim.state();
  unsettle(state, index);
  VpcEndpoint& endpoint = state.network.endpoints[index.value];
  endpoint.routeTables = wanted.routeTables;
  endpoint.subnets = wanted.subnets;
  endpoint.securityGroups = wanted.securityGroups;
  endpoint.privateDnsEnabled = wanted.privateDnsEnabled;
  settle(state, index);
  networkChanged(state);
}

void deleteVpcEndpoint(Simulation& sim, VpcEndpointIndex index) {
  State& state = sim.state();
  unsettle(state, index);
  VpcEndpoint& endpoint = state.network.endpoints[index.value];
  endpoint.deleted = true;
  endpoint.deletedAt = state.now;
  networkChanged(state);
}

}  // namespace taskyard
