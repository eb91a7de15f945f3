#include "engine/health_checks.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

// The last check that comes before the program is ready; 0: none does.
std::uint32_t lastUnreadyCheck(const State& state, const Task& task, const Container& container,
                               const HealthCheck& check) {
  const DurationMs unready = readyAt(state, task, container) - container.startedAt;
  return unready <= 0 ? 0 : static_cast<std::uint32_t>((unready - 1) / (check.interval * kSecond));
}

}  // namespace

HealthProgress progressOf(const Container& container) {
  return {container.healthChecksDone, container.healthStatus, container.healthFailuresInRow,
          container.nextFailedCheck, container.failuresDrawn};
}

void setProgress(Container& container, const HealthProgress& progress) {
  container.healthChecksDone = progress.checksDone;
  container.healthStatus = progress.status;
  container.healthFailuresInRow = progress.failuresInRow;
  container.nextFailedCheck = progress.nextFailedCheck;
  container.failuresDrawn = progress.failuresDrawn;
}

TimeMs healthCheckAt(const HealthCheck& check, const Container& container, std::uint32_t n) {
  const bool timesOut = container.hung && n >= container.nextFailedCheck;
  const std::int64_t late = timesOut ? n - container.nextFailedCheck + 1 : 0;
  return container.startedAt +
         (static_cast<std::int64_t>(n) * check.interval + late * check.timeout) * kSecond;
}

std::uint32_t healthChecksUntil(const HealthCheck& check, const Container& container, TimeMs now) {
  const DurationMs since = now - container.startedAt;
  const DurationMs interval = check.interval * kSecond;
  if (!container.hung) return static_cast<std::uint32_t>(since / interval);
  const std::uint32_t before = container.nextFailedCheck - 1;
  return before + static_cast<std::uint32_t>((since - before * interval) /
                                             (interval + check.timeout * kSecond));
}

bool healthIsFinal(const State& state, const Task& task, const Container& container,
                   const HealthProgress& progress) {
  if (container.hung) return progress.status == HealthStatus::UNHEALTHY;
  if (progress.status != HealthStatus::HEALTHY || progress.nextFailedCheck != 0) return false;
  const HealthCheck& check = *definitionOf(state, task, container).healthCheck;
  return lastUnreadyCheck(state, task, container, check) <= progress.checksDone;
}

HealthProgress withNextFailure(const State& state, const Task& task, const Container& container,
                               HealthProgress progress) {
  if (container.hung) return progress;
  const std::uint64_t entity =
      (static_cast<std::uint64_t>(task.ordinal) << 8) | container.definition;
  const std::int64_t gap =
      drawTrials({state.seed, Purpose::HealthCheck, entity, progress.failuresDrawn++},
                 state.images[container.image.value].healthCheckFailuresPerMillion);
  const bool never = gap > INT32_MAX - static_cast<std::int64_t>(progress.checksDone);
  progress.nextFailedCheck = never ? 0 : progress.checksDone + static_cast<std::uint32_t>(gap);
  return progress;
}

HealthProgress playHealthChecks(const State& state, const Task& task, const Container& container,
                                HealthProgress progress, std::uint32_t limitCheck) {
  const HealthCheck& check = *definitionOf(state, task, container).healthCheck;
  const std::uint32_t unready = lastUnreadyCheck(state, task, container, check);
  while (progress.checksDone < limitCheck) {
    const std::uint32_t next = progress.checksDone + 1;
    const bool fails = container.hung || next <= unready || progress.nextFailedCheck == next;
    if (!fails) {
      progress.failuresInRow = 0;
      if (progress.status != HealthStatus::HEALTHY) {
        progress.checksDone = next;
        progress.status = HealthStatus::HEALTHY;
        return progress;
      }
      // Everything up to the next failure passes and changes nothing.
      const std::uint32_t last =
          progress.nextFailedCheck == 0 ? limitCheck : progress.nextFailedCheck - 1;
      progress.checksDone = std::min(last, limitCheck);
      continue;
    }
    progress.checksDone = next;
    if (progress.nextFailedCheck == next) {
      progress = withNextFailure(state, task, container, progress);
    }
    // Failures inside the start period do not count until a check has passed.
    const bool inStartPeriod =
        healthCheckAt(check, container, next) - container.startedAt <= check.startPeriod * kSecond;
    if (inStartPeriod && progress.status == HealthStatus::UNKNOWN) continue;
    ++progress.failuresInRow;
    const bool condemned = progress.failuresInRow >= static_cast<std::uint32_t>(check.retries);
    if (!condemned || progress.status == HealthStatus::UNHEALTHY) continue;
    progress.status = HealthStatus::UNHEALTHY;
    return progress;
  }
  return progress;
}

bool hasEssentialHealthCheck(const TaskDefinition& definition) {
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (container.essential && container.healthCheck) return true;
  }
  return false;
}

HealthStatus taskHealth(const State& state, const Task& task) {
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  bool anyCheck = false;
  bool anyUnknown = false;
  for (ContainerIndex index = task.firstContainer; index.valid();) {
    const Container& container = state.containers[index.value];
    const ContainerDefinition& what = definition.containerDefinitions[container.definition];
    index = container.next;
    if (!what.essential || !what.healthCheck) continue;
    anyCheck = true;
    if (container.healthStatus == HealthStatus::UNHEALTHY) return HealthStatus::UNHEALTHY;
    if (container.healthStatus == HealthStatus::UNKNOWN) anyUnknown = true;
  }
  return anyCheck && !anyUnknown ? HealthStatus::HEALTHY : HealthStatus::UNKNOWN;
}

}  // namespace taskyard
