#pragma once
// The learner's network: VPCs, subnets in Availability Zones, route tables, gateways, endpoints.
// A new account has a default VPC 172.31.0.0/16 with one public /20 subnet in each zone, a main
// route table with a route to its internet gateway, and a default security group.
// Source: VPC User Guide, "Default VPCs", "Route tables", "NAT gateways", "AWS PrivateLink".
//
// What is deleted keeps its place in its array and says so. Ids look like AWS's; those of things
// that were given a name follow from kind and name alone (namedId), so that a scenario can name
// what it creates.

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/cidr.h"
#include "model/discovery.h"
#include "model/ids.h"
#include "model/security_group.h"

namespace taskyard {

struct Subnet {
  std::string subnetId;
  std::string name;       // tag Name, or ""
  std::uint8_t zone = 0;  // 0, 1, 2: us-east-1a, b, c
  VpcIndex vpc;
  RouteTableIndex routeTable;  // its own association; not valid: the VPC's main table
  std::uint32_t network = 0;   // IPv4, host byte order
  std::uint8_t prefix = 20;
  bool deleted = false;
  std::uint32_t nextHost = 0;        // where the search for a free address begins
  std::int32_t addressesInUse = 0;   // of usableAddresses(prefix)
  std::vector<std::uint64_t> taken;  // one bit per usable address

  [[nodiscard]] Cidr block() const { return {network, prefix}; }
  auto fields() const {
    return std::tie(subnetId, name, zone, vpc, routeTable, network, prefix, deleted, nextHost,
                    addressesInUse, taken);
  }
};

struct Vpc {
  std::string vpcId;
  std::string name;
  Cidr block;
  bool isDefault = false;
  bool deleted = false;
  RouteTableIndex mainRouteTable;
  SecurityGroupIndex defaultGroup;

  auto fields() const {
    return std::tie(vpcId, name, block, isDefault, deleted, mainRouteTable, defaultGroup);
  }
};

enum class RouteTarget : std::uint8_t { Local, InternetGateway, NatGateway, GatewayEndpoint };

struct Route {
  Cidr destination;
  PrefixList prefixList = PrefixList::None;  // then destination does not count
  RouteTarget target = RouteTarget::Local;
  std::uint32_t index = 0;  // position of the gateway or endpoint

  auto fields() const { return std::tie(destination, prefixList, target, index); }
};

struct RouteTable {
  std::string routeTableId;
  std::string name;
  VpcIndex vpc;
  std::vector<Route> routes;  // the first is the local one
  bool deleted = false;

  auto fields() const { return std::tie(routeTableId, name, vpc, routes, deleted); }
};

struct InternetGateway {
  std::string internetGatewayId;
  std::string name;
  VpcIndex vpc;  // not valid: detached
  bool deleted = false;

  auto fields() const { return std::tie(internetGatewayId, name, vpc, deleted); }
};

struct ElasticIp {
  std::string allocationId;
  std::string name;
  std::uint32_t publicIp = 0;
  NatGatewayIndex natGateway;  // whose address it is; not valid: nobody's
  bool released = false;

  auto fields() const { return std::tie(allocationId, name, publicIp, natGateway, released); }
};

enum class NatGatewayState : std::uint8_t { available, failed, deleted };

// Model choice: it is available at once; in AWS that takes a minute or two.
struct NatGateway {
  std::string natGatewayId;
  std::string name;
  SubnetIndex subnet;
  ElasticIpIndex address;
  std::uint32_t privateIp = 0;
  NatGatewayState state = NatGatewayState::available;
  EventId failedBecause = kNoEvent;  // the fault that took it down
  TimeMs createdAt = kNever;
  TimeMs deletedAt = kNever;

  auto fields() const {
    return std::tie(natGatewayId, name, subnet, address, privateIp, state, failedBecause, createdAt,
                    deletedAt);
  }
};

enum class VpcEndpointType : std::uint8_t { Gateway, Interface };

struct VpcEndpoint {
  std::string vpcEndpointId;
  std::string name;
  VpcIndex vpc;
  VpcEndpointType type = VpcEndpointType::Gateway;
  std::string serviceName;                         // "com.amazonaws.us-east-1.ecr.api"
  std::vector<RouteTableIndex> routeTables;        // Gateway: where its route stands
  std::vector<SubnetIndex> subnets;                // Interface: one interface in each
  std::vector<std::uint32_t> privateIps;           // Interface: in the order of subnets
  std::vector<SecurityGroupIndex> securityGroups;  // Interface
  bool privateDnsEnabled = false;  // Interface: the service's own name resolves to it
  bool deleted = false;
  TimeMs createdAt = kNever;
  TimeMs deletedAt = kNever;

  auto fields() const {
    return std::tie(vpcEndpointId, name, vpc, type, serviceName, routeTables, subnets, privateIps,
                    securityGroups, privateDnsEnabled, deleted, createdAt, deletedAt);
  }
};

// The network beyond subnets.
struct Network {
  std::vector<Vpc> vpcs;
  std::vector<RouteTable> routeTables;
  std::vector<InternetGateway> internetGateways;
  std::vector<ElasticIp> elasticIps;
  std::vector<NatGateway> natGateways;
  std::vector<VpcEndpoint> endpoints;
  std::vector<SecurityGroup> securityGroups;
  std::vector<GroupSet> groupSets;  // the first is the default VPC's default group
  Discovery discovery;
  // Grows with every change that can open or close a path: who keeps something derived from paths
  // compares it.
  std::uint32_t generation = 0;
  std::uint32_t created = 0;  // things that got an id so far

  auto fields() const {
    return std::tie(vpcs, routeTables, internetGateways, elasticIps, natGateways, endpoints,
                    securityGroups, groupSets, discovery, generation, created);
  }
};

// "us-east-1a" for 0.
std::string zoneName(std::uint8_t zone);
// The subnets and the network of a new account.
std::vector<Subnet> defaultSubnets();
Network defaultNetwork();

// 2^(32 - prefix) less the five that AWS keeps. REQUIRES: 16 <= prefix <= 28.
std::int32_t usableAddresses(std::uint8_t prefix);
std::int32_t freeAddresses(const Subnet& subnet);
// An address nobody has, or 0 when there is none left. An address that was given back waits until
// its turn comes round again.
std::uint32_t takeAddress(Subnet& subnet);
void giveAddressBack(Subnet& subnet, std::uint32_t address);

// The id of a thing of this kind ("vpc", "subnet", "sg", "rtb", "igw", "nat", "eipalloc", "vpce",
// "ns", "srv") with this name (its tag Name; a security group's GroupName): "subnet-0" and 16
// hexadecimal digits. "default" names what the default VPC has of its own. A VPC's own main route
// table and default group are called "<VPC>-main" and "<VPC>-default".
std::string namedId(std::string_view kind, std::string_view name);

inline constexpr const char* kRegion = "us-east-1";
inline constexpr const char* kAccountId = "123456789012";  // AWS's own documentation account
inline constexpr const char* kDefaultVpcId = "vpc-0a1b2c3d4e5f60718";
inline constexpr const char* kDefaultSecurityGroupId = "sg-0d1e2f3a4b5c60718";
inline constexpr const char* kDefaultRouteTableId = "rtb-0b2c3d4e5f6071829";
inline constexpr const char* kDefaultInternetGatewayId = "igw-0c3d4e5f60718293a";

}  // namespace taskyard
