#pragma once
// What a task is doing right now, and whether it would answer: the one place where traffic, work
// and the image's behaviour become utilisation, latency and health-check answers.

#include <cstdint>

#include "model/state.h"

namespace taskyard {

struct TaskLoad {
  std::int64_t requestsPerSecondMilli = 0;  // 1000 = one request per second
  std::int64_t cpuMilliPercent = 0;         // of the task's cpu, 100,000 = all of it
  std::int64_t memoryMiB = 0;               // in use
  std::int64_t responseTimeUs = 0;          // mean, of what was answered
};

TaskLoad taskLoad(const State& state, const Task& task);

// What a GET (or a TCP connect) on a port of the task gets at this moment. port 0: any port.
// Refused: nothing listens there (not started, still booting, told to stop, another port).
// Timeout: the program hangs, or requests wait longer than timeoutMs.
struct ProbeAnswer {
  enum class Kind : std::uint8_t { Status, Timeout, Refused };
  Kind kind = Kind::Refused;
  std::int32_t status = 0;  // HTTP status for Kind::Status
};
ProbeAnswer probeTask(const State& state, const Task& task, std::int32_t port,
                      DurationMs timeoutMs);

// The container that requests and messages go to: the one with the port among its mappings, else
// the first essential one. Not valid: there is none.
ContainerIndex workingContainer(const State& state, const Task& task, std::int32_t port);
const ContainerDefinition& definitionOf(const State& state, const Task& task,
                                        const Container& container);
const SimImage& imageOf(const State& state, const Task& task, const Container& container);

// Got SIGTERM and obeys: it finishes what it has and takes nothing new.
bool isShuttingDown(const State& state, const Task& task, const Container& container);
// Runs, has booted, does not hang and takes requests.
bool isAnswering(const State& state, const Task& task, const Container& container);
// When a container that is RUNNING has booted.
TimeMs readyAt(const State& state, const Task& task, const Container& container);

// Milli-vCPU of the task: its cpu, else the sum of its containers', else one vCPU (Model choice).
std::int64_t taskCpuMilli(const State& state, const Task& task);
// What is left for the container when it wants all it can get: the others take what they use
// without work, but no more than their share (container cpu, at least 2) while both want CPU.
// Source: API Reference, ContainerDefinition, cpu.
std::int64_t containerCpuMilli(const State& state, const Task& task, const Container& container);

// Memory of a running container in KiB at `at`, with this many requests in flight (millionths).
// Without memoryBaseMiB: 64 MiB, at most a quarter of the limit. Model choice.
std::int64_t containerMemoryKiB(const State& state, const Task& task, const Container& container,
                                std::int64_t inFlight, TimeMs at);
// The container's memory, else the task's; 0: no limit.
std::int64_t memoryLimitKiB(const State& state, const Task& task, const Container& container);
// When a leak brings the container over its limit; kNever: it does not.
TimeMs outOfMemoryAt(const State& state, const Task& task, const Container& container,
                     std::int64_t inFlight);

// How long a batch job takes with the task's CPU; it uses all of it (Model choice: perfectly
// parallel). 0: no job.
DurationMs jobMs(const State& state, const Task& task, const Container& container);

// What the task does for its requests and messages; nullptr: none at the moment.
const TaskWork* workOf(const State& state, const Task& task);

// The RUNNING tasks of a service, all together: the ECS metrics CPUUtilization and
// MemoryUtilization of this moment, in thousandths of a per cent. tasks 0: no data.
struct ServiceUse {
  std::int64_t cpuMilliPercent = 0;
  std::int64_t memoryMilliPercent = 0;
  std::int32_t tasks = 0;
};
ServiceUse serviceUtilisation(const State& state, ServiceIndex service);

}  // namespace taskyard
