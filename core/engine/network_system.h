#pragma once
// Changes of the learner's network. Requests come in checked (api/ec2_*.cpp); every change counts
// up state.network.generation and is in force for new connections at once.

#include <string>
#include <vector>

#include "engine/simulation.h"
#include "model/network.h"

namespace taskyard {

// Each finds what is not deleted; not valid when there is none of that id.
VpcIndex findVpc(const State& state, std::string_view vpcId);
RouteTableIndex findRouteTable(const State& state, std::string_view routeTableId);
InternetGatewayIndex findInternetGateway(const State& state, std::string_view id);
ElasticIpIndex findElasticIp(const State& state, std::string_view allocationId);
NatGatewayIndex findNatGateway(const State& state, std::string_view id);
VpcEndpointIndex findVpcEndpoint(const State& state, std::string_view id);
SecurityGroupIndex findSecurityGroup(const State& state, std::string_view groupId);

// The set of the groups that an interface gets: those named, or its VPC's default group.
GroupSetIndex keepGroupSet(State& state, const AwsvpcConfiguration& configuration);

// ---- VPCs and subnets
// With its main route table and default security group.
VpcIndex createVpc(Simulation& sim, const Cidr& block, const std::string& name);
// REQUIRES: nothing is left in it but those two.
void deleteVpc(Simulation& sim, VpcIndex vpc);
SubnetIndex createSubnet(Simulation& sim, VpcIndex vpc, const Cidr& block, std::uint8_t zone,
                         const std::string& name);
void deleteSubnet(Simulation& sim, SubnetIndex subnet);

// ---- Routes
RouteTableIndex createRouteTable(Simulation& sim, VpcIndex vpc, const std::string& name);
void deleteRouteTable(Simulation& sim, RouteTableIndex table);
// A table that is not valid: back to the VPC's main one.
void associateRouteTable(Simulation& sim, SubnetIndex subnet, RouteTableIndex table);
void setMainRouteTable(Simulation& sim, VpcIndex vpc, RouteTableIndex table);
// Replaces the route to the same destination or adds it.
void setRoute(Simulation& sim, RouteTableIndex table, const Route& route);
void deleteRoute(Simulation& sim, RouteTableIndex table, const Route& route);

// ---- Gateways
InternetGatewayIndex createInternetGateway(Simulation& sim, const std::string& name);
// A VPC that is not valid: detaches it.
void attachInternetGateway(Simulation& sim, InternetGatewayIndex gateway, VpcIndex vpc);
void deleteInternetGateway(Simulation& sim, InternetGatewayIndex gateway);
ElasticIpIndex allocateAddress(Simulation& sim, const std::string& name);
void releaseAddress(Simulation& sim, ElasticIpIndex address);
// REQUIRES: the subnet has a free address, and the address belongs to nobody.
NatGatewayIndex createNatGateway(Simulation& sim, SubnetIndex subnet, ElasticIpIndex address,
                                 const std::string& name);
void deleteNatGateway(Simulation& sim, NatGatewayIndex gateway);
// A fault: kNoEvent puts it right again.
void failNatGateway(Simulation& sim, NatGatewayIndex gateway, EventId because);

// ---- Endpoints
// Makes the routes of a Gateway endpoint and the interfaces of an Interface endpoint; id, addresses
// and times are set here. REQUIRES: every subnet of it has a free address.
VpcEndpointIndex createVpcEndpoint(Simulation& sim, VpcEndpoint endpoint);
// Takes over route tables, subnets, security groups and privateDnsEnabled of `wanted`.
void modifyVpcEndpoint(Simulation& sim, VpcEndpointIndex endpoint, const VpcEndpoint& wanted);
void deleteVpcEndpoint(Simulation& sim, VpcEndpointIndex endpoint);

// ---- Security groups
// With AWS's first rule: everything may go out.
SecurityGroupIndex createSecurityGroup(Simulation& sim, VpcIndex vpc, const std::string& name,
                                       const std::string& description);
void deleteSecurityGroup(Simulation& sim, SecurityGroupIndex group);
enum class RuleDirection : std::uint8_t { Ingress, Egress };
void authorizeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                    const std::vector<SecurityGroupRule>& rules);
// Rules it does not have are skipped.
void revokeRules(Simulation& sim, SecurityGroupIndex group, RuleDirection direction,
                 const std::vector<SecurityGroupRule>& rules);

}  // namespace taskyard
