// Tasks.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "api/client_token.h"
#include "api/describe.h"
#include "api/handlers.h"
#include "api/run_task_overrides.h"
#include "api/service_configuration.h"
#include "api/service_scheduler_handlers.h"
#include "engine/fargate_capacity.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMostTasksPerCall = 10;   // Source: API Reference, RunTask
constexpr std::size_t kMostDescribed = 100;      // Source: API Reference, DescribeTasks
constexpr std::size_t kLongestStopReason = 255;  // Source: API Reference, StopTask
constexpr std::size_t kLongestStartedBy = 128;   // Source: API Reference, RunTask

bool listed(const ApiCall& call, const Task& task, ClusterIndex cluster) {
  const State& state = call.state;
  if (!task.inUse || clusterOf(state, task) != cluster) return false;
  const std::string& desired = call.text("desiredStatus");
  if ((desired.empty() ? "RUNNING" : desired) != nameOf(task.desiredStatus)) return false;
  const std::string& service = call.text("serviceName");
  if (!service.empty() &&
      (!task.service.valid() || task.service != findService(state, cluster, service))) {
    return false;
  }
  const std::string& family = call.text("family");
  if (!family.empty() && family != state.taskDefinitions[task.taskDefinition.value].family) {
    return false;
  }
  const std::string& launchType = call.text("launchType");
  if (!launchType.empty() && launchType != nameOf(task.launchType)) return false;
  const std::string& instance = call.text("containerInstance");
  if (!instance.empty() && (!task.containerInstance.valid() ||
                            task.containerInstance != findInstance(state, instance))) {
    return false;
  }
  const std::string& startedBy = call.text("startedBy");
  if (startedBy.empty()) return true;
  if (task.deployment.valid()) return startedBy == deploymentId(state.seed, task.deployment);
  const TextIndex known = decisionOf(state, task).startedBy;
  return known.valid() && startedBy == state.texts[known.value];
}

bool hasInstances(const State& state, ClusterIndex cluster) {
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.cluster == cluster && instance.status != ContainerInstanceStatus::INACTIVE) {
      return true;
    }
  }
  return false;
}

// What RunTask refuses of members that say nothing about where the task runs.
std::optional<Error> runTaskPartsRefused(const ApiCall& call, const TaskDefinition& definition) {
  if (charactersOf(call.text("startedBy")) > kLongestStartedBy) {
    return invalidParameter("startedBy can have at most 128 characters.", "/startedBy");
  }
  // Source: API Reference, RunTask; Model choice: the wording.
  if (const std::string& tags = call.text("propagateTags");
      !tags.empty() && tags != "TASK_DEFINITION" && tags != "NONE") {
    return invalidParameter("propagateTags should be one of [TASK_DEFINITION,NONE] for RunTask",
                            "/propagateTags");
  }
  if (call.flag("enableExecuteCommand")) {
    if (auto refused = execRefused(definition, "task", "run")) return refused;
  }
  return std::nullopt;
}

JsonValue failureJson(const State& state, const RunTaskFailure& failure) {
  JsonValue json = JsonValue::object();
  if (failure.instance.valid()) json.set("arn", containerInstanceArn(state, failure.instance));
  json.set("reason", failure.instance.valid() ? std::string(nameOf(failure.unfit))
                                              : noPlaceFailure(failure.why));
  return json;
}

ApiAnswer runTaskAnswer(const ApiCall& call, const std::vector<TaskIndex>& started,
                        const std::vector<RunTaskFailure>& failures) {
  JsonValue tasks = JsonValue::array();
  for (const TaskIndex task : started) {
    if (call.outputWanted) tasks.push(taskJson(call.state, call.state.tasks[task.value]));
  }
  JsonValue failed = JsonValue::array();
  for (const RunTaskFailure& failure : failures) failed.push(failureJson(call.state, failure));
  ApiAnswer answer;
  answer.output.set("tasks", std::move(tasks));
  answer.output.set("failures", std::move(failed));
  answer.notModelled =
      call.notModelled({"cluster", "taskDefinition", "count", "launchType", "networkConfiguration",
                        "group", "startedBy", "clientToken", "capacityProviderStrategy",
                        "placementConstraints", "placementStrategy", "enableExecuteCommand"});
  return answer;
}

}  // namespace

Result<ApiAnswer> runTask(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (auto refused = clientTokenRefused(call)) return *refused;
  const Result<std::vector<TaskIndex>> before = tasksOfToken(call, cluster.value());
  if (!before) return before.error();
  if (!before.value().empty()) return runTaskAnswer(call, before.value(), {});
  const Result<TaskDefinitionIndex> definition = launchableDefinition(call);
  if (!definition) return definition.error();
  const Result<CapacityChoice> capacity =
      capacityOf(call, cluster.value(), definition.value(), false);
  if (!capacity) return capacity.error();
  const Result<AwsvpcConfiguration> network =
      networkFor(call, definition.value(), capacity.value().launchType);
  if (!network) return network.error();
  const std::int64_t count = call.integer("count").value_or(1);
  if (count < 1 || count > kMostTasksPerCall) {
    return invalidParameter("count must be between 1 and 10.", "/count");
  }
  const TaskDefinition& runs = call.state.taskDefinitions[definition.value().value];
  if (auto refused = runTaskPartsRefused(call, runs)) return *refused;
  if (auto refused = overridesRefused(call, runs, capacity.value().launchType)) return *refused;
  if (capacity.value().launchType == LaunchType::EC2 && capacity.value().strategy.empty() &&
      !hasInstances(call.state, cluster.value())) {
    return invalidParameter("No Container Instances were found in your cluster.", "/cluster");
  }
  RunTaskOrder order;
  order.cluster = cluster.value();
  order.taskDefinition = definition.value();
  order.count = static_cast<std::int32_t>(count);
  order.launchType = capacity.value().launchType;
  order.capacityProviderStrategy = capacity.value().strategy;
  order.placementConstraints = capacity.value().constraints;
  order.placementStrategy = capacity.value().placement;
  order.awsvpcConfiguration = network.value();
  order.group = call.text("group");
  order.startedBy = call.text("startedBy");
  order.enableExecuteCommand = call.flag("enableExecuteCommand");
  const std::string subject =
      familyRevision(runs) + (count > 1 ? " count=" + std::to_string(count) : "");
  std::vector<RunTaskFailure> failures;
  const std::vector<TaskIndex> tasks =
      call.simulation().runTask(order, call.begin(subject), &failures);
  keepRunTaskToken(call, cluster.value(), tasks);
  return runTaskAnswer(call, tasks, failures);
}

Result<ApiAnswer> stopTask(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const TaskIndex index = findTask(call.state, cluster.value(), call.text("task"));
  if (!index.valid()) return invalidParameter("The referenced task was not found.", "/task");
  const std::string& reason = call.text("reason");
  if (charactersOf(reason) > kLongestStopReason) {
    return invalidParameter("reason can have at most 255 characters.", "/reason");
  }
  const Task& task = call.state.tasks[index.value];
  if (task.desiredStatus == TaskDesiredStatus::RUNNING) {
    call.simulation().stopTask(index, reason,
                               call.begin("task " + shortTaskId(call.state.seed, task.ordinal)));
  }
  ApiAnswer answer;
  answer.output.set("task", taskJson(call.state, call.state.tasks[index.value]));
  return answer;
}

Result<ApiAnswer> describeTasks(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::vector<std::string> ids = call.strings("tasks");
  if (ids.empty()) return invalidParameter("Tasks cannot be empty.", "/tasks");
  if (ids.size() > kMostDescribed) {
    return invalidParameter("Tasks can have at most 100 items.", "/tasks");
  }
  JsonValue tasks = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& id : ids) {
    const TaskIndex task = findTask(call.state, cluster.value(), id);
    if (task.valid()) {
      tasks.push(taskJson(call.state, call.state.tasks[task.value]));
    } else {
      failures.push(missing(id.starts_with("arn:")
                                ? id
                                : "arn:aws:ecs:us-east-1:123456789012:task/" +
                                      call.state.clusters[cluster.value().value].clusterName + "/" +
                                      id));
    }
  }
  ApiAnswer answer;
  answer.output.set("tasks", std::move(tasks));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> listTasks(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (auto refused = valueRefused(call, "desiredStatus", {"RUNNING", "PENDING", "STOPPED"})) {
    return *refused;
  }
  if (auto refused =
          valueRefused(call, "launchType", {"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"})) {
    return *refused;
  }
  const std::string& service = call.text("serviceName");
  if (!service.empty() && !findService(call.state, cluster.value(), service).valid()) {
    return Error{"ServiceNotFoundException", "Service not found.", "/serviceName"};
  }
  std::vector<std::string> arns;
  for (const Task& task : call.state.tasks) {
    if (listed(call, task, cluster.value())) arns.push_back(taskArn(call.state, task));
  }
  return pageOf(call, "taskArns", arns);
}

}  // namespace taskyard
