#pragma once
// Can a connection be made? Computed from subnets, route tables, gateways, endpoints, security
// groups and public addresses; never assumed. Answers hold for new connections from this moment
// on; who keeps one compares state.network.generation. The same walk with its hops in words is in
// path_trace.h.
//
// The rules, in order:
// 1. A security group of the near side must let the connection out (egress).
// 2. The route with the longest prefix that fits decides; a table without one leads nowhere.
// 3. An internet gateway serves only interfaces that have a public address. A NAT gateway serves
//    the others, and must itself sit in a public subnet and be available.
// 4. The name of an AWS service resolves to the VPC's interface endpoint when there is one with
//    private DNS: then there is no way around it, and a security group of the endpoint must admit
//    port 443 from the near side. A gateway endpoint is a route of the subnet's table.
// 5. A security group of the far side must let the connection in (ingress). Answers need no rule.
// Source: VPC User Guide, "Route tables", "NAT gateways", "Security groups"; PrivateLink Guide;
// Developer Guide, "Amazon ECS interface VPC endpoints", "CannotPullContainer task errors".
// Model choice: no network ACLs (the default one allows everything), no peering, no IPv6.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One side of a connection inside the VPC: a network interface.
struct NetworkEnd {
  SubnetIndex subnet;
  std::vector<SecurityGroupIndex> securityGroups;
  bool publicIp = false;
  Cidr address;  // one, or the subnet's whole block when it is not known
};

// The AWS services that tasks and their agent talk to.
enum class AwsService : std::uint8_t {
  EcrApi,  // authorization tokens, image metadata
  EcrDkr,  // manifests
  S3,      // image layers, environment files
  Logs,
  SecretsManager,
  Ssm,
  Kms,
  SsmMessages,
  Sqs,
  DynamoDb,
  Ecs,  // this and the two below: the agent on container instances, not Fargate
  EcsAgent,
  EcsTelemetry,
};

enum class PathProblem : std::uint8_t {
  None,            // the connection is made
  NoRoute,         // the subnet's route table leads nowhere
  NoPublicIp,      // the route leads to an internet gateway, the interface has no public address
  EgressDenied,    // a security group of the near side lets nothing out
  IngressDenied,   // a security group of the far side lets nothing in
  EndpointDenied,  // the interface endpoint's security group does not admit the near side
  NatFailed,       // the route leads to a NAT gateway that cannot pass it on
};

// "ecr.api": what stands behind "com.amazonaws.us-east-1." in the endpoint's service name.
const char* endpointNameOf(AwsService service);
const char* nameOf(PathProblem problem);  // "NoPublicIp"

// Of the task's interface; the VPC's default group when it was given none.
std::vector<SecurityGroupIndex> securityGroupsOf(const State& state, const Task& task);
NetworkEnd networkEndOf(const State& state, const Task& task);
// An interface without a public address. securityGroups: ids; empty: the VPC's default group.
NetworkEnd networkEndIn(const State& state, SubnetIndex subnet,
                        const std::vector<std::string>& securityGroups);
// From where images are pulled, secrets fetched and logs written for the task: its own interface
// on Fargate, the instance's on EC2, which has a public address in a public subnet.
// Source: Developer Guide, "task networking with the awsvpc network mode".
NetworkEnd agentEndOf(const State& state, const Task& task);

// A subnet is public when its route table sends the internet's addresses to an internet gateway.
[[nodiscard]] bool isPublicSubnet(const State& state, const Subnet& subnet);

// To a public address on a TCP port, such as a registry on 443.
[[nodiscard]] PathProblem pathToInternet(const State& state, const NetworkEnd& from,
                                         std::int32_t port);
// To an AWS service, by its VPC endpoint when the VPC has one, else over the internet.
[[nodiscard]] PathProblem pathToAws(const State& state, const NetworkEnd& from, AwsService service);
// To where an image is fetched from: private ECR (isPrivateEcrImage) is three services, any other
// registry is on the internet.
[[nodiscard]] PathProblem pathToRegistry(const State& state, const Task& task,
                                         std::string_view image);
// Whether the task's images can be fetched, all of them.
[[nodiscard]] bool reachesRegistry(const State& state, const Task& task);
// Between two interfaces of the VPC, on a TCP port of the far one.
[[nodiscard]] PathProblem pathBetween(const State& state, const NetworkEnd& from,
                                      const NetworkEnd& to, std::int32_t port);
// From somewhere on the internet to an interface, such as that of an internet-facing load balancer.
[[nodiscard]] PathProblem pathFromInternet(const State& state, const NetworkEnd& to,
                                           std::int32_t port);

}  // namespace taskyard
