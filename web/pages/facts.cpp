#include "pages/facts.h"

#include <array>
#include <cstdio>

#include "base/text.h"
#include "engine/cost.h"
#include "engine/event_text.h"
#include "engine/identity.h"
#include "engine/service_scheduler.h"
#include "engine/stop_reason.h"
#include "pages/facts_systems.h"

namespace taskyard {

namespace {

std::string upTo(const std::string& text, std::size_t length) { return text.substr(0, length); }

std::string taskLine(const State& state, const Task& task) {
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  std::string line =
      "Task " + upTo(taskId(state.seed, task.ordinal), 8) + ": " + nameOf(task.lastStatus);
  if (task.desiredStatus == TaskDesiredStatus::STOPPED && task.lastStatus != TaskStatus::STOPPED) {
    line += " (to be stopped)";
  }
  if (task.healthStatus != HealthStatus::UNKNOWN) {
    line += std::string(", ") + nameOf(task.healthStatus);
  }
  line += ", " + familyRevision(definition) + ", " +
          zoneName(state.subnets[task.subnet.value].zone) + ", " +
          sizeText(taskCpu(state, task), taskMemory(state, task));
  if (task.privateIp != 0) line += ", " + ipText(task.privateIp);
  if (task.startedAt() != kNever) {
    line += task.executionStoppedAt() == kNever ? ", running since " + clockText(task.startedAt())
                                                : ", ran from " + clockText(task.startedAt()) +
                                                      " to " + clockText(task.executionStoppedAt());
  }
  const std::string reason = stoppedReason(state, task);
  if (!reason.empty()) line += ". " + reason;
  return line;
}

// Tasks of a service (or the standalone ones of a cluster), newest first.
std::vector<const Task*> tasksOf(const State& state, ClusterIndex cluster, ServiceIndex service) {
  std::vector<const Task*> found;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.service != service || clusterOf(state, task) != cluster) continue;
    found.push_back(&task);
  }
  // Slots are reused, so the order of the array is not the order of launch.
  for (std::size_t i = 1; i < found.size(); ++i) {
    const Task* task = found[i];
    std::size_t at = i;
    for (; at > 0 && found[at - 1]->ordinal < task->ordinal; --at) found[at] = found[at - 1];
    found[at] = task;
  }
  return found;
}

void addTasks(std::vector<FactLine>& facts, const State& state,
              const std::vector<const Task*>& tasks, int level) {
  std::size_t shown = 0;
  for (const Task* task : tasks) {
    if (shown == kFactTasksMost) break;
    facts.push_back({level, taskLine(state, *task)});
    ++shown;
  }
  if (tasks.size() > shown) {
    facts.push_back({level, "and " + std::to_string(tasks.size() - shown) + " older tasks"});
  }
}

// For services too large to list: counts by state.
void addTaskCounts(std::vector<FactLine>& facts, const State& state, ServiceIndex service) {
  std::array<std::int64_t, 16> counts{};
  for (const Task& task : state.tasks) {
    if (task.inUse && task.service == service) ++counts[static_cast<std::size_t>(task.lastStatus)];
  }
  std::vector<std::string> words;
  for (std::size_t status = 0; status < counts.size(); ++status) {
    if (counts[status] == 0) continue;
    words.push_back(std::to_string(counts[status]) + " " + nameOf(static_cast<TaskStatus>(status)));
  }
  facts.push_back({2, "Tasks: " + joinWords(words)});
}

void addService(std::vector<FactLine>& facts, const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  const TaskCounts sum = taskCountsOf(state, service);
  std::string line = "Service " + service.serviceName + ": " + nameOf(service.status) +
                     ", desired " + std::to_string(service.desiredCount) + ", running " +
                     std::to_string(sum.running) + ", pending " + std::to_string(sum.pending);
  if (service.status == ServiceStatus::ACTIVE) {
    line += ", " + familyRevision(state.taskDefinitions[service.taskDefinition.value]);
    line += service.steady ? ", steady" : ", not steady";
  }
  facts.push_back({1, std::move(line)});
  if (service.deployments.size() > 1) {
    for (const DeploymentIndex deployment : service.deployments) {
      const Deployment& record = state.deployments[deployment.value];
      facts.push_back({2, std::string("Deployment ") + nameOf(record.status) + " of " +
                              familyRevision(state.taskDefinitions[record.taskDefinition.value]) +
                              ": " + nameOf(record.rolloutState) + ", running " +
                              std::to_string(record.counts.running) + ", pending " +
                              std::to_string(record.counts.pending)});
    }
  }
  if (sum.live + sum.stopping > static_cast<std::int32_t>(kFactTasksMost)) {
    addTaskCounts(facts, state, index);
  } else {
    addTasks(facts, state, tasksOf(state, service.cluster, index), 2);
  }
}

void addClusters(std::vector<FactLine>& facts, const State& state) {
  bool any = false;
  for (std::size_t at = 0; at < state.clusters.size(); ++at) {
    const Cluster& cluster = state.clusters[at];
    if (cluster.status != ClusterStatus::ACTIVE) continue;
    any = true;
    facts.push_back({0, "Cluster " + cluster.clusterName});
    bool empty = true;
    for (std::size_t i = 0; i < state.services.size(); ++i) {
      const Service& service = state.services[i];
      if (service.cluster != ClusterIndex(at) || service.status == ServiceStatus::INACTIVE) {
        continue;
      }
      addService(facts, state, ServiceIndex(i));
      empty = false;
    }
    const std::vector<const Task*> standalone = tasksOf(state, ClusterIndex(at), ServiceIndex());
    if (!standalone.empty()) {
      facts.push_back({1, "Standalone tasks: " + std::to_string(standalone.size())});
      addTasks(facts, state, standalone, 2);
      empty = false;
    }
    if (empty) facts.push_back({1, "Nothing runs here yet."});
  }
  if (!any) {
    facts.push_back({0, "Clusters"});
    facts.push_back({1, "There is no cluster yet."});
  }
}

void addDefinitions(std::vector<FactLine>& facts, const State& state) {
  std::vector<std::string> names;
  for (const TaskDefinition& definition : state.taskDefinitions) {
    if (definition.status != TaskDefinitionStatus::ACTIVE) continue;
    names.push_back(familyRevision(definition));
  }
  if (names.empty()) return;
  facts.push_back({0, "Task definitions"});
  const std::size_t skipped = names.size() > kFactTasksMost ? names.size() - kFactTasksMost : 0;
  if (skipped > 0) {
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(skipped));
    names.insert(names.begin(), std::to_string(skipped) + " older ones");
  }
  facts.push_back({1, joinWords(names)});
}

void addEvents(std::vector<FactLine>& facts, const Run& run) {
  const EventLog& log = run.events();
  facts.push_back({0, "Events, newest first"});
  const EventId end = log.nextId();
  if (end == log.firstId()) {
    facts.push_back({1, "Nothing has happened yet."});
    return;
  }
  EventId id = end;
  std::size_t shown = 0;
  while (id > log.firstId() && shown < kFactEventsMost) {
    --id;
    const Event& event = log.at(id);
    facts.push_back({1, clockText(event.at) + " " + eventText(run.state(), log, event)});
    ++shown;
  }
  if (id > log.firstId()) {
    facts.push_back({1, "and " + std::to_string(id - log.firstId()) + " older events"});
  }
}

}  // namespace

std::string dollarText(std::int64_t microUsd) {
  char text[48];
  if (microUsd >= 1000000) {
    const long long cents = (microUsd + 5000) / 10000;
    std::snprintf(text, sizeof text, "$%lld.%02lld", cents / 100, cents % 100);
    return text;
  }
  std::snprintf(text, sizeof text, "$%lld.%04lld", static_cast<long long>(microUsd / 1000000),
                static_cast<long long>(microUsd % 1000000 / 100));
  return text;
}

std::string sizeText(std::int32_t cpu, std::int32_t memory) {
  char text[64];
  const int whole = cpu / 1024;
  const int hundredths = cpu % 1024 * 100 / 1024;
  if (hundredths == 0) {
    std::snprintf(text, sizeof text, "%d vCPU, %d MiB", whole, memory);
  } else {
    std::snprintf(text, sizeof text, "%d.%02d vCPU, %d MiB", whole, hundredths, memory);
  }
  return text;
}

std::vector<FactLine> factsOf(const Run& run) {
  const State& state = run.state();
  std::vector<FactLine> facts;
  facts.push_back({0, "Now"});
  facts.push_back({1, "Simulated time " + clockText(run.now())});
  facts.push_back(
      {1, "Scenario: " +
              (run.start().scenario.empty() ? std::string("a new account") : run.start().scenario) +
              ", seed " + std::to_string(run.start().seed)});
  facts.push_back({1, "Cost so far: " + dollarText(totalCostMicroUsd(state))});
  addClusters(facts, state);
  addSystemFacts(facts, state);
  addCostFacts(facts, state);
  addDefinitions(facts, state);
  addEvents(facts, run);
  return facts;
}

std::string factsText(const std::vector<FactLine>& facts) {
  std::string text;
  for (const FactLine& fact : facts) {
    text.append(static_cast<std::size_t>(fact.level) * 2, ' ');
    text += fact.text;
    text += '\n';
  }
  return text;
}

Html factsHtml(const std::vector<FactLine>& facts) {
  Html html;
  int depth = 0;  // of open lists; each but the outermost stands in an open item
  const auto closeTo = [&](int wanted) {
    for (; depth > wanted; --depth) html.close("li").close("ul");
  };
  for (const FactLine& fact : facts) {
    if (fact.level == 0) {
      closeTo(0);
      html.element("h3", fact.text);
      continue;
    }
    const int level = fact.level > depth + 1 ? depth + 1 : fact.level;
    if (level > depth) {
      html.open("ul", {{"class", "facts"}});
      depth = level;
    } else {
      closeTo(level);
      html.close("li");
    }
    html.open("li").text(fact.text);
  }
  closeTo(0);
  return html;
}

std::string announcementOf(const Run& run, EventId id) {
  const EventLog& log = run.events();
  if (!log.holds(id)) return "";
  const Event& event = log.at(id);
  switch (event.kind) {
    case EventKind::TaskStopRequested:
    case EventKind::ContainerRestarted: return "";  // what comes before or after says more
    case EventKind::TaskStatusChanged:
      if (static_cast<TaskStatus>(event.detail) != TaskStatus::RUNNING) return "";
      return "At " + clockText(event.at) + ": " + eventText(run.state(), log, event);
    default: break;
  }
  const EventTone tone = factsOf(event.kind).tone;
  if (tone == EventTone::Neutral || tone == EventTone::Command) return "";
  return "At " + clockText(event.at) + ": " + eventText(run.state(), log, event);
}

}  // namespace taskyard
