#include "api/task_definition_parts.h"

#include <algorithm>
#include <array>

#include "api/task_definition_rules.h"

namespace taskyard {

namespace {

constexpr std::array<std::string_view, 18> kContainerFields = {"name",
                                                               "image",
                                                               "cpu",
                                                               "memory",
                                                               "memoryReservation",
                                                               "essential",
                                                               "portMappings",
                                                               "environment",
                                                               "healthCheck",
                                                               "restartPolicy",
                                                               "dependsOn",
                                                               "startTimeout",
                                                               "stopTimeout",
                                                               "secrets",
                                                               "logConfiguration",
                                                               "repositoryCredentials",
                                                               "environmentFiles",
                                                               "versionConsistency"};
// Kept as JSON; placement acts on them (engine/placement_members.cpp).
constexpr std::array<std::string_view, 2> kPlacementFields = {"placementConstraints",
                                                              "resourceRequirements"};

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Nothing was asked for: empty lists and objects, as ECS prints them for what was not given.
bool isEmpty(const JsonValue& value) {
  return value.isNull() || (value.isArray() && value.items().empty()) ||
         (value.isObject() && value.members().empty());
}

PortMapping readPortMapping(const JsonValue& json, NetworkMode mode) {
  PortMapping mapping;
  mapping.containerPort = integerOf(json, "containerPort").value_or(0);
  mapping.hostPort = integerOf(json, "hostPort");
  if (json.find("protocol") != nullptr) mapping.protocol = json.text("protocol");
  mapping.name = json.text("name");
  mapping.appProtocol = json.text("appProtocol");
  mapping.containerPortRange = json.text("containerPortRange");
  if (!mapping.containerPortRange.empty()) return mapping;
  if (mode == NetworkMode::bridge && mapping.hostPort == 0) mapping.hostPort.reset();
  const bool sameAsContainer = mode == NetworkMode::awsvpc || mode == NetworkMode::host;
  if (sameAsContainer && !mapping.hostPort) mapping.hostPort = mapping.containerPort;
  return mapping;
}

HealthCheck readHealthCheck(const JsonValue& json) {
  HealthCheck check;
  check.command = stringsOf(json, "command");
  check.interval = integerOf(json, "interval").value_or(check.interval);
  check.timeout = integerOf(json, "timeout").value_or(check.timeout);
  check.retries = integerOf(json, "retries").value_or(check.retries);
  check.startPeriod = integerOf(json, "startPeriod").value_or(check.startPeriod);
  return check;
}

bool booleanOf(const JsonValue& object, std::string_view key, bool fallback) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->isBoolean() ? value->boolean() : fallback;
}

ContainerRestartPolicy readRestartPolicy(const JsonValue& json) {
  ContainerRestartPolicy policy;
  policy.enabled = booleanOf(json, "enabled", false);
  for (const JsonValue& code : itemsOf(json, "ignoredExitCodes")) {
    const bool fits =
        code.isInteger() && code.integer() >= INT32_MIN && code.integer() <= INT32_MAX;
    policy.ignoredExitCodes.push_back(fits ? static_cast<std::int32_t>(code.integer()) : 0);
  }
  policy.restartAttemptPeriod =
      integerOf(json, "restartAttemptPeriod").value_or(policy.restartAttemptPeriod);
  return policy;
}

ContainerDependency readDependency(const JsonValue& json) {
  ContainerDependency dependency;
  dependency.containerName = json.text("containerName");
  using enum ContainerCondition;
  for (const ContainerCondition condition : {START, COMPLETE, SUCCESS, HEALTHY}) {
    if (json.text("condition") == nameOf(condition)) dependency.condition = condition;
  }
  return dependency;
}

std::vector<ContainerSecret> readSecrets(const JsonValue& json, std::string_view key) {
  std::vector<ContainerSecret> secrets;
  for (const JsonValue& secret : itemsOf(json, key)) {
    secrets.push_back({secret.text("name"), secret.text("valueFrom")});
  }
  return secrets;
}

LogConfiguration readLogConfiguration(const JsonValue& json, const std::string& path,
                                      std::vector<std::string>& notModelled) {
  LogConfiguration logs;
  logs.logDriver = json.text("logDriver");
  logs.secretOptions = readSecrets(json, "secretOptions");
  if (logs.logDriver != "awslogs") notModelled.push_back(path);
  const JsonValue* options = json.find("options");
  if (options == nullptr || !options->isObject()) return logs;
  for (const auto& [key, value] : options->members()) {
    logs.options.push_back({key, value.isString() ? value.string() : ""});
    // Kept and shown; the lines of the simulation are never that many or that long.
    const bool kept = key == "awslogs-datetime-format" || key == "awslogs-multiline-pattern" ||
                      key == "mode" || key == "max-buffer-size";
    if (logs.logDriver == "awslogs" && kept) {
      notModelled.push_back(pointerTo(pointerTo(path, "options"), key));
    }
  }
  return logs;
}

}  // namespace

const OperationShape& registerTaskDefinitionShape() {
  const OperationShape* shape = findOperation("ecs", "RegisterTaskDefinition");
  TY_ASSERT(shape != nullptr);
  return *shape;
}

const Shape& containerDefinitionShape() {
  const ShapeMember* list = registerTaskDefinitionShape().input->find("containerDefinitions");
  TY_ASSERT(list != nullptr && list->shape->element != nullptr);
  return *list->shape->element;
}

bool isContainerField(std::string_view member) { return contains(kContainerFields, member); }

std::optional<std::int32_t> integerOf(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  if (value == nullptr || !value->isInteger()) return std::nullopt;
  if (value->integer() < INT32_MIN || value->integer() > INT32_MAX) return std::nullopt;
  return static_cast<std::int32_t>(value->integer());
}

std::vector<std::string> stringsOf(const JsonValue& object, std::string_view key) {
  std::vector<std::string> texts;
  for (const JsonValue& item : itemsOf(object, key)) {
    texts.push_back(item.isString() ? item.string() : "");
  }
  return texts;
}

std::string otherMembers(const JsonValue& object, const Shape& shape,
                         std::span<const std::string_view> fields, const std::string& path,
                         std::vector<std::string>& notModelled) {
  if (!object.isObject()) return "";
  JsonValue other = JsonValue::object();
  for (const ShapeMember& member : shape.members) {
    if (contains(fields, member.name)) continue;
    const JsonValue* value = object.find(member.name);
    if (value == nullptr || isEmpty(*value)) continue;
    other.set(member.name, *value);
    if (value->isBoolean() && !value->boolean()) continue;
    if (contains(kPlacementFields, member.name)) continue;
    notModelled.push_back(pointerTo(path, member.name));
  }
  return other.members().empty() ? "" : dumpJson(other);
}

ContainerDefinition readContainer(const JsonValue& json, NetworkMode mode, const std::string& path,
                                  std::vector<std::string>& notModelled) {
  ContainerDefinition container;
  container.name = json.text("name");
  container.image = json.text("image");
  container.cpu = integerOf(json, "cpu").value_or(0);
  container.memory = integerOf(json, "memory");
  container.memoryReservation = integerOf(json, "memoryReservation");
  container.essential = booleanOf(json, "essential", true);
  const std::vector<JsonValue>& mappings = itemsOf(json, "portMappings");
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    container.portMappings.push_back(readPortMapping(mappings[i], mode));
    const std::string mappingPath = pointerTo(pointerTo(path, "portMappings"), i);
    for (const char* member : {"name", "appProtocol", "containerPortRange"}) {
      if (mappings[i].text(member).empty()) continue;
      notModelled.push_back(pointerTo(mappingPath, std::string_view(member)));
    }
  }
  for (const JsonValue& variable : itemsOf(json, "environment")) {
    container.environment.push_back({variable.text("name"), variable.text("value")});
  }
  const JsonValue* check = json.find("healthCheck");
  if (check != nullptr && check->isObject()) container.healthCheck = readHealthCheck(*check);
  const JsonValue* policy = json.find("restartPolicy");
  if (policy != nullptr && policy->isObject()) container.restartPolicy = readRestartPolicy(*policy);
  for (const JsonValue& dependency : itemsOf(json, "dependsOn")) {
    container.dependsOn.push_back(readDependency(dependency));
  }
  container.startTimeout = integerOf(json, "startTimeout");
  container.stopTimeout = integerOf(json, "stopTimeout");
  container.secrets = readSecrets(json, "secrets");
  const JsonValue* logs = json.find("logConfiguration");
  if (logs != nullptr && logs->isObject()) {
    container.logConfiguration =
        readLogConfiguration(*logs, pointerTo(path, "logConfiguration"), notModelled);
  }
  const JsonValue* credentials = json.find("repositoryCredentials");
  if (credentials != nullptr) {
    container.credentialsParameter = credentials->text("credentialsParameter");
  }
  for (const JsonValue& file : itemsOf(json, "environmentFiles")) {
    container.environmentFiles.push_back(file.text("value"));
  }
  container.versionConsistency = json.text("versionConsistency") != "disabled";
  container.otherJson =
      otherMembers(json, containerDefinitionShape(), kContainerFields, path, notModelled);
  return container;
}

}  // namespace taskyard
