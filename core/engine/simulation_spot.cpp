// Fargate Spot takes capacity back.

#include "engine/identity.h"
#include "engine/simulation.h"

namespace taskyard {

namespace {

// Source: Developer Guide, "Fargate capacity providers": two minutes of warning.
constexpr DurationMs kSpotWarningMs = 2 * kMinute;

}  // namespace

void Simulation::interruptSpotTask(TaskIndex index, EventId cause) {
  Task& task = state_.tasks[index.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) return;
  const EventId warned =
      say(EventKind::SpotInterruption, task.ordinal,
          "task " + shortTaskId(state_.seed, task.ordinal) +
              ": Fargate Spot needs the capacity back; SIGTERM now, the end within two minutes",
          cause);
  requestStop(index, TaskStopCode::SpotInterruption, StopReason::SpotInterrupted, warned);
  if (task.lastStatus != TaskStatus::DEACTIVATING) return;
  setStatus(index, TaskStatus::STOPPING, task.lastEvent);
  schedule(kSpotWarningMs, {TimerKind::SpotDeadline, index.value, task.ordinal, 0});
  signalContainers(index);
}

}  // namespace taskyard
