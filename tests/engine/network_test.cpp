// The network of a new account: the default VPC, its addresses, and which security groups tasks
// get.

#include <doctest/doctest.h>

#include <set>

#include "engine/invariants.h"
#include "engine/path_trace.h"
#include "engine/reachability.h"
#include "engine/stop_reason.h"
#include "support/world.h"

namespace taskyard {

TEST_CASE("cidr: blocks are read strictly and printed canonically") {
  CHECK(cidrText(*readCidr("10.0.0.0/16")) == "10.0.0.0/16");
  CHECK(cidrText(*readCidr("10.0.3.7/16")) == "10.0.0.0/16");
  CHECK(cidrText(*readCidr("0.0.0.0/0")) == "0.0.0.0/0");
  for (const char* bad : {"", "10.0.0.0", "10.0.0/16", "10.0.0.0/33", "256.0.0.0/8", "a.b.c.d/8",
                          "10.0.0.0/16 ", "10.00.0.0/16", "10.0.0.0/", "10.0.0.0.0/8"}) {
    CAPTURE(bad);
    CHECK_FALSE(readCidr(bad).has_value());
  }
  CHECK(readCidr("10.0.0.0/8")->contains(*readCidr("10.3.0.0/16")));
  CHECK_FALSE(readCidr("10.3.0.0/16")->contains(*readCidr("10.0.0.0/8")));
  CHECK(readCidr("10.3.0.0/16")->overlaps(*readCidr("10.0.0.0/8")));
}

TEST_CASE("network: usable addresses are 2^(32 - prefix) less five") {
  CHECK(usableAddresses(28) == 11);
  CHECK(usableAddresses(27) == 27);
  CHECK(usableAddresses(26) == 59);
  CHECK(usableAddresses(24) == 251);
}

TEST_CASE("network: addresses do not repeat while in use, and come back") {
  Subnet subnet;
  subnet.network = 10u << 24;
  subnet.prefix = 28;
  std::set<std::uint32_t> taken;
  for (int i = 0; i < 11; ++i) taken.insert(takeAddress(subnet));
  CHECK(taken.size() == 11);
  CHECK(*taken.begin() == (10u << 24) + 4);
  CHECK(*taken.rbegin() == (10u << 24) + 14);
  CHECK(takeAddress(subnet) == 0);
  giveAddressBack(subnet, (10u << 24) + 9);
  CHECK(freeAddresses(subnet) == 1);
  CHECK(takeAddress(subnet) == (10u << 24) + 9);
}

TEST_CASE("network: a new account has the default VPC") {
  const World world;
  const Network& network = world.state().network;
  REQUIRE(network.vpcs.size() == 1);
  CHECK(network.vpcs[0].vpcId == kDefaultVpcId);
  CHECK(cidrText(network.vpcs[0].block) == "172.31.0.0/16");
  for (const Subnet& subnet : world.state().subnets) {
    CHECK(isPublicSubnet(world.state(), subnet));
    CHECK(network.vpcs[0].block.contains(subnet.block()));
  }
}

TEST_CASE("network: tasks get the groups of their service, or the VPC's default group") {
  World world;
  world.createWeb(1);
  world.advance(kMinute);
  REQUIRE(world.tasks().size() == 1);
  const NetworkEnd end = networkEndOf(world.state(), *world.tasks()[0]);
  REQUIRE(end.securityGroups.size() == 1);
  CHECK(world.state().network.securityGroups[end.securityGroups.front().value].groupId ==
        kDefaultSecurityGroupId);
  CHECK(end.publicIp);
  CHECK(pathBetween(world.state(), end, end, 8080) == PathProblem::None);
  CHECK(pathToInternet(world.state(), end, 443) == PathProblem::None);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("network: unknown security groups are refused as ECS refuses them") {
  World world;
  world.must("CreateCluster");
  world.registerWeb();
  const std::string with =
      R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-0a11"],)"
      R"("securityGroups":["sg-gone"]}}})";
  const std::string sentence =
      "InvalidParameterException: Error retrieving security group information for [sg-gone]: The "
      "security group 'sg-gone' does not exist (ErrorCode: InvalidGroup.NotFound)";
  CHECK(world.refused("RunTask", R"({"taskDefinition":"web","launchType":"FARGATE",)" + with) ==
        sentence);
  CHECK(world.refused("CreateService",
                      R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
                      R"("desiredCount":1,)" +
                          with) == sentence);
  CHECK(world.state().tasks.empty());
  CHECK(world.state().services.empty());
}

TEST_CASE("network: addresses of stopped tasks are free again") {
  World world;
  world.createWeb(6);
  world.advance(2 * kMinute);
  CHECK(world.state().subnets[0].addressesInUse == 2);
  world.must("UpdateService", R"({"service":"web","desiredCount":0})");
  world.advance(5 * kMinute);
  CHECK(world.state().subnets[0].addressesInUse == 0);
  CHECK(brokenInvariants(world.state()).empty());
}

}  // namespace taskyard
