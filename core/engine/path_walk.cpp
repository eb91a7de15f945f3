#include "engine/path_walk.h"

#include <algorithm>

namespace taskyard {

namespace {

// Longer than any prefix: a prefix list's blocks are inside 0.0.0.0/0, and AWS prefers the list.
constexpr int kPrefixListLength = 33;

PrefixList prefixListOf(AwsService service) {
  if (service == AwsService::S3) return PrefixList::S3;
  if (service == AwsService::DynamoDb) return PrefixList::DynamoDb;
  return PrefixList::None;
}

bool namesService(const VpcEndpoint& endpoint, AwsService service) {
  constexpr std::string_view kHead = "com.amazonaws.us-east-1.";
  const std::string_view name = endpoint.serviceName;
  return name.starts_with(kHead) && name.substr(kHead.size()) == endpointNameOf(service);
}

bool fits(const SecurityGroupRule& rule, std::int32_t port) {
  if (rule.protocol == IpProtocol::All) return true;
  return rule.protocol == IpProtocol::Tcp && rule.fromPort <= port && port <= rule.toPort;
}

}  // namespace

RouteTableIndex routeTableOf(const State& state, const Subnet& subnet) {
  if (subnet.routeTable.valid()) return subnet.routeTable;
  return state.network.vpcs[subnet.vpc.value].mainRouteTable;
}

std::size_t bestRoute(const RouteTable& table, std::uint32_t address, PrefixList list) {
  std::size_t best = table.routes.size();
  int longest = -1;
  for (std::size_t i = 0; i < table.routes.size(); ++i) {
    const Route& route = table.routes[i];
    int length = route.destination.prefix;
    if (route.prefixList != PrefixList::None) {
      if (route.prefixList != list) continue;
      length = kPrefixListLength;
    } else if (!route.destination.contains(address)) {
      continue;
    }
    if (length <= longest) continue;
    longest = length;
    best = i;
  }
  return best;
}

bool routeWorks(const State& state, const RouteTable& table, const Route& route) {
  const Network& network = state.network;
  switch (route.target) {
    case RouteTarget::Local: return true;
    case RouteTarget::InternetGateway: {
      const InternetGateway& gateway = network.internetGateways[route.index];
      return !gateway.deleted && gateway.vpc == table.vpc;
    }
    case RouteTarget::NatGateway:
      return network.natGateways[route.index].state != NatGatewayState::deleted;
    case RouteTarget::GatewayEndpoint: return !network.endpoints[route.index].deleted;
  }
  return false;
}

void PathWalk::hop(HopKind kind, std::uint32_t index, std::uint32_t more) {
  if (hops_ != nullptr) hops_->push_back({kind, index, more});
}

// Any rule of any group is enough.
bool PathWalk::allowed(bool outward, const NetworkEnd& side, const Peer& peer, std::int32_t port) {
  for (const SecurityGroupIndex index : side.securityGroups) {
    const SecurityGroup& group = network_.securityGroups[index.value];
    if (group.deleted) continue;
    const auto& rules = outward ? group.egress : group.ingress;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const SecurityGroupRule& rule = rules[i];
      if (!fits(rule, port)) continue;
      const bool meant = rule.group.valid() ? std::find(peer.groups.begin(), peer.groups.end(),
                                                        rule.group) != peer.groups.end()
                         : rule.prefixList != PrefixList::None ? rule.prefixList == peer.prefixList
                                                               : rule.cidr.contains(peer.address);
      if (!meant) continue;
      hop(outward ? HopKind::EgressAllowed : HopKind::IngressAllowed, index.value,
          static_cast<std::uint32_t>(i));
      return true;
    }
  }
  hop(outward ? HopKind::EgressDenied : HopKind::IngressDenied);
  return false;
}

PathProblem PathWalk::toInternet(const NetworkEnd& from, std::int32_t port) {
  return toPublicAddress(from, kInternetAddress, PrefixList::None, port);
}

PathProblem PathWalk::toAws(const NetworkEnd& from, AwsService service) {
  const VpcIndex vpc = state_.subnets[from.subnet.value].vpc;
  for (std::size_t i = 0; i < network_.endpoints.size(); ++i) {
    const VpcEndpoint& endpoint = network_.endpoints[i];
    if (endpoint.deleted || endpoint.vpc != vpc || endpoint.type != VpcEndpointType::Interface ||
        !namesService(endpoint, service)) {
      continue;
    }
    // Source: ECR reaches its layers in S3 by a gateway endpoint only.
    if (!endpoint.privateDnsEnabled || service == AwsService::S3) {
      hop(HopKind::WithoutPrivateDns, static_cast<std::uint32_t>(i));
      continue;
    }
    return throughEndpoint(from, endpoint, static_cast<std::uint32_t>(i));
  }
  return toPublicAddress(from, kAwsAddress, prefixListOf(service), kHttpsPort);
}

PathProblem PathWalk::throughEndpoint(const NetworkEnd& from, const VpcEndpoint& endpoint,
                                      std::uint32_t index) {
  hop(HopKind::InterfaceEndpoint, index);
  const std::uint32_t address = endpoint.privateIps.empty()
                                    ? network_.vpcs[endpoint.vpc.value].block.address
                                    : endpoint.privateIps.front();
  if (!allowed(true, from, {endpoint.securityGroups, PrefixList::None, hostBlock(address)},
               kHttpsPort)) {
    return PathProblem::EgressDenied;
  }
  NetworkEnd far;
  far.securityGroups = endpoint.securityGroups;
  if (!allowed(false, far, {from.securityGroups, PrefixList::None, from.address}, kHttpsPort)) {
    hop(HopKind::EndpointDenied, index);
    return PathProblem::EndpointDenied;
  }
  return PathProblem::None;
}

PathProblem PathWalk::toPublicAddress(const NetworkEnd& from, std::uint32_t address,
                                      PrefixList list, std::int32_t port) {
  if (!allowed(true, from, {{}, list, hostBlock(address)}, port)) return PathProblem::EgressDenied;
  const RouteTableIndex tableIndex = routeTableOf(state_, state_.subnets[from.subnet.value]);
  const RouteTable& table = network_.routeTables[tableIndex.value];
  const std::size_t position = bestRoute(table, address, list);
  if (position == table.routes.size()) {
    hop(HopKind::RouteMissing, tableIndex.value);
    return PathProblem::NoRoute;
  }
  const Route& route = table.routes[position];
  const auto where = static_cast<std::uint32_t>(position);
  if (!routeWorks(state_, table, route)) {
    hop(HopKind::Blackhole, tableIndex.value, where);
    return route.target == RouteTarget::NatGateway ? PathProblem::NatFailed : PathProblem::NoRoute;
  }
  hop(HopKind::RouteFound, tableIndex.value, where);
  switch (route.target) {
    case RouteTarget::Local: return PathProblem::NoRoute;  // a VPC with public addresses inside
    case RouteTarget::InternetGateway:
      hop(from.publicIp ? HopKind::InternetGateway : HopKind::PublicIpMissing, route.index);
      return from.publicIp ? PathProblem::None : PathProblem::NoPublicIp;
    case RouteTarget::NatGateway: return throughNat(NatGatewayIndex(route.index), address);
    case RouteTarget::GatewayEndpoint:
      hop(HopKind::GatewayEndpoint, route.index);
      return PathProblem::None;
  }
  return PathProblem::NoRoute;
}

// It has a public address; what it needs is a subnet that leads to the internet.
PathProblem PathWalk::throughNat(NatGatewayIndex index, std::uint32_t address) {
  const NatGateway& gateway = network_.natGateways[index.value];
  // A NAT gateway lives in one Availability Zone and goes with it.
  const bool zoneLost = zoneIsLost(state_.capacity, state_.subnets[gateway.subnet.value].zone);
  if (gateway.state != NatGatewayState::available || zoneLost) {
    hop(HopKind::NatUnavailable, index.value);
    return PathProblem::NatFailed;
  }
  const RouteTableIndex tableIndex = routeTableOf(state_, state_.subnets[gateway.subnet.value]);
  const RouteTable& table = network_.routeTables[tableIndex.value];
  const std::size_t position = bestRoute(table, address, PrefixList::None);
  if (position == table.routes.size() ||
      table.routes[position].target != RouteTarget::InternetGateway ||
      !routeWorks(state_, table, table.routes[position])) {
    hop(HopKind::NatInPrivateSubnet, index.value);
    return PathProblem::NatFailed;
  }
  hop(HopKind::NatGateway, index.value);
  return PathProblem::None;
}

PathProblem PathWalk::between(const NetworkEnd& from, const NetworkEnd& to, std::int32_t port) {
  const Subnet& near = state_.subnets[from.subnet.value];
  if (near.vpc != state_.subnets[to.subnet.value].vpc) {
    hop(HopKind::OtherVpc);
    return PathProblem::NoRoute;
  }
  if (!allowed(true, from, {to.securityGroups, PrefixList::None, to.address}, port)) {
    return PathProblem::EgressDenied;
  }
  hop(HopKind::LocalRoute, routeTableOf(state_, near).value, 0);
  if (!allowed(false, to, {from.securityGroups, PrefixList::None, from.address}, port)) {
    return PathProblem::IngressDenied;
  }
  return PathProblem::None;
}

PathProblem PathWalk::fromInternet(const NetworkEnd& to, std::int32_t port) {
  const Subnet& far = state_.subnets[to.subnet.value];
  const RouteTableIndex tableIndex = routeTableOf(state_, far);
  const RouteTable& table = network_.routeTables[tableIndex.value];
  const std::size_t position = bestRoute(table, kInternetAddress, PrefixList::None);
  if (!isPublicSubnet(state_, far)) {
    hop(HopKind::RouteMissing, tableIndex.value);
    return PathProblem::NoRoute;
  }
  const std::uint32_t gateway = table.routes[position].index;
  hop(to.publicIp ? HopKind::InternetGateway : HopKind::PublicIpMissing, gateway);
  if (!to.publicIp) return PathProblem::NoPublicIp;
  if (!allowed(false, to, {{}, PrefixList::None, hostBlock(kInternetAddress)}, port)) {
    return PathProblem::IngressDenied;
  }
  return PathProblem::None;
}

}  // namespace taskyard
