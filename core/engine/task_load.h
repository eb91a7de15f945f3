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

// What a GET (or a TCP connect) on a port of the task gets at this moment.
struct ProbeAnswer {
  enum class Kind : std::uint8_t { Status, Timeout, Refused };
  Kind kind = Kind::Refused;
  std::int32_t status = 0;  // HTTP status for Kind::Status
};
ProbeAnswer probeTask(const State& state, const Task& task, std::int32_t port,
                      DurationMs timeoutMs);

}  // namespace taskyard
