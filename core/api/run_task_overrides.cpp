#include "api/run_task_overrides.h"

#include <algorithm>

#include "api/task_definition_rules.h"
#include "model/task_size.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr const char* kPath = "/overrides";
constexpr const char* kContainersPath = "/overrides/containerOverrides";
constexpr std::size_t kMostCharacters = 8192;  // Source: API Reference, RunTask

// A whole number of the object. REQUIRES: it fits 32 bits, or is out of every range anyway.
void readNumber(const JsonValue& from, const char* member, std::optional<std::int32_t>& target) {
  const JsonValue* value = from.find(member);
  if (value == nullptr) return;
  target = static_cast<std::int32_t>(std::clamp<std::int64_t>(value->integer(), -1, INT32_MAX));
}

// The containers of the overrides change those of the definition.
std::optional<Error> overrideContainers(const JsonValue& overrides, TaskDefinition& definition) {
  const std::vector<JsonValue>& given = itemsOf(overrides, "containerOverrides");
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string& name = given[i].text("name");
    auto& containers = definition.containerDefinitions;
    const auto found =
        std::find_if(containers.begin(), containers.end(),
                     [&](const ContainerDefinition& container) { return container.name == name; });
    if (found == containers.end()) {
      return invalidParameter("Override for container named " + shownText(name) +
                                  " is not a container in the TaskDefinition.",
                              pointerTo(kContainersPath, i) + "/name");
    }
    std::optional<std::int32_t> cpu = found->cpu;
    readNumber(given[i], "cpu", cpu);
    found->cpu = *cpu;
    readNumber(given[i], "memory", found->memory);
    readNumber(given[i], "memoryReservation", found->memoryReservation);
  }
  return std::nullopt;
}

std::optional<Error> overrideTask(const JsonValue& overrides, TaskDefinition& definition) {
  if (const std::string& cpu = overrides.text("cpu"); !cpu.empty()) {
    definition.cpu = parseTaskCpu(cpu);
    if (!definition.cpu) {
      return invalidParameter("Invalid 'cpu' setting for task.", std::string(kPath) + "/cpu");
    }
  }
  if (const std::string& memory = overrides.text("memory"); !memory.empty()) {
    definition.memory = parseTaskMemory(memory);
    if (!definition.memory) {
      return invalidParameter("Invalid 'memory' setting for task.", std::string(kPath) + "/memory");
    }
  }
  if (const JsonValue* storage = overrides.find("ephemeralStorage"); storage != nullptr) {
    readNumber(*storage, "sizeInGiB", definition.ephemeralStorageGiB);
  }
  return std::nullopt;
}

// The first member of the object that would have an effect this simulation does not have.
std::optional<Error> effectRefused(const JsonValue& object, const std::string& path,
                                   std::initializer_list<const char*> members) {
  for (const char* member : members) {
    if (object.find(member) == nullptr) continue;
    return Error{"SimNotModelled",
                 std::string("An override of ") + member +
                     " is not simulated: register a revision of the task definition that has it, "
                     "and run that one.",
                 pointerTo(path, std::string_view(member))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> overridesRefused(const ApiCall& call, const TaskDefinition& definition,
                                      LaunchType launchType) {
  const JsonValue* overrides = call.input.find("overrides");
  if (overrides == nullptr) return std::nullopt;
  if (dumpJson(*overrides).size() > kMostCharacters) {
    return invalidParameter("Container Overrides length must be at most 8192", kPath);
  }
  TaskDefinition wanted = definition;
  if (auto refused = overrideContainers(*overrides, wanted)) return refused;
  if (auto refused = overrideTask(*overrides, wanted)) return refused;
  Problems problems = validateTaskDefinition(wanted);
  if (problems.empty() && launchType == LaunchType::FARGATE) problems = validateForFargate(wanted);
  if (!problems.empty()) {
    const Error& first = problems.front();
    const bool given = overrides->find(first.path.substr(1)) != nullptr;
    return invalidParameter(first.message, given ? kPath + first.path : kPath);
  }
  if (auto refused = effectRefused(*overrides, kPath,
                                   {"cpu", "memory", "ephemeralStorage", "taskRoleArn",
                                    "executionRoleArn", "inferenceAcceleratorOverrides"})) {
    return refused;
  }
  const std::vector<JsonValue>& containers = itemsOf(*overrides, "containerOverrides");
  for (std::size_t i = 0; i < containers.size(); ++i) {
    if (auto refused =
            effectRefused(containers[i], pointerTo(kContainersPath, i),
                          {"cpu", "memory", "memoryReservation", "resourceRequirements"})) {
      return refused;
    }
  }
  return std::nullopt;
}

}  // namespace taskyard
