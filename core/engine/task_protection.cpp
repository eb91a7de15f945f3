#include "engine/task_protection.h"

#include "engine/identity.h"
#include "engine/service_messages.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

EventId sayProtection(Simulation& sim, const Task& task, const std::string& what, EventId cause) {
  const std::string id = shortTaskId(sim.state().seed, task.ordinal);
  return sim.say(EventKind::TaskProtected, task.ordinal, "task " + id + ": " + what, cause);
}

}  // namespace

std::int32_t protectedTasks(const State& state, ServiceIndex service, DeploymentIndex deployment) {
  std::int32_t count = 0;
  for (TaskIndex t = state.services[service.value].newestTask; t.valid();
       t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.desiredStatus == TaskDesiredStatus::STOPPED || !isProtected(state, task)) continue;
    if (!deployment.valid() || task.deployment == deployment) ++count;
  }
  return count;
}

void protectTask(Simulation& sim, TaskIndex index, std::int32_t minutes, EventId cause) {
  Task& task = sim.state().tasks[index.value];
  if (minutes > 0) {
    task.protectedUntil = sim.state().now + minutes * kMinute;
    sim.schedule(minutes * kMinute, {TimerKind::ProtectionEnds, index.value, task.ordinal, 0});
    (void)sayProtection(sim, task, "protected for " + std::to_string(minutes) + " minutes", cause);
    return;
  }
  if (task.protectedUntil == kNever) return;
  task.protectedUntil = kNever;
  sim.requestReconcile(task.service, sayProtection(sim, task, "no longer protected", cause),
                       kReconcileDelayMs);
}

void onProtectionEnds(Simulation& sim, TaskIndex index) {
  Task& task = sim.state().tasks[index.value];
  if (!task.inUse || task.protectedUntil != sim.state().now) return;
  task.protectedUntil = kNever;
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) return;
  sim.requestReconcile(task.service,
                       sayProtection(sim, task, "its protection has expired", task.lastEvent),
                       kReconcileDelayMs);
}

void reportBlockedScaleIn(Simulation& sim, ServiceIndex service, EventId cause) {
  DeploymentIndex deployment;
  std::int32_t count = 0;
  // The oldest revision that has any: it is the one that should go.
  for (const DeploymentIndex one : sim.state().services[service.value].deployments) {
    const std::int32_t here = protectedTasks(sim.state(), service, one);
    if (here == 0) continue;
    deployment = one;
    count = here;
  }
  if (count == 0) return;
  (void)reportProblem(sim, service, EventKind::ServiceScaleInBlocked,
                      "was unable to reach steady state because (taskSet " +
                          deploymentId(sim.state().seed, deployment) +
                          ") was unable to scale in due to (reason " + std::to_string(count) +
                          " tasks under protection)",
                      cause);
}

}  // namespace taskyard
