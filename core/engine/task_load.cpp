#include "engine/task_load.h"

#include <algorithm>

#include "base/mul_div.h"

namespace taskyard {

namespace {

constexpr std::int64_t kKiBPerMiB = 1024;
constexpr std::int32_t kUnitsPerCpu = 1024;

bool mapsPort(const ContainerDefinition& definition, std::int32_t port) {
  return std::any_of(definition.portMappings.begin(), definition.portMappings.end(),
                     [port](const PortMapping& m) { return m.containerPort == port; });
}

bool listensOn(const ContainerDefinition& definition, const ImageBehaviour& program,
               std::int32_t port) {
  if (port == 0) return true;
  if (program.listenPort != 0) return program.listenPort == port;
  return definition.portMappings.empty() || mapsPort(definition, port);
}

// Linux knows no smaller weight. Source: API Reference, ContainerDefinition, cpu.
std::int64_t sharesOf(const ContainerDefinition& definition) {
  return std::max<std::int32_t>(2, definition.cpu);
}

std::int64_t memoryKiB(const State& state, const Task& task, TimeMs at) {
  const TaskWork* work = workOf(state, task);
  std::int64_t sum = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (container.lastStatus != ContainerStatus::RUNNING) continue;
    sum += containerMemoryKiB(state, task, container, work == nullptr ? 0 : work->inFlight, at);
  }
  return sum;
}

std::int64_t cpuMilli(const State& state, const Task& task) {
  if (const TaskWork* work = workOf(state, task)) return work->cpuMilli;
  std::int64_t idle = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (container.lastStatus != ContainerStatus::RUNNING) continue;
    const ImageBehaviour& program = imageOf(state, task, container).behaviour;
    idle += program.jobCpuMs > 0 ? taskCpuMilli(state, task) : program.cpuIdleMilli;
  }
  return std::min(idle, taskCpuMilli(state, task));
}

}  // namespace

const ContainerDefinition& definitionOf(const State& state, const Task& task,
                                        const Container& container) {
  return state.taskDefinitions[task.taskDefinition.value]
      .containerDefinitions[container.definition];
}

const SimImage& imageOf(const State& state, const Task&, const Container& container) {
  return state.images[container.image.value];
}

ContainerIndex workingContainer(const State& state, const Task& task, std::int32_t port) {
  ContainerIndex firstEssential;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    const ContainerDefinition& definition = definitionOf(state, task, container);
    if (port != 0 && mapsPort(definition, port)) return c;
    if (!firstEssential.valid() && definition.essential) firstEssential = c;
  }
  return firstEssential;
}

TimeMs readyAt(const State& state, const Task& task, const Container& container) {
  const SimImage& image = imageOf(state, task, container);
  return container.startedAt + image.behaviour.readyMs + image.faults.readyMs;
}

bool isShuttingDown(const State& state, const Task& task, const Container& container) {
  return container.signalled && !imageOf(state, task, container).ignoresSigterm;
}

bool isAnswering(const State& state, const Task& task, const Container& container) {
  return container.lastStatus == ContainerStatus::RUNNING && !container.hung &&
         !isShuttingDown(state, task, container) && state.now >= readyAt(state, task, container);
}

const TaskWork* workOf(const State& state, const Task& task) {
  const std::size_t slot = task.self.value;
  if (slot >= state.work.tasks.size() || state.work.tasks[slot].ordinal != task.ordinal) {
    return nullptr;
  }
  return &state.work.tasks[slot];
}

ProbeAnswer probeTask(const State& state, const Task& task, std::int32_t port,
                      DurationMs timeoutMs) {
  const ContainerIndex c = workingContainer(state, task, port);
  if (!c.valid()) return {};
  const Container& container = state.containers[c.value];
  if (container.lastStatus != ContainerStatus::RUNNING) return {};
  const SimImage& image = imageOf(state, task, container);
  if (isShuttingDown(state, task, container) || state.now < readyAt(state, task, container) ||
      !listensOn(definitionOf(state, task, container), image.behaviour, port)) {
    return {};
  }
  const TaskWork* work = workOf(state, task);
  const std::int64_t waitUs = (work == nullptr ? 0 : work->waitUs) + image.faults.responseMs * 1000;
  if (container.hung || waitUs > timeoutMs * 1000) return {ProbeAnswer::Kind::Timeout, 0};
  const bool callsFail =
      image.behaviour.healthNeedsCalls && work != nullptr && work->callsFailing > 500'000;
  return {ProbeAnswer::Kind::Status, callsFail ? 503 : image.behaviour.healthStatus};
}

std::int64_t taskCpuMilli(const State& state, const Task& task) {
  std::int64_t units = taskCpu(state, task);
  if (units == 0) {
    for (const auto& container :
         state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
      units += container.cpu;
    }
  }
  return (units == 0 ? kUnitsPerCpu : units) * 1000 / kUnitsPerCpu;
}

std::int64_t containerCpuMilli(const State& state, const Task& task, const Container& container) {
  const std::int64_t all = taskCpuMilli(state, task);
  std::int64_t shares = sharesOf(definitionOf(state, task, container));
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& other = state.containers[c.value];
    if (&other == &container || other.lastStatus != ContainerStatus::RUNNING) continue;
    if (imageOf(state, task, other).behaviour.cpuIdleMilli == 0) continue;
    shares += sharesOf(definitionOf(state, task, other));
  }
  std::int64_t others = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& other = state.containers[c.value];
    if (&other == &container || other.lastStatus != ContainerStatus::RUNNING) continue;
    const std::int64_t wanted = imageOf(state, task, other).behaviour.cpuIdleMilli;
    if (wanted == 0) continue;
    others += std::min(wanted, all * sharesOf(definitionOf(state, task, other)) / shares);
  }
  return std::max<std::int64_t>(1, all - others);
}

std::int64_t memoryLimitKiB(const State& state, const Task& task, const Container& container) {
  const auto& limit = definitionOf(state, task, container).memory;
  const std::int32_t whole = taskMemory(state, task);
  if (limit && (whole == 0 || *limit < whole)) return *limit * kKiBPerMiB;
  return whole * kKiBPerMiB;
}

std::int64_t containerMemoryKiB(const State& state, const Task& task, const Container& container,
                                std::int64_t inFlight, TimeMs at) {
  const SimImage& image = imageOf(state, task, container);
  const ImageBehaviour& program = image.behaviour;
  constexpr std::int64_t kUsualKiB = 64 * kKiBPerMiB;
  std::int64_t base = program.memoryBaseMiB * kKiBPerMiB;
  if (base == 0) {
    const std::int64_t limit = memoryLimitKiB(state, task, container);
    base = limit == 0 ? kUsualKiB : std::min(kUsualKiB, limit / 4);
  }
  const TimeMs faultSince = std::max(container.startedAt, image.faults.leaksSince);
  return base +
         mulDiv(program.memoryLeakMiBPerMinute * kKiBPerMiB, at - container.startedAt, kMinute) +
         mulDiv(image.faults.memoryLeakMiBPerMinute * kKiBPerMiB, at - faultSince, kMinute) +
         mulDiv(inFlight, program.memoryPerConcurrentRequestKiB, kOneMicro);
}

TimeMs outOfMemoryAt(const State& state, const Task& task, const Container& container,
                     std::int64_t inFlight) {
  const std::int64_t limit = memoryLimitKiB(state, task, container);
  if (limit == 0 || container.lastStatus != ContainerStatus::RUNNING) return kNever;
  const std::int64_t room = limit - containerMemoryKiB(state, task, container, inFlight, state.now);
  if (room < 0) return state.now;
  const SimImage& image = imageOf(state, task, container);
  const std::int64_t leak =
      (image.behaviour.memoryLeakMiBPerMinute + image.faults.memoryLeakMiBPerMinute) * kKiBPerMiB;
  if (leak == 0) return kNever;
  return state.now + (room + 1) * kMinute / leak + 1;
}

DurationMs jobMs(const State& state, const Task& task, const Container& container) {
  const DurationMs work = imageOf(state, task, container).behaviour.jobCpuMs;
  return work == 0 ? 0 : std::max<DurationMs>(1, work * 1000 / taskCpuMilli(state, task));
}

TaskLoad taskLoad(const State& state, const Task& task) {
  TaskLoad load;
  load.memoryMiB = memoryKiB(state, task, state.now) / kKiBPerMiB;
  load.cpuMilliPercent = cpuMilli(state, task) * 100'000 / taskCpuMilli(state, task);
  if (const TaskWork* work = workOf(state, task)) {
    load.requestsPerSecondMilli = work->arriving;
    load.responseTimeUs = work->meanUs;
  }
  return load;
}

ServiceUse serviceUtilisation(const State& state, ServiceIndex service) {
  ServiceUse use;
  std::int64_t cpu = 0;
  std::int64_t cpuAll = 0;
  std::int64_t memory = 0;
  std::int64_t memoryAll = 0;
  for (TaskIndex t = state.services[service.value].newestTask; t.valid();
       t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.lastStatus != TaskStatus::RUNNING) continue;
    ++use.tasks;
    cpu += cpuMilli(state, task);
    cpuAll += taskCpuMilli(state, task);
    memory += memoryKiB(state, task, state.now);
    std::int64_t limit = taskMemory(state, task);
    if (limit == 0) {
      for (const auto& c : state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
        limit += c.memory.value_or(c.memoryReservation.value_or(0));
      }
    }
    memoryAll += limit * kKiBPerMiB;
  }
  if (cpuAll > 0) use.cpuMilliPercent = cpu * 100'000 / cpuAll;
  if (memoryAll > 0) use.memoryMilliPercent = memory * 100'000 / memoryAll;
  return use;
}

}  // namespace taskyard
