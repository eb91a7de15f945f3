#pragma once
// The identifiers of EC2 instances and container instances, derived from their position, and what
// finds them again.

#include <string>
#include <string_view>

#include "model/state.h"

namespace taskyard {

std::string ec2InstanceId(std::uint64_t seed, ContainerInstanceIndex instance);
// 32 hexadecimal digits.
std::string containerInstanceId(std::uint64_t seed, ContainerInstanceIndex instance);
std::string containerInstanceArn(const State& state, ContainerInstanceIndex instance);
std::string trunkId(std::uint64_t seed, ContainerInstanceIndex instance);
std::string capacityProviderArn(const CapacityProvider& provider);
std::string autoScalingGroupArn(std::uint64_t seed, const State& state,
                                AutoScalingGroupIndex group);

// By EC2 id, container instance id or ARN; also INACTIVE ones.
ContainerInstanceIndex findInstance(const State& state, std::string_view reference);
// By name or ARN; not deleted ones.
CapacityProviderIndex findCapacityProvider(const State& state, std::string_view nameOrArn);
AutoScalingGroupIndex findAutoScalingGroup(const State& state, std::string_view nameOrArn);
// The provider of the group, not valid when it has none.
CapacityProviderIndex providerOf(const State& state, AutoScalingGroupIndex group);

}  // namespace taskyard
