#include "api/task_definition_rules.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"
#include "engine/cluster_query.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostBytes = 64 * 1024;  // quota "Task definition size"
constexpr std::size_t kMostTags = 50;
constexpr std::size_t kMostConstraints = 10;
constexpr std::size_t kMostEnvironmentFiles = 10;
// Source: API Reference, LogConfiguration. The texts of the refusals are those that users report
// (amazon-ecs-agent issue 872, tflint-ruleset-aws issue 348).
constexpr std::string_view kAwslogsOptions[] = {
    "awslogs-group",
    "awslogs-region",
    "awslogs-stream-prefix",
    "awslogs-create-group",
    "awslogs-datetime-format",
    "awslogs-multiline-pattern",
    "mode",
    "max-buffer-size",
};
// As for the typed rules: hostile input does not buy time.
constexpr std::size_t kMostChecked = 50;
constexpr std::size_t kMostProblems = 200;

void reject(Problems& problems, std::string path, std::string message) {
  if (problems.size() == kMostProblems) return;
  problems.push_back({"ClientException", std::move(message), std::move(path)});
}

std::string containerPath(std::size_t index, std::string_view member) {
  return pointerTo(pointerTo("/containerDefinitions", index), member);
}

std::optional<std::size_t> indexOf(const TaskDefinition& definition, std::string_view name) {
  const std::size_t count = std::min(definition.containerDefinitions.size(), kMostChecked);
  for (std::size_t i = 0; i < count; ++i) {
    if (definition.containerDefinitions[i].name == name) return i;
  }
  return std::nullopt;
}

void checkDependency(const TaskDefinition& definition, const JsonValue& dependency,
                     const std::string& path, Problems& problems) {
  const std::string& name = dependency.text("containerName");
  if (name.empty()) return;
  const std::optional<std::size_t> index = indexOf(definition, name);
  if (!index) {
    reject(problems, pointerTo(path, "containerName"),
           "Cannot depend on container + '" + shownText(name) + "' because it does not exist");
    return;
  }
  const ContainerDefinition& target = definition.containerDefinitions[*index];
  const std::string& condition = dependency.text("condition");
  if ((condition == "SUCCESS" || condition == "COMPLETE") && target.essential) {
    reject(problems, pointerTo(path, "condition"),
           "A dependency container with SUCCESS or COMPLETE condition cannot be an essential "
           "container");
  }
  if (condition == "HEALTHY" && !target.healthCheck) {
    reject(problems, pointerTo(path, "condition"),
           "A dependency container with HEALTHY condition must have health check configured");
  }
}

// Walks dependsOn depth first; the first way back to a container still on the path is the cycle.
class CycleFinder {
 public:
  explicit CycleFinder(std::vector<std::vector<std::size_t>> edges)
      : edges_(std::move(edges)), state_(edges_.size(), Unseen) {}

  // The containers of one cycle, the first repeated at the end; empty when there is none.
  std::vector<std::size_t> find() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (state_[i] == Unseen && visit(i)) return cycle_;
    }
    return {};
  }

 private:
  enum State : std::uint8_t { Unseen, OnPath, Finished };

  bool visit(std::size_t node) {
    state_[node] = OnPath;
    path_.push_back(node);
    for (const std::size_t next : edges_[node]) {
      if (state_[next] == OnPath) {
        cycle_.assign(std::find(path_.begin(), path_.end(), next), path_.end());
        cycle_.push_back(next);
        return true;
      }
      if (state_[next] == Unseen && visit(next)) return true;
    }
    path_.pop_back();
    state_[node] = Finished;
    return false;
  }

  std::vector<std::vector<std::size_t>> edges_;
  std::vector<State> state_;
  std::vector<std::size_t> path_;
  std::vector<std::size_t> cycle_;
};

void checkDependencies(const TaskDefinition& definition, const std::vector<JsonValue>& containers,
                       Problems& problems) {
  const std::size_t count = std::min(containers.size(), kMostChecked);
  std::vector<std::vector<std::size_t>> edges(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<JsonValue>& list = itemsOf(containers[i], "dependsOn");
    for (std::size_t j = 0; j < std::min(list.size(), kMostChecked); ++j) {
      const std::string path = pointerTo(containerPath(i, "dependsOn"), j);
      checkDependency(definition, list[j], path, problems);
      const std::optional<std::size_t> target = indexOf(definition, list[j].text("containerName"));
      if (target && *target < count) edges[i].push_back(*target);
    }
  }
  const std::vector<std::size_t> cycle = CycleFinder(std::move(edges)).find();
  if (cycle.empty()) return;
  std::vector<std::string> names;
  for (const std::size_t index : cycle) {
    names.push_back(shownText(definition.containerDefinitions[index].name));
  }
  // Our text.
  reject(problems, containerPath(cycle.front(), "dependsOn"),
         "Container dependencies must not form a cycle: " + joinWords(names, " -> ") + ".");
}

void checkLogs(const JsonValue& container, std::size_t index, Problems& problems) {
  const JsonValue* logs = container.find("logConfiguration");
  if (logs == nullptr || logs->text("logDriver") != "awslogs") return;
  const JsonValue* options = logs->find("options");
  const std::string path = pointerTo(containerPath(index, "logConfiguration"), "options");
  const bool both = options != nullptr && options->find("awslogs-region") != nullptr &&
                    options->find("awslogs-group") != nullptr;
  if (!both) {
    reject(problems, path, "Log driver awslogs requires options: awslogs-region, awslogs-group");
    return;
  }
  for (const auto& [key, value] : options->members()) {
    if (std::find(std::begin(kAwslogsOptions), std::end(kAwslogsOptions), key) ==
        std::end(kAwslogsOptions)) {
      reject(problems, pointerTo(path, key),
             "Log driver awslogs disallows options: " + shownText(key));
    }
  }
  const std::string& create = options->text("awslogs-create-group");
  if (!create.empty() && create != "true") {
    reject(problems, pointerTo(path, "awslogs-create-group"),
           "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else "
           "omit option.");
  }
  const std::string& mode = options->text("mode");
  if (!mode.empty() && mode != "blocking" && mode != "non-blocking") {
    // Our text.
    reject(problems, pointerTo(path, "mode"),
           "Invalid value '" + shownText(mode) +
               "' for mode. Must be one of [blocking, "
               "non-blocking]");
  }
}

void checkSecrets(const TaskDefinition& definition, const JsonValue& container, std::size_t index,
                  Problems& problems) {
  const std::vector<JsonValue>& secrets = itemsOf(container, "secrets");
  const std::string path = containerPath(index, "secrets");
  if (!secrets.empty() && definition.executionRoleArn.empty()) {
    reject(problems, path,
           "When you are specifying container secrets, you must also specify a value for "
           "'executionRoleArn'.");
  }
  if (container.find("repositoryCredentials") != nullptr && definition.executionRoleArn.empty()) {
    // Our text.
    reject(problems, containerPath(index, "repositoryCredentials"),
           "When you are specifying repositoryCredentials, you must also specify a value for "
           "'executionRoleArn'.");
  }
  std::set<std::string> taken;
  for (const KeyValuePair& variable : definition.containerDefinitions[index].environment) {
    taken.insert(variable.name);
  }
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    const std::string& name = secrets[i].text("name");
    if (taken.insert(name).second) continue;
    reject(problems, pointerTo(pointerTo(path, i), "name"),
           "The secret name must be unique and not shared with any new or existing environment "
           "variables set on the container, such as '" +
               shownText(name) + "'.");
  }
}

// Our texts.
void checkLimits(const JsonValue& container, std::size_t index, bool windows, Problems& problems) {
  const std::vector<JsonValue>& ulimits = itemsOf(container, "ulimits");
  const std::string path = containerPath(index, "ulimits");
  if (windows && !ulimits.empty()) {
    reject(problems, path, "ulimits are not supported for Windows containers.");
  }
  for (std::size_t i = 0; i < ulimits.size(); ++i) {
    const JsonValue* soft = ulimits[i].find("softLimit");
    const JsonValue* hard = ulimits[i].find("hardLimit");
    if (soft == nullptr || hard == nullptr || !soft->isInteger() || !hard->isInteger()) continue;
    // -1 is Linux's "unlimited".
    if (hard->integer() == -1 || soft->integer() <= hard->integer()) continue;
    reject(problems, pointerTo(pointerTo(path, i), "softLimit"),
           "The softLimit of ulimit '" + shownText(ulimits[i].text("name")) +
               "' must not be greater than its hardLimit.");
  }
  const std::vector<JsonValue>& files = itemsOf(container, "environmentFiles");
  if (files.size() > kMostEnvironmentFiles) {
    reject(
        problems, containerPath(index, "environmentFiles"),
        "A container has at most 10 environment files, not " + std::to_string(files.size()) + ".");
  }
  for (std::size_t i = 0; i < std::min(files.size(), kMostChecked); ++i) {
    const std::string& file = files[i].text("value");
    if (file.empty() || file.ends_with(".env")) continue;
    reject(problems, pointerTo(pointerTo(containerPath(index, "environmentFiles"), i), "value"),
           "An environment file must have the extension .env: '" + shownText(file) + "'.");
  }
}

void checkMounts(const TaskDefinition& definition, const JsonValue& container, std::size_t index,
                 const std::vector<std::string>& volumes, Problems& problems) {
  const std::vector<JsonValue>& mounts = itemsOf(container, "mountPoints");
  for (std::size_t i = 0; i < std::min(mounts.size(), kMostChecked); ++i) {
    const std::string& name = mounts[i].text("sourceVolume");
    if (name.empty() || std::find(volumes.begin(), volumes.end(), name) != volumes.end()) continue;
    reject(problems, pointerTo(pointerTo(containerPath(index, "mountPoints"), i), "sourceVolume"),
           "Unknown volume '" + shownText(name) + "'.");
  }
  const std::vector<JsonValue>& sources = itemsOf(container, "volumesFrom");
  for (std::size_t i = 0; i < std::min(sources.size(), kMostChecked); ++i) {
    const std::string& name = sources[i].text("sourceContainer");
    if (name.empty() || indexOf(definition, name)) continue;
    // Our text.
    reject(problems,
           pointerTo(pointerTo(containerPath(index, "volumesFrom"), i), "sourceContainer"),
           "Unknown container '" + shownText(name) + "' in volumesFrom.");
  }
}

// Our texts. The container shares the task's network interface, so it cannot have these of its own.
void checkAwsvpc(const JsonValue& container, std::size_t index, Problems& problems) {
  if (!itemsOf(container, "links").empty()) {
    reject(problems, containerPath(index, "links"),
           "Links are not supported when networkMode=awsvpc.");
  }
  if (!container.text("hostname").empty()) {
    reject(problems, containerPath(index, "hostname"),
           "A hostname is not supported when networkMode=awsvpc.");
  }
  if (!itemsOf(container, "extraHosts").empty()) {
    reject(problems, containerPath(index, "extraHosts"),
           "Extra hosts are not supported when networkMode=awsvpc.");
  }
}

std::vector<std::string> checkVolumes(const JsonValue& body, Problems& problems) {
  std::vector<std::string> names;
  const std::vector<JsonValue>& volumes = itemsOf(body, "volumes");
  for (std::size_t i = 0; i < std::min(volumes.size(), kMostChecked); ++i) {
    const std::string& name = volumes[i].text("name");
    const std::string path = pointerTo(pointerTo("/volumes", i), "name");
    // Our texts.
    if (!isEcsName(name)) {
      reject(problems, path,
             "A volume needs a name of up to 255 letters, digits, hyphens and underscores.");
    } else if (std::find(names.begin(), names.end(), name) != names.end()) {
      reject(problems, path,
             "Volume names must be unique: '" + shownText(name) + "' is there twice.");
    }
    names.push_back(name);
  }
  return names;
}

void checkFirelens(const std::vector<JsonValue>& containers, Problems& problems) {
  std::vector<std::size_t> routers;
  std::vector<std::size_t> senders;
  for (std::size_t i = 0; i < std::min(containers.size(), kMostChecked); ++i) {
    if (containers[i].find("firelensConfiguration") != nullptr) routers.push_back(i);
    const JsonValue* logs = containers[i].find("logConfiguration");
    if (logs != nullptr && logs->text("logDriver") == "awsfirelens") senders.push_back(i);
  }
  if (routers.size() > 1) {
    // Our text.
    reject(problems, containerPath(routers[1], "firelensConfiguration"),
           "Only one container of a task may have a firelensConfiguration.");
  }
  if (!routers.empty() && senders.empty()) {
    reject(problems, containerPath(routers[0], "firelensConfiguration"),
           "When a firelensConfiguration object is specified, at least one container has to be "
           "configured with the awsfirelens log driver.");
  }
  if (routers.empty() && !senders.empty()) {
    // Our text.
    reject(problems, containerPath(senders[0], "logConfiguration"),
           "A container with the awsfirelens log driver needs another container of the task with "
           "a firelensConfiguration.");
  }
}

// The sentence about distinctInstance is AWS's, as users report it (aws-cdk-examples issue 628).
void checkConstraints(const JsonValue& body, Problems& problems) {
  const std::vector<JsonValue>& constraints = itemsOf(body, "placementConstraints");
  if (constraints.size() > kMostConstraints) {
    // Our text.
    reject(problems, "/placementConstraints",
           "A task definition has at most 10 placement constraints.");
  }
  for (std::size_t i = 0; i < std::min(constraints.size(), kMostConstraints); ++i) {
    const std::string path = pointerTo("/placementConstraints", i);
    const std::string& type = constraints[i].text("type");
    if (type != "memberOf") {
      reject(problems, pointerTo(path, "type"),
             "constraint.type '" + shownText(type) + "' is not supported.");
      continue;
    }
    const std::string unreadable = queryProblem(constraints[i].text("expression"));
    if (!unreadable.empty()) reject(problems, pointerTo(path, "expression"), unreadable);
  }
}

bool isWindows(const JsonValue& body) {
  const JsonValue* platform = body.find("runtimePlatform");
  return platform != nullptr && platform->text("operatingSystemFamily").starts_with("WINDOWS");
}

}  // namespace

const std::vector<JsonValue>& itemsOf(const JsonValue& object, std::string_view key) {
  static const std::vector<JsonValue> kNone;
  const JsonValue* list = object.find(key);
  return list != nullptr && list->isArray() ? list->items() : kNone;
}

Problems checkOtherRules(const TaskDefinition& definition, const JsonValue& body) {
  Problems problems;
  const std::size_t size = dumpJson(body).size();
  if (size > kMostBytes) {
    reject(problems, "",
           "Actual length: '" + std::to_string(size) + "'. Max allowed length is '65536' bytes.");
  }
  // Our texts.
  if (itemsOf(body, "tags").size() > kMostTags) {
    reject(problems, "/tags", "A resource has at most 50 tags.");
  }
  checkConstraints(body, problems);
  const std::vector<std::string> volumes = checkVolumes(body, problems);
  const std::vector<JsonValue>& containers = itemsOf(body, "containerDefinitions");
  const bool windows = isWindows(body);
  for (std::size_t i = 0; i < std::min(containers.size(), kMostChecked); ++i) {
    checkLogs(containers[i], i, problems);
    checkSecrets(definition, containers[i], i, problems);
    checkLimits(containers[i], i, windows, problems);
    checkMounts(definition, containers[i], i, volumes, problems);
    if (definition.networkMode == NetworkMode::awsvpc) checkAwsvpc(containers[i], i, problems);
  }
  checkDependencies(definition, containers, problems);
  checkFirelens(containers, problems);
  return problems;
}

}  // namespace taskyard
