#pragma once
// The identifiers AWS shows, derived from positions so that State need not store them:
// a task's id is a function of the seed and the task's ordinal.

#include <optional>
#include <string>
#include <string_view>

#include "model/state.h"

namespace taskyard {

// 32 hexadecimal digits.
std::string taskId(std::uint64_t seed, std::uint32_t ordinal);
// Its first eight: what people tell tasks apart by.
std::string shortTaskId(std::uint64_t seed, std::uint32_t ordinal);
// "ecs-svc/" and 19 digits, as ECS names deployments.
std::string deploymentId(std::uint64_t seed, DeploymentIndex deployment);
// 21 letters and digits, as ECS names service deployments.
std::string serviceDeploymentId(std::uint64_t seed, ServiceDeploymentIndex rollout);
// 19 digits, as ECS names service revisions: the number in the deployment's id.
std::string serviceRevisionId(std::uint64_t seed, DeploymentIndex deployment);
std::string networkInterfaceId(std::uint64_t seed, std::uint32_t ordinal);
std::string macAddress(std::uint64_t seed, std::uint32_t ordinal);
// Of a task with assignPublicIp, in one of Amazon's blocks; host byte order.
std::uint32_t publicIpOf(std::uint64_t seed, std::uint32_t ordinal);
std::string attachmentId(std::uint64_t seed, std::uint32_t ordinal);
std::string containerRuntimeId(std::uint64_t seed, const Task& task, const Container& container);
std::string imageDigest(std::uint64_t seed, std::string_view reference);

std::string clusterArn(const State& state, ClusterIndex cluster);
std::string serviceArn(const State& state, ServiceIndex service);
std::string serviceDeploymentArn(const State& state, ServiceDeploymentIndex rollout);
std::string serviceRevisionArn(const State& state, DeploymentIndex deployment);
std::string taskArn(const State& state, const Task& task);
std::string containerArn(const State& state, const Task& task, const Container& container);
std::string taskDefinitionArn(const TaskDefinition& definition);
// "web:3".
std::string familyRevision(const TaskDefinition& definition);

// Each takes what AWS takes: a name, an id or a full ARN.
ClusterIndex findCluster(const State& state, std::string_view nameOrArn);
// Newest service of that name in the cluster, INACTIVE ones included.
ServiceIndex findService(const State& state, ClusterIndex cluster, std::string_view nameOrArn);
// Each by its ARN.
ServiceDeploymentIndex findServiceDeployment(const State& state, std::string_view arn);
DeploymentIndex findServiceRevision(const State& state, std::string_view arn);
TaskIndex findTask(const State& state, ClusterIndex cluster, std::string_view idOrArn);
TaskIndex findTaskByOrdinal(const State& state, std::uint32_t ordinal);
// "family" (its latest ACTIVE revision), "family:revision" or ARN; any status.
TaskDefinitionIndex findTaskDefinition(const State& state, std::string_view reference);
SubnetIndex findSubnet(const State& state, std::string_view subnetId);
ImageIndex findImage(const State& state, std::string_view reference);

// The container at a position of the task definition. REQUIRES: it has that many.
const Container& containerOf(const State& state, const Task& task, std::size_t position);

}  // namespace taskyard
