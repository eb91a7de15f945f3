#pragma once
// Security groups: the firewall of a network interface. They only allow, and they are stateful: the
// answer to what a rule let pass always gets back.
// Source: VPC User Guide, "Security groups".

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "model/cidr.h"
#include "model/ids.h"

namespace taskyard {

// The public addresses of a service that AWS keeps a list of.
enum class PrefixList : std::uint8_t { None, S3, DynamoDb };

enum class IpProtocol : std::uint8_t { All, Tcp, Udp, Icmp };

struct SecurityGroupRule {
  IpProtocol protocol = IpProtocol::All;
  std::int32_t fromPort = 0;  // 0 to 65535, both ends belong to the range
  std::int32_t toPort = 65535;
  // The other side: a group when valid, else a prefix list, else addresses.
  SecurityGroupIndex group;
  PrefixList prefixList = PrefixList::None;
  Cidr cidr;
  std::string description;

  auto fields() const {
    return std::tie(protocol, fromPort, toPort, group, prefixList, cidr, description);
  }
  // What AWS calls a duplicate: the description does not count.
  [[nodiscard]] bool sameAs(const SecurityGroupRule& other) const {
    return protocol == other.protocol && fromPort == other.fromPort && toPort == other.toPort &&
           group == other.group && prefixList == other.prefixList && cidr == other.cidr;
  }
};

struct SecurityGroup {
  std::string groupId;
  std::string groupName;  // unique in its VPC
  std::string description;
  VpcIndex vpc;
  std::vector<SecurityGroupRule> ingress;
  std::vector<SecurityGroupRule> egress;
  bool deleted = false;

  auto fields() const {
    return std::tie(groupId, groupName, description, vpc, ingress, egress, deleted);
  }
};

// The groups of an interface. Sets are kept once and named by their position.
struct GroupSet {
  std::vector<SecurityGroupIndex> groups;

  auto fields() const { return std::tie(groups); }
};

}  // namespace taskyard
