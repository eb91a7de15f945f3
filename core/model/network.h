#pragma once
// The learner's VPC: subnets in Availability Zones.
// A new account has a default VPC 172.31.0.0/16 with one public /20 subnet in each zone.
// Source: VPC User Guide, "Default VPCs"; identifiers are ours.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace taskyard {

struct Subnet {
  std::string subnetId;
  std::uint8_t zone = 0;        // 0, 1, 2: us-east-1a, b, c
  bool internetGateway = true;  // its route table sends 0.0.0.0/0 to an internet gateway
  std::uint32_t network = 0;    // IPv4, host byte order
  std::uint8_t prefix = 20;
  std::uint32_t nextHost = 4;  // AWS keeps the first four addresses and the last one

  auto fields() const {
    return std::tie(subnetId, zone, internetGateway, network, prefix, nextHost);
  }
};

// The network beyond subnets: VPCs, route tables, gateways, endpoints, security groups.
struct Network {
  auto fields() const { return std::tie(); }
};

// "us-east-1a" for 0.
std::string zoneName(std::uint8_t zone);
// "172.31.0.17".
std::string ipText(std::uint32_t address);
// The subnets of a new account's default VPC.
std::vector<Subnet> defaultSubnets();

inline constexpr const char* kRegion = "us-east-1";
inline constexpr const char* kAccountId = "123456789012";  // AWS's own documentation account
inline constexpr const char* kDefaultVpcId = "vpc-0a1b2c3d4e5f60718";
inline constexpr const char* kDefaultSecurityGroupId = "sg-0d1e2f3a4b5c60718";

}  // namespace taskyard
