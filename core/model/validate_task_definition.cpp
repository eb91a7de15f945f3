#include "model/validate_task_definition.h"

#include <algorithm>

#include "base/json.h"
#include "model/broken_rules.h"
#include "model/fargate_catalog.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostContainers = 10;        // quota "Containers per task definition"
constexpr std::int32_t kLeastTaskCpu = 128;        // EC2
constexpr std::int32_t kMostTaskCpu = 196608;      // EC2; 10240 before 2024
constexpr std::int32_t kLongestFargateStop = 120;  // seconds
constexpr std::int32_t kShortestFargateStop = 2;

const char* const kInvalidCpu = "Invalid 'cpu' setting for task.";

void checkFamily(const TaskDefinition& definition, BrokenRules& rules) {
  const std::string& family = definition.family;
  if (family.empty()) {
    rules.reject("/family", "Family should not be null or empty.");
  } else if (family.size() > kLongestName) {
    // Our text.
    rules.reject("/family", "Family must be at most 255 characters long.");
  } else if (!isEcsName(family)) {
    rules.reject("/family", "Family contains invalid characters.");
  }
}

// Our texts. What a container reserves is its memoryReservation or, without one, its memory.
void checkSums(const TaskDefinition& definition, BrokenRules& rules) {
  std::int64_t cpu = 0;
  std::int64_t memory = 0;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    cpu += container.cpu;
    memory += container.memoryReservation.value_or(container.memory.value_or(0));
  }
  if (definition.cpu && cpu > *definition.cpu) {
    rules.reject("/cpu", "The containers ask for " + std::to_string(cpu) +
                             " CPU units together, but the task has " +
                             std::to_string(*definition.cpu) +
                             ": the sum must not be greater than the task's cpu.");
  }
  if (definition.memory && memory > *definition.memory) {
    rules.reject("/memory", "The containers reserve " + std::to_string(memory) +
                                " MiB together, but the task has " +
                                std::to_string(*definition.memory) +
                                " MiB: the sum must not be greater than the task's memory.");
  }
}

void checkContainers(const TaskDefinition& definition, BrokenRules& rules) {
  const std::vector<ContainerDefinition>& containers = definition.containerDefinitions;
  if (containers.empty()) {
    rules.reject("/containerDefinitions", "Container list cannot be empty.");
    return;
  }
  if (containers.size() > kMostContainers) {
    // Our text.
    rules.reject("/containerDefinitions", "A task definition has at most 10 containers, not " +
                                              std::to_string(containers.size()) + ".");
  }
  const std::size_t checked = std::min(containers.size(), kMostContainersChecked);
  for (std::size_t i = 0; i < checked; ++i) checkContainer(definition, i, rules);
  checkHostPorts(definition, rules);
  const bool anyEssential =
      std::any_of(containers.begin(), containers.end(),
                  [](const ContainerDefinition& container) { return container.essential; });
  if (!anyEssential) {
    rules.reject("/containerDefinitions", "Task definition doesn't have any essential container.");
  }
}

// Source: API Reference, RegisterTaskDefinition: a role's short name or its ARN. The sentence is
// AWS's, as users report it (fabfuel/ecs-deploy issue 231).
void checkRole(std::string path, const std::string& role, BrokenRules& rules) {
  constexpr std::size_t kLongestRoleName = 64;
  const bool isArn = role.starts_with("arn:") && role.find(":role/") != std::string::npos;
  const bool isName =
      role.size() <= kLongestRoleName && std::all_of(role.begin(), role.end(), [](char c) {
        return isAlphanumeric(c) || std::string_view("+=,.@_-").find(c) != std::string_view::npos;
      });
  if (!isArn && !isName) rules.reject(std::move(path), "Role is not valid");
}

void checkTaskLevel(const TaskDefinition& definition, BrokenRules& rules) {
  for (std::size_t i = 0; i < definition.requiresCompatibilities.size(); ++i) {
    const std::string& name = definition.requiresCompatibilities[i];
    if (name == "EC2" || name == "FARGATE" || name == "EXTERNAL" || name == "MANAGED_INSTANCES") {
      continue;
    }
    // Our text.
    rules.reject(pointerTo("/requiresCompatibilities", i),
                 "Invalid value '" + shownText(name) +
                     "' for requiresCompatibilities. Must be one of [EC2, FARGATE, EXTERNAL, "
                     "MANAGED_INSTANCES]");
  }
  checkRole("/taskRoleArn", definition.taskRoleArn, rules);
  checkRole("/executionRoleArn", definition.executionRoleArn, rules);
  if (definition.cpu && !requiresCompatibility(definition, "FARGATE") &&
      (*definition.cpu < kLeastTaskCpu || *definition.cpu > kMostTaskCpu)) {
    rules.reject("/cpu", kInvalidCpu);
  }
  if (definition.memory && *definition.memory < kLeastContainerMemory) {
    rules.reject("/memory", "Invalid 'memory' setting for task.");
  }
  if (definition.ephemeralStorageGiB) {
    rules.checkRange("/ephemeralStorage/sizeInGiB", "The size of ephemeralStorage (GiB)",
                     *definition.ephemeralStorageGiB, {21, 200});
  }
  if (requiresCompatibility(definition, "EXTERNAL") &&
      definition.networkMode == NetworkMode::awsvpc) {
    // Our text.
    rules.reject("/networkMode", "External instances do not support network mode 'awsvpc'.");
  }
}

void checkFargateSize(const TaskDefinition& definition, BrokenRules& rules) {
  if (!definition.cpu) {
    rules.reject("/cpu", "Fargate requires that 'cpu' be defined at the task level.");
  } else if (!isFargateCpu(*definition.cpu)) {
    rules.reject("/cpu", kInvalidCpu);
  }
  if (!definition.memory) {
    rules.reject("/memory", "Fargate requires that 'memory' be defined at the task level.");
  } else if (definition.cpu && isFargateCpu(*definition.cpu) &&
             !isFargatePair(*definition.cpu, *definition.memory)) {
    rules.reject("/memory", "No Fargate configuration exists for given values.");
  }
}

void checkFargateContainer(const TaskDefinition& definition, std::size_t index,
                           BrokenRules& rules) {
  const ContainerDefinition& container = definition.containerDefinitions[index];
  if (definition.executionRoleArn.empty() && isPrivateEcrImage(container.image)) {
    rules.reject("/executionRoleArn",
                 "Fargate requires task definition to have execution role ARN to support ECR "
                 "images.");
  }
  if (!container.stopTimeout) return;
  const std::string path = containerPath(index, "stopTimeout");
  if (*container.stopTimeout > kLongestFargateStop) {
    // AWS's words, although 120 itself is accepted.
    rules.reject(path,
                 "Tasks using the Fargate launch type must have a container stop timeout of less "
                 "than 120 seconds.");
  } else if (*container.stopTimeout >= 0 && *container.stopTimeout < kShortestFargateStop) {
    // Our text.
    rules.reject(path,
                 "Tasks using the Fargate launch type must have a container stop timeout of at "
                 "least 2 seconds.");
  }
}

}  // namespace

bool requiresCompatibility(const TaskDefinition& definition, std::string_view name) {
  const std::vector<std::string>& list = definition.requiresCompatibilities;
  return std::find(list.begin(), list.end(), name) != list.end();
}

Problems validateTaskDefinition(const TaskDefinition& definition) {
  BrokenRules rules;
  checkFamily(definition, rules);
  checkTaskLevel(definition, rules);
  checkContainers(definition, rules);
  checkSums(definition, rules);
  Problems problems = rules.take();
  if (requiresCompatibility(definition, "FARGATE")) {
    for (Error& error : validateForFargate(definition)) problems.push_back(std::move(error));
  }
  return problems;
}

Problems validateForFargate(const TaskDefinition& definition) {
  BrokenRules rules;
  if (definition.networkMode != NetworkMode::awsvpc) {
    rules.reject("/networkMode", "Fargate only supports network mode 'awsvpc'.");
  }
  checkFargateSize(definition, rules);
  const std::size_t checked =
      std::min(definition.containerDefinitions.size(), kMostContainersChecked);
  for (std::size_t i = 0; i < checked; ++i) checkFargateContainer(definition, i, rules);
  // One missing role is one mistake, however many images need it.
  Problems once;
  for (Error& error : rules.take()) {
    if (std::find(once.begin(), once.end(), error) == once.end()) once.push_back(std::move(error));
  }
  return once;
}

bool isEcsName(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return isAlphanumeric(c) || c == '_' || c == '-'; });
}

bool isPrivateEcrImage(std::string_view image) {
  constexpr std::size_t kAccountDigits = 12;
  constexpr std::string_view kService = ".dkr.ecr.";
  if (image.size() < kAccountDigits + kService.size()) return false;  // most are Docker Hub's
  const std::string_view host = image.substr(0, image.find('/'));
  if (host.size() < kAccountDigits + kService.size() || host.size() == image.size()) return false;
  const std::string_view account = host.substr(0, kAccountDigits);
  const bool digits =
      std::all_of(account.begin(), account.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && host.substr(kAccountDigits).starts_with(kService) &&
         (host.ends_with(".amazonaws.com") || host.ends_with(".amazonaws.com.cn"));
}

std::string shownText(std::string_view text) {
  constexpr std::size_t kMostBytes = 60;
  const bool cut = text.size() > kMostBytes;
  std::size_t end = cut ? kMostBytes : text.size();
  // A byte 10xxxxxx continues a character; do not end inside one.
  while (cut && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string shown;
  for (const char c : text.substr(0, end)) {
    shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return cut ? shown + "..." : shown;
}

}  // namespace taskyard
