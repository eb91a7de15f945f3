// Whether a connection is made: the rules of reachability.h as tables, and what the trace says
// about it.

#include <doctest/doctest.h>

#include "engine/invariants.h"
#include "engine/path_trace.h"
#include "support/vpc_world.h"

namespace taskyard {

namespace {

PathProblem toEcr(const World& world, const NetworkEnd& from) {
  for (const AwsService service : {AwsService::EcrApi, AwsService::EcrDkr, AwsService::S3}) {
    const PathProblem problem = pathToAws(world.state(), from, service);
    if (problem != PathProblem::None) return problem;
  }
  return PathProblem::None;
}

}  // namespace

TEST_CASE("reachability: can the task reach ECR?") {
  struct Row {
    const char* subnet;
    bool publicIp;
    const char* way;  // what the private subnet has: "", "nat", "endpoints"
    PathProblem expected;
  };
  const Row rows[] = {
      {"public", true, "", PathProblem::None},
      {"public", false, "", PathProblem::NoPublicIp},
      {"private", false, "nat", PathProblem::None},
      {"private", true, "", PathProblem::NoRoute},
      {"private", true, "nat", PathProblem::None},
      {"private", false, "endpoints", PathProblem::None},
      {"private", false, "", PathProblem::NoRoute},
  };
  for (const Row& row : rows) {
    CAPTURE(row.subnet);
    CAPTURE(row.publicIp);
    CAPTURE(row.way);
    VpcWorld world;
    const std::string way = row.way;
    if (way == "nat") {
      world.nat("public");
      world.route("private", "NatGatewayId", world.id("nat", "a"));
    }
    if (way == "endpoints") {
      world.group("endpoint");
      world.letIn("endpoint", 443, "task");
      world.endpoint("ecr.api", "endpoint");
      world.endpoint("ecr.dkr", "endpoint");
      world.gatewayEndpoint("s3");
    }
    const NetworkEnd from = VpcWorld::end(world.state(), row.subnet, "task", row.publicIp);
    CHECK(toEcr(world, from) == row.expected);
    if (way == "endpoints") {  // "pulls from ECR only"
      CHECK(pathToInternet(world.state(), from, 443) == PathProblem::NoRoute);
    }
    CHECK(brokenInvariants(world.state()).empty());
  }
}

TEST_CASE("reachability: an isolated task needs each of its endpoints") {
  const char* const interfaces[] = {"ecr.api", "ecr.dkr", "logs",       "secretsmanager",
                                    "ssm",     "kms",     "ssmmessages"};
  const AwsService services[] = {AwsService::EcrApi,         AwsService::EcrDkr, AwsService::Logs,
                                 AwsService::SecretsManager, AwsService::Ssm,    AwsService::Kms,
                                 AwsService::SsmMessages};
  for (std::size_t missing = 0; missing < std::size(interfaces); ++missing) {
    CAPTURE(interfaces[missing]);
    VpcWorld world;
    world.group("endpoint");
    world.letIn("endpoint", 443, "task");
    for (std::size_t i = 0; i < std::size(interfaces); ++i) {
      if (i != missing) world.endpoint(interfaces[i], "endpoint");
    }
    const NetworkEnd from = VpcWorld::end(world.state(), "private", "task");
    for (std::size_t i = 0; i < std::size(interfaces); ++i) {
      CHECK(pathToAws(world.state(), from, services[i]) ==
            (i == missing ? PathProblem::NoRoute : PathProblem::None));
    }
  }
}

TEST_CASE("worked example 64: a public subnet without a public address cannot pull") {
  VpcWorld world;
  world.registerEcr();
  world.must("RunTask", R"({"taskDefinition":"ecr","launchType":"FARGATE",)" +
                            VpcWorld::in("public", false) + "}");
  const Task& task = *world.tasks()[0];
  CHECK(
      pathToRegistry(world.state(), task, "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1") ==
      PathProblem::NoPublicIp);
  CHECK_FALSE(reachesRegistry(world.state(), task));
  world.advance(5 * kMinute);
  CHECK(world.tasks()[0]->stopCode == TaskStopCode::TaskFailedToStart);
}

TEST_CASE("worked example 65: without the S3 gateway endpoint the layers do not come") {
  VpcWorld world;
  world.group("endpoint");
  world.letIn("endpoint", 443, "task");
  for (const char* service : {"ecr.api", "ecr.dkr", "logs"}) world.endpoint(service, "endpoint");
  const NetworkEnd from = VpcWorld::end(world.state(), "private", "task");
  CHECK(pathToAws(world.state(), from, AwsService::EcrApi) == PathProblem::None);
  CHECK(pathToAws(world.state(), from, AwsService::EcrDkr) == PathProblem::None);
  CHECK(pathToAws(world.state(), from, AwsService::S3) == PathProblem::NoRoute);
  CHECK(toEcr(world, from) == PathProblem::NoRoute);
  // An interface endpoint for S3 does not help ECR; the gateway one does, at once.
  world.endpoint("s3", "endpoint");
  CHECK(pathToAws(world.state(), from, AwsService::S3) == PathProblem::NoRoute);
  world.gatewayEndpoint("s3");
  CHECK(toEcr(world, from) == PathProblem::None);
}

TEST_CASE("worked example 66: without the logs endpoint awslogs cannot be reached") {
  VpcWorld world;
  world.group("endpoint");
  world.letIn("endpoint", 443, "task");
  for (const char* service : {"ecr.api", "ecr.dkr"}) world.endpoint(service, "endpoint");
  world.gatewayEndpoint("s3");
  const NetworkEnd from = VpcWorld::end(world.state(), "private", "task");
  CHECK(toEcr(world, from) == PathProblem::None);
  CHECK(pathToAws(world.state(), from, AwsService::Logs) == PathProblem::NoRoute);
}

TEST_CASE(
    "reachability: the endpoint's security group must admit 443, and private DNS leaves no way "
    "around") {
  VpcWorld world;
  world.group("endpoint");
  world.endpoint("logs", "endpoint");
  const NetworkEnd inside = VpcWorld::end(world.state(), "private", "task");
  const NetworkEnd outside = VpcWorld::end(world.state(), "public", "task", true);
  CHECK(pathToAws(world.state(), inside, AwsService::Logs) == PathProblem::EndpointDenied);
  CHECK(pathToAws(world.state(), outside, AwsService::Logs) == PathProblem::EndpointDenied);
  world.must("ec2:ModifyVpcEndpoint", R"({"VpcEndpointId":")" + world.id("vpce", "logs") +
                                          R"(","PrivateDnsEnabled":false})");
  CHECK(pathToAws(world.state(), inside, AwsService::Logs) == PathProblem::NoRoute);
  CHECK(pathToAws(world.state(), outside, AwsService::Logs) == PathProblem::None);
  world.must("ec2:ModifyVpcEndpoint",
             R"({"VpcEndpointId":")" + world.id("vpce", "logs") + R"(","PrivateDnsEnabled":true})");
  world.letIn("endpoint", 443, "10.0.0.0/16");
  CHECK(pathToAws(world.state(), inside, AwsService::Logs) == PathProblem::None);
  world.must("ec2:DeleteVpcEndpoints",
             R"({"VpcEndpointIds":[")" + world.id("vpce", "logs") + "\"]}");
  CHECK(pathToAws(world.state(), inside, AwsService::Logs) == PathProblem::NoRoute);
}

TEST_CASE("reachability: a NAT gateway must sit in a public subnet, and work") {
  VpcWorld world;
  world.nat("private");
  world.route("private", "NatGatewayId", world.id("nat", "a"));
  const NetworkEnd from = VpcWorld::end(world.state(), "private", "task");
  CHECK(pathToInternet(world.state(), from, 443) == PathProblem::NatFailed);
  CHECK(tracePathToInternet(world.state(), from, 443).why ==
        "The NAT gateway sits in a private subnet itself, so it has no way out either.");

  VpcWorld good;
  good.nat("public");
  good.route("private", "NatGatewayId", good.id("nat", "a"));
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::None);
  const std::uint32_t before = good.state().network.generation;
  good.must("SimInjectFault", R"({"type":"NatGatewayDown"})");
  CHECK(good.state().network.generation > before);
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::NatFailed);
  good.must("SimClearFault", R"({"type":"NatGatewayDown"})");
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::None);
  const SubnetIndex home = good.state().network.natGateways.front().subnet;
  const std::string zone = zoneName(good.state().subnets[home.value].zone);
  good.must("SimInjectFault", R"({"type":"ZoneLost","zone":")" + zone + "\"}");
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::NatFailed);
  good.must("SimClearFault", R"({"type":"ZoneLost"})");
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::None);
  good.must("ec2:DeleteNatGateway", R"({"NatGatewayId":")" + good.id("nat", "a") + "\"}");
  CHECK(pathToInternet(good.state(), from, 443) == PathProblem::NatFailed);  // a blackhole
}

TEST_CASE("reachability: security groups from load balancer to task to database") {
  VpcWorld world;
  for (const char* name : {"alb", "db"}) world.group(name);
  world.letIn("alb", 443, "0.0.0.0/0");
  world.letIn("task", 8080, "alb");
  world.letIn("db", 5432, "task");
  for (const char* name : {"alb", "task", "db"}) world.letNothingOut(name);
  world.letOut("alb", 8080, "task");
  world.letOut("task", 5432, "db");
  const State& state = world.state();
  const NetworkEnd alb = VpcWorld::end(state, "public", "alb", true);
  const NetworkEnd task = VpcWorld::end(state, "private", "task");
  const NetworkEnd database = VpcWorld::end(state, "private", "db");
  CHECK(pathFromInternet(state, alb, 443) == PathProblem::None);
  CHECK(pathFromInternet(state, alb, 80) == PathProblem::IngressDenied);
  CHECK(pathFromInternet(state, task, 8080) == PathProblem::NoRoute);
  CHECK(pathBetween(state, alb, task, 8080) == PathProblem::None);
  CHECK(pathBetween(state, task, database, 5432) == PathProblem::None);
  // Nobody skips a step, and only the asked-for port is open. Answers need no rule: the database
  // may send nothing by itself.
  CHECK(pathBetween(state, alb, database, 5432) == PathProblem::EgressDenied);
  CHECK(pathBetween(state, alb, task, 80) == PathProblem::EgressDenied);
  CHECK(pathBetween(state, database, task, 8080) == PathProblem::EgressDenied);
  world.letOut("alb", 5432, "db");
  CHECK(pathBetween(state, alb, database, 5432) == PathProblem::IngressDenied);
  // Changes are in force at once.
  world.must("ec2:RevokeSecurityGroupIngress", VpcWorld::rule("task", 8080, "alb"));
  CHECK(pathBetween(state, alb, task, 8080) == PathProblem::IngressDenied);
  CHECK(pathToInternet(state, task, 443) == PathProblem::EgressDenied);
}

TEST_CASE("reachability: rules by address look at the other side's address") {
  VpcWorld world;
  world.letIn("task", 80, "10.0.0.0/24");
  const State& state = world.state();
  const NetworkEnd to = VpcWorld::end(state, "private", "task");
  CHECK(pathBetween(state, VpcWorld::end(state, "public", "task"), to, 80) == PathProblem::None);
  CHECK(pathBetween(state, to, to, 80) == PathProblem::IngressDenied);
}

TEST_CASE("reachability: other VPCs are not reached") {
  VpcWorld world;
  NetworkEnd other;
  other.subnet = findSubnet(world.state(), "subnet-0a11");
  const NetworkEnd own = VpcWorld::end(world.state(), "public", "task");
  CHECK(pathBetween(world.state(), own, other, 80) == PathProblem::NoRoute);
  CHECK(tracePathBetween(world.state(), own, other, 80).cure == "Put both into one VPC.");
}

TEST_CASE("reachability: the longest prefix decides") {
  VpcWorld world;
  world.nat("public");
  // The internet of this simulation is at 198.51.100.10.
  world.must("ec2:CreateRoute",
             R"({"RouteTableId":")" + world.id("rtb", "private") +
                 R"(","DestinationCidrBlock":"198.51.100.0/24","NatGatewayId":")" +
                 world.id("nat", "a") + "\"}");
  const NetworkEnd from = VpcWorld::end(world.state(), "private", "task");
  CHECK(pathToInternet(world.state(), from, 443) == PathProblem::None);
  CHECK(pathToAws(world.state(), from, AwsService::Logs) == PathProblem::NoRoute);
  world.route("private", "GatewayId", world.id("igw", "main"));
  CHECK(pathToInternet(world.state(), from, 443) == PathProblem::None);
  CHECK(pathToAws(world.state(), from, AwsService::Logs) == PathProblem::NoPublicIp);
}

TEST_CASE("reachability: a trace names each hop, why it ends and what cures it") {
  VpcWorld world;
  const JsonValue answer = world.must(
      "SimTracePath", R"({"subnet":")" + world.id("subnet", "public") + R"(","securityGroups":[")" +
                          world.id("sg", "task") + R"("],"to":"ecr.api"})");
  CHECK_FALSE(answer.find("reachable")->boolean());
  CHECK(answer.text("problem") == "NoPublicIp");
  CHECK(answer.text("cure").find("assignPublicIp to ENABLED") != std::string::npos);
  const auto& hops = answer.find("hops")->items();
  REQUIRE(hops.size() == 3);
  CHECK(hops[0].text("at") == world.id("sg", "task"));
  CHECK(hops[0].text("words") == "lets it out: all traffic to 0.0.0.0/0");
  CHECK(hops[1].text("words") == "the best route is 0.0.0.0/0 to " + world.id("igw", "main"));
  CHECK_FALSE(hops[2].find("passes")->boolean());
  CHECK(world.refused("SimTracePath", R"({"to":"internet"})") ==
        "SimInvalidRequest: say where it begins: task, or subnet with securityGroups");
  CHECK(world.refused("SimTracePath", R"({"subnet":"subnet-9","to":"internet"})") ==
        "InvalidSubnetID.NotFound: The subnet ID 'subnet-9' does not exist");
  CHECK(world.refused("SimTracePath", R"({"subnet":"subnet-0a11","to":"mars"})").find("to is") !=
        std::string::npos);
}

}  // namespace taskyard
