#pragma once
// What a task takes over from the container instance it runs on.

#include <string>
#include <string_view>

#include "model/state.h"

namespace taskyard {

// The role of the container instance under the task; "" on Fargate.
// Source: Developer Guide, "Amazon ECS container instance IAM role".
inline std::string_view instanceRoleArn(const State& state, const Task& task) {
  if (!task.containerInstance.valid()) return {};
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
