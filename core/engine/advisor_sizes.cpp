// Sizes against what was measured, and quotas against what is used.

#include <algorithm>

#include "base/mul_div.h"
#include "engine/advisor_parts.h"
#include "engine/fargate_capacity.h"
#include "engine/metrics.h"
#include "engine/task_load.h"
#include "engine/work_settle.h"
#include "model/fargate_catalog.h"

namespace taskyard {

namespace {

constexpr std::int64_t kAllMilliPercent = 100'000;

// What tasks of a service use of their size, in thousandths of a per cent.
struct MeasuredUse {
  std::int64_t cpuMean = 0;
  std::int64_t cpuMost = 0;
  std::int64_t memoryMost = 0;
  std::int32_t minutes = 0;  // 0: of this moment
  bool known = false;
};

// From CloudWatch where the service is measured, else of this moment while it has something to do.
MeasuredUse useOf(const State& state, ServiceIndex service) {
  MeasuredUse use;
  const auto& measured = state.monitoring.ofService;
  if (service.value < measured.size() && measured[service.value].cpuUtilization.valid()) {
    const Metric& cpu = state.monitoring.metrics[measured[service.value].cpuUtilization.value];
    const Metric& memory =
        state.monitoring.metrics[measured[service.value].memoryUtilization.value];
    if (cpu.points.size() < kSizingPointsLeast) return use;
    const std::int32_t from = std::max(0, minuteOf(state.now) - kSizingMinutes);
    const std::int32_t minutes = minuteOf(state.now) - from;
    const auto of = [&](const Metric& metric, MetricStatistic statistic) {
      return statisticOf(metric, statistic, from, minutes);
    };
    const auto mean = of(cpu, MetricStatistic::Average);
    if (!mean) return use;
    use = {*mean, of(cpu, MetricStatistic::Maximum).value_or(0),
           of(memory, MetricStatistic::Maximum).value_or(0), minutes, true};
    return use;
  }
  const FlowStats* flow = findFlow(state.work, FlowSubject::Service, service.value);
  if (flow == nullptr || flow->rate.arrived == 0) return use;
  const ServiceUse now = serviceUtilisation(state, service);
  if (now.tasks == 0) return use;
  return {now.cpuMilliPercent, now.cpuMilliPercent, now.memoryMilliPercent, 0, true};
}

// By service: a container of its revision was killed for its memory, as far as the records of tasks
// go back (an hour).
std::vector<bool> ranOutOfMemory(const State& state) {
  std::vector<bool> killed(state.services.size(), false);
  for (const Task& task : state.tasks) {
    if (!task.inUse || !task.service.valid()) continue;
    if (task.taskDefinition != state.services[task.service.value].taskDefinition) continue;
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
      if (state.containers[c.value].outOfMemory) killed[task.service.value] = true;
    }
  }
  return killed;
}

// The smallest Fargate size with at least so much; {0, 0}: there is none.
FargateSize sizeFor(std::int64_t cpu, std::int64_t memory) {
  for (const FargateSize& size : fargateSizes()) {
    if (size.cpu >= cpu && size.memory >= memory) return size;
  }
  return {};
}

// What size would put CPU and memory at their aims.
FargateSize aimedSize(const FargateSize& now, const MeasuredUse& use, std::int64_t cpuUse) {
  const std::int64_t cpu = mulDiv(now.cpu, cpuUse * 100, kAllMilliPercent * kCpuAimPercent);
  const std::int64_t memory =
      mulDiv(now.memory, use.memoryMost * 100, kAllMilliPercent * kMemoryAimPercent);
  return sizeFor(cpu, memory);
}

// The limits of containers grow or shrink with the task.
JsonValue sizeChanges(const TaskDefinition& definition, const FargateSize& size) {
  JsonValue containers = JsonValue::array();
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    JsonValue change = JsonValue::object({{"name", container.name}});
    const auto scaled = [&](std::int32_t value, std::int32_t to, std::int32_t from) {
      return static_cast<std::int64_t>(value) * to / from;
    };
    if (container.cpu > 0) change.set("cpu", scaled(container.cpu, size.cpu, *definition.cpu));
    if (container.memory) {
      change.set("memory", scaled(*container.memory, size.memory, *definition.memory));
    }
    if (container.memoryReservation) {
      change.set("memoryReservation",
                 scaled(*container.memoryReservation, size.memory, *definition.memory));
    }
    if (change.members().size() > 1) containers.push(std::move(change));
  }
  JsonValue changes = JsonValue::object(
      {{"cpu", std::to_string(size.cpu)}, {"memory", std::to_string(size.memory)}});
  if (!containers.items().empty()) changes.set("containerDefinitions", std::move(containers));
  return changes;
}

std::string percentText(std::int64_t milliPercent) {
  return std::to_string((milliPercent + 500) / 1000) + " %";
}

std::string useText(const MeasuredUse& use) {
  return "CPU " + percentText(use.cpuMean) + " on average and " + percentText(use.cpuMost) +
         " at most, memory " + percentText(use.memoryMost) + " at most, " +
         (use.minutes == 0 ? std::string("at this moment")
                           : "in the last " + std::to_string(use.minutes) + " minutes");
}

std::string sizeText(const FargateSize& size) {
  return vcpuText(size.cpu) + " and " + memoryText(size.memory);
}

void resize(const State& state, ServiceIndex service, const FargateSize& size, Finding& finding) {
  const TaskDefinitionIndex definition = state.services[service.value].taskDefinition;
  finding.cure = "Register a revision with " + sizeText(size) + " and deploy it.";
  redefine(state, {definition, {service}},
           sizeChanges(state.taskDefinitions[definition.value], size), finding);
}

// Services on Fargate whose size can be judged.
template <class Act>
void forSizedServices(const State& state, Act&& act) {
  forServices(state, [&](ServiceIndex index, const Service& service) {
    const TaskDefinition& definition = state.taskDefinitions[service.taskDefinition.value];
    if (service.launchType != LaunchType::FARGATE) return;
    if (!definition.cpu || !definition.memory) return;
    act(index, service, FargateSize{*definition.cpu, *definition.memory});
  });
}

struct VcpuQuota {
  const char* name = "";
  const char* words = "";
  const char* code = "";  // Service Quotas, fargate. From memory
  std::int64_t used = 0;  // CPU units
  std::int64_t quota = 0;
};

}  // namespace

void adviseTooSmall(const State& state, Findings& findings) {
  const std::vector<bool> outOfMemory = ranOutOfMemory(state);
  forSizedServices(state, [&](ServiceIndex index, const Service& service, const FargateSize& now) {
    const MeasuredUse use = useOf(state, index);
    const bool killed = outOfMemory[index.value];
    const bool busy = use.known && use.cpuMean >= kBusyPercent * 1000;
    const bool full = use.known && use.memoryMost >= kBusyPercent * 1000;
    if (!killed && !busy && !full) return;
    Finding finding = findingAt(state, AdviceRule::TooSmall, index);
    finding.seen = service.serviceName + " has tasks of " + sizeText(now) + ". ";
    if (killed) finding.seen += "Containers were killed for their memory (exit code 137). ";
    if (use.known) finding.seen += "Use: " + useText(use) + ".";
    const FargateSize aimed = use.known ? aimedSize(now, use, use.cpuMost) : now;
    const std::int64_t cpu = busy ? std::max<std::int64_t>(aimed.cpu, now.cpu * 2) : now.cpu;
    const std::int64_t memory =
        killed || full ? std::max<std::int64_t>(aimed.memory, now.memory * 2) : now.memory;
    const FargateSize size = sizeFor(cpu, memory);
    if (size.cpu == 0) {
      finding.cure = "Fargate has no larger size: share the work among more tasks, or use EC2.";
    } else {
      resize(state, index, size, finding);
      if (busy) finding.cure += " More tasks would share the work as well.";
    }
    findings.push_back(std::move(finding));
  });
}

void adviseTooLarge(const State& state, Findings& findings) {
  const std::vector<bool> outOfMemory = ranOutOfMemory(state);
  forSizedServices(state, [&](ServiceIndex index, const Service& service, const FargateSize& now) {
    const MeasuredUse use = useOf(state, index);
    if (!use.known || outOfMemory[index.value]) return;
    const FargateSize size = aimedSize(now, use, use.cpuMost);
    if (size.cpu == 0 || size.cpu > now.cpu || size.memory > now.memory) return;
    if (size.cpu * 2 > now.cpu && size.memory * 2 > now.memory) return;  // hardly anything to gain
    Finding finding = findingAt(state, AdviceRule::TooLarge, index);
    finding.seen = service.serviceName + " has tasks of " + sizeText(now) +
                   " but uses little: " + useText(use) + ".";
    resize(state, index, size, finding);
    findings.push_back(std::move(finding));
  });
}

void adviseQuotas(const State& state, Findings& findings) {
  const Capacity& capacity = state.capacity;
  const VcpuQuota quotas[] = {{"FargateOnDemandVcpu", "Fargate On-Demand vCPUs", "L-3032A538",
                               capacity.onDemandCpu, capacity.quotas.fargateOnDemandVcpu},
                              {"FargateSpotVcpu", "Fargate Spot vCPUs", "L-36FBB829",
                               capacity.spotCpu, capacity.quotas.fargateSpotVcpu}};
  for (const VcpuQuota& row : quotas) {
    if (row.used == 0 || row.used * 100 < row.quota * 1024 * kQuotaNearPercent) continue;
    Finding finding = findingAt(AdviceRule::QuotaNear, row.name, row.words);
    finding.seen = "Tasks use " + std::to_string(row.used / 1024) + " of " +
                   std::to_string(row.quota) + " " + row.words +
                   " of the account. At the quota no further task starts, and a rolling update "
                   "needs room for both revisions.";
    finding.cure = std::string(
                       "Ask for more in time: aws service-quotas "
                       "request-service-quota-increase --service-code fargate "
                       "--quota-code ") +
                   row.code + ". Here the answer comes at once.";
    finding.steps.push_back(
        {"sim", "SimSetQuota",
         JsonValue::object({{"quota", row.name},
                            {"value", std::max<std::int64_t>(row.quota * 2, row.used / 512)}})});
    findings.push_back(std::move(finding));
  }
  forServices(state, [&](ServiceIndex index, const Service& service) {
    if (service.desiredCount * 100LL < kTasksPerServiceMost * kQuotaNearPercent) return;
    Finding finding = findingAt(state, AdviceRule::QuotaNear, index);
    finding.seen = service.serviceName + " wants " + std::to_string(service.desiredCount) + " of " +
                   std::to_string(kTasksPerServiceMost) +
                   " tasks that a service can have. This quota cannot be raised.";
    finding.cure = "Share the work among several services.";
    findings.push_back(std::move(finding));
  });
}

}  // namespace taskyard
