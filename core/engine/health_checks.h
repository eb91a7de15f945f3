#pragma once
// Container health checks without an event for each check. Which checks fail is drawn as the gap to
// the next failure, so a run of passing checks costs nothing, and the next check that changes the
// container's health can be found ahead of time.
// Rules: API Reference, HealthCheck (2026-08-07).
//
// A check fails by chance (the image's number), before the program is ready (its command is refused
// at once), and when the program hangs (its command answers nothing and is given up after
// `timeout`; the next check begins an interval after that, as Docker counts).
// Model choice: a check is the program's own; slow answers under load do not fail it.

#include "model/state.h"

namespace taskyard {

// How far a container's checks have come.
struct HealthProgress {
  std::uint32_t checksDone = 0;  // since its start
  HealthStatus status = HealthStatus::UNKNOWN;
  std::uint32_t failuresInRow = 0;
  std::uint32_t nextFailedCheck = 0;  // 0: never
  std::uint32_t failuresDrawn = 0;
};

HealthProgress progressOf(const Container& container);
void setProgress(Container& container, const HealthProgress& progress);

// When the result of check n (1, 2, ...) is known: n intervals after the start, and `timeout` more
// for each check that met a hung program. REQUIRES: the container has started.
TimeMs healthCheckAt(const HealthCheck& check, const Container& container, std::uint32_t n);
// How many results are known at `now`.
std::uint32_t healthChecksUntil(const HealthCheck& check, const Container& container, TimeMs now);

// Whether no check to come can change the health as it is.
bool healthIsFinal(const State& state, const Task& task, const Container& container,
                   const HealthProgress& progress);

// The progress with its next failure drawn anew: at the container's start, and when the chance of
// failing has changed.
HealthProgress withNextFailure(const State& state, const Task& task, const Container& container,
                               HealthProgress progress);

// Plays checks until the status changes, or until `limitCheck` checks have been played.
// REQUIRES: the container is RUNNING and has a health check.
HealthProgress playHealthChecks(const State& state, const Task& task, const Container& container,
                                HealthProgress progress, std::uint32_t limitCheck);

// The task's health from its essential containers: any UNHEALTHY, else any UNKNOWN, else HEALTHY;
// UNKNOWN when none of them has a health check.
HealthStatus taskHealth(const State& state, const Task& task);

// Whether any essential container of the definition has a health check.
bool hasEssentialHealthCheck(const TaskDefinition& definition);

}  // namespace taskyard
