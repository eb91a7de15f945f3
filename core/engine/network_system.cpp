#include "engine/network_system.h"

#include <algorithm>

#include "base/draw.h"
#include "base/hash.h"

namespace taskyard {

namespace {

void changed(State& state) { ++state.network.generation; }

// The id that follows from kind and name. A second thing of the same name, and one without a name,
// gets one from the seed and a count.
template <class Known>
std::string newId(State& state, const char* kind, const std::string& name, Known&& known) {
  ++state.network.created;
  std::string id = namedId(kind, name);
  if (!name.empty() && name != "default" && !known(id)) return id;
  return std::string(kind) + "-0" +
         hex64(draw({state.seed, Purpose::NetworkThing, state.network.created, 0}));
}

template <class Record, class Id>
std::size_t positionOf(const std::vector<Record>& records, Id Record::*member,
                       std::string_view id) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].*member == id) return i;
  }
  return records.size();
}

template <class Found, class Record>
Found findLive(const std::vector<Record>& records, std::string Record::*member,
               std::string_view id) {
  const std::size_t position = positionOf(records, member, id);
  if (position == records.size() || records[position].deleted) return {};
  return Found(position);
}

template <class Record>
std::string newIdAmong(State& state, const char* kind, const std::string& name,
                       const std::vector<Record>& records, std::string Record::*member) {
  return newId(state, kind, name, [&](const std::string& id) {
    return positionOf(records, member, id) != records.size();
  });
}

std::vector<SecurityGroupRule>& rulesOf(State& state, SecurityGroupIndex group,
                                        RuleDirection direction) {
  SecurityGroup& record = state.network.securityGroups[group.value];
  return direction == RuleDirection::Ingress ? record.ingress : record.egress;
}

bool sameDestination(const Route& one, const Route& other) {
  return one.prefixList == other.prefixList &&
         (one.prefixList != PrefixList::None || one.destination == other.destination);
}

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

SecurityGroupIndex addGroup(State& state, VpcIndex vpc, const std::string& idName,
                            const std::string& name, const std::string& description) {
  SecurityGroup group;
  group.groupId =
      newIdAmong(state, "sg", idName, state.network.securityGroups, &SecurityGroup::groupId);
  group.groupName = name;
  group.description = description;
  group.vpc = vpc;
  group.egress.push_back({});
  state.network.securityGroups.push_back(group);
  return SecurityGroupIndex(state.network.securityGroups.size() - 1);
}

RouteTableIndex addRouteTable(State& state, VpcIndex vpc, const std::string& idName,
                              const std::string& name) {
  RouteTable table;
  table.routeTableId =
      newIdAmong(state, "rtb", idName, state.network.routeTables, &RouteTable::routeTableId);
  table.name = name;
  table.vpc = vpc;
  table.routes.push_back(
      {state.network.vpcs[vpc.value].block, PrefixList::None, RouteTarget::Local, 0});
  state.network.routeTables.push_back(table);
  return RouteTableIndex(state.network.routeTables.size() - 1);
}

}  // namespace

// ---- Finding

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

// ---- VPCs and subnets

VpcIndex createVpc(Simulation& sim, const Cidr& block, const std::string& name) {
  State& state = sim.state();
  const VpcIndex index(state.network.vpcs.size());
  Vpc vpc;
  vpc.vpcId = newIdAmong(state, "vpc", name, state.network.vpcs, &Vpc::vpcId);
  vpc.name = name;
  vpc.block = block;
  state.network.vpcs.push_back(vpc);
  const RouteTableIndex table = addRouteTable(state, index, name.empty() ? "" : name + "-main", "");
  const SecurityGroupIndex group = addGroup(state, index, name.empty() ? "" : name + "-default",
                                            "default", "default VPC security group");
  SecurityGroupRule fromItself;
  fromItself.group = group;
  state.network.securityGroups[group.value].ingress.push_back(fromItself);
  state.network.vpcs[index.value].mainRouteTable = table;
  state.network.vpcs[index.value].defaultGroup = group;
  changed(state);
  return index;
}

void deleteVpc(Simulation& sim, VpcIndex index) {
  Network& network = sim.state().network;
  Vpc& vpc = network.vpcs[index.value];
  vpc.deleted = true;
  network.routeTables[vpc.mainRouteTable.value].deleted = true;
  network.securityGroups[vpc.defaultGroup.value].deleted = true;
  changed(sim.state());
}

SubnetIndex createSubnet(Simulation& sim, VpcIndex vpc, const Cidr& block, std::uint8_t zone,
                         const std::string& name) {
  State& state = sim.state();
  Subnet subnet;
  subnet.subnetId = newIdAmong(state, "subnet", name, state.subnets, &Subnet::subnetId);
  subnet.name = name;
  subnet.zone = zone;
  subnet.vpc = vpc;
  subnet.network = block.address;
  subnet.prefix = block.prefix;
  state.subnets.push_back(subnet);
  changed(state);
  return SubnetIndex(state.subnets.size() - 1);
}

void deleteSubnet(Simulation& sim, SubnetIndex subnet) {
  Subnet& record = sim.state().subnets[subnet.value];
  record.deleted = true;
  record.routeTable = {};
  changed(sim.state());
}

// ---- Routes

RouteTableIndex createRouteTable(Simulation& sim, VpcIndex vpc, const std::string& name) {
  const RouteTableIndex table = addRouteTable(sim.state(), vpc, name, name);
  changed(sim.state());
  return table;
}

void deleteRouteTable(Simulation& sim, RouteTableIndex table) {
  sim.state().network.routeTables[table.value].deleted = true;
  changed(sim.state());
}

void associateRouteTable(Simulation& sim, SubnetIndex subnet, RouteTableIndex table) {
  sim.state().subnets[subnet.value].routeTable = table;
  changed(sim.state());
}

void setMainRouteTable(Simulation& sim, VpcIndex vpc, RouteTableIndex table) {
  sim.state().network.vpcs[vpc.value].mainRouteTable = table;
  changed(sim.state());
}

void setRoute(Simulation& sim, RouteTableIndex table, const Route& route) {
  auto& routes = sim.state().network.routeTables[table.value].routes;
  const auto known = std::find_if(routes.begin(), routes.end(), [&](const Route& other) {
    return sameDestination(route, other);
  });
  if (known == routes.end()) {
    routes.push_back(route);
  } else {
    *known = route;
  }
  changed(sim.state());
}

void deleteRoute(Simulation& sim, RouteTableIndex table, const Route& route) {
  std::erase_if(sim.state().network.routeTables[table.value].routes,
                [&](const Route& other) { return sameDestination(route, other); });
  changed(sim.state());
}

// ---- Gateways

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
  changed(sim.state());
}

void deleteInternetGateway(Simulation& sim, InternetGatewayIndex gateway) {
  sim.state().network.internetGateways[gateway.value].deleted = true;
  changed(sim.state());
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
  address.allocatedAt = state.now;
  state.network.elasticIps.push_back(address);
  return ElasticIpIndex(state.network.elasticIps.size() - 1);
}

void releaseAddress(Simulation& sim, ElasticIpIndex address) {
  ElasticIp& record = sim.state().network.elasticIps[address.value];
  record.released = true;
  record.releasedAt = sim.state().now;
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
  changed(state);
  return index;
}

void deleteNatGateway(Simulation& sim, NatGatewayIndex index) {
  State& state = sim.state();
  NatGateway& gateway = state.network.natGateways[index.value];
  gateway.state = NatGatewayState::deleted;
  gateway.deletedAt = state.now;
  state.network.elasticIps[gateway.address.value].natGateway = {};
  giveAddressBack(state.subnets[gateway.subnet.value], gateway.privateIp);
  changed(state);
}

void failNatGateway(Simulation& sim, NatGatewayIndex index, EventId because) {
  NatGateway& gateway = sim.state().network.natGateways[index.value];
  gateway.failedBecause = because;
  gateway.state = because == kNoEvent ? NatGatewayState::available : NatGatewayState::failed;
  changed(sim.state());
}

// ---- Endpoints

VpcEndpointIndex createVpcEndpoint(Simulation& sim, VpcEndpoint endpoint) {
  State& state = sim.state();
  const VpcEndpointIndex index(state.network.endpoints.size());
  endpoint.vpcEndpointId = newIdAmong(state, "vpce", endpoint.name, state.network.endpoints,
                                      &VpcEndpoint::vpcEndpointId);
  endpoint.createdAt = state.now;
  state.network.endpoints.push_back(std::move(endpoint));
  settle(state, index);
  changed(state);
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
  changed(state);
}

void deleteVpcEndpoint(Simulation& sim, VpcEndpointIndex index) {
  State& state = sim.state();
  unsettle(state, index);
  VpcEndpoint& endpoint = state.network.endpoints[index.value];
  endpoint.deleted = true;
  endpoint.deletedAt = state.now;
  changed(state);
}

// ---- Security groups

SecurityGroupIndex createSecurityGroup(Simulation& sim, VpcIndex vpc, const std::string& name,
                                       const std::string& description) {
  const SecurityGroupIndex group = addGroup(sim.state(), vpc, name, name, description);
  changed(sim.state());
  return group;
}

void deleteSecurityGroup(Simulation& sim, SecurityGroupIndex group) {
  sim.state().network.securityGroups[group.value].deleted = true;
  changed(sim.state());
}

void authorizeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                    const std::vector<SecurityGroupRule>& rules) {
  auto& known = rulesOf(sim.state(), group, direction);
  known.insert(known.end(), rules.begin(), rules.end());
  changed(sim.state());
}

void revokeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                 const std::vector<SecurityGroupRule>& rules) {
  for (const SecurityGroupRule& rule : rules) {
    std::erase_if(rulesOf(sim.state(), group, direction),
                  [&](const SecurityGroupRule& known) { return known.sameAs(rule); });
  }
  changed(sim.state());
}

}  // namespace taskyard
