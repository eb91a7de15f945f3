#include "model/network.h"

#include <bit>

#include "base/assert.h"
#include "base/hash.h"

namespace taskyard {

namespace {

constexpr std::uint32_t kReservedAtStart = 4;  // network, router, DNS, future use
constexpr std::uint32_t kReserved = 5;         // and the broadcast address
constexpr Cidr kDefaultVpcBlock = {(172u << 24) | (31u << 16), 16};

SecurityGroupRule ruleForGroup(SecurityGroupIndex group) {
  SecurityGroupRule rule;
  rule.group = group;
  return rule;
}

}  // namespace

std::string zoneName(std::uint8_t zone) {
  return std::string(kRegion) + static_cast<char>('a' + zone);
}

std::vector<Subnet> defaultSubnets() {
  constexpr std::uint32_t kSubnetSize = 1u << 12;  // a /20
  const char* const ids[] = {"subnet-0a11", "subnet-0b22", "subnet-0c33"};
  std::vector<Subnet> subnets;
  for (std::uint8_t zone = 0; zone < 3; ++zone) {
    Subnet subnet;
    subnet.subnetId = ids[zone];
    subnet.zone = zone;
    subnet.vpc = VpcIndex(0u);
    subnet.network = kDefaultVpcBlock.address + zone * kSubnetSize;
    subnets.push_back(subnet);
  }
  return subnets;
}

Network defaultNetwork() {
  Network network;
  Vpc vpc;
  vpc.vpcId = kDefaultVpcId;
  vpc.block = kDefaultVpcBlock;
  vpc.isDefault = true;
  vpc.mainRouteTable = RouteTableIndex(0u);
  vpc.defaultGroup = SecurityGroupIndex(0u);
  network.vpcs.push_back(vpc);

  RouteTable table;
  table.routeTableId = kDefaultRouteTableId;
  table.vpc = VpcIndex(0u);
  table.routes = {{kDefaultVpcBlock, PrefixList::None, RouteTarget::Local, 0},
                  {kAnywhere, PrefixList::None, RouteTarget::InternetGateway, 0}};
  network.routeTables.push_back(table);

  InternetGateway gateway;
  gateway.internetGatewayId = kDefaultInternetGatewayId;
  gateway.vpc = VpcIndex(0u);
  network.internetGateways.push_back(gateway);

  SecurityGroup group;
  group.groupId = kDefaultSecurityGroupId;
  group.groupName = "default";
  group.description = "default VPC security group";
  group.vpc = VpcIndex(0u);
  group.ingress = {ruleForGroup(SecurityGroupIndex(0u))};
  group.egress = {SecurityGroupRule{}};
  network.securityGroups.push_back(group);
  network.groupSets = {{{SecurityGroupIndex(0u)}}};
  return network;
}

std::int32_t usableAddresses(std::uint8_t prefix) {
  return static_cast<std::int32_t>((1u << (32 - prefix)) - kReserved);
}

std::int32_t freeAddresses(const Subnet& subnet) {
  return usableAddresses(subnet.prefix) - subnet.addressesInUse;
}

std::uint32_t takeAddress(Subnet& subnet) {
  const auto usable = static_cast<std::uint32_t>(usableAddresses(subnet.prefix));
  if (freeAddresses(subnet) <= 0) return 0;
  if (subnet.taken.empty()) subnet.taken.resize((usable + 63) / 64);
  std::uint32_t host = subnet.nextHost;
  while (true) {
    if (host >= usable) host = 0;
    const std::uint64_t ahead = subnet.taken[host / 64] >> (host % 64);
    const auto busy = static_cast<std::uint32_t>(std::countr_one(ahead));
    if (busy == 0) break;
    host += busy;
  }
  subnet.taken[host / 64] |= 1ull << (host % 64);
  subnet.nextHost = host + 1;
  ++subnet.addressesInUse;
  return subnet.network + kReservedAtStart + host;
}

void giveAddressBack(Subnet& subnet, std::uint32_t address) {
  const std::uint32_t host = address - subnet.network - kReservedAtStart;
  TY_ASSERT(host / 64 < subnet.taken.size());
  TY_ASSERT((subnet.taken[host / 64] >> (host % 64)) & 1);
  subnet.taken[host / 64] &= ~(1ull << (host % 64));
  --subnet.addressesInUse;
}

std::string namedId(std::string_view kind, std::string_view name) {
  if (name == "default") {
    if (kind == "vpc") return kDefaultVpcId;
    if (kind == "sg") return kDefaultSecurityGroupId;
    if (kind == "rtb") return kDefaultRouteTableId;
    if (kind == "igw") return kDefaultInternetGatewayId;
  }
  Fingerprint print;
  print.add(kind);
  print.add(name);
  return std::string(kind) + "-0" + hex64(print.value());
}

}  // namespace taskyard
