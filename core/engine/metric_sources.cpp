#include "engine/metric_sources.h"

#include <algorithm>

#include "engine/metrics.h"
#include "engine/monitoring_system.h"
#include "engine/service_scheduler.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

void add(MetricSamples& all, std::int64_t value) {
  all.minimum = all.sampleCount == 0 ? value : std::min(all.minimum, value);
  all.maximum = all.sampleCount == 0 ? value : std::max(all.maximum, value);
  all.sum += value;
  ++all.sampleCount;
}

std::vector<MetricDimension> serviceDimensions(const State& state, const Service& service) {
  return {{"ClusterName", state.clusters[service.cluster.value].clusterName},
          {"ServiceName", service.serviceName}};
}

// The place of the service's metrics, made when there is none yet.
ServiceMetrics& placeOf(State& state, std::size_t service) {
  auto& ofService = state.monitoring.ofService;
  if (ofService.size() <= service) ofService.resize(service + 1);
  return ofService[service];
}

ServiceMetrics& metricsOf(Simulation& sim, std::size_t service) {
  State& state = sim.state();
  ServiceMetrics& place = placeOf(state, service);
  if (!place.cpuUtilization.valid()) {
    const auto dimensions = serviceDimensions(state, state.services[service]);
    const MetricIndex cpu =
        keepMetric(sim, metricKey("AWS/ECS", "CPUUtilization", dimensions), "Percent");
    const MetricIndex memory =
        keepMetric(sim, metricKey("AWS/ECS", "MemoryUtilization", dimensions), "Percent");
    place.cpuUtilization = cpu;
    place.memoryUtilization = memory;
  }
  return place;
}

struct InsightsMetric {
  const char* name = "";
  const char* unit = "";
};
enum Insight : std::size_t {
  kRunning,
  kPending,
  kDesired,
  kDeployments,
  kCpuUtilized,
  kCpuReserved,
  kMemoryUtilized,
  kMemoryReserved
};
// In the order of Insight.
constexpr InsightsMetric kInsights[] = {
    {"RunningTaskCount", "Count"},   {"PendingTaskCount", "Count"},  {"DesiredTaskCount", "Count"},
    {"DeploymentCount", "Count"},    {"CpuUtilized", "None"},        {"CpuReserved", "None"},
    {"MemoryUtilized", "Megabytes"}, {"MemoryReserved", "Megabytes"}};

const std::vector<MetricIndex>& insightsOf(Simulation& sim, std::size_t service) {
  State& state = sim.state();
  ServiceMetrics& place = placeOf(state, service);
  if (place.insights.empty()) {
    const auto dimensions = serviceDimensions(state, state.services[service]);
    for (const InsightsMetric& metric : kInsights) {
      place.insights.push_back(keepMetric(
          sim, metricKey("ECS/ContainerInsights", metric.name, dimensions), metric.unit));
    }
  }
  return place.insights;
}

template <class Act>
void forRunningTasks(const State& state, const Service& service, Act&& act) {
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.lastStatus == TaskStatus::RUNNING) act(task);
  }
}

}  // namespace

void measureServices(Simulation& sim, std::int32_t minute) {
  const State& state = sim.state();
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::INACTIVE) continue;
    MetricSamples cpu{0, 0, 0, 0, std::nullopt};
    MetricSamples memory = cpu;
    forRunningTasks(state, service, [&](const Task& task) {
      const TaskLoad load = taskLoad(state, task);
      add(cpu, load.cpuMilliPercent);
      const std::int32_t whole = taskMemory(state, task);
      add(memory, whole == 0 ? 0 : load.memoryMiB * 100000 / whole);
    });
    if (cpu.sampleCount == 0) continue;
    const ServiceMetrics& metrics = metricsOf(sim, i);
    addSamples(sim, metrics.cpuUtilization, minute, cpu, kNoEvent);
    addSamples(sim, metrics.memoryUtilization, minute, memory, kNoEvent);
  }
}

void measureContainerInsights(Simulation& sim, std::int32_t minute) {
  const State& state = sim.state();
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::INACTIVE) continue;
    if (!state.clusters[service.cluster.value].containerInsights) continue;
    const std::vector<MetricIndex>& metrics = insightsOf(sim, i);
    const auto report = [&](Insight insight, std::int64_t milli) {
      addSamples(sim, metrics[insight], minute, MetricSamples::one(milli), kNoEvent);
    };
    const TaskCounts counts = taskCountsOf(state, service);
    report(kRunning, std::int64_t{counts.running} * 1000);
    report(kPending, std::int64_t{counts.pending} * 1000);
    report(kDesired, std::int64_t{service.desiredCount} * 1000);
    report(kDeployments, static_cast<std::int64_t>(service.deployments.size()) * 1000);
    std::int64_t cpuUsedMilli = 0;
    std::int64_t cpuReserved = 0;
    std::int64_t memoryUsed = 0;
    std::int64_t memoryReserved = 0;
    forRunningTasks(state, service, [&](const Task& task) {
      const TaskLoad load = taskLoad(state, task);
      cpuUsedMilli += load.cpuMilliPercent * taskCpu(state, task) / 100;
      cpuReserved += taskCpu(state, task);
      memoryUsed += load.memoryMiB;
      memoryReserved += taskMemory(state, task);
    });
    if (counts.running == 0) continue;
    report(kCpuUtilized, cpuUsedMilli);
    report(kCpuReserved, cpuReserved * 1000);
    report(kMemoryUtilized, memoryUsed * 1000);
    report(kMemoryReserved, memoryReserved * 1000);
  }
}

}  // namespace taskyard
