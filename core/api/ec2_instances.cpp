// EC2 instances, instance types and launch templates.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "base/text.h"
#include "base/time.h"
#include "engine/container_instances_system.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMostPerCall = 100;  // Model choice

// Plain text of base64; nothing when it is none.
std::optional<std::string> fromBase64(std::string_view text) {
  std::string plain;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<std::uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<std::uint32_t>(c - 'a' + 26);
    } else if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0' + 52);
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else if (c == '=') {
      break;
    } else {
      return std::nullopt;
    }
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      plain += static_cast<char>((bits >> held) & 0xFF);
    }
  }
  return plain;
}

// The cluster named by ECS_CLUSTER=<name> in the user data, as text or base64; the agent joins
// "default" without it. Source: Developer Guide, "container agent configuration".
std::string clusterIn(const std::string& userData) {
  constexpr std::string_view kKey = "ECS_CLUSTER=";
  std::string text = userData;
  if (text.find(kKey) == std::string::npos) text = fromBase64(userData).value_or("");
  const std::size_t at = text.find(kKey);
  if (at == std::string::npos) return "default";
  std::string name;
  for (std::size_t i = at + kKey.size(); i < text.size(); ++i) {
    const char c = text[i];
    const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
    if (!part) break;
    name += c;
  }
  return name.empty() ? "default" : name;
}

Result<std::vector<ContainerInstanceIndex>> namedInstances(const ApiCall& call) {
  std::vector<ContainerInstanceIndex> instances;
  const std::vector<std::string> ids = call.strings("InstanceIds");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const ContainerInstanceIndex index = findInstance(call.state, ids[i]);
    if (!index.valid()) {
      return Error{"InvalidInstanceID.NotFound", "The instance ID '" + ids[i] + "' does not exist",
                   pointerTo("/InstanceIds", i)};
    }
    instances.push_back(index);
  }
  return instances;
}

JsonValue instanceJson(const State& state, ContainerInstanceIndex index) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  const InstanceType& type =
      instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)];
  const Subnet& subnet = state.subnets[instance.subnet.value];
  JsonValue json = JsonValue::object();
  json.set("InstanceId", ec2InstanceId(state.seed, index));
  json.set("InstanceType", std::string(type.name));
  json.set("ImageId", instance.launch.imageId);
  json.set("State", JsonValue::object({{"Name", nameOf(instance.state)}}));
  json.set("SubnetId", subnet.subnetId);
  json.set("Placement", JsonValue::object({{"AvailabilityZone", zoneName(subnet.zone)}}));
  json.set("PrivateIpAddress", ipText(instance.privateIp));
  json.set("LaunchTime", isoTimestamp(instance.launchedAt));
  return json;
}

}  // namespace

Result<LaunchTemplate> launchTemplateOf(const JsonValue& data, const std::string& path) {
  LaunchTemplate launch;
  launch.imageId = data.text("ImageId").empty() ? "ami-ecs-optimized" : data.text("ImageId");
  launch.instanceType = findInstanceType(data.text("InstanceType"));
  if (launch.instanceType < 0) {
    std::string message = "Invalid value '" + data.text("InstanceType") + "' for InstanceType.";
    if (data.text("InstanceType").empty()) message = "The request must contain an InstanceType.";
    return Error{"InvalidParameterValue",
                 message +
                     " Here there are the types that "
                     "DescribeInstanceTypes lists.",
                 path + "/InstanceType"};
  }
  if (const JsonValue* profile = data.find("IamInstanceProfile"); profile != nullptr) {
    std::string name = profile->text("Name");
    const std::string& arn = profile->text("Arn");
    if (name.empty())
      name = arn.substr(arn.rfind('/') == std::string::npos ? 0 : arn.rfind('/') + 1);
    // Model choice: a profile holds the role of the same name, as the console makes them.
    if (!name.empty()) launch.roleArn = std::string("arn:aws:iam::") + kAccountId + ":role/" + name;
  }
  launch.clusterName = clusterIn(data.text("UserData"));
  return launch;
}

Result<ApiAnswer> runInstances(const ApiCall& call) {
  const Result<LaunchTemplate> launch = launchTemplateOf(call.input, "");
  if (!launch) return launch.error();
  const std::int64_t least = call.integer("MinCount").value_or(1);
  const std::int64_t count = call.integer("MaxCount").value_or(least);
  if (least < 1 || count < least || count > kMostPerCall) {
    return Error{"InvalidParameterValue", "MinCount and MaxCount must be between 1 and 100.",
                 "/MaxCount"};
  }
  SubnetIndex subnet(0u);
  const std::string& subnetId = call.text("SubnetId");
  if (!subnetId.empty()) {
    subnet = findSubnet(call.state, subnetId);
    if (!subnet.valid()) {
      return Error{"InvalidSubnetID.NotFound", "The subnet ID '" + subnetId + "' does not exist",
                   "/SubnetId"};
    }
  }
  if (zoneIsLost(call.state.capacity, call.state.subnets[subnet.value].zone)) {
    return Error{"InsufficientInstanceCapacity",
                 "We currently do not have sufficient capacity in the Availability Zone you "
                 "requested.",
                 "/SubnetId"};
  }
  const EventId cause = call.begin(call.text("InstanceType"));
  Simulation& sim = call.simulation();
  JsonValue instances = JsonValue::array();
  for (std::int64_t i = 0; i < count; ++i) {
    instances.push(
        instanceJson(call.state, launchInstance(sim, launch.value(), subnet, {}, cause)));
  }
  ApiAnswer answer;
  answer.output.set("Instances", std::move(instances));
  answer.notModelled = call.notModelled({"ImageId", "InstanceType", "MinCount", "MaxCount",
                                         "SubnetId", "IamInstanceProfile", "UserData"});
  return answer;
}

Result<ApiAnswer> terminateInstances(const ApiCall& call) {
  const auto instances = namedInstances(call);
  if (!instances) return instances.error();
  const EventId cause = call.begin(joinWords(call.strings("InstanceIds")));
  Simulation& sim = call.simulation();
  JsonValue list = JsonValue::array();
  for (const ContainerInstanceIndex index : instances.value()) {
    const char* before = nameOf(call.state.capacity.instances[index.value].state);
    terminateInstance(sim, index, cause);
    list.push(JsonValue::object({{"InstanceId", ec2InstanceId(call.state.seed, index)},
                                 {"CurrentState", JsonValue::object({{"Name", "terminated"}})},
                                 {"PreviousState", JsonValue::object({{"Name", before}})}}));
  }
  ApiAnswer answer;
  answer.output.set("TerminatingInstances", std::move(list));
  return answer;
}

Result<ApiAnswer> describeInstances(const ApiCall& call) {
  const auto instances = namedInstances(call);
  if (!instances) return instances.error();
  JsonValue reservations = JsonValue::array();
  const auto add = [&](ContainerInstanceIndex index) {
    reservations.push(
        JsonValue::object({{"Instances", JsonValue::array({instanceJson(call.state, index)})}}));
  };
  for (const ContainerInstanceIndex index : instances.value()) add(index);
  for (std::size_t i = 0; instances.value().empty() && i < call.state.capacity.instances.size();
       ++i) {
    add(ContainerInstanceIndex(i));
  }
  ApiAnswer answer;
  answer.output.set("Reservations", std::move(reservations));
  return answer;
}

Result<ApiAnswer> describeInstanceTypes(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("InstanceTypes");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (findInstanceType(names[i]) >= 0) continue;
    return Error{"InvalidInstanceType",
                 "The following supplied instance types do not exist: [" + names[i] + "]",
                 pointerTo("/InstanceTypes", i)};
  }
  JsonValue list = JsonValue::array();
  for (const InstanceType& type : instanceTypes()) {
    if (!names.empty() && std::find(names.begin(), names.end(), type.name) == names.end()) continue;
    JsonValue json = JsonValue::object();
    json.set("InstanceType", std::string(type.name));
    json.set("VCpuInfo", JsonValue::object({{"DefaultVCpus", type.vcpus}}));
    json.set("MemoryInfo", JsonValue::object({{"SizeInMiB", type.memoryMiB}}));
    json.set("NetworkInfo",
             JsonValue::object({{"MaximumNetworkInterfaces", type.networkInterfaces}}));
    json.set("ProcessorInfo",
             JsonValue::object(
                 {{"SupportedArchitectures", JsonValue::array({type.arm ? "arm64" : "x86_64"})}}));
    if (type.gpus > 0) {
      json.set("GpuInfo",
               JsonValue::object(
                   {{"Gpus", JsonValue::array({JsonValue::object({{"Count", type.gpus}})})}}));
    }
    list.push(std::move(json));
  }
  ApiAnswer answer;
  answer.output.set("InstanceTypes", std::move(list));
  return answer;
}

Result<ApiAnswer> createLaunchTemplate(const ApiCall& call) {
  const std::string& name = call.text("LaunchTemplateName");
  for (const NamedLaunchTemplate& known : call.state.capacity.launchTemplates) {
    if (known.name == name) {
      return Error{"InvalidLaunchTemplateName.AlreadyExistsException",
                   "Launch template name already in use.", "/LaunchTemplateName"};
    }
  }
  const Result<LaunchTemplate> launch =
      launchTemplateOf(*call.input.find("LaunchTemplateData"), "/LaunchTemplateData");
  if (!launch) return launch.error();
  (void)call.begin(name);
  call.simulation().state().capacity.launchTemplates.push_back({name, launch.value()});
  ApiAnswer answer;
  answer.output.set("LaunchTemplate",
                    JsonValue::object({{"LaunchTemplateName", name}, {"LatestVersionNumber", 1}}));
  return answer;
}

}  // namespace taskyard
