#include "learn/check.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "api/api.h"
#include "engine/cost.h"
#include "engine/event_kinds.h"
#include "engine/identity.h"
#include "learn/measures.h"
#include "learn/placeholders.h"

namespace taskyard {

namespace {

std::size_t nodesIn(const Condition& condition) {
  std::size_t count = 1;
  for (const Condition& part : condition.parts) count += nodesIn(part);
  return count;
}

bool allMeasuresHold(const State& state, ServiceIndex service, const Condition& condition) {
  return std::all_of(condition.measures.begin(), condition.measures.end(),
                     [&](const MeasureBound& wanted) {
                       return wanted.bound.holds(measure(state, service, wanted.measure));
                     });
}

bool asksForAbsence(const Condition& condition) {
  return condition.measures.size() == 1 &&
         condition.measures[0].measure == ServiceMeasure::exists &&
         condition.measures[0].bound.holds(0);
}

bool serviceHolds(const Condition& condition, const State& state) {
  if (condition.service != "*") {
    const ServiceIndex service = findLiveService(state, condition.service, condition.cluster);
    return service.valid() ? allMeasuresHold(state, service, condition) : asksForAbsence(condition);
  }
  const bool absence = asksForAbsence(condition);
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::INACTIVE) continue;
    if (!condition.cluster.empty() &&
        state.clusters[service.cluster.value].clusterName != condition.cluster) {
      continue;
    }
    if (absence && service.status == ServiceStatus::ACTIVE) return false;
    if (!absence && allMeasuresHold(state, ServiceIndex(i), condition)) return true;
  }
  return absence;
}

template <class T, class U>
bool agrees(const std::optional<T>& wanted, const U& value) {
  return !wanted || *wanted == value;
}

bool ofService(const State& state, const Task& task, const std::optional<std::string>& wanted) {
  if (!wanted) return true;
  if (!task.service.valid()) return false;
  return *wanted == "*" || *wanted == state.services[task.service.value].serviceName;
}

bool onProvider(const State& state, const Task& task, const std::optional<std::string>& wanted) {
  if (!wanted) return true;
  return task.capacityProvider.valid() &&
         *wanted == state.capacity.providers[task.capacityProvider.value].name;
}

bool matches(const TaskFilter& filter, const State& state, const Task& task,
             std::uint32_t firstOrdinal) {
  if (!task.inUse || (filter.startedSince && task.ordinal < firstOrdinal)) return false;
  return ofService(state, task, filter.service) &&
         agrees(filter.standalone, !task.service.valid()) &&
         agrees(filter.family, state.taskDefinitions[task.taskDefinition.value].family) &&
         agrees(filter.lastStatus, task.lastStatus) &&
         agrees(filter.desiredStatus, task.desiredStatus) &&
         agrees(filter.stopCode, task.stopCode) && agrees(filter.publicIp, task.assignPublicIp) &&
         agrees(filter.zone, state.subnets[task.subnet.value].zone) &&
         agrees(filter.launchType, task.launchType) &&
         onProvider(state, task, filter.capacityProvider);
}

bool isTaskEvent(EventKind kind) { return factsOf(kind).topic == EventTopic::Task; }
bool isServiceEvent(EventKind kind) {
  const EventTopic topic = factsOf(kind).topic;
  return topic == EventTopic::Service || topic == EventTopic::ServiceMessage;
}

bool matches(const EventFilter& filter, const State& state, const Event& event) {
  if (event.kind != filter.kind) return false;
  if (filter.stopCode && (event.kind != EventKind::TaskStopRequested ||
                          event.number != static_cast<std::int32_t>(*filter.stopCode))) {
    return false;
  }
  if (filter.exitCode &&
      (event.kind != EventKind::ContainerExited || event.number != *filter.exitCode)) {
    return false;
  }
  if (!filter.service && !filter.standalone) return true;
  if (isServiceEvent(event.kind)) {
    return agrees(filter.standalone, false) &&
           (!filter.service || *filter.service == "*" ||
            *filter.service == state.services[event.subject].serviceName);
  }
  if (!isTaskEvent(event.kind)) return false;
  const TaskIndex task = findTaskByOrdinal(state, event.subject);
  if (!task.valid()) return false;
  const Task& record = state.tasks[task.value];
  return ofService(state, record, filter.service) &&
         agrees(filter.standalone, !record.service.valid());
}

bool clusterExists(const State& state, const std::string& name) {
  return std::any_of(state.clusters.begin(), state.clusters.end(), [&](const Cluster& cluster) {
    return cluster.clusterName == name && cluster.status == ClusterStatus::ACTIVE;
  });
}

std::int64_t countTasks(const TaskFilter& filter, const State& state, std::uint32_t firstOrdinal) {
  return std::count_if(state.tasks.begin(), state.tasks.end(), [&](const Task& task) {
    return matches(filter, state, task, firstOrdinal);
  });
}

std::optional<std::int64_t> numberOf(const JsonValue& value) {
  if (value.isInteger()) return value.integer();
  const bool real = value.kind() == JsonValue::Kind::Real;
  if (!real && !value.isString()) return std::nullopt;
  std::int64_t number = 0;
  const std::string& text = value.string();
  const char* const textEnd = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), textEnd, number);
  if (error != std::errc() || (end != textEnd && *end != '.')) return std::nullopt;
  return number;
}

bool passes(const AnswerTest& test, const JsonValue& value) {
  switch (test.kind) {
    case AnswerTest::Kind::Anything: return true;
    case AnswerTest::Kind::Flag:
      return value.isBoolean() && value.boolean() == (test.bound.low == 1);
    case AnswerTest::Kind::Number: {
      const std::optional<std::int64_t> number = numberOf(value);
      return number && test.bound.holds(*number);
    }
    case AnswerTest::Kind::Word: return value.isString() && value.string() == test.word;
    case AnswerTest::Kind::Contains:
      return value.isString() && value.string().find(test.word) != std::string::npos;
  }
  return false;
}

std::int64_t countPasses(const AnswerQuery& query, const JsonValue& value, std::size_t depth) {
  if (depth == query.at.size()) return passes(query.is, value) ? 1 : 0;
  const std::string& step = query.at[depth];
  if (!value.isArray()) {
    const JsonValue* member = value.find(step);
    return member == nullptr ? 0 : countPasses(query, *member, depth + 1);
  }
  std::int64_t count = 0;
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    if (step == "*" || step == std::to_string(i)) {
      count += countPasses(query, value.items()[i], depth + 1);
    }
  }
  return count;
}

std::int64_t countAnswers(const AnswerQuery& query, const State& state, const EventLog& log) {
  Request request = query.request;
  if (query.hasPlaceholders) {
    const Result<JsonValue> input = fillPlaceholders(request.input, tasksIn(state));
    if (!input) return 0;
    request.input = input.value();
  }
  const Result<ApiAnswer> answer = readApi(state, log, request);
  return answer ? countPasses(query, answer.value().output, 0) : 0;
}

}  // namespace

Check::Check(const Condition& condition, const State& state, const EventLog& log)
    : condition_(&condition),
      beganAt_(state.now),
      seen_(log.nextId()),
      firstOrdinal_(state.tasksLaunched),
      memory_(nodesIn(condition)) {
  observe(state, log);
}

void Check::observe(const State& state, const EventLog& log) {
  std::size_t node = 0;
  countEvents(*condition_, state, log, std::max(seen_, log.firstId()), node);
  seen_ = log.nextId();
  node = 0;
  holds_ = evaluate(*condition_, state, log, node);
}

void Check::countEvents(const Condition& condition, const State& state, const EventLog& log,
                        EventId from, std::size_t& node) {
  Memory& memory = memory_[node++];
  if (condition.kind == Condition::Kind::Events) {
    for (EventId id = from; id < log.nextId(); ++id) {
      if (matches(condition.events, state, log.at(id))) ++memory.counted;
    }
  }
  for (const Condition& part : condition.parts) countEvents(part, state, log, from, node);
}

// Every part is evaluated at every moment, so that each remembers its own past.
bool Check::evaluate(const Condition& condition, const State& state, const EventLog& log,
                     std::size_t& node) {
  using Kind = Condition::Kind;
  Memory& memory = memory_[node++];
  std::size_t held = 0;
  bool last = false;
  bool turn = false;
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    Memory& part = memory_[node];
    last = evaluate(condition.parts[i], state, log, node);
    // What shall hold for so long after something else does not begin before it.
    if (condition.kind == Kind::InOrder && i > memory.reached) part.since = kNever;
    if (last) ++held;
    if (last && i == memory.reached) turn = true;
  }
  switch (condition.kind) {
    case Kind::All: memory.now = held == condition.parts.size(); break;
    case Kind::Any: memory.now = held > 0; break;
    case Kind::Not: memory.now = held == 0; break;
    case Kind::Ever:
    case Kind::Never:
      memory.latched = memory.latched || last;
      memory.now = memory.latched == (condition.kind == Kind::Ever);
      break;
    case Kind::HeldFor:
      if (!last) memory.since = kNever;
      if (last && memory.since == kNever) memory.since = state.now;
      memory.now = last && state.now - memory.since >= condition.duration;
      break;
    case Kind::InOrder:
      if (turn) ++memory.reached;
      memory.now = memory.reached == condition.parts.size();
      break;
    case Kind::Service: memory.now = serviceHolds(condition, state); break;
    case Kind::Tasks:
      memory.now = condition.count.holds(countTasks(condition.tasks, state, firstOrdinal_));
      break;
    case Kind::Events: memory.now = condition.count.holds(memory.counted); break;
    case Kind::Cluster:
      memory.now = condition.count.holds(clusterExists(state, condition.cluster) ? 1 : 0);
      break;
    case Kind::Answer:
      memory.now = condition.count.holds(countAnswers(condition.answer, state, log));
      break;
    case Kind::Cost: memory.now = condition.count.holds(totalCostMicroUsd(state)); break;
    case Kind::Elapsed: memory.now = condition.count.holds((state.now - beganAt_) / kSecond); break;
  }
  return memory.now;
}

bool Check::broken() const {
  if (condition_ == nullptr) return false;
  const std::vector<CheckLine> all = lines();
  return std::any_of(all.begin(), all.end(), [](const CheckLine& line) { return line.broken; });
}

std::vector<CheckLine> Check::lines() const {
  std::vector<CheckLine> result;
  if (condition_ == nullptr) return result;
  const auto add = [&](const Condition& condition, std::size_t node) {
    const Memory& memory = memory_[node];
    result.push_back({describe(condition), memory.now,
                      condition.kind == Condition::Kind::Never && memory.latched});
  };
  if (condition_->kind != Condition::Kind::All) {
    add(*condition_, 0);
    return result;
  }
  std::size_t node = 1;
  for (const Condition& part : condition_->parts) {
    add(part, node);
    node += nodesIn(part);
  }
  return result;
}

}  // namespace taskyard
