#pragma once
// What a task takes over from the container instance it runs on.

#include <string_view>

#include "model/state.h"

namespace taskyard {

// The role of the container instance under the task; "" on Fargate.
// Source: Developer Guide, "Amazon ECS container instance IAM role".
inline std::string_view instanceRoleArn(const State& state, const Task& task) {
  if (!task.containerInstance.valid()) return {};
  return state.capacity.instances[task.containerInstance.value].launch.roleArn;
}

}  // namespace taskyard
