#pragma once
// What is measured once a minute: one function per kind of entity. Each reports for the minute that
// has just ended.
// Source: Developer Guide, "Amazon ECS CloudWatch metrics"; CloudWatch User Guide, "Amazon ECS
// Container Insights metrics".

#include "engine/simulation.h"

namespace taskyard {

// AWS/ECS CPUUtilization and MemoryUtilization of every service with RUNNING tasks, in per cent of
// what the task definitions reserve. One sample per task, so that SampleCount is the number of
// running tasks. Nothing while no task runs.
void measureServices(Simulation& sim, std::int32_t minute);

// ECS/ContainerInsights, of services in clusters that have it switched on.
void measureContainerInsights(Simulation& sim, std::int32_t minute);

}  // namespace taskyard
