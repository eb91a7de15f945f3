// SimDescribeLoad: what is under load at this moment, and what holds it back.

#include <algorithm>
#include <string>
#include <vector>

#include "api/work_handlers.h"
#include "base/text.h"
#include "engine/dependency_calls.h"
#include "engine/identity.h"
#include "engine/task_load.h"
#include "engine/traffic.h"

namespace taskyard {

namespace {

JsonValue wholeOf(std::int64_t micro) { return milliJson(micro / 1000); }

void setFigures(const State& state, FlowSubject subject, std::uint32_t index, JsonValue& json) {
  const FlowStats* flow = findFlow(state.work, subject, index);
  if (flow == nullptr) return;
  const FlowFigures total = totalOf(state, subject, index);
  constexpr const char* kNames[kFailureKinds] = {"target500", "gateway502", "gateway503",
                                                 "gateway504"};
  json.set("requestsPerSecond", milliJson(flow->rate.arrived));
  json.set("answersPerSecond", milliJson(flow->rate.answered));
  json.set("errorsPerSecond", milliJson(failuresOf(flow->rate)));
  json.set("meanMs", milliJson(meanResponseUs(flow->rate)));
  json.set("p50Ms", percentileMs(flow->rate, 50));
  json.set("p90Ms", percentileMs(flow->rate, 90));
  json.set("p99Ms", percentileMs(flow->rate, 99));
  JsonValue sums = JsonValue::object();
  sums.set("arrived", wholeOf(total.arrived));
  sums.set("answered", wholeOf(total.answered));
  for (std::size_t i = 0; i < kFailureKinds; ++i) sums.set(kNames[i], wholeOf(total.failed[i]));
  sums.set("inFlight", wholeOf(inFlightOf(total)));
  json.set("totals", std::move(sums));
}

JsonValue taskLoadJson(const State& state, const Task& task) {
  const TaskLoad load = taskLoad(state, task);
  const TaskWork* work = workOf(state, task);
  JsonValue json = JsonValue::object();
  json.set("task", taskId(state.seed, task.ordinal));
  json.set("requestsPerSecond", milliJson(load.requestsPerSecondMilli));
  json.set("cpuPercent", milliJson(load.cpuMilliPercent));
  json.set("memoryMiB", load.memoryMiB);
  json.set("meanMs", milliJson(load.responseTimeUs));
  if (work != nullptr) {
    json.set("inFlight", wholeOf(work->inFlight));
    json.set("canAnswerPerSecond", milliJson(work->capacity));
  }
  const std::string why = bottleneckOf(state, task);
  if (!why.empty()) json.set("bottleneck", why);
  return json;
}

JsonValue serviceLoadJson(const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  JsonValue json = JsonValue::object();
  json.set("service", service.serviceName);
  const ServiceUse use = serviceUtilisation(state, index);
  json.set("runningTasks", use.tasks);
  json.set("cpuPercent", milliJson(use.cpuMilliPercent));
  json.set("memoryPercent", milliJson(use.memoryMilliPercent));
  setFigures(state, FlowSubject::Service, index.value, json);
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    if (state.tasks[t.value].lastStatus != TaskStatus::RUNNING) continue;
    const std::string why = bottleneckOf(state, state.tasks[t.value]);
    if (why.empty()) continue;
    json.set("bottleneck", why);
    break;
  }
  return json;
}

JsonValue queueJson(const State& state, QueueIndex index) {
  const Work work = workNow(state);
  const Queue& queue = work.queues[index.value];
  const QueueCounts counts = countsOf(queue, state.now);
  JsonValue json = JsonValue::object();
  json.set("queue", queue.name);
  json.set("visible", wholeOf(counts.visible));
  json.set("notVisible", wholeOf(counts.notVisible));
  json.set("delayed", wholeOf(counts.delayed));
  json.set("oldestSeconds", oldestMessageAge(state, index) / kSecond);
  json.set("sentPerSecond", milliJson(queue.arriving));
  std::int64_t workers = 0;
  std::int64_t capacity = 0;
  for (const TaskIndex t : work.workers) {
    if (work.tasks[t.value].queue != index) continue;
    ++workers;
    capacity += work.tasks[t.value].capacity;
  }
  json.set("workers", workers);
  json.set("workersPerSecond", milliJson(capacity));
  json.set("totals", JsonValue::object({{"sent", wholeOf(queue.sums.sent)},
                                        {"deleted", wholeOf(queue.sums.deleted)},
                                        {"deadLettered", wholeOf(queue.sums.dead)},
                                        {"expired", wholeOf(queue.sums.expired)},
                                        {"purged", wholeOf(queue.sums.purged)}}));
  if (counts.visible >= kOneMicro && capacity == 0) {
    json.set("bottleneck", workers == 0 ? "no worker takes messages from this queue"
                                        : "its workers run and cannot use the queue");
  } else if (queue.arriving > capacity && capacity > 0) {
    json.set("bottleneck", "more messages come than the workers finish: the backlog grows");
  }
  return json;
}

JsonValue databaseLoadJson(const Database& database) {
  JsonValue json = JsonValue::object();
  json.set("database", database.identifier);
  json.set("connections", std::min<std::int64_t>(database.connections, database.maxConnections));
  json.set("wantedConnections", database.connections);
  json.set("maxConnections", database.maxConnections);
  if (database.connections > database.maxConnections) {
    json.set("bottleneck", "connections: the tasks together want more than max_connections");
  }
  return json;
}

JsonValue tableLoadJson(const DynamoTable& table) {
  JsonValue json = JsonValue::object();
  json.set("table", table.name);
  json.set("readsPerSecond", milliJson(table.reading));
  json.set("writesPerSecond", milliJson(table.writing));
  if (!table.onDemand &&
      (table.reading > table.readUnits * 1000 || table.writing > table.writeUnits * 1000)) {
    json.set("bottleneck", "capacity: more reads or writes than the table's provisioned units");
  }
  return json;
}

constexpr std::size_t kNamesMost = 8;

// What is asked for is not here: the names that are, or how to get one.
Error notHere(const std::string& kind, std::vector<std::string> names, const std::string& remedy) {
  std::string message = "there is no such " + kind;
  if (names.empty()) {
    message += ", nor any other; " + remedy + " makes one";
  } else {
    const std::size_t more = names.size() - std::min(names.size(), kNamesMost);
    names.resize(names.size() - more);
    message += "; there is " + joinWords(names);
    if (more > 0) message += " and " + std::to_string(more) + " more";
  }
  return {"SimInvalidRequest", std::move(message), "/" + kind, 0};
}

Error noSuchTraffic(const State& state) {
  std::vector<std::string> names;
  for (const Traffic& traffic : state.work.traffics) {
    if (!traffic.removed) names.push_back(traffic.name);
  }
  return notHere("traffic", std::move(names), "sim set-traffic");
}

Error noSuchService(const State& state) {
  std::vector<std::string> names;
  for (const Service& service : state.services) {
    if (service.status != ServiceStatus::INACTIVE) names.push_back(service.serviceName);
  }
  return notHere("service", std::move(names), "aws ecs create-service");
}

}  // namespace

Result<ApiAnswer> simDescribeLoad(const ApiCall& call) {
  const State& state = call.state;
  const std::string& only = call.text("traffic");
  JsonValue traffics = JsonValue::array();
  for (std::size_t i = 0; i < state.work.traffics.size(); ++i) {
    const Traffic& traffic = state.work.traffics[i];
    if (traffic.removed || (!only.empty() && traffic.name != only)) continue;
    JsonValue json = JsonValue::object();
    json.set("traffic", traffic.name);
    if (!traffic.requestKind.empty()) json.set("requestKind", traffic.requestKind);
    setFigures(state, FlowSubject::Traffic, static_cast<std::uint32_t>(i), json);
    traffics.push(std::move(json));
  }
  if (!only.empty() && traffics.items().empty()) {
    return noSuchTraffic(state);
  }
  ApiAnswer answer;
  answer.output.set("traffics", std::move(traffics));
  if (!only.empty()) return answer;
  const std::string& service = call.text("service");
  JsonValue services = JsonValue::array();
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    if (state.services[i].status == ServiceStatus::INACTIVE) continue;
    if (!service.empty() && state.services[i].serviceName != service) continue;
    services.push(serviceLoadJson(state, ServiceIndex(i)));
  }
  if (!service.empty() && services.items().empty()) {
    return noSuchService(state);
  }
  answer.output.set("services", std::move(services));
  if (call.flag("tasks")) {
    JsonValue tasks = JsonValue::array();
    for (const Task& task : state.tasks) {
      if (task.inUse && task.lastStatus == TaskStatus::RUNNING) {
        tasks.push(taskLoadJson(state, task));
      }
    }
    answer.output.set("tasks", std::move(tasks));
  }
  JsonValue queues = JsonValue::array();
  for (std::size_t i = 0; i < state.work.queues.size(); ++i) {
    if (!state.work.queues[i].deleted) queues.push(queueJson(state, QueueIndex(i)));
  }
  answer.output.set("queues", std::move(queues));
  JsonValue databases = JsonValue::array();
  for (const Database& database : state.work.databases) {
    if (database.status == DatabaseStatus::deleted) continue;
    databases.push(databaseLoadJson(database));
  }
  answer.output.set("databases", std::move(databases));
  JsonValue tables = JsonValue::array();
  for (const DynamoTable& table : state.work.tables) {
    if (!table.deleted) tables.push(tableLoadJson(table));
  }
  answer.output.set("tables", std::move(tables));
  return answer;
}

}  // namespace taskyard
