#include "learn/measures.h"

#include <array>

#include "base/assert.h"
#include "engine/service_scheduler.h"

namespace taskyard {

namespace {

std::int64_t countOf(const std::array<bool, kZoneCount>& zones) {
  std::int64_t count = 0;
  for (const bool zone : zones) count += zone ? 1 : 0;
  return count;
}

std::int64_t zonesAllowed(const State& state, const Service& service) {
  std::array<bool, kZoneCount> allowed{};
  for (const SubnetIndex subnet : service.awsvpcConfiguration.subnets) {
    allowed[state.subnets[subnet.value].zone] = true;
  }
  return countOf(allowed);
}

std::int64_t zonesUsed(const State& state, ServiceIndex service) {
  std::array<bool, kZoneCount> used{};
  for (const Task& task : state.tasks) {
    if (task.inUse && task.service == service && task.lastStatus == TaskStatus::RUNNING &&
        task.desiredStatus == TaskDesiredStatus::RUNNING) {
      used[state.subnets[task.subnet.value].zone] = true;
    }
  }
  return countOf(used);
}

// The flag in the record is a second behind a change of desiredCount.
bool isSteady(const Service& service, const TaskCounts& counts) {
  return service.steady && service.deployments.size() == 1 &&
         counts.running == service.desiredCount && counts.live == service.desiredCount;
}

}  // namespace

const std::vector<MeasureFacts>& measureTable() {
  using Kind = MeasureFacts::Kind;
  using Measure = ServiceMeasure;
  static const std::vector<MeasureFacts> kTable = {
      {Measure::exists, "exists", "exists", Kind::Flag, {}},
      {Measure::status, "status", "status", Kind::Words, {"ACTIVE", "DRAINING", "INACTIVE"}},
      {Measure::steady, "steady", "is in a steady state", Kind::Flag, {}},
      {Measure::desiredCount, "desiredCount", "desired tasks", Kind::Count, {}},
      {Measure::runningCount, "runningCount", "running tasks", Kind::Count, {}},
      {Measure::pendingCount, "pendingCount", "pending tasks", Kind::Count, {}},
      {Measure::healthyCount, "healthyCount", "healthy tasks", Kind::Count, {}},
      {Measure::unhealthyCount, "unhealthyCount", "unhealthy tasks", Kind::Count, {}},
      {Measure::stoppingCount, "stoppingCount", "stopping tasks", Kind::Count, {}},
      {Measure::liveCount, "liveCount", "running and pending tasks", Kind::Count, {}},
      {Measure::deploymentCount, "deploymentCount", "deployments", Kind::Count, {}},
      {Measure::rolloutState,
       "rolloutState",
       "rollout state",
       Kind::Words,
       {"IN_PROGRESS", "COMPLETED", "FAILED"}},
      {Measure::runningOnNewest,
       "runningOnNewest",
       "running tasks of the newest deployment",
       Kind::Count,
       {}},
      {Measure::failedTasks, "failedTasks", "failed tasks", Kind::Count, {}},
      {Measure::revision, "revision", "task definition revision", Kind::Count, {}},
      {Measure::zonesUsed, "zonesUsed", "Availability Zones with a running task", Kind::Count, {}},
      {Measure::zonesAllowed, "zonesAllowed", "Availability Zones to choose from", Kind::Count, {}},
      {Measure::minimumHealthyPercent,
       "minimumHealthyPercent",
       "minimumHealthyPercent",
       Kind::Count,
       {}},
      {Measure::maximumPercent, "maximumPercent", "maximumPercent", Kind::Count, {}},
      {Measure::assignPublicIp, "assignPublicIp", "gives its tasks public IPs", Kind::Flag, {}},
  };
  return kTable;
}

const MeasureFacts& factsOf(ServiceMeasure measure) {
  const MeasureFacts& facts = measureTable()[static_cast<std::size_t>(measure)];
  TY_ASSERT(facts.measure == measure);
  return facts;
}

std::int64_t measure(const State& state, ServiceIndex index, ServiceMeasure measure) {
  const Service& service = state.services[index.value];
  const TaskCounts counts = taskCountsOf(state, service);
  const Deployment& newest = state.deployments[service.deployments.front().value];
  switch (measure) {
    case ServiceMeasure::exists: return service.status == ServiceStatus::ACTIVE ? 1 : 0;
    case ServiceMeasure::status: return static_cast<std::int64_t>(service.status);
    case ServiceMeasure::steady: return isSteady(service, counts) ? 1 : 0;
    case ServiceMeasure::desiredCount: return service.desiredCount;
    case ServiceMeasure::runningCount: return counts.running;
    case ServiceMeasure::pendingCount: return counts.pending;
    case ServiceMeasure::healthyCount: return counts.healthy;
    case ServiceMeasure::unhealthyCount: return counts.unhealthy;
    case ServiceMeasure::stoppingCount: return counts.stopping;
    case ServiceMeasure::liveCount: return counts.live;
    case ServiceMeasure::deploymentCount:
      return static_cast<std::int64_t>(service.deployments.size());
    case ServiceMeasure::rolloutState: return static_cast<std::int64_t>(newest.rolloutState);
    case ServiceMeasure::runningOnNewest: return newest.counts.running;
    case ServiceMeasure::failedTasks: return newest.failedTasks;
    case ServiceMeasure::revision:
      return state.taskDefinitions[service.taskDefinition.value].revision;
    case ServiceMeasure::zonesUsed: return zonesUsed(state, index);
    case ServiceMeasure::zonesAllowed: return zonesAllowed(state, service);
    case ServiceMeasure::minimumHealthyPercent:
      return service.deploymentConfiguration.minimumHealthyPercent;
    case ServiceMeasure::maximumPercent: return service.deploymentConfiguration.maximumPercent;
    case ServiceMeasure::assignPublicIp: return service.awsvpcConfiguration.assignPublicIp ? 1 : 0;
  }
  return 0;
}

ServiceIndex findLiveService(const State& state, std::string_view name, std::string_view cluster) {
  for (std::size_t i = state.services.size(); i-- > 0;) {
    const Service& service = state.services[i];
    if (service.serviceName != name || service.status == ServiceStatus::INACTIVE) continue;
    if (cluster.empty() || state.clusters[service.cluster.value].clusterName == cluster) {
      return ServiceIndex(i);
    }
  }
  return {};
}

}  // namespace taskyard
