// taskDefinitionJson(): the order of members and the empty lists are those that
// `aws ecs describe-task-definition` prints (API Reference, types TaskDefinition and
// ContainerDefinition, copy of 2026-08). Left out because nothing here decides them:
// requiresAttributes and registeredBy.

#include <algorithm>
#include <array>

#include "api/task_definition_json.h"
#include "api/task_definition_parts.h"
#include "base/time.h"

namespace taskyard {

namespace {

JsonValue otherMembers(const std::string& otherJson) {
  if (otherJson.empty()) return JsonValue::object();
  Result<JsonValue> parsed = parseJson(otherJson);
  // The reader wrote it, so it can be read.
  TY_ASSERT(parsed.ok() && parsed.value().isObject());
  return std::move(parsed.value());
}

JsonValue stringList(const std::vector<std::string>& texts) {
  JsonValue list = JsonValue::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

JsonValue portMappingJson(const PortMapping& mapping, NetworkMode mode) {
  JsonValue json = JsonValue::object();
  if (mapping.containerPortRange.empty()) {
    json.set("containerPort", mapping.containerPort);
    if (mapping.hostPort) {
      json.set("hostPort", *mapping.hostPort);
    } else if (mode == NetworkMode::bridge) {
      json.set("hostPort", 0);
    }
  }
  json.set("protocol", mapping.protocol);
  if (!mapping.name.empty()) json.set("name", mapping.name);
  if (!mapping.appProtocol.empty()) json.set("appProtocol", mapping.appProtocol);
  if (!mapping.containerPortRange.empty()) {
    json.set("containerPortRange", mapping.containerPortRange);
  }
  return json;
}

JsonValue healthCheckJson(const HealthCheck& check) {
  JsonValue json = JsonValue::object();
  json.set("command", stringList(check.command));
  json.set("interval", check.interval);
  json.set("timeout", check.timeout);
  json.set("retries", check.retries);
  if (check.startPeriod != 0) json.set("startPeriod", check.startPeriod);
  return json;
}

JsonValue restartPolicyJson(const ContainerRestartPolicy& policy) {
  JsonValue json = JsonValue::object();
  json.set("enabled", policy.enabled);
  if (!policy.ignoredExitCodes.empty()) {
    JsonValue codes = JsonValue::array();
    for (const std::int32_t code : policy.ignoredExitCodes) codes.push(code);
    json.set("ignoredExitCodes", std::move(codes));
  }
  json.set("restartAttemptPeriod", policy.restartAttemptPeriod);
  return json;
}

JsonValue dependenciesJson(const std::vector<ContainerDependency>& dependencies) {
  JsonValue list = JsonValue::array();
  for (const ContainerDependency& dependency : dependencies) {
    JsonValue item = JsonValue::object();
    item.set("containerName", dependency.containerName);
    item.set("condition", nameOf(dependency.condition));
    list.push(std::move(item));
  }
  return list;
}

JsonValue environmentJson(const std::vector<KeyValuePair>& environment) {
  JsonValue list = JsonValue::array();
  for (const KeyValuePair& variable : environment) {
    JsonValue item = JsonValue::object();
    item.set("name", variable.name).set("value", variable.value);
    list.push(std::move(item));
  }
  return list;
}

JsonValue secretsJson(const std::vector<ContainerSecret>& secrets) {
  JsonValue list = JsonValue::array();
  for (const ContainerSecret& secret : secrets) {
    JsonValue item = JsonValue::object();
    item.set("name", secret.name).set("valueFrom", secret.valueFrom);
    list.push(std::move(item));
  }
  return list;
}

JsonValue logConfigurationJson(const LogConfiguration& logs) {
  JsonValue json = JsonValue::object();
  json.set("logDriver", logs.logDriver);
  if (!logs.options.empty()) {
    JsonValue options = JsonValue::object();
    for (const KeyValuePair& option : logs.options) options.set(option.name, option.value);
    json.set("options", std::move(options));
  }
  json.set("secretOptions", secretsJson(logs.secretOptions));
  return json;
}

JsonValue environmentFilesJson(const std::vector<std::string>& files) {
  JsonValue list = JsonValue::array();
  for (const std::string& file : files) {
    JsonValue item = JsonValue::object();
    item.set("value", file).set("type", "s3");
    list.push(std::move(item));
  }
  return list;
}

// Members that are about what a container is given when it is made. False for any other.
bool setStartField(JsonValue& json, std::string_view member, const ContainerDefinition& container) {
  if (member == "secrets") {
    if (!container.secrets.empty()) json.set(member, secretsJson(container.secrets));
  } else if (member == "logConfiguration") {
    if (container.logConfiguration) {
      json.set(member, logConfigurationJson(*container.logConfiguration));
    }
  } else if (member == "repositoryCredentials") {
    if (!container.credentialsParameter.empty()) {
      json.set(member,
               JsonValue::object({{"credentialsParameter", container.credentialsParameter}}));
    }
  } else if (member == "environmentFiles") {
    if (!container.environmentFiles.empty()) {
      json.set(member, environmentFilesJson(container.environmentFiles));
    }
  } else if (member == "versionConsistency") {
    if (!container.versionConsistency) json.set(member, "disabled");
  } else {
    return false;
  }
  return true;
}

void setIfGiven(JsonValue& json, std::string_view key, const std::optional<std::int32_t>& value) {
  if (value) json.set(key, *value);
}

// Sets one typed member. REQUIRES: isContainerField(member).
void setContainerField(JsonValue& json, std::string_view member,
                       const ContainerDefinition& container, NetworkMode mode) {
  if (setStartField(json, member, container)) return;
  if (member == "name") {
    json.set(member, container.name);
  } else if (member == "image") {
    json.set(member, container.image);
  } else if (member == "cpu") {
    json.set(member, container.cpu);
  } else if (member == "memory") {
    setIfGiven(json, member, container.memory);
  } else if (member == "memoryReservation") {
    setIfGiven(json, member, container.memoryReservation);
  } else if (member == "portMappings") {
    JsonValue list = JsonValue::array();
    for (const PortMapping& mapping : container.portMappings) {
      list.push(portMappingJson(mapping, mode));
    }
    json.set(member, std::move(list));
  } else if (member == "essential") {
    json.set(member, container.essential);
  } else if (member == "restartPolicy") {
    if (container.restartPolicy) json.set(member, restartPolicyJson(*container.restartPolicy));
  } else if (member == "environment") {
    json.set(member, environmentJson(container.environment));
  } else if (member == "dependsOn") {
    if (!container.dependsOn.empty()) json.set(member, dependenciesJson(container.dependsOn));
  } else if (member == "startTimeout") {
    setIfGiven(json, member, container.startTimeout);
  } else if (member == "stopTimeout") {
    setIfGiven(json, member, container.stopTimeout);
  } else if (member == "healthCheck") {
    if (container.healthCheck) json.set(member, healthCheckJson(*container.healthCheck));
  }
}

// Lists that ECS prints empty when they were not given.
bool isPrintedEmpty(std::string_view member) {
  static constexpr std::array<std::string_view, 5> kMembers = {
      "mountPoints", "volumesFrom", "systemControls", "volumes", "placementConstraints"};
  return std::find(kMembers.begin(), kMembers.end(), member) != kMembers.end();
}

void setOther(JsonValue& json, std::string_view member, const JsonValue& other) {
  const JsonValue* value = other.find(member);
  if (value != nullptr) {
    json.set(member, *value);
  } else if (isPrintedEmpty(member)) {
    json.set(member, JsonValue::array());
  }
}

JsonValue containerJson(const ContainerDefinition& container, NetworkMode mode) {
  const JsonValue other = otherMembers(container.otherJson);
  JsonValue json = JsonValue::object();
  for (const ShapeMember& member : containerDefinitionShape().members) {
    if (isContainerField(member.name)) {
      setContainerField(json, member.name, container, mode);
    } else {
      setOther(json, member.name, other);
    }
  }
  return json;
}

void setText(JsonValue& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.set(key, text);
}

}  // namespace

JsonValue taskDefinitionJson(const TaskDefinition& definition, std::string_view arn) {
  const JsonValue other = otherMembers(definition.otherJson);
  JsonValue containers = JsonValue::array();
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    containers.push(containerJson(container, definition.networkMode));
  }
  JsonValue json = JsonValue::object();
  json.set("taskDefinitionArn", arn);
  json.set("containerDefinitions", std::move(containers));
  json.set("family", definition.family);
  setText(json, "taskRoleArn", definition.taskRoleArn);
  setText(json, "executionRoleArn", definition.executionRoleArn);
  json.set("networkMode", nameOf(definition.networkMode));
  json.set("revision", definition.revision);
  setOther(json, "volumes", other);
  json.set("status", nameOf(definition.status));
  setOther(json, "placementConstraints", other);
  json.set("compatibilities", stringList(definition.compatibilities));
  if (definition.runtimePlatform.given()) {
    JsonValue platform = JsonValue::object();
    setText(platform, "cpuArchitecture", definition.runtimePlatform.cpuArchitecture);
    setText(platform, "operatingSystemFamily", definition.runtimePlatform.operatingSystemFamily);
    json.set("runtimePlatform", std::move(platform));
  }
  if (!definition.requiresCompatibilities.empty()) {
    json.set("requiresCompatibilities", stringList(definition.requiresCompatibilities));
  }
  if (definition.cpu) json.set("cpu", std::to_string(*definition.cpu));
  if (definition.memory) json.set("memory", std::to_string(*definition.memory));
  for (const char* member : {"inferenceAccelerators", "pidMode", "ipcMode", "proxyConfiguration"}) {
    setOther(json, member, other);
  }
  if (definition.registeredAt != kNever) {
    json.set("registeredAt", isoTimestamp(definition.registeredAt));
  }
  if (definition.deregisteredAt != kNever) {
    json.set("deregisteredAt", isoTimestamp(definition.deregisteredAt));
  }
  if (definition.ephemeralStorageGiB) {
    JsonValue storage = JsonValue::object();
    storage.set("sizeInGiB", *definition.ephemeralStorageGiB);
    json.set("ephemeralStorage", std::move(storage));
  }
  setOther(json, "enableFaultInjection", other);
  return json;
}

JsonValue taskDefinitionTags(const TaskDefinition& definition) {
  const JsonValue other = otherMembers(definition.otherJson);
  const JsonValue* tags = other.find("tags");
  return tags != nullptr ? *tags : JsonValue::array();
}

}  // namespace taskyard
