#include "engine/task_definition_use.h"

namespace taskyard {

bool isRevisionInUse(const State& state, TaskDefinitionIndex definition) {
  for (const Service& service : state.services) {
    if (service.status == ServiceStatus::INACTIVE) continue;
    for (const DeploymentIndex deployment : service.deployments) {
      if (state.deployments[deployment.value].taskDefinition == definition) return true;
    }
  }
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus >= TaskStatus::STOPPED) continue;
    if (task.taskDefinition == definition) return true;
  }
  return false;
}

bool isRevisionDeleted(const State& state, TaskDefinitionIndex definition) {
  return state.taskDefinitions[definition.value].status ==
             TaskDefinitionStatus::DELETE_IN_PROGRESS &&
         !isRevisionInUse(state, definition);
}

}  // namespace taskyard
