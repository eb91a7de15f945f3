// Auto Scaling groups.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "base/time.h"
#include "engine/container_instances_system.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

Error validation(std::string message, std::string path) {
  return {"ValidationError", std::move(message), std::move(path)};
}

Result<AutoScalingGroupIndex> namedGroup(const ApiCall& call) {
  const AutoScalingGroupIndex group =
      findAutoScalingGroup(call.state, call.text("AutoScalingGroupName"));
  if (group.valid()) return group;
  return validation("AutoScalingGroup name not found - AutoScalingGroup '" +
                        call.text("AutoScalingGroupName") + "' not found",
                    "/AutoScalingGroupName");
}

// What CreateAutoScalingGroup and UpdateAutoScalingGroup have in common.
std::optional<Error> readGroup(const ApiCall& call, AutoScalingGroup& group) {
  const auto number = [&](const char* member, std::int32_t& target) {
    if (const auto value = call.integer(member)) target = static_cast<std::int32_t>(*value);
  };
  number("MinSize", group.minSize);
  number("MaxSize", group.maxSize);
  number("DesiredCapacity", group.desiredCapacity);
  if (group.minSize < 0 || group.maxSize < 0 || group.maxSize > 5000) {
    return validation("MinSize and MaxSize must be between 0 and 5000.", "/MaxSize");
  }
  if (group.minSize > group.maxSize) {
    return validation("Max bound, " + std::to_string(group.maxSize) +
                          ", must be greater than or equal to min bound, " +
                          std::to_string(group.minSize),
                      "/MaxSize");
  }
  if (call.input.find("NewInstancesProtectedFromScaleIn") != nullptr) {
    group.newInstancesProtectedFromScaleIn = call.flag("NewInstancesProtectedFromScaleIn");
  }
  if (const JsonValue* given = call.input.find("LaunchTemplate"); given != nullptr) {
    const std::string& name = given->text("LaunchTemplateName");
    const NamedLaunchTemplate* found = nullptr;
    for (const NamedLaunchTemplate& known : call.state.capacity.launchTemplates) {
      if (known.name == name) found = &known;
    }
    if (found == nullptr) {
      return validation(
          "The specified launch template, with template name " + name + ", does not exist.",
          "/LaunchTemplate/LaunchTemplateName");
    }
    group.launchTemplate = found->launchTemplate;
  }
  const std::string& subnets = call.text("VPCZoneIdentifier");
  if (!subnets.empty()) {
    group.subnets.clear();
    for (std::size_t from = 0; from <= subnets.size();) {
      const std::size_t comma = std::min(subnets.find(',', from), subnets.size());
      const std::string id = subnets.substr(from, comma - from);
      const SubnetIndex subnet = findSubnet(call.state, id);
      if (!subnet.valid()) {
        return validation("The subnet ID '" + id + "' does not exist", "/VPCZoneIdentifier");
      }
      group.subnets.push_back(subnet);
      from = comma + 1;
    }
  }
  return std::nullopt;
}

std::optional<Error> outOfBounds(const AutoScalingGroup& group, std::int32_t desired) {
  if (desired < group.minSize) {
    return validation("New SetDesiredCapacity value " + std::to_string(desired) +
                          " is below min value " + std::to_string(group.minSize) +
                          " for the AutoScalingGroup.",
                      "/DesiredCapacity");
  }
  if (desired > group.maxSize) {
    return validation("New SetDesiredCapacity value " + std::to_string(desired) +
                          " is above max value " + std::to_string(group.maxSize) +
                          " for the AutoScalingGroup.",
                      "/DesiredCapacity");
  }
  return std::nullopt;
}

JsonValue groupJson(const State& state, AutoScalingGroupIndex index) {
  const AutoScalingGroup& group = state.capacity.autoScalingGroups[index.value];
  std::string subnets;
  JsonValue zones = JsonValue::array();
  for (const SubnetIndex subnet : group.subnets) {
    subnets += (subnets.empty() ? "" : ",") + state.subnets[subnet.value].subnetId;
    zones.push(zoneName(state.subnets[subnet.value].zone));
  }
  JsonValue instances = JsonValue::array();
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    const ContainerInstanceIndex at(i);
    if (instance.autoScalingGroup != index || instance.state == InstanceState::terminated) continue;
    const InstanceType& type =
        instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)];
    instances.push(JsonValue::object(
        {{"InstanceId", ec2InstanceId(state.seed, at)},
         {"InstanceType", std::string(type.name)},
         {"AvailabilityZone", zoneName(state.subnets[instance.subnet.value].zone)},
         {"LifecycleState", instance.terminateWhenDrained              ? "Terminating:Wait"
                            : instance.state == InstanceState::pending ? "Pending"
                                                                       : "InService"},
         {"HealthStatus", "Healthy"},
         {"ProtectedFromScaleIn", isProtected(state, at)}}));
  }
  JsonValue json = JsonValue::object();
  json.set("AutoScalingGroupName", group.name);
  json.set("AutoScalingGroupARN", autoScalingGroupArn(state.seed, state, index));
  json.set("MinSize", group.minSize);
  json.set("MaxSize", group.maxSize);
  json.set("DesiredCapacity", group.desiredCapacity);
  json.set("AvailabilityZones", std::move(zones));
  json.set("VPCZoneIdentifier", std::move(subnets));
  json.set("Instances", std::move(instances));
  json.set("CreatedTime", isoTimestamp(group.createdAt));
  json.set("NewInstancesProtectedFromScaleIn", group.newInstancesProtectedFromScaleIn);
  return json;
}

}  // namespace

Result<ApiAnswer> createAutoScalingGroup(const ApiCall& call) {
  const std::string& name = call.text("AutoScalingGroupName");
  if (name.empty() || name.size() > 255) {
    return validation("AutoScalingGroupName must have 1 to 255 characters.",
                      "/AutoScalingGroupName");
  }
  if (findAutoScalingGroup(call.state, name).valid()) {
    return Error{"AlreadyExists",
                 "AutoScalingGroup by this name already exists - A group with the name " + name +
                     " already exists",
                 "/AutoScalingGroupName"};
  }
  AutoScalingGroup group;
  group.name = name;
  if (call.input.find("LaunchTemplate") == nullptr) {
    return validation(
        "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or "
        "MixedInstancesPolicy parameter.",
        "/LaunchTemplate");
  }
  group.desiredCapacity = static_cast<std::int32_t>(call.integer("MinSize").value_or(0));
  if (auto error = readGroup(call, group)) return *error;
  if (group.subnets.empty()) {
    return validation("At least one Availability Zone or VPC Subnet is required.",
                      "/VPCZoneIdentifier");
  }
  if (auto error = outOfBounds(group, group.desiredCapacity)) return *error;
  Simulation& sim = call.simulation();
  (void)createGroup(sim, std::move(group), call.begin(name));
  ApiAnswer answer;
  answer.notModelled =
      call.notModelled({"AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity",
                        "LaunchTemplate", "VPCZoneIdentifier", "NewInstancesProtectedFromScaleIn"});
  return answer;
}

Result<ApiAnswer> updateAutoScalingGroup(const ApiCall& call) {
  const Result<AutoScalingGroupIndex> index = namedGroup(call);
  if (!index) return index.error();
  AutoScalingGroup group = call.state.capacity.autoScalingGroups[index.value().value];
  const std::int32_t before = group.desiredCapacity;
  if (auto error = readGroup(call, group)) return *error;
  if (call.integer("DesiredCapacity")) {
    if (auto error = outOfBounds(group, group.desiredCapacity)) return *error;
  }
  // The group's own bounds move its size when nothing else was said.
  const std::int32_t desired = std::clamp(group.desiredCapacity, group.minSize, group.maxSize);
  group.desiredCapacity = before;
  const EventId cause = call.begin(group.name);
  call.simulation().state().capacity.autoScalingGroups[index.value().value] = std::move(group);
  Simulation& sim = call.simulation();
  setDesiredCapacity(sim, index.value(), desired, cause);
  ApiAnswer answer;
  answer.notModelled =
      call.notModelled({"AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity",
                        "LaunchTemplate", "VPCZoneIdentifier", "NewInstancesProtectedFromScaleIn"});
  return answer;
}

Result<ApiAnswer> setDesiredCapacity(const ApiCall& call) {
  const Result<AutoScalingGroupIndex> index = namedGroup(call);
  if (!index) return index.error();
  const AutoScalingGroup& group = call.state.capacity.autoScalingGroups[index.value().value];
  const auto desired = static_cast<std::int32_t>(call.integer("DesiredCapacity").value_or(0));
  if (auto error = outOfBounds(group, desired)) return *error;
  const EventId cause = call.begin(group.name + " " + std::to_string(desired));
  Simulation& sim = call.simulation();
  setDesiredCapacity(sim, index.value(), desired, cause);
  ApiAnswer answer;
  answer.notModelled = call.notModelled({"AutoScalingGroupName", "DesiredCapacity"});
  return answer;
}

Result<ApiAnswer> deleteAutoScalingGroup(const ApiCall& call) {
  const Result<AutoScalingGroupIndex> index = namedGroup(call);
  if (!index) return index.error();
  const bool inUse = std::any_of(call.state.capacity.instances.begin(),
                                 call.state.capacity.instances.end(), [&](const auto& instance) {
                                   return instance.autoScalingGroup == index.value() &&
                                          instance.state != InstanceState::terminated;
                                 });
  if (inUse && !call.flag("ForceDelete")) {
    return Error{"ResourceInUse",
                 "You cannot delete an AutoScalingGroup while there are instances or pending Spot "
                 "instance request(s) still in the group.",
                 "/ForceDelete"};
  }
  const EventId cause = call.begin(call.state.capacity.autoScalingGroups[index.value().value].name);
  Simulation& sim = call.simulation();
  deleteGroup(sim, index.value(), cause);
  return ApiAnswer{};
}

Result<ApiAnswer> describeAutoScalingGroups(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("AutoScalingGroupNames");
  JsonValue list = JsonValue::array();
  for (std::size_t i = 0; i < call.state.capacity.autoScalingGroups.size(); ++i) {
    const AutoScalingGroup& group = call.state.capacity.autoScalingGroups[i];
    if (group.deleted) continue;
    if (!names.empty() && std::find(names.begin(), names.end(), group.name) == names.end()) {
      continue;
    }
    list.push(groupJson(call.state, AutoScalingGroupIndex(i)));
  }
  ApiAnswer answer;
  answer.output.set("AutoScalingGroups", std::move(list));
  return answer;
}

}  // namespace taskyard
