// The rules of ECS about one container of a task definition.

#include <algorithm>

#include "base/json.h"
#include "model/broken_rules.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kLongestImage = 255;
constexpr std::size_t kMostIgnoredExitCodes = 50;
constexpr std::int32_t kMostContainerCpu = 262144;

// Letters, digits and the signs an image name, tag or digest is written with.
bool hasOnlyImageCharacters(std::string_view image) {
  return std::all_of(image.begin(), image.end(), [](char c) {
    return isAlphanumeric(c) || std::string_view("-_:./#@+").find(c) != std::string_view::npos;
  });
}

std::string invalidSetting(const ContainerDefinition& container) {
  return "Invalid setting for container '" + shownText(container.name) + "'. ";
}

void checkName(const TaskDefinition& definition, std::size_t index, BrokenRules& rules) {
  const std::string& name = definition.containerDefinitions[index].name;
  const std::string path = containerPath(index, "name");
  if (name.empty()) {
    rules.reject(path, "Container.name should not be null or empty.");
  } else if (!isEcsName(name)) {
    rules.reject(path, name.size() > kLongestName
                           ? "Container.name must be at most 255 characters long."
                           : "Container.name contains invalid characters.");
  }
  for (std::size_t earlier = 0; earlier < index && !name.empty(); ++earlier) {
    if (definition.containerDefinitions[earlier].name != name) continue;
    // Our text.
    rules.reject(path, "Container names must be unique within a task definition: '" +
                           shownText(name) + "' is also the name of container " +
                           std::to_string(earlier + 1) + " of the list.");
    break;
  }
}

void checkImage(const ContainerDefinition& container, std::size_t index, BrokenRules& rules) {
  const std::string path = containerPath(index, "image");
  if (container.image.empty()) {
    rules.reject(path, "Container.image should not be null or empty.");
  } else if (!hasOnlyImageCharacters(container.image)) {
    rules.reject(path, "Container.image contains invalid characters.");
  } else if (container.image.substr(0, container.image.find('@')).size() > kLongestImage) {
    // Our text; for a digest only the part before the @ counts.
    rules.reject(path, "Container.image must be at most 255 characters long.");
  }
}

void checkMemory(const TaskDefinition& definition, std::size_t index, BrokenRules& rules) {
  const ContainerDefinition& container = definition.containerDefinitions[index];
  const std::string path = containerPath(index, "memory");
  // A Fargate task without task memory has its own error: that is where to mend it.
  if (!definition.memory && !container.memory && !container.memoryReservation &&
      !requiresCompatibility(definition, "FARGATE")) {
    rules.reject(path, invalidSetting(container) +
                           "At least one of 'memory' or 'memoryReservation' must be specified.");
  }
  if (container.memory && *container.memory < kLeastContainerMemory) {
    // Our text.
    rules.reject(path, invalidSetting(container) + "'memory' must be at least 6 MiB.");
  }
  if (container.memoryReservation && *container.memoryReservation < kLeastContainerMemory) {
    rules.reject(containerPath(index, "memoryReservation"),
                 invalidSetting(container) + "'memoryReservation' must be at least 6 MiB.");
  }
  if (container.memory && container.memoryReservation &&
      *container.memory < *container.memoryReservation) {
    // The API Reference says "greater than"; equal values are accepted.
    rules.reject(path, invalidSetting(container) +
                           "'memory' must be greater than or equal to 'memoryReservation'.");
  }
  if (container.memory && definition.memory && *container.memory > *definition.memory) {
    // Our text.
    rules.reject(path, invalidSetting(container) + "'memory' (" +
                           std::to_string(*container.memory) +
                           " MiB) must not be greater than the task's memory (" +
                           std::to_string(*definition.memory) + " MiB).");
  }
}

// Our texts.
void checkHealthCheck(const HealthCheck& check, const std::string& path, BrokenRules& rules) {
  const std::string command = pointerTo(path, "command");
  if (check.command.empty()) {
    rules.reject(command, "The health check command must not be empty.");
  } else if (check.command[0] != "CMD" && check.command[0] != "CMD-SHELL") {
    rules.reject(command, "The health check command must start with CMD or CMD-SHELL, not with '" +
                              shownText(check.command[0]) + "'.");
  } else if (check.command.size() == 1) {
    rules.reject(command,
                 "The health check command has nothing to run after " + check.command[0] + ".");
  }
  rules.checkRange(pointerTo(path, "interval"), "The health check interval (seconds)",
                   check.interval, {5, 300});
  rules.checkRange(pointerTo(path, "timeout"), "The health check timeout (seconds)", check.timeout,
                   {2, 60});
  rules.checkRange(pointerTo(path, "retries"), "The number of health check retries", check.retries,
                   {1, 10});
  rules.checkRange(pointerTo(path, "startPeriod"), "The health check startPeriod (seconds)",
                   check.startPeriod, {0, 300});
}

// Our texts.
void checkRestartPolicy(const ContainerRestartPolicy& policy, const std::string& path,
                        BrokenRules& rules) {
  if (policy.ignoredExitCodes.size() > kMostIgnoredExitCodes) {
    rules.reject(pointerTo(path, "ignoredExitCodes"),
                 "A restart policy ignores at most 50 exit codes, not " +
                     std::to_string(policy.ignoredExitCodes.size()) + ".");
  }
  rules.checkRange(pointerTo(path, "restartAttemptPeriod"), "restartAttemptPeriod (seconds)",
                   policy.restartAttemptPeriod, {60, 1800});
}

}  // namespace

std::string containerPath(std::size_t index, std::string_view member) {
  const std::string path = pointerTo("/containerDefinitions", index);
  return member.empty() ? path : pointerTo(path, member);
}

void checkContainer(const TaskDefinition& definition, std::size_t index, BrokenRules& rules) {
  const ContainerDefinition& container = definition.containerDefinitions[index];
  checkName(definition, index, rules);
  checkImage(container, index, rules);
  rules.checkRange(containerPath(index, "cpu"), invalidSetting(container) + "'cpu'", container.cpu,
                   {0, kMostContainerCpu});
  checkMemory(definition, index, rules);
  checkPorts(definition, index, rules);
  if (container.healthCheck) {
    checkHealthCheck(*container.healthCheck, containerPath(index, "healthCheck"), rules);
  }
  if (container.restartPolicy) {
    checkRestartPolicy(*container.restartPolicy, containerPath(index, "restartPolicy"), rules);
  }
  if (container.stopTimeout && *container.stopTimeout < 0) {
    // Our text.
    rules.reject(containerPath(index, "stopTimeout"), "stopTimeout must not be negative.");
  }
}

}  // namespace taskyard
