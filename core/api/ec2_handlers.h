#pragma once
// The handlers of service "ec2", and what they share. Only api/ includes this.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/handlers.h"
#include "engine/network_system.h"

namespace taskyard {

namespace ec2 {

// The tag Name that the request gives its new thing, or "".
std::string nameTag(const ApiCall& call);
// Members that have no effect, with tags other than Name.
std::vector<std::string> notModelled(const ApiCall& call,
                                     std::initializer_list<std::string_view> acted);
// [{"Key":"Name","Value":...}], or [] without a name.
JsonValue tagsJson(const std::string& name);

Error invalidValue(std::string message, std::string path);
Error dependencyViolation(std::string message, std::string path);
// Errors: MissingParameter.
Result<std::string> textOf(const ApiCall& call, std::string_view member);
// Errors: InvalidParameterValue, in EC2's words for `parameter`.
Result<Cidr> cidrOf(const ApiCall& call, std::string_view member, std::string_view parameter);

// The thing that the text names. Errors: AWS's "...NotFound" code of its kind, at `path`.
Result<VpcIndex> vpcOf(const State& state, const std::string& id, std::string path);
Result<SubnetIndex> subnetOf(const State& state, const std::string& id, std::string path);
Result<RouteTableIndex> routeTableOf(const State& state, const std::string& id, std::string path);
Result<InternetGatewayIndex> internetGatewayOf(const State& state, const std::string& id,
                                               std::string path);
Result<NatGatewayIndex> natGatewayOf(const State& state, const std::string& id, std::string path);
Result<ElasticIpIndex> elasticIpOf(const State& state, const std::string& id, std::string path);
Result<VpcEndpointIndex> endpointOf(const State& state, const std::string& id, std::string path);
Result<SecurityGroupIndex> securityGroupOf(const State& state, const std::string& id,
                                           std::string path);

// One record of a Describe answer, and what its filters can look at.
struct Described {
  std::string id;
  JsonValue json;
  std::vector<std::pair<std::string_view, std::string>> values;
};
// The records that the request asks for, under `member`. Errors: notFound(id) for an id that is not
// among them; InvalidParameterValue for a filter this list does not know.
Result<ApiAnswer> described(const ApiCall& call, std::string_view member, std::string_view ids,
                            const std::vector<Described>& records,
                            Error (*notFound)(const std::string& id));

// "rtbassoc-...": of a subnet with its table, and of a VPC with its main one.
std::string associationId(const std::string& subnetOrTableId);
std::string prefixListId(PrefixList list);  // "pl-63a5400a"

// The interfaces of tasks, NAT gateways and endpoints that use a group or stand in a subnet.
bool groupInUse(const State& state, SecurityGroupIndex group);

ApiAnswer returned();  // {"Return": true}

}  // namespace ec2

// ec2_vpcs.cpp
Result<ApiAnswer> ec2CreateVpc(const ApiCall& call);
Result<ApiAnswer> ec2DeleteVpc(const ApiCall& call);
Result<ApiAnswer> ec2DescribeVpcs(const ApiCall& call);
Result<ApiAnswer> ec2CreateSubnet(const ApiCall& call);
Result<ApiAnswer> ec2DeleteSubnet(const ApiCall& call);
Result<ApiAnswer> ec2DescribeSubnets(const ApiCall& call);
// ec2_routes.cpp
Result<ApiAnswer> ec2CreateRouteTable(const ApiCall& call);
Result<ApiAnswer> ec2DeleteRouteTable(const ApiCall& call);
Result<ApiAnswer> ec2AssociateRouteTable(const ApiCall& call);
Result<ApiAnswer> ec2DisassociateRouteTable(const ApiCall& call);
Result<ApiAnswer> ec2ReplaceRouteTableAssociation(const ApiCall& call);
Result<ApiAnswer> ec2CreateRoute(const ApiCall& call);
Result<ApiAnswer> ec2ReplaceRoute(const ApiCall& call);
Result<ApiAnswer> ec2DeleteRoute(const ApiCall& call);
Result<ApiAnswer> ec2DescribeRouteTables(const ApiCall& call);
// ec2_gateways.cpp
Result<ApiAnswer> ec2CreateInternetGateway(const ApiCall& call);
Result<ApiAnswer> ec2AttachInternetGateway(const ApiCall& call);
Result<ApiAnswer> ec2DetachInternetGateway(const ApiCall& call);
Result<ApiAnswer> ec2DeleteInternetGateway(const ApiCall& call);
Result<ApiAnswer> ec2DescribeInternetGateways(const ApiCall& call);
Result<ApiAnswer> ec2AllocateAddress(const ApiCall& call);
Result<ApiAnswer> ec2ReleaseAddress(const ApiCall& call);
Result<ApiAnswer> ec2DescribeAddresses(const ApiCall& call);
Result<ApiAnswer> ec2CreateNatGateway(const ApiCall& call);
Result<ApiAnswer> ec2DeleteNatGateway(const ApiCall& call);
Result<ApiAnswer> ec2DescribeNatGateways(const ApiCall& call);
// ec2_endpoints.cpp
Result<ApiAnswer> ec2CreateVpcEndpoint(const ApiCall& call);
Result<ApiAnswer> ec2ModifyVpcEndpoint(const ApiCall& call);
Result<ApiAnswer> ec2DeleteVpcEndpoints(const ApiCall& call);
Result<ApiAnswer> ec2DescribeVpcEndpoints(const ApiCall& call);
// ec2_security_groups.cpp
Result<ApiAnswer> ec2CreateSecurityGroup(const ApiCall& call);
Result<ApiAnswer> ec2DeleteSecurityGroup(const ApiCall& call);
Result<ApiAnswer> ec2AuthorizeSecurityGroupIngress(const ApiCall& call);
Result<ApiAnswer> ec2AuthorizeSecurityGroupEgress(const ApiCall& call);
Result<ApiAnswer> ec2RevokeSecurityGroupIngress(const ApiCall& call);
Result<ApiAnswer> ec2RevokeSecurityGroupEgress(const ApiCall& call);
Result<ApiAnswer> ec2DescribeSecurityGroups(const ApiCall& call);
// ec2_interfaces.cpp
Result<ApiAnswer> ec2DescribeNetworkInterfaces(const ApiCall& call);
// sim_network.cpp
Result<ApiAnswer> simTracePath(const ApiCall& call);
Result<ApiAnswer> natDownFault(const ApiCall& call);
Result<ApiAnswer> clearNatDown(const ApiCall& call);

}  // namespace taskyard
