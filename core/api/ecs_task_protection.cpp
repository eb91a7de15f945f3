// Task scale-in protection.

#include "engine/task_protection.h"

#include "api/service_scheduler_handlers.h"
#include "base/time.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostProtected = 10;  // Source: API Reference, UpdateTaskProtection
constexpr std::size_t kMostShown = 100;     // Source: API Reference, GetTaskProtection
constexpr std::int64_t kDefaultMinutes = 120;
constexpr std::int64_t kMostMinutes = 2880;

JsonValue failure(const std::string& arn, const char* reason, const char* detail) {
  JsonValue json = JsonValue::object({{"arn", arn}, {"reason", reason}});
  if (*detail != '\0') json.set("detail", detail);
  return json;
}

JsonValue protectionJson(const State& state, const Task& task) {
  JsonValue json = JsonValue::object();
  json.set("taskArn", taskArn(state, task));
  const TimeMs until = protectedUntil(state, task);
  json.set("protectionEnabled", until != kNever);
  if (until != kNever) json.set("expirationDate", isoTimestamp(until));
  return json;
}

std::string arnOf(const ApiCall& call, ClusterIndex cluster, const std::string& idOrArn) {
  if (idOrArn.starts_with("arn:")) return idOrArn;
  return "arn:aws:ecs:us-east-1:123456789012:task/" +
         call.state.clusters[cluster.value].clusterName + "/" + idOrArn;
}

// Whether protecting these tasks too would leave the service more protected tasks than it wants.
bool blocked(const State& state, const std::vector<TaskIndex>& tasks, ServiceIndex service) {
  std::int32_t count = protectedTasks(state, service);
  for (const TaskIndex index : tasks) {
    const Task& task = state.tasks[index.value];
    if (task.service == service && !isProtected(state, task)) ++count;
  }
  return count > state.services[service.value].desiredCount;
}

}  // namespace

Result<ApiAnswer> updateTaskProtection(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::vector<std::string> ids = call.strings("tasks");
  if (ids.empty()) return invalidParameter("Tasks cannot be empty.", "/tasks");
  if (ids.size() > kMostProtected) {
    return invalidParameter("Tasks can have at most 10 items.", "/tasks");
  }
  const bool enable = call.flag("protectionEnabled");
  const std::int64_t minutes = call.integer("expiresInMinutes").value_or(kDefaultMinutes);
  if (minutes < 1 || minutes > kMostMinutes) {
    return invalidParameter("expiresInMinutes must be between 1 and 2880.", "/expiresInMinutes");
  }
  JsonValue failures = JsonValue::array();
  std::vector<TaskIndex> tasks;
  for (const std::string& id : ids) {
    const TaskIndex index = findTask(call.state, cluster.value(), id);
    if (!index.valid()) {
      failures.push(missing(arnOf(call, cluster.value(), id)));
      continue;
    }
    const Task& task = call.state.tasks[index.value];
    if (!task.service.valid() || task.desiredStatus == TaskDesiredStatus::STOPPED) {
      failures.push(failure(taskArn(call.state, task), "TASK_NOT_VALID",
                            task.service.valid()
                                ? "The task is stopping or stopped."
                                : "The task is not part of a service. Only tasks of services can "
                                  "be protected."));
      continue;
    }
    tasks.push_back(index);
  }
  std::vector<TaskIndex> changed;
  for (const TaskIndex index : tasks) {
    const Task& task = call.state.tasks[index.value];
    if (enable && blocked(call.state, tasks, task.service)) {
      failures.push(failure(taskArn(call.state, task), "DEPLOYMENT_BLOCKED",
                            "The service has more tasks under protection than its desired count, "
                            "so it cannot reach a steady state."));
    } else {
      changed.push_back(index);
    }
  }
  JsonValue shown = JsonValue::array();
  if (!changed.empty()) {
    const EventId cause =
        call.begin(std::to_string(changed.size()) + " task" + (changed.size() == 1 ? "" : "s") +
                   (enable ? "" : ": protection off"));
    Simulation& sim = call.simulation();
    for (const TaskIndex index : changed) {
      protectTask(sim, index, enable ? static_cast<std::int32_t>(minutes) : 0, cause);
      shown.push(protectionJson(call.state, call.state.tasks[index.value]));
    }
  }
  ApiAnswer answer;
  answer.output.set("protectedTasks", std::move(shown));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> getTaskProtection(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::vector<std::string> ids = call.strings("tasks");
  if (ids.size() > kMostShown) {
    return invalidParameter("Tasks can have at most 100 items.", "/tasks");
  }
  JsonValue shown = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& id : ids) {
    const TaskIndex index = findTask(call.state, cluster.value(), id);
    if (!index.valid()) {
      failures.push(missing(arnOf(call, cluster.value(), id)));
      continue;
    }
    const Task& task = call.state.tasks[index.value];
    if (task.service.valid()) {
      shown.push(protectionJson(call.state, task));
    } else {
      failures.push(failure(taskArn(call.state, task), "TASK_NOT_VALID",
                            "The task is not part of a service."));
    }
  }
  if (ids.empty()) {
    for (const Task& task : call.state.tasks) {
      if (!task.inUse || !task.service.valid()) continue;
      if (clusterOf(call.state, task) != cluster.value()) continue;
      if (task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
      shown.push(protectionJson(call.state, task));
    }
  }
  ApiAnswer answer;
  answer.output.set("protectedTasks", std::move(shown));
  answer.output.set("failures", std::move(failures));
  return answer;
}

}  // namespace taskyard
