#include "engine/discovery.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/health_checks.h"

namespace taskyard {

namespace {

std::string dnsNameOf(const Discovery& discovery, const DiscoveryService& service) {
  return service.name + "." + discovery.namespaces[service.inNamespace].name;
}

bool isRegistered(const State& state, const Task& task) {
  if (task.lastStatus != TaskStatus::RUNNING) return false;
  if (task.desiredStatus != TaskDesiredStatus::RUNNING) return false;
  if (!hasEssentialHealthCheck(state.taskDefinitions[task.taskDefinition.value])) return true;
  return task.healthStatus == HealthStatus::HEALTHY;
}

}  // namespace

std::uint32_t findRegistry(const State& state, VpcIndex vpc, std::string_view name) {
  const Discovery& discovery = state.network.discovery;
  for (std::size_t i = 0; i < discovery.services.size(); ++i) {
    const DiscoveryService& service = discovery.services[i];
    if (service.deleted || discovery.namespaces[service.inNamespace].vpc != vpc) continue;
    if (dnsNameOf(discovery, service) == name) return static_cast<std::uint32_t>(i);
  }
  return kNoRegistry;
}

std::vector<TaskIndex> instancesOf(const State& state, std::uint32_t registry) {
  std::vector<TaskIndex> tasks;
  for (const ServiceRegistry& link : state.network.discovery.registries) {
    if (link.registry != registry) continue;
    for (TaskIndex t = state.services[link.service.value].newestTask; t.valid();
         t = state.tasks[t.value].next) {
      if (isRegistered(state, state.tasks[t.value])) tasks.push_back(t);
    }
  }
  std::sort(tasks.begin(), tasks.end(), [&](TaskIndex one, TaskIndex other) {
    return state.tasks[one.value].ordinal < state.tasks[other.value].ordinal;
  });
  return tasks;
}

std::vector<TaskIndex> resolve(const State& state, VpcIndex vpc, std::string_view name,
                               std::uint64_t count) {
  const std::uint32_t registry = findRegistry(state, vpc, name);
  if (registry == kNoRegistry) return {};
  std::vector<TaskIndex> tasks = instancesOf(state, registry);
  if (tasks.size() <= kMostDnsAnswers) return tasks;
  const auto rank = [&](TaskIndex task) {
    return draw({state.seed, Purpose::DnsAnswer, state.tasks[task.value].ordinal, count});
  };
  std::sort(tasks.begin(), tasks.end(),
            [&](TaskIndex one, TaskIndex other) { return rank(one) < rank(other); });
  tasks.resize(kMostDnsAnswers);
  return tasks;
}

}  // namespace taskyard
