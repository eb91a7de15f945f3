#include "engine/task_protection.h"

#include <algorithm>

#include "engine/identity.h"
#include "engine/service_messages.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

// Where the task's protection is, or would be.
std::size_t placeOf(const State& state, const Task& task) {
  const auto& all = state.protections;
  const auto at = std::lower_bound(
      all.begin(), all.end(), task.ordinal,
      [](const TaskProtection& one, std::uint32_t ordinal) { return one.ordinal < ordinal; });
  return static_cast<std::size_t>(at - all.begin());
}

bool holds(const State& state, const Task& task, std::size_t place) {
  return place < state.protections.size() && state.protections[place].ordinal == task.ordinal;
}

EventId sayProtection(Simulation& sim, const Task& task, const std::string& what, EventId cause) {
  const std::string id = shortTaskId(sim.state().seed, task.ordinal);
  return sim.say(EventKind::TaskProtected, task.ordinal, "task " + id + ": " + what, cause);
}

}  // namespace

TimeMs protectedUntil(const State& state, const Task& task) {
  const std::size_t place = placeOf(state, task);
  if (!holds(state, task, place)) return kNever;
  const TimeMs until = state.protections[place].until;
  return until > state.now ? until : kNever;
}

bool endProtection(State& state, const Task& task) {
  const std::size_t place = placeOf(state, task);
  if (!holds(state, task, place)) return false;
  state.protections.erase(state.protections.begin() + static_cast<std::ptrdiff_t>(place));
  return true;
}

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
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  if (minutes > 0) {
    const std::size_t place = placeOf(state, task);
    if (!holds(state, task, place)) {
      state.protections.insert(state.protections.begin() + static_cast<std::ptrdiff_t>(place),
                               {task.ordinal, 0});
    }
    state.protections[place].until = state.now + minutes * kMinute;
    sim.schedule(minutes * kMinute, {TimerKind::ProtectionEnds, index.value, task.ordinal, 0});
    (void)sayProtection(sim, task, "protected for " + std::to_string(minutes) + " minutes", cause);
    return;
  }
  if (!endProtection(state, task)) return;
  sim.requestReconcile(task.service, sayProtection(sim, task, "no longer protected", cause),
                       kReconcileDelayMs);
}

void onProtectionEnds(Simulation& sim, TaskIndex index) {
  State& state = sim.state();
  const Task& task = state.tasks[index.value];
  const std::size_t place = placeOf(state, task);
  if (!holds(state, task, place) || state.protections[place].until != state.now) return;
  (void)endProtection(state, task);
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
