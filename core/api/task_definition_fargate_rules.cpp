// The rules of Fargate on the parts of a task definition that are kept as JSON.
// Source: Developer Guide, "Amazon ECS task definition parameters for Fargate" (2026 copy), section
// "Task parameters that are not valid". Sentences about members that Fargate does not take follow
// the one known for pidMode; their exact wording is ours.

#include <algorithm>
#include <string>

#include "api/task_definition_rules.h"
#include "model/fargate_catalog.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostChecked = 50;  // as in task_definition_rules.cpp
constexpr std::size_t kMostProblems = 200;

void reject(Problems& problems, std::string path, std::string message) {
  if (problems.size() == kMostProblems) return;
  problems.push_back({"ClientException", std::move(message), std::move(path)});
}

void rejectMember(Problems& problems, const std::string& parent, std::string_view member) {
  reject(problems, pointerTo(parent, member),
         "Tasks using the Fargate launch type do not support '" + std::string(member) + "'.");
}

// False for an absent member and for one that asks for nothing: false, an empty list or object.
bool asksForSomething(const JsonValue& object, std::string_view member) {
  const JsonValue* value = object.find(member);
  if (value == nullptr || value->isNull()) return false;
  if (value->isBoolean()) return value->boolean();
  if (value->isArray()) return !value->items().empty();
  if (value->isObject()) return !value->members().empty();
  if (value->isString()) return !value->string().empty();
  return true;
}

void checkTaskMembers(const JsonValue& body, Problems& problems) {
  const std::string& pidMode = body.text("pidMode");
  if (!pidMode.empty() && pidMode != "task") {
    reject(problems, "/pidMode",
           "Tasks using the Fargate launch type do not support pidMode '" + shownText(pidMode) +
               "'. The supported value for pidMode is 'task'.");
  }
  for (const char* member : {"ipcMode", "placementConstraints", "inferenceAccelerators"}) {
    if (asksForSomething(body, member)) rejectMember(problems, "", member);
  }
  const std::vector<JsonValue>& volumes = itemsOf(body, "volumes");
  for (std::size_t i = 0; i < std::min(volumes.size(), kMostChecked); ++i) {
    const std::string path = pointerTo("/volumes", i);
    for (const char* member :
         {"dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"}) {
      if (volumes[i].find(member) != nullptr) rejectMember(problems, path, member);
    }
    const JsonValue* host = volumes[i].find("host");
    if (host != nullptr && asksForSomething(*host, "sourcePath")) {
      rejectMember(problems, pointerTo(path, "host"), "sourcePath");
    }
  }
}

// Our texts.
void checkPlatform(const TaskDefinition& definition, const JsonValue& body, Problems& problems) {
  const JsonValue* platform = body.find("runtimePlatform");
  if (platform == nullptr) return;
  const std::string& system = platform->text("operatingSystemFamily");
  if (!system.starts_with("WINDOWS")) return;
  if (definition.cpu && isFargateCpu(*definition.cpu) && !isFargateWindowsCpu(*definition.cpu)) {
    reject(problems, "/cpu",
           "Windows containers on Fargate need 1, 2 or 4 vCPU (1024, 2048 or 4096 CPU units).");
  }
  if (platform->text("cpuArchitecture") == "ARM64") {
    reject(problems, "/runtimePlatform/cpuArchitecture",
           "Windows containers on Fargate run on X86_64 only.");
  }
}

void checkLinuxParameters(const JsonValue& container, const std::string& parent,
                          Problems& problems) {
  const JsonValue* parameters = container.find("linuxParameters");
  if (parameters == nullptr) return;
  const std::string path = pointerTo(parent, "linuxParameters");
  for (const char* member : {"devices", "sharedMemorySize", "tmpfs", "maxSwap", "swappiness"}) {
    if (asksForSomething(*parameters, member)) rejectMember(problems, path, member);
  }
  const JsonValue* capabilities = parameters->find("capabilities");
  if (capabilities == nullptr) return;
  const std::vector<JsonValue>& added = itemsOf(*capabilities, "add");
  const std::string addPath = pointerTo(pointerTo(path, "capabilities"), "add");
  for (std::size_t i = 0; i < std::min(added.size(), kMostChecked); ++i) {
    if (!added[i].isString()) continue;
    const std::string& name = added[i].string();
    if (name == "SYS_PTRACE" || name == "CAP_SYS_PTRACE") continue;
    reject(problems, pointerTo(addPath, i),
           "Tasks using the Fargate launch type do not support adding the capability '" +
               shownText(name) + "'. The supported value is 'SYS_PTRACE'.");
  }
}

void checkLogs(const TaskDefinition& definition, const JsonValue& container,
               const std::string& parent, Problems& problems) {
  const JsonValue* logs = container.find("logConfiguration");
  if (logs == nullptr) return;
  const std::string& driver = logs->text("logDriver");
  const std::string path = pointerTo(parent, "logConfiguration");
  if (driver != "awslogs") {
    if (!driver.empty() && driver != "splunk" && driver != "awsfirelens") {
      reject(problems, pointerTo(path, "logDriver"),
             shownText(driver) +
                 " is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]");
    }
    return;
  }
  if (definition.executionRoleArn.empty()) {
    reject(problems, "/executionRoleArn",
           "Fargate requires task definition to have execution role ARN to support log driver "
           "awslogs.");
  }
  const JsonValue* options = logs->find("options");
  // The two options every platform needs are checkOtherRules()'s.
  if (options != nullptr && options->isObject() && options->find("awslogs-group") != nullptr &&
      options->find("awslogs-region") != nullptr &&
      options->find("awslogs-stream-prefix") == nullptr) {
    // Our text, after the one for the other two options.
    reject(problems, pointerTo(path, "options"),
           "Log driver awslogs requires options: awslogs-stream-prefix");
  }
}

// Source: Developer Guide, "Task resource limits" of Fargate: nofile is the one that is set for a
// task. Our texts.
void checkUlimits(const JsonValue& container, const std::string& parent, Problems& problems) {
  constexpr std::int64_t kMostFiles = 1'048'576;
  const std::vector<JsonValue>& ulimits = itemsOf(container, "ulimits");
  for (std::size_t i = 0; i < std::min(ulimits.size(), kMostChecked); ++i) {
    const std::string path = pointerTo(pointerTo(parent, "ulimits"), i);
    const std::string& name = ulimits[i].text("name");
    if (name != "nofile") {
      reject(problems, pointerTo(path, "name"),
             "Tasks using the Fargate launch type do not support ulimit '" + shownText(name) +
                 "'. The supported ulimit is 'nofile'.");
      continue;
    }
    const JsonValue* hard = ulimits[i].find("hardLimit");
    if (hard == nullptr || !hard->isInteger() || hard->integer() <= kMostFiles) continue;
    reject(problems, pointerTo(path, "hardLimit"),
           "Tasks using the Fargate launch type must have a hardLimit of ulimit 'nofile' of at "
           "most 1048576.");
  }
}

void checkStartTimeout(const JsonValue& container, const std::string& parent, Problems& problems) {
  const JsonValue* timeout = container.find("startTimeout");
  if (timeout == nullptr || !timeout->isInteger()) return;
  if (timeout->integer() >= 2 && timeout->integer() <= 120) return;
  // Our text.
  reject(problems, pointerTo(parent, "startTimeout"),
         "Tasks using the Fargate launch type must have a container start timeout between 2 and "
         "120 seconds.");
}

}  // namespace

Problems checkOtherFargateRules(const TaskDefinition& definition, const JsonValue& body) {
  Problems problems;
  checkTaskMembers(body, problems);
  checkPlatform(definition, body, problems);
  const std::vector<JsonValue>& containers = itemsOf(body, "containerDefinitions");
  for (std::size_t i = 0; i < std::min(containers.size(), kMostChecked); ++i) {
    const std::string path = pointerTo("/containerDefinitions", i);
    for (const char* member : {"disableNetworking", "dnsSearchDomains", "dnsServers",
                               "dockerSecurityOptions", "privileged"}) {
      if (asksForSomething(containers[i], member)) rejectMember(problems, path, member);
    }
    for (const JsonValue& resource : itemsOf(containers[i], "resourceRequirements")) {
      if (resource.text("type") != "GPU") continue;
      rejectMember(problems, path, "resourceRequirements");
      break;
    }
    // In awsvpc mode, which is all that Fargate has, links and extraHosts are refused anyway.
    checkLinuxParameters(containers[i], path, problems);
    checkLogs(definition, containers[i], path, problems);
    checkStartTimeout(containers[i], path, problems);
    checkUlimits(containers[i], path, problems);
  }
  Problems once;
  for (Error& error : problems) {
    if (std::find(once.begin(), once.end(), error) == once.end()) once.push_back(std::move(error));
  }
  return once;
}

}  // namespace taskyard
