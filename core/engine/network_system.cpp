// VPCs, subnets, routes and security groups. Gateways: network_gateways.cpp; endpoints:
// network_endpoints.cpp.

#include "engine/network_system.h"

#include <algorithm>

#include "engine/network_records.h"

namespace taskyard {

namespace {

std::vector<SecurityGroupRule>& rulesOf(State& state, SecurityGroupIndex group,
                                        RuleDirection direction) {
  SecurityGroup& record = state.network.securityGroups[group.value];
  return direction == RuleDirection::Ingress ? record.ingress : record.egress;
}

bool sameDestination(const Route& one, const Route& other) {
  return one.prefixList == other.prefixList &&
         (one.prefixList != PrefixList::None || one.destination == other.destination);
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
  networkChanged(state);
  return index;
}

void deleteVpc(Simulation& sim, VpcIndex index) {
  Network& network = sim.state().network;
  Vpc& vpc = network.vpcs[index.value];
  vpc.deleted = true;
  network.routeTables[vpc.mainRouteTable.value].deleted = true;
  network.securityGroups[vpc.defaultGroup.value].deleted = true;
  networkChanged(sim.state());
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
  networkChanged(state);
  return SubnetIndex(state.subnets.size() - 1);
}

void deleteSubnet(Simulation& sim, SubnetIndex subnet) {
  Subnet& record = sim.state().subnets[subnet.value];
  record.deleted = true;
  record.routeTable = {};
  networkChanged(sim.state());
}

// ---- Routes

RouteTableIndex createRouteTable(Simulation& sim, VpcIndex vpc, const std::string& name) {
  const RouteTableIndex table = addRouteTable(sim.state(), vpc, name, name);
  networkChanged(sim.state());
  return table;
}

void deleteRouteTable(Simulation& sim, RouteTableIndex table) {
  sim.state().network.routeTables[table.value].deleted = true;
  networkChanged(sim.state());
}

void associateRouteTable(Simulation& sim, SubnetIndex subnet, RouteTableIndex table) {
  sim.state().subnets[subnet.value].routeTable = table;
  networkChanged(sim.state());
}

void setMainRouteTable(Simulation& sim, VpcIndex vpc, RouteTableIndex table) {
  sim.state().network.vpcs[vpc.value].mainRouteTable = table;
  networkChanged(sim.state());
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
  networkChanged(sim.state());
}

void deleteRoute(Simulation& sim, RouteTableIndex table, const Route& route) {
  std::erase_if(sim.state().network.routeTables[table.value].routes,
                [&](const Route& other) { return sameDestination(route, other); });
  networkChanged(sim.state());
}

// ---- Security groups

SecurityGroupIndex createSecurityGroup(Simulation& sim, VpcIndex vpc, const std::string& name,
                                       const std::string& description) {
  const SecurityGroupIndex group = addGroup(sim.state(), vpc, name, name, description);
  networkChanged(sim.state());
  return group;
}

void deleteSecurityGroup(Simulation& sim, SecurityGroupIndex group) {
  sim.state().network.securityGroups[group.value].deleted = true;
  networkChanged(sim.state());
}

void authorizeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                    const std::vector<SecurityGroupRule>& rules) {
  auto& known = rulesOf(sim.state(), group, direction);
  known.insert(known.end(), rules.begin(), rules.end());
  networkChanged(sim.state());
}

void revokeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                 const std::vector<SecurityGroupRule>& rules) {
  for (const SecurityGroupRule& rule : rules) {
    std::erase_if(rulesOf(sim.state(), group, direction),
                  [&](const SecurityGroupRule& known) { return known.sameAs(rule); });
  }
  networkChanged(sim.state());
}

}  // namespace taskyard
