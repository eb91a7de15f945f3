#pragma once
// A VPC for tests: 10.0.0.0/16 with a public and a private subnet, an internet gateway, and what a
// test adds. Things are named; idOf("subnet", "private") is the id.

#include <string>

#include "engine/reachability.h"
#include "support/world.h"

namespace taskyard {

class VpcWorld : public World {
 public:
  VpcWorld() {
    must("CreateCluster");
    must("ec2:CreateVpc", R"({"CidrBlock":"10.0.0.0/16",)" + tags("vpc", "main") + "}");
    subnet("public", "10.0.0.0/24", "us-east-1a");
    subnet("private", "10.0.1.0/24", "us-east-1a");
    must("ec2:CreateInternetGateway", "{" + tags("internet-gateway", "main") + "}");
    must("ec2:AttachInternetGateway", R"({"InternetGatewayId":")" + id("igw", "main") +
                                          R"(","VpcId":")" + id("vpc", "main") + "\"}");
    table("public");
    route("public", "GatewayId", id("igw", "main"));
    table("private");
    group("task");
  }

  static std::string id(const std::string& kind, const std::string& name) {
    return namedId(kind, name);
  }
  static std::string tags(const std::string& type, const std::string& name) {
    return R"("TagSpecifications":[{"ResourceType":")" + type +
           R"(","Tags":[{"Key":"Name","Value":")" + name + "\"}]}]";
  }
  void subnet(const std::string& name, const std::string& cidr, const std::string& zone) {
    must("ec2:CreateSubnet", R"({"VpcId":")" + id("vpc", "main") + R"(","CidrBlock":")" + cidr +
                                 R"(","AvailabilityZone":")" + zone + "\"," + tags("subnet", name) +
                                 "}");
  }
  // A route table for the subnet of the same name.
  void table(const std::string& name) {
    must("ec2:CreateRouteTable",
         R"({"VpcId":")" + id("vpc", "main") + "\"," + tags("route-table", name) + "}");
    must("ec2:AssociateRouteTable", R"({"RouteTableId":")" + id("rtb", name) + R"(","SubnetId":")" +
                                        id("subnet", name) + "\"}");
  }
  // 0.0.0.0/0 of the table to a gateway; target: "GatewayId" or "NatGatewayId".
  void route(const std::string& table, const std::string& target, const std::string& gateway) {
    must("ec2:CreateRoute", R"({"RouteTableId":")" + id("rtb", table) +
                                R"(","DestinationCidrBlock":"0.0.0.0/0",")" + target + "\":\"" +
                                gateway + "\"}");
  }
  void nat(const std::string& subnetName) {
    must("ec2:AllocateAddress", "{" + tags("elastic-ip", "a") + "}");
    must("ec2:CreateNatGateway", R"({"SubnetId":")" + id("subnet", subnetName) +
                                     R"(","AllocationId":")" + id("eipalloc", "a") + "\"," +
                                     tags("natgateway", "a") + "}");
  }
  void group(const std::string& name) {
    must("ec2:CreateSecurityGroup", R"({"GroupName":")" + name +
                                        R"(","Description":"d","VpcId":")" + id("vpc", "main") +
                                        "\"}");
  }
  // peer: a CIDR block, or the name of a group.
  static std::string rule(const std::string& group, int port, const std::string& peer) {
    const bool isCidr = peer.find('/') != std::string::npos;
    return R"({"GroupId":")" + id("sg", group) +
           R"(","IpPermissions":[{"IpProtocol":"tcp","FromPort":)" + std::to_string(port) +
           R"(,"ToPort":)" + std::to_string(port) +
           (isCidr ? R"(,"IpRanges":[{"CidrIp":")" + peer + "\"}]}]}"
                   : R"(,"UserIdGroupPairs":[{"GroupId":")" + id("sg", peer) + "\"}]}]}");
  }
  void letIn(const std::string& group, int port, const std::string& peer) {
    must("ec2:AuthorizeSecurityGroupIngress", rule(group, port, peer));
  }
  void letOut(const std::string& group, int port, const std::string& peer) {
    must("ec2:AuthorizeSecurityGroupEgress", rule(group, port, peer));
  }
  // Takes away the rule that every new group has: everything may go out.
  void letNothingOut(const std::string& group) {
    must("ec2:RevokeSecurityGroupEgress",
         R"({"GroupId":")" + id("sg", group) +
             R"(","IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]})");
  }
  // An interface endpoint in the private subnet, with the group of this name.
  void endpoint(const std::string& service, const std::string& group) {
    must("ec2:CreateVpcEndpoint",
         R"({"VpcId":")" + id("vpc", "main") +
             R"(","VpcEndpointType":"Interface","ServiceName":"com.amazonaws.us-east-1.)" +
             service + R"(","SubnetIds":[")" + id("subnet", "private") +
             R"("],"SecurityGroupIds":[")" + id("sg", group) + "\"]," +
             tags("vpc-endpoint", service) + "}");
  }
  void gatewayEndpoint(const std::string& service) {
    must("ec2:CreateVpcEndpoint", R"({"VpcId":")" + id("vpc", "main") +
                                      R"(","ServiceName":"com.amazonaws.us-east-1.)" + service +
                                      R"(","RouteTableIds":[")" + id("rtb", "private") + "\"]," +
                                      tags("vpc-endpoint", service) + "}");
  }
  // A task definition of a private ECR image with the family "ecr".
  void registerEcr() {
    must("RegisterTaskDefinition",
         R"({"family":"ecr","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],)"
         R"("cpu":"256","memory":"512","executionRoleArn":)"
         R"("arn:aws:iam::123456789012:role/ecsTaskExecutionRole","containerDefinitions":[)"
         R"({"name":"app","image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"}]})");
  }
  static std::string in(const std::string& subnetName, bool assignPublicIp,
                        const std::string& group = "task") {
    return R"("networkConfiguration":{"awsvpcConfiguration":{"subnets":[")" +
           id("subnet", subnetName) + R"("],"securityGroups":[")" + id("sg", group) +
           R"("],"assignPublicIp":")" + (assignPublicIp ? "ENABLED" : "DISABLED") + "\"}}";
  }
  static NetworkEnd end(const State& state, const std::string& subnetName, const std::string& group,
                        bool publicIp = false) {
    NetworkEnd result =
        networkEndIn(state, findSubnet(state, id("subnet", subnetName)), {id("sg", group)});
    result.publicIp = publicIp;
    return result;
  }
};

}  // namespace taskyard
