#include "cli/play.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/time.h"
#include "engine/cost.h"
#include "engine/event_text.h"
#include "learn/measures.h"

namespace taskyard::cli {

namespace {

constexpr std::int64_t kLatestSecond = 30 * kDay / kSecond;

Result<TimedRequest> readOp(const std::string& line) {
  const Result<JsonValue> value = parseJson(line);
  if (!value) return value.error();
  Problems problems;
  ObjectReader reader(value.value(), "", problems);
  TimedRequest timed;
  const std::optional<std::int64_t> at = reader.integer("at", {0, kLatestSecond});
  const std::optional<std::int64_t> seconds = reader.integer("atSeconds", {0, kLatestSecond});
  timed.at = at.value_or(seconds.value_or(0)) * kSecond;
  timed.request.service = reader.requiredString("service");
  timed.request.operation = reader.requiredString("operation");
  if (const JsonValue* input = reader.object("input")) timed.request.input = *input;
  reader.rejectUnknownKeys();
  if (!problems.empty()) return problems.front();
  return timed;
}

JsonValue serviceJson(const State& state, std::size_t index) {
  const Service& service = state.services[index];
  const auto count = [&](ServiceMeasure what) {
    return service.status == ServiceStatus::INACTIVE ? std::int64_t{0}
                                                     : measure(state, ServiceIndex(index), what);
  };
  JsonValue json = JsonValue::object();
  json.set("name", service.serviceName);
  json.set("cluster", state.clusters[service.cluster.value].clusterName);
  json.set("status", nameOf(service.status));
  json.set("desiredCount", service.desiredCount);
  json.set("runningCount", count(ServiceMeasure::runningCount));
  json.set("pendingCount", count(ServiceMeasure::pendingCount));
  return json;
}

JsonValue tasksJson(const State& state) {
  constexpr std::size_t kStatuses = static_cast<std::size_t>(TaskStatus::STOPPED) + 1;
  std::array<std::int64_t, kStatuses> counts{};
  for (const Task& task : state.tasks) {
    const auto status = static_cast<std::size_t>(task.lastStatus);
    if (task.inUse && status < kStatuses) ++counts[status];
  }
  JsonValue json = JsonValue::object();
  for (std::size_t i = 0; i < kStatuses; ++i) {
    if (counts[i] > 0) json.set(nameOf(static_cast<TaskStatus>(i)), counts[i]);
  }
  return json;
}

// "$0.012345".
std::string dollars(std::int64_t microUsd) {
  std::string fraction = std::to_string(microUsd % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return "$" + std::to_string(microUsd / 1'000'000) + "." + fraction;
}

}  // namespace

Result<std::vector<LineOfOps>> readOps(const std::string& text) {
  std::vector<LineOfOps> ops;
  std::size_t at = 0;
  for (int line = 1; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string words = text.substr(at, end - at);
    at = end + 1;
    if (words.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<TimedRequest> timed = readOp(words);
    if (!timed) {
      Error error = timed.error();
      error.line = line;
      return error;
    }
    ops.push_back({line, std::move(timed.value())});
  }
  std::stable_sort(ops.begin(), ops.end(),
                   [](const LineOfOps& a, const LineOfOps& b) { return a.timed.at < b.timed.at; });
  return ops;
}

std::vector<Refusal> play(Run& run, const std::vector<LineOfOps>& ops, TimeMs until) {
  std::vector<Refusal> refusals;
  for (const LineOfOps& op : ops) {
    if (op.timed.at > until) break;
    run.goTo(std::max(op.timed.at, run.now()));
    const Result<ApiAnswer> answer = run.call(op.timed.request);
    if (!answer) refusals.push_back({op.line, answer.error()});
  }
  if (run.now() < until) run.goTo(until);
  return refusals;
}

JsonValue summaryJson(const Run& run) {
  const State& state = run.state();
  JsonValue services = JsonValue::array();
  for (std::size_t i = 0; i < state.services.size(); ++i) services.push(serviceJson(state, i));
  JsonValue json = JsonValue::object();
  json.set("scenario", run.start().scenario);
  json.set("seed", static_cast<std::int64_t>(run.start().seed));
  json.set("simulatedMs", run.now());
  json.set("events", static_cast<std::int64_t>(run.events().nextId()));
  json.set("stateHash", hex64(run.hash()));
  json.set("services", std::move(services));
  json.set("tasks", tasksJson(state));
  json.set("tasksLaunched", state.tasksLaunched);
  json.set("costMicroUsd", totalCostMicroUsd(state));
  return json;
}

std::string summaryText(const Run& run) {
  const JsonValue summary = summaryJson(run);
  std::string text = "scenario " + run.start().scenario + ", seed " +
                     std::to_string(run.start().seed) + ", " + durationText(run.now()) + "\n";
  for (const JsonValue& service : summary.find("services")->items()) {
    const auto number = [&](const char* key) {
      return std::to_string(service.find(key)->integer());
    };
    text += "service " + service.text("name") + ": desired " + number("desiredCount") +
            ", running " + number("runningCount") + ", pending " + number("pendingCount") + "\n";
  }
  for (const auto& [status, count] : summary.find("tasks")->members()) {
    text += "tasks " + status + ": " + std::to_string(count.integer()) + "\n";
  }
  text += "events " + std::to_string(summary.find("events")->integer()) + ", cost " +
          dollars(summary.find("costMicroUsd")->integer()) + ", state " + summary.text("stateHash");
  return text;
}

std::string eventLines(const Run& run) {
  std::string lines;
  const EventLog& log = run.events();
  for (EventId id = log.firstId(); id < log.nextId(); ++id) {
    const Event& event = log.at(id);
    JsonValue json = JsonValue::object();
    json.set("id", static_cast<std::int64_t>(id));
    json.set("atMs", event.at);
    json.set("time", clockText(event.at));
    json.set("kind", nameOf(event.kind));
    json.set("text", eventText(run.state(), log, event));
    json.set("cause", event.cause == kNoEvent ? JsonValue() : JsonValue(event.cause));
    lines += dumpJson(json) + "\n";
  }
  return lines;
}

}  // namespace taskyard::cli
