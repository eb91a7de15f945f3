#include "engine/task_retirement.h"

#include "engine/identity.h"
#include "engine/task_timing.h"

namespace taskyard {

void announceRetirement(Simulation& sim, ServiceIndex service, DurationMs noticeMs, EventId cause) {
  sim.schedule(noticeMs,
               {TimerKind::RetirementDue, service.value, sim.state().tasksLaunched, cause});
}

void retireTasks(Simulation& sim, ServiceIndex service, std::uint32_t beforeOrdinal,
                 EventId cause) {
  EventId last = cause;
  for (TaskIndex t = sim.state().services[service.value].newestTask; t.valid();
       t = sim.state().tasks[t.value].next) {
    const Task& task = sim.state().tasks[t.value];
    if (task.ordinal >= beforeOrdinal || task.retiring) continue;
    if (task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    sim.setRetiring(t);
    last = sim.say(EventKind::TaskRetires, task.ordinal,
                   "task " + shortTaskId(sim.state().seed, task.ordinal) +
                       ": the host under it is due for maintenance",
                   cause);
  }
  sim.requestReconcile(service, last, kReconcileDelayMs);
}

void retireStandaloneTask(Simulation& sim, TaskIndex task, EventId cause) {
  sim.requestStop(task, TaskStopCode::TerminationNotice, StopReason::Maintenance, cause);
}

}  // namespace taskyard
