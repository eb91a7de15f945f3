#include "engine/waiting_tasks.h"

#include <algorithm>

namespace taskyard {

std::int32_t tasksWaitingIn(const State& state, ClusterIndex cluster) {
  const auto& waiting = state.capacity.waiting;
  return static_cast<std::int32_t>(
      std::count_if(waiting.begin(), waiting.end(), [&](const WaitingTask& known) {
        return clusterOf(state, state.tasks[known.task.value]) == cluster;
      }));
}

std::vector<SubnetIndex> subnetsOfWaiting(const State& state, TaskIndex task) {
  const DeploymentIndex deployment = state.tasks[task.value].deployment;
  if (deployment.valid()) {
    return state.deployments[deployment.value].awsvpcConfiguration.subnets;
  }
  for (const WaitingTask& known : state.capacity.waiting) {
    if (known.task == task) return known.subnets;
  }
  return {};
}

void stopWaiting(Capacity& capacity, TaskIndex task) {
  std::erase_if(capacity.waiting, [task](const WaitingTask& known) { return known.task == task; });
}

}  // namespace taskyard
