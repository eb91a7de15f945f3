#include "engine/health_checks.h"

#include "base/draw.h"

namespace taskyard {

namespace {

const ContainerDefinition& definitionOf(const State& state, const Task& task,
                                        const Container& container) {
  return state.taskDefinitions[task.taskDefinition.value]
      .containerDefinitions[container.definition];
}

std::int64_t failuresPerMillion(const State& state, const ContainerDefinition& definition) {
  return state.images[definition.imageIndex.value].healthCheckFailuresPerMillion;
}

}  // namespace

HealthCheckOutlook playHealthChecks(const State& state, const Task& task,
                                    const Container& container, std::uint32_t limitCheck) {
  const ContainerDefinition& definition = definitionOf(state, task, container);
  const HealthCheck& check = *definition.healthCheck;
  const std::int64_t chance = failuresPerMillion(state, definition);
  const std::uint64_t entity = (static_cast<std::uint64_t>(task.ordinal) << 8) |
                               container.definition;
  const std::uint64_t life = static_cast<std::uint64_t>(container.restartCount) << 32;

  HealthCheckOutlook outlook{container.healthChecksDone, container.healthStatus,
                             container.healthFailuresInRow, false};
  while (outlook.checkNumber < limitCheck) {
    const std::uint32_t number = ++outlook.checkNumber;
    if (!drawChance({state.seed, Purpose::HealthCheck, entity, life | number}, chance)) {
      outlook.failuresInRow = 0;
      if (outlook.after == HealthStatus::HEALTHY) continue;
      outlook.after = HealthStatus::HEALTHY;
    } else {
      // Failures inside the start period do not count until a check has passed.
      const bool inStartPeriod = static_cast<std::int64_t>(number) * check.interval <=
                                 static_cast<std::int64_t>(check.startPeriod);
      if (inStartPeriod && outlook.after == HealthStatus::UNKNOWN) continue;
      ++outlook.failuresInRow;
      const bool condemned = outlook.failuresInRow >= static_cast<std::uint32_t>(check.retries);
      if (!condemned || outlook.after == HealthStatus::UNHEALTHY) continue;
      outlook.after = HealthStatus::UNHEALTHY;
    }
    outlook.changes = true;
    return outlook;
  }
  return outlook;
}

bool alwaysPasses(const State& state, const Task& task, const Container& container) {
  return failuresPerMillion(state, definitionOf(state, task, container)) == 0;
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
