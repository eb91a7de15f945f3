// Container instances, their attributes, and the account setting awsvpcTrunking.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "api/service_configuration.h"
#include "base/time.h"
#include "engine/container_instances_system.h"
#include "engine/instance_identity.h"
#include "engine/placement.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

constexpr const char* kBuiltIn[] = {
    "ecs.ami-id",         "ecs.availability-zone", "ecs.instance-type",
    "ecs.os-type",        "ecs.os-family",         "ecs.cpu-architecture",
    "ecs.vpc-id",         "ecs.subnet-id",         "ecs.capability.task-eni",
    "ecs.awsvpc-trunk-id"};

JsonValue numberResource(const char* name, std::int32_t value) {
  return JsonValue::object({{"name", name}, {"type", "INTEGER"}, {"integerValue", value}});
}

JsonValue resourcesJson(const ContainerInstance& instance, const InstanceResources& resources,
                        bool withTasks) {
  JsonValue ports = JsonValue::array();
  for (const char* reserved : {"22", "2376", "2375", "51678", "51679", "51680"}) {
    ports.push(reserved);
  }
  JsonValue udp = JsonValue::array();
  for (const HostPort& port : instance.ports) {
    if (withTasks) (port.udp ? udp : ports).push(std::to_string(port.port));
  }
  JsonValue json = JsonValue::array();
  json.push(numberResource("CPU", resources.cpu));
  json.push(numberResource("MEMORY", resources.memory));
  json.push(JsonValue::object(
      {{"name", "PORTS"}, {"type", "STRINGSET"}, {"stringSetValue", std::move(ports)}}));
  json.push(JsonValue::object(
      {{"name", "PORTS_UDP"}, {"type", "STRINGSET"}, {"stringSetValue", std::move(udp)}}));
  if (instance.registered.gpus > 0) json.push(numberResource("GPU", resources.gpus));
  return json;
}

JsonValue attributeJson(const std::string& name, const std::string& value) {
  JsonValue json = JsonValue::object({{"name", name}});
  if (!value.empty()) json.set("value", value);
  return json;
}

// The instance of the cluster that the text names.
ContainerInstanceIndex instanceIn(const State& state, ClusterIndex cluster,
                                  std::string_view reference) {
  const ContainerInstanceIndex index = findInstance(state, reference);
  if (!index.valid()) return {};
  const ContainerInstance& instance = state.capacity.instances[index.value];
  const bool listed =
      instance.cluster == cluster && instance.status != ContainerInstanceStatus::INACTIVE;
  return listed ? index : ContainerInstanceIndex();
}

Error notFound(const char* member) {
  return invalidParameter("Referenced container instance was not found.",
                          std::string("/") + member);
}

}  // namespace

JsonValue containerInstanceJson(const State& state, ContainerInstanceIndex index) {
  const ContainerInstance& instance = state.capacity.instances[index.value];
  std::int32_t running = 0;
  std::int32_t pending = 0;
  for (const TaskIndex task : instance.tasks) {
    const TaskStatus status = state.tasks[task.value].lastStatus;
    if (status == TaskStatus::RUNNING) ++running;
    if (status < TaskStatus::RUNNING) ++pending;
  }
  JsonValue attributes = JsonValue::array();
  for (const char* name : kBuiltIn) {
    if (const auto value = attributeOf(state, index, name)) {
      attributes.push(attributeJson(name, *value));
    }
  }
  for (const Attribute& attribute : instance.attributes) {
    attributes.push(attributeJson(attribute.name, attribute.value));
  }
  JsonValue json = JsonValue::object();
  json.set("containerInstanceArn", containerInstanceArn(state, index));
  json.set("ec2InstanceId", ec2InstanceId(state.seed, index));
  const CapacityProviderIndex provider = providerOf(state, instance.autoScalingGroup);
  if (provider.valid()) {
    json.set("capacityProviderName", state.capacity.providers[provider.value].name);
  }
  json.set("version", static_cast<std::int64_t>(instance.tasks.size()));
  json.set("remainingResources", resourcesJson(instance, instance.remaining, true));
  json.set("registeredResources", resourcesJson(instance, instance.registered, false));
  json.set("status", nameOf(instance.status));
  json.set("agentConnected", instance.agentConnected);
  json.set("runningTasksCount", running);
  json.set("pendingTasksCount", pending);
  json.set("attributes", std::move(attributes));
  json.set("registeredAt", isoTimestamp(instance.registeredAt));
  json.set("attachments", JsonValue::array());
  json.set("tags", JsonValue::array());
  return json;
}

Result<ApiAnswer> describeContainerInstances(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::vector<std::string> ids = call.strings("containerInstances");
  if (ids.empty()) {
    return invalidParameter("Container instances cannot be empty.", "/containerInstances");
  }
  JsonValue list = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& id : ids) {
    const ContainerInstanceIndex index = instanceIn(call.state, cluster.value(), id);
    if (index.valid()) {
      list.push(containerInstanceJson(call.state, index));
    } else {
      failures.push(missing(id));
    }
  }
  ApiAnswer answer;
  answer.output.set("containerInstances", std::move(list));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> listContainerInstances(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (auto refused = valueRefused(
          call, "status",
          {"ACTIVE", "DRAINING", "REGISTERING", "DEREGISTERING", "REGISTRATION_FAILED"})) {
    return *refused;
  }
  const std::string& status = call.text("status");
  const std::string& filter = call.text("filter");
  if (const std::string unreadable = filter.empty() ? "" : queryProblem(filter);
      !unreadable.empty()) {
    return invalidParameter(unreadable, "/filter");
  }
  std::vector<std::string> arns;
  for (std::size_t i = 0; i < call.state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = call.state.capacity.instances[i];
    const ContainerInstanceIndex index(i);
    if (instance.cluster != cluster.value()) continue;
    if (status.empty() ? instance.status == ContainerInstanceStatus::INACTIVE
                       : status != nameOf(instance.status)) {
      continue;
    }
    if (!filter.empty()) {
      if (!evaluateQuery(filter, InstanceSubjects(call.state, index)).value()) continue;
    }
    arns.push_back(containerInstanceArn(call.state, index));
  }
  return pageOf(call, "containerInstanceArns", arns);
}

Result<ApiAnswer> updateContainerInstancesState(const ApiCall& call) {
  constexpr std::size_t kMostAtOnce = 10;  // Source: API Reference
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::string& status = call.text("status");
  if (status != "ACTIVE" && status != "DRAINING") {
    return invalidParameter("Container instance status should be one of [ACTIVE,DRAINING]",
                            "/status");
  }
  const std::vector<std::string> ids = call.strings("containerInstances");
  if (ids.empty() || ids.size() > kMostAtOnce) {
    return invalidParameter("containerInstances must have 1 to 10 items.", "/containerInstances");
  }
  const EventId cause = call.begin(status);
  Simulation& sim = call.simulation();
  JsonValue list = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& id : ids) {
    const ContainerInstanceIndex index = instanceIn(call.state, cluster.value(), id);
    if (!index.valid()) {
      failures.push(missing(id));
      continue;
    }
    if (status == "DRAINING") {
      drainInstance(sim, index, cause);
    } else {
      activateInstance(sim, index, cause);
    }
    list.push(containerInstanceJson(call.state, index));
  }
  ApiAnswer answer;
  answer.output.set("containerInstances", std::move(list));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> deregisterContainerInstance(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const ContainerInstanceIndex index =
      instanceIn(call.state, cluster.value(), call.text("containerInstance"));
  if (!index.valid()) return notFound("containerInstance");
  if (!call.state.capacity.instances[index.value].tasks.empty() && !call.flag("force")) {
    return invalidParameter("Found running tasks on the instance.", "/force");
  }
  Simulation& sim = call.simulation();
  deregisterInstance(sim, index, call.begin(ec2InstanceId(call.state.seed, index)));
  ApiAnswer answer;
  answer.output.set("containerInstance", containerInstanceJson(call.state, index));
  return answer;
}

Result<ApiAnswer> putAttributes(const ApiCall& call) {
  constexpr std::size_t kMostAtOnce = 10;     // Source: API Reference, PutAttributes
  constexpr std::size_t kMostPerTarget = 10;  // custom attributes of one resource
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const auto& items = call.input.find("attributes")->items();
  if (items.empty() || items.size() > kMostAtOnce) {
    return invalidParameter("attributes must have 1 to 10 items.", "/attributes");
  }
  std::vector<ContainerInstanceIndex> targets;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ContainerInstanceIndex index =
        instanceIn(call.state, cluster.value(), items[i].text("targetId"));
    if (!index.valid()) {
      return Error{"TargetNotFoundException", "The specified target wasn't found.",
                   pointerTo("/attributes", i) + "/targetId"};
    }
    if (items[i].text("name").starts_with("ecs.")) {
      return invalidParameter("Attributes whose names begin with ecs. are set by Amazon ECS.",
                              pointerTo("/attributes", i) + "/name");
    }
    if (call.state.capacity.instances[index.value].attributes.size() >= kMostPerTarget) {
      return Error{"AttributeLimitExceededException",
                   "You can apply up to 10 custom attributes for each resource.",
                   pointerTo("/attributes", i)};
    }
    targets.push_back(index);
  }
  const EventId cause = call.begin("");
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto& attributes = call.simulation().state().capacity.instances[targets[i].value].attributes;
    const std::string& name = items[i].text("name");
    std::erase_if(attributes, [&](const Attribute& known) { return known.name == name; });
    attributes.push_back({name, items[i].text("value")});
  }
  call.simulation().requestPlacementRetry(cause);
  ApiAnswer answer;
  answer.output.set("attributes", *call.input.find("attributes"));
  return answer;
}

Result<ApiAnswer> listAttributes(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::string& wanted = call.text("attributeName");
  const std::string& value = call.text("attributeValue");
  JsonValue list = JsonValue::array();
  for (std::size_t i = 0; i < call.state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = call.state.capacity.instances[i];
    const ContainerInstanceIndex index(i);
    if (instance.cluster != cluster.value() ||
        instance.status == ContainerInstanceStatus::INACTIVE) {
      continue;
    }
    const auto add = [&](const std::string& name, const std::string& found) {
      if (!wanted.empty() && name != wanted) return;
      if (!value.empty() && found != value) return;
      JsonValue json = attributeJson(name, found);
      json.set("targetId", containerInstanceArn(call.state, index));
      list.push(std::move(json));
    };
    for (const char* name : kBuiltIn) {
      if (const auto found = attributeOf(call.state, index, name)) add(name, *found);
    }
    for (const Attribute& attribute : instance.attributes) add(attribute.name, attribute.value);
  }
  ApiAnswer answer;
  answer.output.set("attributes", std::move(list));
  answer.notModelled =
      call.notModelled({"cluster", "targetType", "attributeName", "attributeValue"});
  return answer;
}

Result<ApiAnswer> putAccountSetting(const ApiCall& call) {
  const std::string& name = call.text("name");
  const std::string& value = call.text("value");
  // Source: API Reference, PutAccountSetting (2026-08).
  if (auto refused = valueRefused(
          call, "name",
          {"serviceLongArnFormat", "taskLongArnFormat", "containerInstanceLongArnFormat",
           "awsvpcTrunking", "containerInsights", "fargateFIPSMode", "tagResourceAuthorization",
           "fargateTaskRetirementWaitPeriod", "guardDutyActivate", "defaultLogDriverMode",
           "fargateEventWindows"})) {
    return *refused;
  }
  ApiAnswer answer;
  if (name == "awsvpcTrunking") {
    if (value != "enabled" && value != "disabled" && value != "on" && value != "off") {
      return invalidParameter("value should be one of [enabled,disabled]", "/value");
    }
    (void)call.begin(name + "=" + value);
    call.simulation().state().capacity.awsvpcTrunking = value == "enabled" || value == "on";
  } else {
    (void)call.begin(name + "=" + value);
    answer.notModelled.emplace_back("/name");
  }
  answer.output.set("setting", JsonValue::object({{"name", name}, {"value", value}}));
  return answer;
}

}  // namespace taskyard
