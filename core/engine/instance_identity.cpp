#include "engine/instance_identity.h"

#include "base/draw.h"

namespace taskyard {

namespace {

std::string drawHex(std::uint64_t seed, std::uint64_t entity, std::uint64_t count) {
  return hex64(draw({seed, Purpose::InstanceId, entity, count}));
}

std::string_view lastPart(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

}  // namespace

std::string ec2InstanceId(std::uint64_t seed, ContainerInstanceIndex instance) {
  return "i-0" + drawHex(seed, instance.value, 0);
}

std::string containerInstanceId(std::uint64_t seed, ContainerInstanceIndex instance) {
  return drawHex(seed, instance.value, 1) + drawHex(seed, instance.value, 2);
}

std::string containerInstanceArn(const State& state, ContainerInstanceIndex instance) {
  const ClusterIndex cluster = state.capacity.instances[instance.value].cluster;
  return "arn:aws:ecs:us-east-1:123456789012:container-instance/" +
         (cluster.valid() ? state.clusters[cluster.value].clusterName + "/" : "") +
         containerInstanceId(state.seed, instance);
}

std::string trunkId(std::uint64_t seed, ContainerInstanceIndex instance) {
  return "eni-0" + drawHex(seed, instance.value, 3);
}

std::string capacityProviderArn(const CapacityProvider& provider) {
  return "arn:aws:ecs:us-east-1:123456789012:capacity-provider/" + provider.name;
}

std::string autoScalingGroupArn(std::uint64_t seed, const State& state,
                                AutoScalingGroupIndex group) {
  const std::string digits = drawHex(seed, group.value, 4);
  return "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:" + digits.substr(0, 8) +
         "-" + digits.substr(8, 4) + "-4" + digits.substr(13, 3) +
         "-a1b2-c3d4e5f60718:autoScalingGroupName/" +
         state.capacity.autoScalingGroups[group.value].name;
}

ContainerInstanceIndex findInstance(const State& state, std::string_view reference) {
  const std::string_view id = lastPart(reference);
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstanceIndex index(i);
    if (id == ec2InstanceId(state.seed, index) || id == containerInstanceId(state.seed, index)) {
      return index;
    }
  }
  return {};
}

CapacityProviderIndex findCapacityProvider(const State& state, std::string_view nameOrArn) {
  const std::string_view name = lastPart(nameOrArn);
  for (std::size_t i = state.capacity.providers.size(); i-- > 0;) {
    const CapacityProvider& provider = state.capacity.providers[i];
    if (!provider.deleted && provider.name == name) return CapacityProviderIndex(i);
  }
  return {};
}

AutoScalingGroupIndex findAutoScalingGroup(const State& state, std::string_view nameOrArn) {
  const std::string_view name = lastPart(nameOrArn);
  for (std::size_t i = state.capacity.autoScalingGroups.size(); i-- > 0;) {
    const AutoScalingGroup& group = state.capacity.autoScalingGroups[i];
    if (!group.deleted && group.name == name) return AutoScalingGroupIndex(i);
  }
  return {};
}

CapacityProviderIndex providerOf(const State& state, AutoScalingGroupIndex group) {
  if (!group.valid()) return {};
  for (std::size_t i = 0; i < state.capacity.providers.size(); ++i) {
    const CapacityProvider& provider = state.capacity.providers[i];
    if (!provider.deleted && provider.autoScalingGroup == group) return CapacityProviderIndex(i);
  }
  return {};
}

}  // namespace taskyard
