#pragma once
// Task scale-in protection: a service's task that must not be stopped when the service scales in or
// a deployment replaces its tasks. It does not hold against StopTask, a crash, a failed health
// check or a lost host. Sources: API Reference, UpdateTaskProtection; Developer Guide, "Protect
// your Amazon ECS tasks from being terminated by scale-in events".

#include "engine/simulation.h"

namespace taskyard {

// kNever: it is not protected.
[[nodiscard]] TimeMs protectedUntil(const State& state, const Task& task);

[[nodiscard]] inline bool isProtected(const State& state, const Task& task) {
  return protectedUntil(state, task) != kNever;
}

// Tasks of the service (of one deployment, when it is valid) that are protected and not stopping.
[[nodiscard]] std::int32_t protectedTasks(const State& state, ServiceIndex service,
                                          DeploymentIndex deployment = {});

// minutes: 1 to 2880; 0 ends the protection. REQUIRES: a task of a service.
void protectTask(Simulation& sim, TaskIndex task, std::int32_t minutes, EventId cause);

// Also when its task is over. True when there was one.
bool endProtection(State& state, const Task& task);

// A timer: the protection may have been renewed since.
void onProtectionEnds(Simulation& sim, TaskIndex task);

// "was unable to reach steady state because (taskSet ecs-svc/...) was unable to scale in due to
// (reason 2 tasks under protection)", once until it clears.
void reportBlockedScaleIn(Simulation& sim, ServiceIndex service, EventId cause);

}  // namespace taskyard
