#include "api/task_definition_json.h"

#include <algorithm>
#include <array>

#include "api/shape_hints.h"
#include "api/shapes.h"
#include "api/task_definition_advice.h"
#include "api/task_definition_parts.h"
#include "api/task_definition_rules.h"
#include "base/text.h"
#include "model/task_size.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::array<std::string_view, 10> kTaskFields = {"family",
                                                          "taskRoleArn",
                                                          "executionRoleArn",
                                                          "networkMode",
                                                          "cpu",
                                                          "memory",
                                                          "ephemeralStorage",
                                                          "runtimePlatform",
                                                          "containerDefinitions",
                                                          "requiresCompatibilities"};
// What ECS adds when it prints a task definition, and what SDKs add around it.
constexpr std::array<std::string_view, 9> kOutputOnly = {
    "taskDefinitionArn",  "revision",          "status",
    "requiresAttributes", "compatibilities",   "registeredAt",
    "deregisteredAt",     "deleteRequestedAt", "registeredBy"};

NetworkMode readNetworkMode(const JsonValue& body) {
  for (const NetworkMode mode : {NetworkMode::awsvpc, NetworkMode::host, NetworkMode::none}) {
    if (body.text("networkMode") == nameOf(mode)) return mode;
  }
  return NetworkMode::bridge;
}

// Task-level cpu or memory. Adds AWS's error when the text is no size at all.
std::optional<std::int32_t> readSize(const JsonValue& body, const char* member, Problems& errors) {
  const JsonValue* value = body.find(member);
  if (value == nullptr || !value->isString()) return std::nullopt;
  const bool isCpu = std::string_view(member) == "cpu";
  const std::optional<std::int32_t> size =
      isCpu ? parseTaskCpu(value->string()) : parseTaskMemory(value->string());
  if (!size) {
    errors.push_back({"ClientException", std::string("Invalid '") + member + "' setting for task.",
                      pointerTo("", std::string_view(member)), value->line()});
  }
  return size;
}

TaskDefinition readFields(const JsonValue& body, Problems& errors,
                          std::vector<std::string>& notModelled) {
  TaskDefinition definition;
  definition.family = body.text("family");
  definition.networkMode = readNetworkMode(body);
  definition.cpu = readSize(body, "cpu", errors);
  definition.memory = readSize(body, "memory", errors);
  definition.taskRoleArn = body.text("taskRoleArn");
  definition.executionRoleArn = body.text("executionRoleArn");
  definition.requiresCompatibilities = stringsOf(body, "requiresCompatibilities");
  const JsonValue* storage = body.find("ephemeralStorage");
  if (storage != nullptr) definition.ephemeralStorageGiB = integerOf(*storage, "sizeInGiB");
  if (const JsonValue* platform = body.find("runtimePlatform"); platform != nullptr) {
    definition.runtimePlatform.cpuArchitecture = platform->text("cpuArchitecture");
    definition.runtimePlatform.operatingSystemFamily = platform->text("operatingSystemFamily");
  }
  const std::vector<JsonValue>& containers = itemsOf(body, "containerDefinitions");
  for (std::size_t i = 0; i < containers.size(); ++i) {
    definition.containerDefinitions.push_back(readContainer(
        containers[i], definition.networkMode, pointerTo("/containerDefinitions", i), notModelled));
  }
  definition.otherJson =
      otherMembers(body, *registerTaskDefinitionShape().input, kTaskFields, "", notModelled);
  return definition;
}

// The input as RegisterTaskDefinition takes it, and where it stands in what was given.
struct Body {
  JsonValue json;
  std::string prefix;  // JSON Pointer, "" or "/taskDefinition"
};

// A sentence for input that is something else altogether, or "".
std::string otherDocument(const JsonValue& input) {
  if (input.isArray()) {
    return "This is a list, probably of container definitions (as Terraform's "
           "container_definitions takes it). RegisterTaskDefinition takes an object: put the list "
           "under \"containerDefinitions\", beside \"family\".";
  }
  if (input.find("AWSTemplateFormatVersion") != nullptr || input.find("Resources") != nullptr ||
      input.find("Properties") != nullptr) {
    return "This is a CloudFormation template. RegisterTaskDefinition takes the task definition "
           "alone, with names that begin in lower case (\"family\", \"containerDefinitions\").";
  }
  if (input.find("serviceName") != nullptr) {
    return "This is the input of CreateService, not a task definition.";
  }
  return "";
}

Body unwrap(const JsonValue& input, Problems& warnings) {
  const JsonValue* inner = input.find("taskDefinition");
  const bool wrapped = inner != nullptr && inner->isObject() && input.find("family") == nullptr;
  Body body = {JsonValue::object(), wrapped ? "/taskDefinition" : ""};
  body.json.setLine(wrapped ? inner->line() : input.line());
  std::vector<std::string> dropped;
  for (const auto& [key, value] : wrapped ? inner->members() : input.members()) {
    if (std::find(kOutputOnly.begin(), kOutputOnly.end(), key) != kOutputOnly.end()) {
      dropped.push_back(key);
    } else {
      body.json.members().emplace_back(key, value);
    }
  }
  if (wrapped) {
    // Beside it only "tags" makes sense; the rest is passed on to be reported as unknown, as far
    // as that goes on being of use.
    std::size_t passed = 0;
    for (const auto& [key, value] : input.members()) {
      if (key == "taskDefinition" || key == "ResponseMetadata") continue;
      if (passed++ == kInputProblemsMost) break;
      if (inner->find(key) == nullptr) {
        body.json.members().emplace_back(key, value);
      } else {
        warnings.push_back({"IgnoredMember",
                            "Left out: '" + shownText(key) +
                                "' is also inside \"taskDefinition\", and that one is read.",
                            "", value.line()});
      }
    }
  }
  if (!dropped.empty()) {
    warnings.push_back({"OutputOnlyMembers",
                        "Left out because only ECS writes them, and RegisterTaskDefinition does "
                        "not take them: " +
                            joinWords(dropped) + ".",
                        "", body.json.line()});
  }
  return body;
}

// Numbers for task-level cpu and memory become the strings the API takes.
void acceptNumbers(JsonValue& body, Problems& warnings) {
  for (const char* member : {"cpu", "memory"}) {
    const JsonValue* value = body.find(member);
    if (value == nullptr || !value->isInteger()) continue;
    JsonValue text(std::to_string(value->integer()));
    text.setLine(value->line());
    warnings.push_back({"NumberForString",
                        std::string("The API takes the task's ") + member +
                            " as a string: write \"" + text.string() +
                            "\", with quotes. The AWS CLI refuses the number.",
                        pointerTo("", std::string_view(member)), value->line()});
    body.set(member, std::move(text));
  }
}

// Whether `client` already says what `rule` complains of: the member or something around it is
// missing or has the wrong type.
bool isCovered(const Error& rule, const Problems& client) {
  return std::any_of(client.begin(), client.end(), [&rule](const Error& problem) {
    if (problem.message.starts_with("Missing required")) {
      const std::size_t slash = rule.path.rfind('/');
      return slash != std::string::npos && rule.path.substr(0, slash) == problem.path &&
             problem.message.ends_with(": \"" + rule.path.substr(slash + 1) + "\"");
    }
    return rule.path == problem.path || rule.path.starts_with(problem.path + "/");
  });
}

// An unknown enum value that a rule words in AWS's way needs no second sentence.
bool isWordedByRule(const Error& value, const Problems& rules) {
  return std::any_of(rules.begin(), rules.end(), [&value](const Error& rule) {
    return rule.path == value.path && (rule.message.find("Must be one of") != std::string::npos ||
                                       rule.message.ends_with("is not supported."));
  });
}

void append(Problems& problems, Problems more) {
  for (Error& error : more) problems.push_back(std::move(error));
}

// What the revision could run on. EXTERNAL and EC2 come in ECS's order.
std::vector<std::string> compatibilitiesOf(const TaskDefinition& definition,
                                           const JsonValue& body) {
  std::vector<std::string> names;
  if (definition.networkMode != NetworkMode::awsvpc) names.emplace_back("EXTERNAL");
  names.emplace_back("EC2");
  if (validateForFargate(definition).empty() && checkOtherFargateRules(definition, body).empty()) {
    names.emplace_back("FARGATE");
  }
  if (requiresCompatibility(definition, "MANAGED_INSTANCES")) {
    names.emplace_back("MANAGED_INSTANCES");
  }
  return names;
}

// "tags" may stand beside "taskDefinition" and is then outside the prefix.
void place(Problems& problems, const Body& body, const JsonValue& input) {
  if (problems.size() > kMostTaskDefinitionProblems) {
    problems.resize(kMostTaskDefinitionProblems);
    problems.push_back({"TooManyProblems", "There are more problems; mend these first.", ""});
  }
  for (Error& problem : problems) {
    if (problem.line == 0) problem.line = lineAt(body.json, problem.path);
    if (body.prefix.empty()) continue;
    const std::string_view first =
        std::string_view(problem.path).substr(0, problem.path.find('/', 1));
    const bool outside = !first.empty() &&
                         valueAt(input, body.prefix + std::string(first)) == nullptr &&
                         valueAt(input, first) != nullptr;
    if (!outside) problem.path = body.prefix + problem.path;
  }
}

}  // namespace

TaskDefinitionReading readTaskDefinition(const JsonValue& input) {
  TaskDefinitionReading reading;
  const std::string other = otherDocument(input);
  if (!other.empty()) {
    reading.errors.push_back({"ParamValidationError", other, "", input.line()});
    return reading;
  }
  const OperationShape& operation = registerTaskDefinitionShape();
  if (!input.isObject()) {
    reading.errors = checkInput(operation, input);
    addTypeHints(*operation.input, input, reading.errors);
    return reading;
  }
  Body body = unwrap(input, reading.warnings);
  acceptNumbers(body.json, reading.warnings);
  Problems client = checkInput(operation, body.json);
  addTypeHints(*operation.input, body.json, client);
  shortenNameLists(client);
  reading.definition = readFields(body.json, client, reading.notModelled);
  const TaskDefinition& definition = reading.definition;

  Problems values = checkValues(*operation.input, body.json);
  Problems rules = validateTaskDefinition(definition);
  append(rules, checkOtherRules(definition, body.json));
  if (requiresCompatibility(definition, "FARGATE")) {
    append(rules, checkOtherFargateRules(definition, body.json));
  }
  std::erase_if(values, [&](const Error& value) { return isWordedByRule(value, rules); });
  append(client, std::move(values));
  std::erase_if(rules, [&](const Error& rule) { return isCovered(rule, client); });
  Problems advice = adviseTaskDefinition(definition, body.json);
  std::erase_if(advice, [&](const Error& warning) { return isCovered(warning, client); });
  append(client, std::move(rules));
  reading.errors = std::move(client);
  append(reading.warnings, std::move(advice));
  if (reading.errors.empty()) {
    reading.definition.compatibilities = compatibilitiesOf(definition, body.json);
  }
  place(reading.errors, body, input);
  place(reading.warnings, body, input);
  for (std::string& pointer : reading.notModelled) {
    if (pointer != "/tags" || input.find("tags") == nullptr) pointer = body.prefix + pointer;
  }
  return reading;
}

ValidationReport validateTaskDefinitionText(std::string_view fileText) {
  Result<JsonValue> parsed = parseJson(fileText, {.bytes = kMostTaskDefinitionFileBytes});
  if (!parsed.ok()) return {.accepted = false, .errors = {parsed.error()}};
  TaskDefinitionReading reading = readTaskDefinition(parsed.value());
  ValidationReport report;
  report.accepted = reading.errors.empty();
  report.errors = std::move(reading.errors);
  report.warnings = std::move(reading.warnings);
  report.notModelled = std::move(reading.notModelled);
  return report;
}

}  // namespace taskyard
