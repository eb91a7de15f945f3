#include "api/ec2_handlers.h"
#include "api/operations.h"
#include "api/shapes_ec2.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"ec2", "CreateVpc", "Makes a network of your own.", kChanges, &kCreateVpcInput}, ec2CreateVpc},
    {{"ec2", "DeleteVpc", "Deletes a VPC that is empty.", kChanges, &kDeleteVpcInput}, ec2DeleteVpc},
    {{"ec2", "DescribeVpcs", "Shows VPCs.", kReads, &kDescribeVpcsInput}, ec2DescribeVpcs},
    {{"ec2", "CreateSubnet", "Makes a subnet in one Availability Zone.", kChanges, &kCreateSubnetInput}, ec2CreateSubnet},
    {{"ec2", "DeleteSubnet", "Deletes a subnet that nothing uses.", kChanges, &kDeleteSubnetInput}, ec2DeleteSubnet},
    {{"ec2", "DescribeSubnets", "Shows subnets and their free addresses.", kReads, &kDescribeSubnetsInput}, ec2DescribeSubnets},
    {{"ec2", "CreateRouteTable", "Makes a route table.", kChanges, &kCreateRouteTableInput}, ec2CreateRouteTable},
    {{"ec2", "DeleteRouteTable", "Deletes a route table that no subnet uses.", kChanges, &kDeleteRouteTableInput}, ec2DeleteRouteTable},
    {{"ec2", "AssociateRouteTable", "Gives a subnet its route table.", kChanges, &kAssociateRouteTableInput}, ec2AssociateRouteTable},
    {{"ec2", "DisassociateRouteTable", "Gives a subnet back to the main route table.", kChanges, &kDisassociateRouteTableInput}, ec2DisassociateRouteTable},
    {{"ec2", "ReplaceRouteTableAssociation", "Gives a subnet another route table.", kChanges, &kReplaceRouteTableAssociationInput}, ec2ReplaceRouteTableAssociation},
    {{"ec2", "CreateRoute", "Says where addresses lead.", kChanges, &kSetRouteInput}, ec2CreateRoute},
    {{"ec2", "ReplaceRoute", "Says where addresses lead from now on.", kChanges, &kSetRouteInput}, ec2ReplaceRoute},
    {{"ec2", "DeleteRoute", "Takes a route away.", kChanges, &kDeleteRouteInput}, ec2DeleteRoute},
    {{"ec2", "DescribeRouteTables", "Shows route tables, their routes and subnets.", kReads, &kDescribeRouteTablesInput}, ec2DescribeRouteTables},
    {{"ec2", "CreateInternetGateway", "Makes an internet gateway.", kChanges, &kCreateInternetGatewayInput}, ec2CreateInternetGateway},
    {{"ec2", "AttachInternetGateway", "Attaches an internet gateway to a VPC.", kChanges, &kAttachInternetGatewayInput}, ec2AttachInternetGateway},
    {{"ec2", "DetachInternetGateway", "Detaches an internet gateway from its VPC.", kChanges, &kAttachInternetGatewayInput}, ec2DetachInternetGateway},
    {{"ec2", "DeleteInternetGateway", "Deletes a detached internet gateway.", kChanges, &kDeleteInternetGatewayInput}, ec2DeleteInternetGateway},
    {{"ec2", "DescribeInternetGateways", "Shows internet gateways.", kReads, &kDescribeInternetGatewaysInput}, ec2DescribeInternetGateways},
    {{"ec2", "AllocateAddress", "Reserves an elastic IP address.", kChanges, &kAllocateAddressInput}, ec2AllocateAddress},
    {{"ec2", "ReleaseAddress", "Gives an elastic IP address back.", kChanges, &kReleaseAddressInput}, ec2ReleaseAddress},
    {{"ec2", "DescribeAddresses", "Shows elastic IP addresses.", kReads, &kDescribeAddressesInput}, ec2DescribeAddresses},
    {{"ec2", "CreateNatGateway", "Makes a way out for private subnets.", kChanges, &kCreateNatGatewayInput}, ec2CreateNatGateway},
    {{"ec2", "DeleteNatGateway", "Deletes a NAT gateway.", kChanges, &kDeleteNatGatewayInput}, ec2DeleteNatGateway},
    {{"ec2", "DescribeNatGateways", "Shows NAT gateways.", kReads, &kDescribeNatGatewaysInput}, ec2DescribeNatGateways},
    {{"ec2", "CreateVpcEndpoint", "Makes a way to an AWS service that stays inside AWS.", kChanges, &kCreateVpcEndpointInput}, ec2CreateVpcEndpoint},
    {{"ec2", "ModifyVpcEndpoint", "Changes where an endpoint is and who may use it.", kChanges, &kModifyVpcEndpointInput}, ec2ModifyVpcEndpoint},
    {{"ec2", "DeleteVpcEndpoints", "Deletes endpoints.", kChanges, &kDeleteVpcEndpointsInput}, ec2DeleteVpcEndpoints},
    {{"ec2", "DescribeVpcEndpoints", "Shows endpoints.", kReads, &kDescribeVpcEndpointsInput}, ec2DescribeVpcEndpoints},
    {{"ec2", "CreateSecurityGroup", "Makes a firewall for network interfaces.", kChanges, &kCreateSecurityGroupInput}, ec2CreateSecurityGroup},
    {{"ec2", "DeleteSecurityGroup", "Deletes a security group that nothing uses.", kChanges, &kDeleteSecurityGroupInput}, ec2DeleteSecurityGroup},
    {{"ec2", "AuthorizeSecurityGroupIngress", "Lets traffic in.", kChanges, &kSecurityGroupIngressInput}, ec2AuthorizeSecurityGroupIngress},
    {{"ec2", "AuthorizeSecurityGroupEgress", "Lets traffic out.", kChanges, &kSecurityGroupEgressInput}, ec2AuthorizeSecurityGroupEgress},
    {{"ec2", "RevokeSecurityGroupIngress", "Takes an inbound rule away.", kChanges, &kSecurityGroupIngressInput}, ec2RevokeSecurityGroupIngress},
    {{"ec2", "RevokeSecurityGroupEgress", "Takes an outbound rule away.", kChanges, &kSecurityGroupEgressInput}, ec2RevokeSecurityGroupEgress},
    {{"ec2", "DescribeSecurityGroups", "Shows security groups and their rules.", kReads, &kDescribeSecurityGroupsInput}, ec2DescribeSecurityGroups},
    {{"ec2", "DescribeNetworkInterfaces", "Shows network interfaces and who has them.", kReads, &kDescribeNetworkInterfacesInput}, ec2DescribeNetworkInterfaces},
};

}  // namespace

std::span<const Operation> ec2() { return kOperations; }

}  // namespace taskyard::operations
