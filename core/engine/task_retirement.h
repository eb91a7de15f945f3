#pragma once
// Fargate task retirement: AWS has to maintain the hosts under tasks. It says so some days before;
// then a service's tasks are replaced like unhealthy ones (start-first where maximumPercent leaves
// room, else one stops first), and a standalone task is just stopped.
// Source: Developer Guide, "Task retirement and maintenance for AWS Fargate on Amazon ECS".

#include "engine/simulation.h"

namespace taskyard {

// Tells of it now; it happens noticeMs later. cause: the fault.
void announceRetirement(Simulation& sim, ServiceIndex service, DurationMs noticeMs, EventId cause);

// The time has come for the service's tasks with an ordinal below `beforeOrdinal`: those that ran
// when it was announced.
void retireTasks(Simulation& sim, ServiceIndex service, std::uint32_t beforeOrdinal, EventId cause);

// A standalone task: stopped without a replacement.
void retireStandaloneTask(Simulation& sim, TaskIndex task, EventId cause);

}  // namespace taskyard
