#pragma once
// What changes CloudWatch Logs.

#include <string>

#include "engine/simulation.h"

namespace taskyard {

LogGroupIndex createLogGroup(Simulation& sim, const std::string& logGroupName);
// Its streams go with it.
void deleteLogGroup(Simulation& sim, LogGroupIndex group, EventId cause);
void setRetention(Simulation& sim, LogGroupIndex group, std::int32_t days);

// Log groups of containers that ask for awslogs-create-group, when they are missing.
void createWantedLogGroups(Simulation& sim, TaskIndex task);
// Opens the container's stream, when its log driver is awslogs.
void openLogStream(Simulation& sim, TaskIndex task, ContainerIndex container);
// Writes `count` lines of that kind; nothing without a stream.
void appendLogLines(Simulation& sim, ContainerIndex container, LogLineKind kind,
                    std::int64_t count = 1, std::int32_t number = 0);
// No line comes any more.
void closeLogStream(Simulation& sim, ContainerIndex container);

}  // namespace taskyard
