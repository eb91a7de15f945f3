#pragma once
// Container health checks without an event for each check: outcomes are keyed draws, so the next
// check that changes the container's health can be found ahead of time.
// Rules: API Reference, HealthCheck (2026-08-07).

#include "model/state.h"

namespace taskyard {

struct HealthCheckOutlook {
  std::uint32_t checkNumber = 0;    // from 1; it happens checkNumber intervals after startedAt
  HealthStatus after = HealthStatus::UNKNOWN;
  std::uint32_t failuresInRow = 0;  // after that check
  bool changes = false;             // false: nothing changes up to and including checkNumber
};

// Plays the checks after container.healthChecksDone until the health changes, or until
// `limitCheck` has been played. REQUIRES: the container is RUNNING and has a health check.
HealthCheckOutlook playHealthChecks(const State& state, const Task& task,
                                    const Container& container, std::uint32_t limitCheck);

// True when no check of this container can fail, so a HEALTHY one stays so.
bool alwaysPasses(const State& state, const Task& task, const Container& container);

// The task's health from its essential containers: any UNHEALTHY, else any UNKNOWN, else HEALTHY;
// UNKNOWN when none of them has a health check.
HealthStatus taskHealth(const State& state, const Task& task);

// Whether any essential container of the definition has a health check.
bool hasEssentialHealthCheck(const TaskDefinition& definition);

}  // namespace taskyard
