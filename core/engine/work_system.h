#pragma once
// Traffic, queues, batch jobs and databases in time: when rates are worked out anew, and what tasks
// feel of it (out of memory, a leak, a boot that is over).
//
// Rates are worked out when something changes, felt within 100 ms, and once a second while a rate
// or a line of waiting requests varies. A service at constant load costs nothing. Model choice:
// both times.

#include "engine/simulation.h"

namespace taskyard {

inline constexpr DurationMs kWorkFeltMs = 100;

// ---- Hooks of the task life cycle; cheap when nobody works.
void onTaskChanged(Simulation& sim, TaskIndex task);
void onContainerStarted(Simulation& sim, TaskIndex task, ContainerIndex container);

// ---- Requests
TrafficIndex setTraffic(Simulation& sim, const Traffic& traffic, EventId cause);
void removeTraffic(Simulation& sim, TrafficIndex traffic, EventId cause);
void setQueueLoad(Simulation& sim, QueueIndex queue, const LoadPattern& load,
                  std::int32_t poisonPerMillion, EventId cause);
// Anything else that rates depend on has changed: permissions, network, a fault.
void workChanged(Simulation& sim, EventId cause);
// Sums up to now, rates as they are: before a request that counts or moves messages.
void bringWorkUpToDate(Simulation& sim);
// The task's container hangs: it runs and answers nothing until it is replaced or restarted.
void hangTask(Simulation& sim, TaskIndex task, EventId cause);

// ---- Databases
DatabaseIndex createDatabase(Simulation& sim, Database database, EventId cause);
void deleteDatabase(Simulation& sim, DatabaseIndex database, EventId cause);
// With failover the standby in another zone takes over.
void rebootDatabase(Simulation& sim, DatabaseIndex database, bool failover, EventId cause);

// ---- Timers
void runWorkStep(Simulation& sim, const Timer& timer);
void runContainerReady(Simulation& sim, TaskIndex task);
void runContainerMemory(Simulation& sim, TaskIndex task, ContainerIndex container);
void runDatabaseStep(Simulation& sim, const Timer& timer);

}  // namespace taskyard
