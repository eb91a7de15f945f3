#include "api/shapes_ec2.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kEc2TagMembers[] = {
    optional("Key", kString, "What the tag is called; Name is the one consoles show."),
    optional("Value", kString, "What the tag says."),
};
constexpr Shape kEc2Tag = structure(kEc2TagMembers);
constexpr Shape kEc2Tags = listOf(kEc2Tag);
constexpr ShapeMember kTagSpecificationMembers[] = {
    optional("ResourceType", kString, "What is tagged, such as subnet."),
    optional("Tags", kEc2Tags, "Its tags."),
};
constexpr Shape kTagSpecification = structure(kTagSpecificationMembers);
constexpr Shape kTagSpecifications = listOf(kTagSpecification);
constexpr ShapeMember kTagsGiven =
    optional("TagSpecifications", kTagSpecifications, "Tags for it; the id follows from Name.");

constexpr ShapeMember kFilterMembers[] = {
    optional("Name", kString, "What to look at, such as vpc-id or tag:Name."),
    optional("Values", kStrings, "Any of these."),
};
constexpr Shape kFilter = structure(kFilterMembers);
constexpr Shape kFilters = listOf(kFilter);
constexpr ShapeMember kFiltersGiven =
    optional("Filters", kFilters, "Only those that meet every filter.");

constexpr ShapeMember kVpcId = required("VpcId", kString, "The VPC.");
constexpr ShapeMember kRouteTableId = required("RouteTableId", kString, "The route table.");
constexpr ShapeMember kSubnetId =
    required("SubnetId", kString, "The subnet.").naming(NameKind::Subnet);
constexpr ShapeMember kDestination =
    required("DestinationCidrBlock", kString, "Addresses the route is for, such as 0.0.0.0/0.");
constexpr ShapeMember kGatewayMember =
    required("InternetGatewayId", kString, "The internet gateway.");

// ---- VPCs and subnets
constexpr ShapeMember kCreateVpcMembers[] = {
    optional("CidrBlock", kString, "Its addresses, /16 to /28, such as 10.0.0.0/16."),
    optional("InstanceTenancy", kString, "default or dedicated hardware."),
    kTagsGiven,
};
constexpr ShapeMember kDeleteVpcMembers[] = {kVpcId};
constexpr ShapeMember kDescribeVpcsMembers[] = {
    optional("VpcIds", kStrings, "Only these."),
    kFiltersGiven,
};
constexpr ShapeMember kCreateSubnetMembers[] = {
    kVpcId,
    optional("CidrBlock", kString, "Its part of the VPC's addresses, /16 to /28."),
    optional("AvailabilityZone", kString, "us-east-1a, us-east-1b or us-east-1c."),
    kTagsGiven,
};
constexpr ShapeMember kDeleteSubnetMembers[] = {kSubnetId};
constexpr ShapeMember kDescribeSubnetsMembers[] = {
    optional("SubnetIds", kStrings, "Only these.").naming(NameKind::Subnet),
    kFiltersGiven,
};

// ---- Routes
constexpr ShapeMember kCreateRouteTableMembers[] = {kVpcId, kTagsGiven};
constexpr ShapeMember kDeleteRouteTableMembers[] = {kRouteTableId};
constexpr ShapeMember kAssociateRouteTableMembers[] = {kRouteTableId, kSubnetId};
constexpr ShapeMember kAssociationId =
    required("AssociationId", kString, "The association of a subnet, or of a VPC, with its table.");
constexpr ShapeMember kDisassociateRouteTableMembers[] = {kAssociationId};
constexpr ShapeMember kReplaceRouteTableAssociationMembers[] = {kAssociationId, kRouteTableId};
constexpr ShapeMember kSetRouteMembers[] = {
    kRouteTableId,
    kDestination,
    optional("GatewayId", kString, "To this internet gateway."),
    optional("NatGatewayId", kString, "To this NAT gateway."),
};
constexpr ShapeMember kDeleteRouteMembers[] = {kRouteTableId, kDestination};
constexpr ShapeMember kDescribeRouteTablesMembers[] = {
    optional("RouteTableIds", kStrings, "Only these."),
    kFiltersGiven,
};

// ---- Gateways
constexpr ShapeMember kCreateInternetGatewayMembers[] = {kTagsGiven};
constexpr ShapeMember kAttachInternetGatewayMembers[] = {kGatewayMember, kVpcId};
constexpr ShapeMember kDeleteInternetGatewayMembers[] = {kGatewayMember};
constexpr ShapeMember kDescribeInternetGatewaysMembers[] = {
    optional("InternetGatewayIds", kStrings, "Only these."),
    kFiltersGiven,
};
constexpr ShapeMember kAllocateAddressMembers[] = {
    optional("Domain", kString, "vpc."),
    kTagsGiven,
};
constexpr ShapeMember kReleaseAddressMembers[] = {
    optional("AllocationId", kString, "The elastic IP address."),
};
constexpr ShapeMember kDescribeAddressesMembers[] = {
    optional("AllocationIds", kStrings, "Only these."),
    kFiltersGiven,
};
constexpr std::string_view kConnectivityTypeValues[] = {"public", "private"};
constexpr Shape kConnectivityType = enumeration(kConnectivityTypeValues);
constexpr ShapeMember kCreateNatGatewayMembers[] = {
    required("SubnetId", kString, "Where it sits: a public subnet, to reach the internet.")
        .naming(NameKind::Subnet),
    optional("AllocationId", kString, "Its elastic IP address."),
    optional("ConnectivityType", kConnectivityType, "public when absent."),
    kTagsGiven,
};
constexpr ShapeMember kDeleteNatGatewayMembers[] = {
    required("NatGatewayId", kString, "The NAT gateway."),
};
constexpr ShapeMember kDescribeNatGatewaysMembers[] = {
    optional("NatGatewayIds", kStrings, "Only these."),
    optional("Filter", kFilters, "Only those that meet every filter."),
};

// ---- Endpoints
constexpr std::string_view kVpcEndpointTypeValues[] = {"Interface", "Gateway"};
constexpr Shape kVpcEndpointType = enumeration(kVpcEndpointTypeValues);
constexpr ShapeMember kCreateVpcEndpointMembers[] = {
    kVpcId,
    optional("VpcEndpointType", kVpcEndpointType, "Gateway when absent."),
    optional("ServiceName", kString, "Such as com.amazonaws.us-east-1.ecr.api."),
    optional("RouteTableIds", kStrings, "Gateway: tables that get a route to it."),
    optional("SubnetIds", kStrings, "Interface: one interface in each.").naming(NameKind::Subnet),
    optional("SecurityGroupIds", kStrings, "Interface: its groups; the VPC's default if absent.")
        .naming(NameKind::SecurityGroup),
    optional("PrivateDnsEnabled", kBoolean, "Interface: the service's own name leads to it."),
    optional("PolicyDocument", kString, "Who may use it for what."),
    kTagsGiven,
};
constexpr ShapeMember kModifyVpcEndpointMembers[] = {
    required("VpcEndpointId", kString, "The endpoint."),
    optional("AddRouteTableIds", kStrings, "Gateway: further tables."),
    optional("RemoveRouteTableIds", kStrings, "Gateway: tables without it."),
    optional("AddSubnetIds", kStrings, "Interface: further subnets.").naming(NameKind::Subnet),
    optional("RemoveSubnetIds", kStrings, "Interface: subnets without it.")
        .naming(NameKind::Subnet),
    optional("AddSecurityGroupIds", kStrings, "Interface: further groups.")
        .naming(NameKind::SecurityGroup),
    optional("RemoveSecurityGroupIds", kStrings, "Interface: groups it loses.")
        .naming(NameKind::SecurityGroup),
    optional("PrivateDnsEnabled", kBoolean, "Interface: the service's own name leads to it."),
};
constexpr ShapeMember kDeleteVpcEndpointsMembers[] = {
    required("VpcEndpointIds", kStrings, "The endpoints."),
};
constexpr ShapeMember kDescribeVpcEndpointsMembers[] = {
    optional("VpcEndpointIds", kStrings, "Only these."),
    kFiltersGiven,
};

// ---- Security groups
constexpr ShapeMember kIpRangeMembers[] = {
    optional("CidrIp", kString, "Addresses of the other side."),
    optional("Description", kString, "What the rule is for."),
};
constexpr Shape kIpRange = structure(kIpRangeMembers);
constexpr Shape kIpRanges = listOf(kIpRange);
constexpr ShapeMember kUserIdGroupPairMembers[] = {
    optional("GroupId", kString, "Security group of the other side.")
        .naming(NameKind::SecurityGroup),
    optional("UserId", kString, "The account it belongs to."),
    optional("Description", kString, "What the rule is for."),
};
constexpr Shape kUserIdGroupPair = structure(kUserIdGroupPairMembers);
constexpr Shape kUserIdGroupPairs = listOf(kUserIdGroupPair);
constexpr ShapeMember kPrefixListIdMembers[] = {
    optional("PrefixListId", kString, "pl-63a5400a is S3, pl-02cd2c6b DynamoDB."),
    optional("Description", kString, "What the rule is for."),
};
constexpr Shape kPrefixListId = structure(kPrefixListIdMembers);
constexpr Shape kPrefixListIds = listOf(kPrefixListId);
constexpr ShapeMember kIpPermissionMembers[] = {
    optional("IpProtocol", kString, "tcp, udp, icmp, or -1 for everything."),
    optional("FromPort", kInteger, "First port of the range."),
    optional("ToPort", kInteger, "Last port of the range."),
    optional("IpRanges", kIpRanges, "The other side as addresses."),
    optional("UserIdGroupPairs", kUserIdGroupPairs, "The other side as security groups."),
    optional("PrefixListIds", kPrefixListIds, "The other side as prefix lists."),
};
constexpr Shape kIpPermission = structure(kIpPermissionMembers);
constexpr Shape kIpPermissions = listOf(kIpPermission);

constexpr ShapeMember kCreateSecurityGroupMembers[] = {
    required("GroupName", kString, "Unique in its VPC; the id follows from it."),
    required("Description", kString, "What the group is for."),
    optional("VpcId", kString, "The default VPC when absent."),
    kTagsGiven,
};
constexpr ShapeMember kGroupId =
    optional("GroupId", kString, "The security group.").naming(NameKind::SecurityGroup);
constexpr ShapeMember kDeleteSecurityGroupMembers[] = {
    kGroupId,
    optional("GroupName", kString, "In the default VPC, instead of the id."),
};
constexpr ShapeMember kPermissions =
    optional("IpPermissions", kIpPermissions, "The rules, written out.");
constexpr ShapeMember kShortProtocol =
    optional("Protocol", kString, "One rule in short: tcp, udp, icmp or all.");
constexpr ShapeMember kShortPort =
    optional("Port", kString, "One rule in short: a port or a range, such as 8000-8080.");
constexpr ShapeMember kShortCidr =
    optional("Cidr", kString, "One rule in short: addresses of the other side.");
constexpr ShapeMember kShortGroup =
    optional("SourceGroup", kString, "One rule in short: security group of the other side.")
        .naming(NameKind::SecurityGroup);
constexpr ShapeMember kSecurityGroupIngressMembers[] = {
    kGroupId,     optional("GroupName", kString, "In the default VPC, instead of the id."),
    kPermissions, kShortProtocol,
    kShortPort,   kShortCidr,
    kShortGroup,
};
constexpr ShapeMember kSecurityGroupEgressMembers[] = {
    required("GroupId", kString, "The security group.").naming(NameKind::SecurityGroup),
    kPermissions,
    kShortProtocol,
    kShortPort,
    kShortCidr,
    kShortGroup,
};
constexpr ShapeMember kDescribeSecurityGroupsMembers[] = {
    optional("GroupIds", kStrings, "Only these.").naming(NameKind::SecurityGroup),
    optional("GroupNames", kStrings, "In the default VPC, instead of ids."),
    kFiltersGiven,
};
constexpr ShapeMember kDescribeNetworkInterfacesMembers[] = {
    optional("NetworkInterfaceIds", kStrings, "Only these."),
    kFiltersGiven,
};

constexpr ShapeMember kTracePathMembers[] = {
    optional("task", kString, "From this task.").naming(NameKind::Task),
    optional("subnet", kString, "Or from a network interface in this subnet.")
        .naming(NameKind::Subnet),
    optional("securityGroups", kStrings, "Its groups; the VPC's default group when absent.")
        .naming(NameKind::SecurityGroup),
    optional("assignPublicIp", kOnOff, "Whether it has a public address."),
    required("to", kString, "internet, a service such as ecr.api or s3, or a task's id.")
        .naming(NameKind::Task),
    optional("port", kInteger, "The TCP port; 443 when absent.").strictlyBetween(1, 65535),
};

}  // namespace

constinit const Shape kCreateVpcInput = structure(kCreateVpcMembers);
constinit const Shape kDeleteVpcInput = structure(kDeleteVpcMembers);
constinit const Shape kDescribeVpcsInput = structure(kDescribeVpcsMembers);
constinit const Shape kCreateSubnetInput = structure(kCreateSubnetMembers);
constinit const Shape kDeleteSubnetInput = structure(kDeleteSubnetMembers);
constinit const Shape kDescribeSubnetsInput = structure(kDescribeSubnetsMembers);
constinit const Shape kCreateRouteTableInput = structure(kCreateRouteTableMembers);
constinit const Shape kDeleteRouteTableInput = structure(kDeleteRouteTableMembers);
constinit const Shape kAssociateRouteTableInput = structure(kAssociateRouteTableMembers);
constinit const Shape kDisassociateRouteTableInput = structure(kDisassociateRouteTableMembers);
constinit const Shape kReplaceRouteTableAssociationInput =
    structure(kReplaceRouteTableAssociationMembers);
constinit const Shape kSetRouteInput = structure(kSetRouteMembers);
constinit const Shape kDeleteRouteInput = structure(kDeleteRouteMembers);
constinit const Shape kDescribeRouteTablesInput = structure(kDescribeRouteTablesMembers);
constinit const Shape kCreateInternetGatewayInput = structure(kCreateInternetGatewayMembers);
constinit const Shape kAttachInternetGatewayInput = structure(kAttachInternetGatewayMembers);
constinit const Shape kDeleteInternetGatewayInput = structure(kDeleteInternetGatewayMembers);
constinit const Shape kDescribeInternetGatewaysInput = structure(kDescribeInternetGatewaysMembers);
constinit const Shape kAllocateAddressInput = structure(kAllocateAddressMembers);
constinit const Shape kReleaseAddressInput = structure(kReleaseAddressMembers);
constinit const Shape kDescribeAddressesInput = structure(kDescribeAddressesMembers);
constinit const Shape kCreateNatGatewayInput = structure(kCreateNatGatewayMembers);
constinit const Shape kDeleteNatGatewayInput = structure(kDeleteNatGatewayMembers);
constinit const Shape kDescribeNatGatewaysInput = structure(kDescribeNatGatewaysMembers);
constinit const Shape kCreateVpcEndpointInput = structure(kCreateVpcEndpointMembers);
constinit const Shape kModifyVpcEndpointInput = structure(kModifyVpcEndpointMembers);
constinit const Shape kDeleteVpcEndpointsInput = structure(kDeleteVpcEndpointsMembers);
constinit const Shape kDescribeVpcEndpointsInput = structure(kDescribeVpcEndpointsMembers);
constinit const Shape kCreateSecurityGroupInput = structure(kCreateSecurityGroupMembers);
constinit const Shape kDeleteSecurityGroupInput = structure(kDeleteSecurityGroupMembers);
constinit const Shape kSecurityGroupIngressInput = structure(kSecurityGroupIngressMembers);
constinit const Shape kSecurityGroupEgressInput = structure(kSecurityGroupEgressMembers);
constinit const Shape kDescribeSecurityGroupsInput = structure(kDescribeSecurityGroupsMembers);
constinit const Shape kDescribeNetworkInterfacesInput =
    structure(kDescribeNetworkInterfacesMembers);
constinit const Shape kSimTracePathInput = structure(kTracePathMembers);

}  // namespace taskyard::shapes
