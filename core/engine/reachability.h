#pragma once
// Can a connection be made? Computed from subnets, route tables, gateways, endpoints, security
// groups and public addresses; never assumed.

#include <cstdint>
#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One side of a connection inside the VPC: a network interface.
struct NetworkEnd {
  SubnetIndex subnet;
  std::vector<std::string> securityGroups;  // ids; empty: the VPC's default group
  bool publicIp = false;
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

NetworkEnd networkEndOf(const State& state, const Task& task);

// To a public address on a TCP port, such as a registry on 443.
[[nodiscard]] PathProblem pathToInternet(const State& state, const NetworkEnd& from,
                                         std::int32_t port);
// To an AWS service, by its VPC endpoint when the VPC has one, else over the internet.
[[nodiscard]] PathProblem pathToAws(const State& state, const NetworkEnd& from, AwsService service);
// Whether the task's images can be fetched.
[[nodiscard]] bool reachesRegistry(const State& state, const Task& task);
// Between two interfaces of the VPC.
[[nodiscard]] PathProblem pathBetween(const State& state, const NetworkEnd& from,
                                      const NetworkEnd& to, std::int32_t port);

}  // namespace taskyard
