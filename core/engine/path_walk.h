#pragma once
// The walk behind reachability.h and path_trace.h: one set of rules, with or without a record of
// the hops. It builds no strings, so that asking for thousands of tasks is cheap.

#include <span>
#include <vector>

#include "engine/reachability.h"

namespace taskyard {

enum class HopKind : std::uint8_t {
  EgressAllowed,       // index: security group, more: its rule
  EgressDenied,        //
  OtherVpc,            // the two sides are in different VPCs
  LocalRoute,          // index: route table, more: its route
  RouteFound,          // index: route table, more: its route
  RouteMissing,        // index: route table
  Blackhole,           // index: route table, more: a route whose gateway is gone or detached
  InternetGateway,     // index: internet gateway
  PublicIpMissing,     // index: internet gateway
  NatGateway,          // index: NAT gateway
  NatUnavailable,      // index: NAT gateway
  NatInPrivateSubnet,  // index: NAT gateway
  GatewayEndpoint,     // index: endpoint
  InterfaceEndpoint,   // index: endpoint; the service's name resolves to it
  WithoutPrivateDns,   // index: endpoint; the service's name does not resolve to it
  EndpointDenied,      // index: endpoint
  IngressAllowed,      // index: security group, more: its rule
  IngressDenied,       //
};

struct PathHopRecord {
  HopKind kind{};
  std::uint32_t index = 0;
  std::uint32_t more = 0;
};

class PathWalk {
 public:
  // hops: where to write them down; nullptr: nowhere.
  explicit PathWalk(const State& state, std::vector<PathHopRecord>* hops = nullptr)
      : state_(state), network_(state.network), hops_(hops) {}

  PathProblem toInternet(const NetworkEnd& from, std::int32_t port);
  PathProblem toAws(const NetworkEnd& from, AwsService service);
  PathProblem between(const NetworkEnd& from, const NetworkEnd& to, std::int32_t port);
  PathProblem fromInternet(const NetworkEnd& to, std::int32_t port);

 private:
  // The other side of a rule.
  struct Peer {
    std::span<const SecurityGroupIndex> groups;
    PrefixList prefixList = PrefixList::None;
    Cidr address;
  };

  void hop(HopKind kind, std::uint32_t index = 0, std::uint32_t more = 0);
  bool allowed(bool outward, const NetworkEnd& side, const Peer& peer, std::int32_t port);
  PathProblem toPublicAddress(const NetworkEnd& from, std::uint32_t address, PrefixList list,
                              std::int32_t port);
  PathProblem throughNat(NatGatewayIndex gateway, std::uint32_t address);
  PathProblem throughEndpoint(const NetworkEnd& from, const VpcEndpoint& endpoint,
                              std::uint32_t index);

  const State& state_;
  const Network& network_;
  std::vector<PathHopRecord>* hops_;
};

// The table of the subnet: its own, or its VPC's main one.
RouteTableIndex routeTableOf(const State& state, const Subnet& subnet);
// The position of the table's best route, or the number of its routes when none fits.
// REQUIRES: a list other than None only with an address of that list.
std::size_t bestRoute(const RouteTable& table, std::uint32_t address, PrefixList list);
// False for a blackhole: the gateway is gone, or not attached to the table's VPC.
bool routeWorks(const State& state, const RouteTable& table, const Route& route);

// Model choice: stand-ins for "somewhere on the internet" and for AWS's public addresses.
inline constexpr std::uint32_t kInternetAddress = (198u << 24) | (51u << 16) | (100u << 8) | 10u;
inline constexpr std::uint32_t kAwsAddress = (52u << 24) | (94u << 16) | 10u;
inline constexpr std::int32_t kHttpsPort = 443;

}  // namespace taskyard
