// Service "ec2": what it answers, what it refuses in AWS's words, and that a refused request
// changes nothing.

#include <doctest/doctest.h>

#include <span>

#include "engine/invariants.h"
#include "engine/stop_reason.h"
#include "support/vpc_world.h"

namespace taskyard {

namespace {

std::string quoted(std::string text) {
  for (char& c : text) {
    if (c == '\'') c = '"';
  }
  return text;
}

struct Refusal {
  const char* operation;
  const char* input;     // with ' for ", and {{kind:name}} for an id
  const char* expected;  // nullptr: refused in any words
};

std::string withIds(const VpcWorld& world, std::string text) {
  for (const char* kind : {"vpc", "subnet", "rtb", "igw", "nat", "eipalloc", "sg"}) {
    const std::string head = std::string("{{") + kind + ":";
    for (std::size_t at = text.find(head); at != std::string::npos; at = text.find(head)) {
      const std::size_t end = text.find("}}", at);
      const std::string name = text.substr(at + head.size(), end - at - head.size());
      text.replace(at, end + 2 - at, world.id(kind, name));
    }
  }
  return quoted(text);
}

void checkRefusals(VpcWorld& world, std::span<const Refusal> rows) {
  const std::uint64_t before = world.run().hash();
  for (const Refusal& row : rows) {
    CAPTURE(row.operation);
    CAPTURE(row.input);
    const std::string refusal =
        world.refused(std::string("ec2:") + row.operation, withIds(world, row.input));
    if (row.expected != nullptr) {
      CHECK(refusal == row.expected);
    } else {
      CHECK(refusal != "accepted");
    }
    CHECK(world.run().hash() == before);
  }
}

}  // namespace

TEST_CASE("ec2: things are named by kind and name, whatever the seed") {
  VpcWorld world;
  CHECK(world.id("subnet", "private") == namedId("subnet", "private"));
  CHECK(world.id("subnet", "private").size() == std::string("subnet-0a1b2c3d4e5f60718").size());
  const JsonValue subnets = world.must(
      "ec2:DescribeSubnets", quoted("{'Filters':[{'Name':'tag:Name','Values':['private']}]}"));
  REQUIRE(subnets.find("Subnets")->items().size() == 1);
  const JsonValue& subnet = subnets.find("Subnets")->items()[0];
  CHECK(subnet.text("SubnetId") == world.id("subnet", "private"));
  CHECK(subnet.text("CidrBlock") == "10.0.1.0/24");
  CHECK(subnet.find("AvailableIpAddressCount")->integer() == 251);
  // A second one of the same name gets another id.
  const JsonValue second =
      world.must("ec2:CreateSubnet", R"({"VpcId":")" + world.id("vpc", "main") +
                                         R"(","CidrBlock":"10.0.9.0/24",)" +
                                         VpcWorld::tags("subnet", "private") + "}");
  CHECK(second.find("Subnet")->text("SubnetId") != world.id("subnet", "private"));
}

TEST_CASE("ec2: bad requests for a network are refused in EC2's words and change nothing") {
  VpcWorld world;
  world.nat("public");
  const Refusal rows[] = {
      {"CreateVpc", "{}", "MissingParameter: The request must contain the parameter CidrBlock"},
      {"CreateVpc", "{'CidrBlock':'10.0.0/16'}",
       "InvalidParameterValue: Value (10.0.0/16) for parameter cidrBlock is invalid. This is not a "
       "valid CIDR block."},
      {"CreateVpc", "{'CidrBlock':'10.0.0.0/8'}",
       "InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid: a VPC has between a /28 and a /16 "
       "block."},
      {"CreateSubnet", "{'VpcId':'vpc-1','CidrBlock':'10.0.2.0/24'}",
       "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist"},
      {"CreateSubnet", "{'VpcId':'{{vpc:main}}','CidrBlock':'10.1.0.0/24'}",
       "InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid: a subnet has between a /28 and a "
       "/16 block, inside its VPC's."},
      {"CreateSubnet", "{'VpcId':'{{vpc:main}}','CidrBlock':'10.0.2.0/29'}",
       "InvalidSubnet.Range: The CIDR '10.0.2.0/29' is invalid: a subnet has between a /28 and a "
       "/16 block, inside its VPC's."},
      {"CreateSubnet", "{'VpcId':'{{vpc:main}}','CidrBlock':'10.0.1.128/25'}",
       "InvalidSubnet.Conflict: The CIDR '10.0.1.128/25' conflicts with another subnet"},
      {"CreateSubnet",
       "{'VpcId':'{{vpc:main}}','CidrBlock':'10.0.2.0/24','AvailabilityZone':'us-east-1q'}",
       "InvalidParameterValue: Value (us-east-1q) for parameter availabilityZone is invalid. "
       "Subnets can currently only be created in the following availability zones: us-east-1a, "
       "us-east-1b, us-east-1c."},
      {"DeleteVpc", "{'VpcId':'{{vpc:main}}'}", nullptr},
      {"DeleteSubnet", "{'SubnetId':'{{subnet:public}}'}", nullptr},
      {"DeleteRouteTable", "{'RouteTableId':'{{rtb:public}}'}", nullptr},
      {"DeleteRouteTable", "{'RouteTableId':'{{rtb:main-main}}'}", nullptr},
      {"DeleteInternetGateway", "{'InternetGatewayId':'{{igw:main}}'}", nullptr},
      {"DetachInternetGateway", "{'InternetGatewayId':'{{igw:main}}','VpcId':'{{vpc:main}}'}",
       nullptr},
      {"AttachInternetGateway", "{'InternetGatewayId':'{{igw:default}}','VpcId':'{{vpc:main}}'}",
       "Resource.AlreadyAssociated: resource igw-0c3d4e5f60718293a is already attached to network "
       "vpc-0a1b2c3d4e5f60718"},
      {"CreateRoute",
       "{'RouteTableId':'{{rtb:public}}','DestinationCidrBlock':'0.0.0.0/"
       "0','GatewayId':'{{igw:main}}'}",
       "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists."},
      {"CreateRoute",
       "{'RouteTableId':'{{rtb:private}}','DestinationCidrBlock':'0.0.0.0/0','GatewayId':'igw-1'}",
       "InvalidInternetGatewayID.NotFound: The internetGateway ID 'igw-1' does not exist"},
      {"ReplaceRoute",
       "{'RouteTableId':'{{rtb:private}}','DestinationCidrBlock':'0.0.0.0/"
       "0','NatGatewayId':'{{nat:a}}'}",
       "InvalidParameterValue: There is no route defined for '0.0.0.0/0' in the route table. Use "
       "CreateRoute instead."},
      {"DeleteRoute", "{'RouteTableId':'{{rtb:private}}','DestinationCidrBlock':'0.0.0.0/0'}",
       nullptr},
      {"CreateNatGateway", "{'SubnetId':'{{subnet:public}}'}",
       "MissingParameter: The request must contain the parameter AllocationId"},
      {"CreateNatGateway", "{'SubnetId':'{{subnet:public}}','AllocationId':'{{eipalloc:a}}'}",
       nullptr},
      {"ReleaseAddress", "{'AllocationId':'{{eipalloc:a}}'}", nullptr},
      {"DeleteNatGateway", "{'NatGatewayId':'nat-1'}",
       "NatGatewayNotFound: NatGateway nat-1 was not found"},
  };
  checkRefusals(world, rows);
}

TEST_CASE("ec2: bad requests for endpoints and security groups are refused in EC2's words") {
  VpcWorld world;
  world.letIn("task", 80, "0.0.0.0/0");
  const Refusal rows[] = {
      {"CreateVpcEndpoint",
       "{'VpcId':'{{vpc:main}}','ServiceName':'com.amazonaws.us-east-1.ecrapi'}",
       "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-east-1.ecrapi' does not "
       "exist"},
      {"CreateVpcEndpoint",
       "{'VpcId':'{{vpc:main}}','ServiceName':'com.amazonaws.us-east-1.ecr.api'}",
       "InvalidParameter: Endpoint type (Gateway) does not match available service types "
       "([Interface])."},
      {"CreateSecurityGroup", "{'GroupName':'task','Description':'d','VpcId':'{{vpc:main}}'}",
       nullptr},
      {"DeleteSecurityGroup", "{'GroupId':'{{sg:default}}'}",
       "CannotDelete: the specified group: \"sg-0d1e2f3a4b5c60718\" name: \"default\" cannot be "
       "deleted by a user"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'80','Cidr':'0.0.0.0/0'}",
       "InvalidPermission.Duplicate: the specified rule \"peer: 0.0.0.0/0, TCP, from port: 80, to "
       "port: 80, ALLOW\" already exists"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'90-80','Cidr':'0.0.0.0/0'}",
       "InvalidParameterValue: Invalid TCP/UDP port range (90:80)"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'70000','Cidr':'0.0.0.0/0'}",
       "InvalidParameterValue: Invalid TCP/UDP port range (70000:70000)"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'81','Cidr':'everyone'}",
       "InvalidParameterValue: CIDR block everyone is malformed"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'81','SourceGroup':'sg-1'}",
       "InvalidGroup.NotFound: The security group 'sg-1' does not exist"},
      {"AuthorizeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','IpPermissions':[{'IpProtocol':'tcp','FromPort':1,'ToPort':2}]}",
       nullptr},
      {"RevokeSecurityGroupIngress",
       "{'GroupId':'{{sg:task}}','Protocol':'tcp','Port':'81','Cidr':'0.0.0.0/0'}",
       "InvalidPermission.NotFound: The specified rule does not exist in this security group."},
      {"DescribeSubnets", "{'SubnetIds':['subnet-1']}",
       "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist"},
      {"DescribeSubnets", "{'Filters':[{'Name':'colour','Values':['red']}]}",
       "InvalidParameterValue: The filter 'colour' is invalid"},
  };
  checkRefusals(world, rows);
}

TEST_CASE("ec2: what is in use cannot be deleted, what is free can") {
  VpcWorld world;
  world.registerEcr();
  world.must("RunTask", R"({"taskDefinition":"ecr","launchType":"FARGATE",)" +
                            VpcWorld::in("public", true) + "}");
  const std::string group = R"({"GroupId":")" + world.id("sg", "task") + "\"}";
  const std::string subnet = R"({"SubnetId":")" + world.id("subnet", "public") + "\"}";
  CHECK(world.refused("ec2:DeleteSecurityGroup", group) ==
        "DependencyViolation: resource " + world.id("sg", "task") + " has a dependent object");
  CHECK(world.refused("ec2:DeleteSubnet", subnet) ==
        "DependencyViolation: The subnet '" + world.id("subnet", "public") +
            "' has dependencies and cannot be deleted.");
  world.must("StopTask", R"({"task":")" + world.idOf(*world.tasks()[0]) + "\"}");
  world.advance(5 * kMinute);
  world.must("ec2:DeleteSecurityGroup", group);
  world.must("ec2:DeleteSubnet", subnet);
  CHECK(world.refused("ec2:DeleteSubnet", subnet).starts_with("InvalidSubnetID.NotFound"));
  world.must("ec2:DeleteSubnet", R"({"SubnetId":")" + world.id("subnet", "private") + "\"}");
  for (const char* table : {"public", "private"}) {
    world.must("ec2:DeleteRouteTable", R"({"RouteTableId":")" + world.id("rtb", table) + "\"}");
  }
  const std::string gateway = R"({"InternetGatewayId":")" + world.id("igw", "main") + "\"";
  world.must("ec2:DetachInternetGateway",
             gateway + R"(,"VpcId":")" + world.id("vpc", "main") + "\"}");
  world.must("ec2:DeleteInternetGateway", gateway + "}");
  world.must("ec2:DeleteVpc", R"({"VpcId":")" + world.id("vpc", "main") + "\"}");
  CHECK(world.must("ec2:DescribeVpcs").find("Vpcs")->items().size() == 1);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("ec2: at most five VPCs") {
  World world;
  for (int i = 1; i < 5; ++i) {
    world.must("ec2:CreateVpc", R"({"CidrBlock":"10.)" + std::to_string(i) + R"(.0.0/16"})");
  }
  CHECK(world.refused("ec2:CreateVpc", R"({"CidrBlock":"10.9.0.0/16"})") ==
        "VpcLimitExceeded: The maximum number of VPCs has been reached.");
}

TEST_CASE("ec2: a full subnet lets no further task start") {
  VpcWorld world;
  world.subnet("tiny", "10.0.2.0/28", "us-east-1b");
  world.must("ec2:AssociateRouteTable", R"({"RouteTableId":")" + world.id("rtb", "public") +
                                            R"(","SubnetId":")" + world.id("subnet", "tiny") +
                                            "\"}");
  world.registerWeb();
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
             R"("desiredCount":12,)" +
                 VpcWorld::in("tiny", true) + "}");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 11);
  CHECK(brokenInvariants(world.state()).empty());
  bool told = false;
  for (const Task* task : world.tasks()) {
    if (task->privateIp != 0) continue;
    told = true;
    CHECK(task->stopCode == TaskStopCode::TaskFailedToStart);
    CHECK(stoppedReason(world.state(), *task) ==
          "Unexpected EC2 error while attempting to Create Network Interface with public IP "
          "assignment enabled in subnet '" +
              world.id("subnet", "tiny") + "'");
  }
  CHECK(told);
  // One task less: its address serves the next one.
  world.must("UpdateService", R"({"service":"web","desiredCount":11})");
  world.advance(30 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 11);
  CHECK(world.state().subnets.back().addressesInUse == 11);
}

TEST_CASE("ec2: a task cannot take subnets or groups of different VPCs") {
  VpcWorld world;
  world.registerWeb();
  const std::string head = R"({"taskDefinition":"web","launchType":"FARGATE",)"
                           R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":[)";
  CHECK(world.refused("RunTask",
                      head + "\"" + world.id("subnet", "public") + R"(","subnet-0a11"]}}})") ==
        "InvalidParameterException: The input subnets do not all belong to the same VPC.");
  CHECK(world.refused("RunTask", head + R"("subnet-0a11"],"securityGroups":[")" +
                                     world.id("sg", "task") + "\"]}}}") ==
        "InvalidParameterException: Security group " + world.id("sg", "task") +
            " does not appear to belong to the same VPC as the input subnets.");
}

TEST_CASE("ec2: security groups print their rules as AWS does") {
  VpcWorld world;
  world.group("alb");
  world.letIn("task", 8080, "alb");
  const JsonValue answer = world.must("ec2:DescribeSecurityGroups",
                                      R"({"GroupIds":[")" + world.id("sg", "task") + "\"]}");
  const JsonValue& group = answer.find("SecurityGroups")->items()[0];
  const JsonValue& rule = group.find("IpPermissions")->items()[0];
  CHECK(rule.text("IpProtocol") == "tcp");
  CHECK(rule.find("FromPort")->integer() == 8080);
  CHECK(rule.find("UserIdGroupPairs")->items()[0].text("GroupId") == world.id("sg", "alb"));
  const JsonValue& out = group.find("IpPermissionsEgress")->items()[0];
  CHECK(out.text("IpProtocol") == "-1");
  CHECK(out.find("IpRanges")->items()[0].text("CidrIp") == "0.0.0.0/0");
}

TEST_CASE("ec2: network interfaces of tasks, gateways and endpoints") {
  VpcWorld world;
  world.nat("public");
  world.endpoint("logs", "task");
  world.registerWeb();
  world.must("RunTask", R"({"taskDefinition":"web","launchType":"FARGATE",)" +
                            VpcWorld::in("public", true) + "}");
  world.advance(kMinute);
  const JsonValue answer = world.must("ec2:DescribeNetworkInterfaces");
  REQUIRE(answer.find("NetworkInterfaces")->items().size() == 3);
  const JsonValue& own = answer.find("NetworkInterfaces")->items()[0];
  CHECK(own.text("InterfaceType") == "interface");
  CHECK(own.find("Association") != nullptr);
  const JsonValue tables = world.must(
      "ec2:DescribeRouteTables", quoted("{'Filters':[{'Name':'association.subnet-id','Values':['") +
                                     world.id("subnet", "public") + quoted("']}]}"));
  REQUIRE(tables.find("RouteTables")->items().size() == 1);
  CHECK(tables.find("RouteTables")->items()[0].find("Routes")->items().size() == 2);
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("ec2: a run with a network of its own is saved and replayed") {
  VpcWorld world;
  world.nat("public");
  world.route("private", "NatGatewayId", world.id("nat", "a"));
  world.registerWeb();
  world.must("CreateService",
             R"({"serviceName":"web","taskDefinition":"web","launchType":"FARGATE",)"
             R"("desiredCount":2,)" +
                 VpcWorld::in("private", false) + "}");
  world.advance(3 * kMinute);
  CHECK(world.tasksIn(TaskStatus::RUNNING).size() == 2);
  const Result<Run> replayed = Run::load(world.run().save(), {"", 7, {}});
  REQUIRE(replayed.ok());
  CHECK(replayed.value().hash() == world.run().hash());
}

}  // namespace taskyard
