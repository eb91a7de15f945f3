#pragma once
// Whose permissions pull images, fetch secrets and create log streams for a task.

#include <string>

#include "model/state.h"

namespace taskyard {

// The task execution role; without one, on a container instance, the role of the instance.
// Source: Developer Guide, "task execution IAM role", "container instance IAM role".
inline const std::string& agentRoleArn(const State& state, const Task& task) {
  const std::string& own = state.taskDefinitions[task.taskDefinition.value].executionRoleArn;
  if (!own.empty() || !task.containerInstance.valid()) return own;
  return state.capacity.instances[task.containerInstance.value].launch.roleArn;
}

// The port of the instance behind a container port in bridge or host mode; 0 when there is none
// (awsvpc: the task's own address serves containerPort).
inline std::uint16_t hostPortOf(const State& state, const Task& task, std::int32_t containerPort) {
  if (!task.containerInstance.valid()) return 0;
  for (const HostPort& port : state.capacity.instances[task.containerInstance.value].ports) {
    if (state.tasks[port.task.value].ordinal == task.ordinal &&
        port.containerPort == containerPort) {
      return port.port;
    }
  }
  return 0;
}

}  // namespace taskyard
