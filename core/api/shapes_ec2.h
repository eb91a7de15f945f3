#pragma once
// The inputs of service "ec2": the parts of a VPC. Names and nesting are those of AWS's API model
// (PascalCase). Besides IpPermissions, rules can be given as the AWS CLI's short options do:
// Protocol, Port, Cidr, SourceGroup.

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kCreateVpcInput;  // shapes_ec2.cpp
extern const Shape kDeleteVpcInput;
extern const Shape kDescribeVpcsInput;
extern const Shape kCreateSubnetInput;
extern const Shape kDeleteSubnetInput;
extern const Shape kDescribeSubnetsInput;
extern const Shape kCreateRouteTableInput;
extern const Shape kDeleteRouteTableInput;
extern const Shape kAssociateRouteTableInput;
extern const Shape kDisassociateRouteTableInput;
extern const Shape kReplaceRouteTableAssociationInput;
extern const Shape kSetRouteInput;  // CreateRoute, ReplaceRoute
extern const Shape kDeleteRouteInput;
extern const Shape kDescribeRouteTablesInput;
extern const Shape kCreateInternetGatewayInput;
extern const Shape kAttachInternetGatewayInput;  // and DetachInternetGateway
extern const Shape kDeleteInternetGatewayInput;
extern const Shape kDescribeInternetGatewaysInput;
extern const Shape kAllocateAddressInput;
extern const Shape kReleaseAddressInput;
extern const Shape kDescribeAddressesInput;
extern const Shape kCreateNatGatewayInput;
extern const Shape kDeleteNatGatewayInput;
extern const Shape kDescribeNatGatewaysInput;
extern const Shape kCreateVpcEndpointInput;
extern const Shape kModifyVpcEndpointInput;
extern const Shape kDeleteVpcEndpointsInput;
extern const Shape kDescribeVpcEndpointsInput;
extern const Shape kCreateSecurityGroupInput;
extern const Shape kDeleteSecurityGroupInput;
extern const Shape kSecurityGroupIngressInput;  // Authorize and Revoke
extern const Shape kSecurityGroupEgressInput;
extern const Shape kDescribeSecurityGroupsInput;
extern const Shape kDescribeNetworkInterfacesInput;
extern const Shape kSimTracePathInput;

}  // namespace taskyard::shapes
