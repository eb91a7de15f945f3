#include "api/run_compare.h"

#include <algorithm>
#include <array>

#include "engine/cost.h"
#include "engine/event_text.h"
#include "engine/queue_flow.h"
#include "engine/service_scheduler.h"
#include "engine/work_settle.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMillionth = 1'000'000;

bool sameEvent(const EventLog& left, const Event& a, const EventLog& right, const Event& b) {
  if (a.at != b.at || a.kind != b.kind || a.cause != b.cause || a.subject != b.subject ||
      a.number != b.number || a.detail != b.detail || a.text.valid() != b.text.valid()) {
    return false;
  }
  if (a.text.valid() && left.text(a) != right.text(b)) return false;
  const auto ours = left.list(a);
  const auto theirs = right.list(b);
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end());
}

std::string textOf(const Run& run, EventId event) {
  if (event == kNoEvent) return "";
  return eventText(run.state(), run.events(), run.events().at(event));
}

class Rows {
 public:
  explicit Rows(std::vector<CompareRow>& rows) : rows_(rows) {}
  void add(std::string group, std::string what, std::int64_t left, std::int64_t right,
           CompareUnit unit = CompareUnit::Count) {
    rows_.push_back({std::move(group), std::move(what), unit, left, right});
  }

 private:
  std::vector<CompareRow>& rows_;
};

// The newest service of that cluster and name that is not INACTIVE; nullptr when there is none.
const Service* serviceNamed(const State& state, const std::string& cluster,
                            const std::string& name) {
  for (std::size_t i = state.services.size(); i > 0; --i) {
    const Service& service = state.services[i - 1];
    if (service.status != ServiceStatus::INACTIVE && service.serviceName == name &&
        state.clusters[service.cluster.value].clusterName == cluster) {
      return &service;
    }
  }
  return nullptr;
}

void addService(Rows& rows, const State& left, const State& right, const std::string& cluster,
                const std::string& name) {
  const Service* ours = serviceNamed(left, cluster, name);
  const Service* theirs = serviceNamed(right, cluster, name);
  const TaskCounts a = ours == nullptr ? TaskCounts{} : taskCountsOf(left, *ours);
  const TaskCounts b = theirs == nullptr ? TaskCounts{} : taskCountsOf(right, *theirs);
  const std::string group = "Service " + name;
  rows.add(group, "Desired", ours == nullptr ? 0 : ours->desiredCount,
           theirs == nullptr ? 0 : theirs->desiredCount);
  rows.add(group, "Running", a.running, b.running);
  rows.add(group, "Pending", a.pending, b.pending);
}

void addServices(Rows& rows, const State& left, const State& right) {
  for (const State* state : {&left, &right}) {
    for (const Service& service : state->services) {
      if (service.status == ServiceStatus::INACTIVE) continue;
      const std::string& cluster = state->clusters[service.cluster.value].clusterName;
      // Those of the right run only when the left one has not got them.
      if (state == &right && serviceNamed(left, cluster, service.serviceName) != nullptr) continue;
      addService(rows, left, right, cluster, service.serviceName);
    }
  }
}

struct RequestSums {
  std::int64_t answered = 0;
  std::int64_t failed = 0;
};

RequestSums requestsOf(const State& state) {
  Work work = state.work;
  settleWork(work, state.now);
  RequestSums sums;
  for (FlowStats& flow : work.flows) {
    if (flow.subject != FlowSubject::Traffic) continue;
    settleFlow(flow, state.now);
    sums.answered += flow.total.answered;
    for (const std::int64_t failed : flow.total.failed) sums.failed += failed;
  }
  return {sums.answered / kMillionth, sums.failed / kMillionth};
}

std::int64_t messagesOf(const State& state) {
  Work work = state.work;
  settleWork(work, state.now);
  std::int64_t sum = 0;
  for (const Queue& queue : work.queues) {
    if (!queue.deleted) sum += countsOf(queue, state.now).visible;
  }
  return sum / kMillionth;
}

std::int64_t alarmsOf(const State& state) {
  return std::count_if(
      state.monitoring.alarms.begin(), state.monitoring.alarms.end(),
      [](const Alarm& alarm) { return !alarm.deleted && alarm.state == AlarmState::ALARM; });
}

void addSystems(Rows& rows, const State& left, const State& right) {
  if (!left.work.traffics.empty() || !right.work.traffics.empty()) {
    const RequestSums a = requestsOf(left);
    const RequestSums b = requestsOf(right);
    rows.add("Requests", "Answered", a.answered, b.answered);
    rows.add("Requests", "Failed", a.failed, b.failed);
  }
  if (!left.work.queues.empty() || !right.work.queues.empty()) {
    rows.add("Queues", "Messages waiting", messagesOf(left), messagesOf(right));
  }
  if (!left.monitoring.alarms.empty() || !right.monitoring.alarms.empty()) {
    rows.add("Alarms", "In ALARM", alarmsOf(left), alarmsOf(right));
  }
  const CostBreakdown a = costBreakdown(left);
  const CostBreakdown b = costBreakdown(right);
  rows.add("Cost", "So far", totalCostMicroUsd(left), totalCostMicroUsd(right),
           CompareUnit::MicroUsd);
  rows.add("Cost", "A month, without use", a.nanoUsdPerMonth / 1000, b.nanoUsdPerMonth / 1000,
           CompareUnit::MicroUsd);
}

using KindCounts = std::array<std::int64_t, 256>;

KindCounts countKinds(const EventLog& log, EventId from) {
  KindCounts counts{};
  for (EventId id = std::max(from, log.firstId()); id < log.nextId(); ++id) {
    ++counts[static_cast<std::size_t>(log.at(id).kind)];
  }
  return counts;
}

void addEvents(Rows& rows, const EventLog& left, const EventLog& right) {
  const KindCounts a = countKinds(left, left.firstId());
  const KindCounts b = countKinds(right, right.firstId());
  for (const EventKindFacts& kind : eventKinds()) {
    const std::size_t at = static_cast<std::size_t>(kind.kind);
    if (a[at] != b[at]) rows.add("Events", kindWords(kind.kind), a[at], b[at]);
  }
}

// The sentences of all events of that kind from `from` on.
std::vector<std::string> wordsOfKind(const Run& run, EventId from, const Event& wanted) {
  std::vector<std::string> words;
  for (EventId id = from; id < run.events().nextId(); ++id) {
    const Event& each = run.events().at(id);
    if (each.kind == wanted.kind && each.detail == wanted.detail) words.push_back(textOf(run, id));
  }
  return words;
}

}  // namespace

std::optional<PartingPoint> findParting(const EventLog& left, const EventLog& right) {
  EventId id = std::max(left.firstId(), right.firstId());
  while (left.holds(id) && right.holds(id) && sameEvent(left, left.at(id), right, right.at(id))) {
    ++id;
  }
  if (!left.holds(id) && !right.holds(id)) return std::nullopt;
  PartingPoint point;
  point.at = INT64_MAX;
  if (left.holds(id)) {
    point.left = id;
    point.at = std::min(point.at, left.at(id).at);
  }
  if (right.holds(id)) {
    point.right = id;
    point.at = std::min(point.at, right.at(id).at);
  }
  return point;
}

RunComparison compareRuns(const Run& left, const Run& right) {
  RunComparison comparison;
  comparison.at = left.now();
  comparison.same = left.hash() == right.hash();
  comparison.parting = findParting(left.events(), right.events());
  if (comparison.parting) {
    comparison.leftEvent = textOf(left, comparison.parting->left);
    comparison.rightEvent = textOf(right, comparison.parting->right);
  }
  Rows rows(comparison.rows);
  addServices(rows, left.state(), right.state());
  addSystems(rows, left.state(), right.state());
  addEvents(rows, left.events(), right.events());
  return comparison;
}

WhatIf lookFor(const Run& run, EventId event, const Run& other) {
  WhatIf found;
  const std::optional<PartingPoint> parting = findParting(run.events(), other.events());
  const EventLog& log = other.events();
  const Event& wanted = run.events().at(event);
  // Before the runs part they are the same, so an event from there happened in both.
  const EventId from = !parting                     ? log.nextId()
                       : parting->right != kNoEvent ? parting->right
                                                    : log.nextId();
  const EventId ourFrom =
      !parting || parting->left == kNoEvent ? run.events().nextId() : parting->left;
  if (event < ourFrom) return {Recurrence::Same, event, wanted.at, 0, 0};
  const std::size_t kind = static_cast<std::size_t>(wanted.kind);
  found.with = countKinds(run.events(), ourFrom)[kind];
  found.without = countKinds(log, from)[kind];
  const std::string words = textOf(run, event);
  const bool isRoot = factsOf(wanted.kind).topic == EventTopic::Root;
  // What both runs have is no stand-in for what only one of them has.
  const std::vector<std::string> ours = wordsOfKind(run, ourFrom, wanted);
  for (EventId id = from; id < log.nextId(); ++id) {
    const Event& each = log.at(id);
    if (each.kind != wanted.kind || each.detail != wanted.detail) continue;
    const std::string theirs = textOf(other, id);
    const bool same = theirs == words;
    const bool alike = !isRoot && found.recurrence == Recurrence::No &&
                       std::find(ours.begin(), ours.end(), theirs) == ours.end();
    if (!same && !alike) continue;
    found.recurrence = same ? Recurrence::Same : Recurrence::Alike;
    found.event = id;
    found.at = each.at;
    if (same) break;
  }
  return found;
}

std::string kindWords(EventKind kind) {
  std::string words;
  for (const char c : std::string_view(nameOf(kind))) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !words.empty()) words += ' ';
    words += upper && !words.empty() ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

}  // namespace taskyard
