#include "engine/path_trace.h"

#include "base/text.h"
#include "engine/path_walk.h"

namespace taskyard {

namespace {

// What the sentences speak of.
struct Journey {
  std::string target;  // "the internet", "ecr.api", "the other side"
  std::int32_t port = kHttpsPort;
  std::string nearGroups;  // "sg-1, sg-2"; "" when the near side is the internet
  std::string farGroups;
};

std::string groupNames(const State& state, std::span<const SecurityGroupIndex> groups) {
  std::vector<std::string> ids;
  for (const SecurityGroupIndex group : groups) {
    ids.push_back(state.network.securityGroups[group.value].groupId);
  }
  return joinWords(ids);
}

std::string peerText(const State& state, const SecurityGroupRule& rule) {
  if (rule.group.valid()) return state.network.securityGroups[rule.group.value].groupId;
  if (rule.prefixList == PrefixList::S3) return "the prefix list of S3";
  if (rule.prefixList == PrefixList::DynamoDb) return "the prefix list of DynamoDB";
  return cidrText(rule.cidr);
}

std::string destinationText(const Route& route) {
  if (route.prefixList == PrefixList::S3) return "the prefix list of S3";
  if (route.prefixList == PrefixList::DynamoDb) return "the prefix list of DynamoDB";
  return cidrText(route.destination);
}

std::string gatewayId(const State& state, const Route& route) {
  switch (route.target) {
    case RouteTarget::Local: return "local";
    case RouteTarget::InternetGateway:
      return state.network.internetGateways[route.index].internetGatewayId;
    case RouteTarget::NatGateway: return state.network.natGateways[route.index].natGatewayId;
    case RouteTarget::GatewayEndpoint: return state.network.endpoints[route.index].vpcEndpointId;
  }
  return "";
}

std::string securityRule(const State& state, const PathHopRecord& hop, bool outward) {
  const SecurityGroup& group = state.network.securityGroups[hop.index];
  const auto& rules = outward ? group.egress : group.ingress;
  return ruleText(state, rules[hop.more], outward);
}

PathHop worded(const State& state, const Journey& journey, const PathHopRecord& hop) {
  const Network& network = state.network;
  const std::string port = std::to_string(journey.port);
  switch (hop.kind) {
    case HopKind::EgressAllowed:
      return {network.securityGroups[hop.index].groupId,
              "lets it out: " + securityRule(state, hop, true)};
    case HopKind::EgressDenied:
      return {journey.nearGroups, "no outbound rule lets TCP " + port + " out to " + journey.target,
              false};
    case HopKind::OtherVpc: return {"", "the two sides are in different VPCs", false};
    case HopKind::LocalRoute:
      return {network.routeTables[hop.index].routeTableId,
              "the local route: inside the VPC every subnet reaches every other"};
    case HopKind::RouteFound:
    case HopKind::Blackhole: {
      const RouteTable& table = network.routeTables[hop.index];
      const Route& route = table.routes[hop.more];
      const bool works = hop.kind == HopKind::RouteFound;
      return {table.routeTableId,
              "the best route is " + destinationText(route) + " to " + gatewayId(state, route) +
                  (works ? "" : ", a blackhole: the gateway is gone or detached"),
              works};
    }
    case HopKind::RouteMissing:
      return {network.routeTables[hop.index].routeTableId, "has no route to " + journey.target,
              false};
    case HopKind::InternetGateway:
      return {network.internetGateways[hop.index].internetGatewayId,
              "translates between the interface's private and public address"};
    case HopKind::PublicIpMissing:
      return {network.internetGateways[hop.index].internetGatewayId,
              "drops it: the interface has no public IP address", false};
    case HopKind::NatGateway:
      return {network.natGateways[hop.index].natGatewayId,
              "sends it on with its own public address, through the internet gateway of its public "
              "subnet"};
    case HopKind::NatUnavailable:
      return {network.natGateways[hop.index].natGatewayId, "is not available", false};
    case HopKind::NatInPrivateSubnet:
      return {network.natGateways[hop.index].natGatewayId,
              "sits in a subnet without a route to an internet gateway", false};
    case HopKind::GatewayEndpoint:
      return {network.endpoints[hop.index].vpcEndpointId,
              "leads to the service inside AWS's network, free of charge"};
    case HopKind::InterfaceEndpoint:
      return {network.endpoints[hop.index].vpcEndpointId,
              "the service's name resolves to this endpoint (private DNS)"};
    case HopKind::WithoutPrivateDns:
      return {network.endpoints[hop.index].vpcEndpointId,
              "is passed by: the service's own name does not resolve to it"};
    case HopKind::EndpointDenied:
      return {network.endpoints[hop.index].vpcEndpointId,
              "its security group (" +
                  groupNames(state, network.endpoints[hop.index].securityGroups) +
                  ") does not admit the near side",
              false};
    case HopKind::IngressAllowed:
      return {network.securityGroups[hop.index].groupId,
              "lets it in: " + securityRule(state, hop, false)};
    case HopKind::IngressDenied:
      return {journey.farGroups, "no inbound rule lets TCP " + port + " in", false};
  }
  return {};
}

// The last hop that does not pass.
HopKind failedAt(const std::vector<PathHopRecord>& hops) {
  return hops.empty() ? HopKind::RouteMissing : hops.back().kind;
}

std::string whyOf(const Journey& journey, PathProblem problem, HopKind failed) {
  const std::string port = std::to_string(journey.port);
  switch (problem) {
    case PathProblem::None: return "";
    case PathProblem::NoRoute:
      if (failed == HopKind::OtherVpc) {
        return "The two sides are in different VPCs, and nothing connects those.";
      }
      if (failed == HopKind::Blackhole) {
        return "The route leads to a gateway that is gone or detached.";
      }
      return "The subnet's route table has no route to " + journey.target + ".";
    case PathProblem::NoPublicIp:
      return "The route leads to an internet gateway, and that serves only interfaces with a "
             "public IP address.";
    case PathProblem::EgressDenied:
      return "No security group of the near side lets TCP " + port + " out to " + journey.target +
             ".";
    case PathProblem::IngressDenied:
      return "No security group of the far side lets TCP " + port + " in from the near side.";
    case PathProblem::EndpointDenied:
      return "With private DNS the service's name resolves to the VPC endpoint, and the endpoint's "
             "security group does not admit TCP 443 from the near side.";
    case PathProblem::NatFailed:
      if (failed == HopKind::NatInPrivateSubnet) {
        return "The NAT gateway sits in a private subnet itself, so it has no way out either.";
      }
      return "The route leads to a NAT gateway that is not available.";
  }
  return "";
}

std::string cureOf(const Journey& journey, PathProblem problem, HopKind failed) {
  const std::string port = std::to_string(journey.port);
  switch (problem) {
    case PathProblem::None: return "";
    case PathProblem::NoRoute:
      if (failed == HopKind::OtherVpc) return "Put both into one VPC.";
      if (journey.nearGroups.empty()) {
        return "Put it into a public subnet: one whose route table sends 0.0.0.0/0 to an internet "
               "gateway.";
      }
      if (failed == HopKind::Blackhole) {
        return "Replace the route with one to a gateway that exists and is attached to the VPC.";
      }
      return "Add a route 0.0.0.0/0 to a NAT gateway, or VPC endpoints for the AWS services it "
             "needs; or use a public subnet with a public IP address.";
    case PathProblem::NoPublicIp:
      return "Set assignPublicIp to ENABLED; or move to a private subnet with a route to a NAT "
             "gateway or with VPC endpoints.";
    case PathProblem::EgressDenied:
      return "Add an outbound rule for TCP " + port + " to one of " + journey.nearGroups + ".";
    case PathProblem::IngressDenied:
      return "Add an inbound rule for TCP " + port + " from " +
             (journey.nearGroups.empty() ? "0.0.0.0/0" : journey.nearGroups) + " to one of " +
             journey.farGroups + ".";
    case PathProblem::EndpointDenied:
      return "Add an inbound rule for TCP 443 from " + journey.nearGroups +
             " to the endpoint's security group.";
    case PathProblem::NatFailed:
      if (failed == HopKind::NatInPrivateSubnet) {
        return "Create the NAT gateway in a public subnet and route to that one.";
      }
      return "Route to a NAT gateway that is available, one in each Availability Zone for "
             "resilience.";
  }
  return "";
}

PathTrace told(const State& state, const Journey& journey, PathProblem problem,
               const std::vector<PathHopRecord>& records) {
  PathTrace trace;
  trace.problem = problem;
  for (const PathHopRecord& record : records) {
    trace.hops.push_back(worded(state, journey, record));
  }
  trace.why = whyOf(journey, problem, failedAt(records));
  trace.cure = cureOf(journey, problem, failedAt(records));
  return trace;
}

}  // namespace

PathTrace tracePathToInternet(const State& state, const NetworkEnd& from, std::int32_t port) {
  std::vector<PathHopRecord> hops;
  const PathProblem problem = PathWalk(state, &hops).toInternet(from, port);
  return told(state, {"the internet", port, groupNames(state, from.securityGroups), ""}, problem,
              hops);
}

PathTrace tracePathToAws(const State& state, const NetworkEnd& from, AwsService service) {
  std::vector<PathHopRecord> hops;
  const PathProblem problem = PathWalk(state, &hops).toAws(from, service);
  return told(state,
              {endpointNameOf(service), kHttpsPort, groupNames(state, from.securityGroups), ""},
              problem, hops);
}

PathTrace tracePathBetween(const State& state, const NetworkEnd& from, const NetworkEnd& to,
                           std::int32_t port) {
  std::vector<PathHopRecord> hops;
  const PathProblem problem = PathWalk(state, &hops).between(from, to, port);
  return told(state,
              {"the other side", port, groupNames(state, from.securityGroups),
               groupNames(state, to.securityGroups)},
              problem, hops);
}

PathTrace tracePathFromInternet(const State& state, const NetworkEnd& to, std::int32_t port) {
  std::vector<PathHopRecord> hops;
  const PathProblem problem = PathWalk(state, &hops).fromInternet(to, port);
  return told(state, {"the internet", port, "", groupNames(state, to.securityGroups)}, problem,
              hops);
}

std::string ruleText(const State& state, const SecurityGroupRule& rule, bool outward) {
  std::string text;
  switch (rule.protocol) {
    case IpProtocol::All: text = "all traffic"; break;
    case IpProtocol::Tcp: text = "tcp "; break;
    case IpProtocol::Udp: text = "udp "; break;
    case IpProtocol::Icmp: text = "icmp"; break;
  }
  if (rule.protocol == IpProtocol::Tcp || rule.protocol == IpProtocol::Udp) {
    text += std::to_string(rule.fromPort);
    if (rule.toPort != rule.fromPort) text += "-" + std::to_string(rule.toPort);
  }
  return text + (outward ? " to " : " from ") + peerText(state, rule);
}

}  // namespace taskyard
