#include "engine/invariants.h"

namespace taskyard {

namespace {

void checkTask(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Task& task = state.tasks[index];
  const std::string name = "task " + std::to_string(task.ordinal);
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    if (task.stopCode == TaskStopCode::None) broken.push_back(name + " stops without a stopCode");
    if (task.stopReason == StopReason::None) broken.push_back(name + " stops without a reason");
    if (task.countsAsHealthy) broken.push_back(name + " stops and counts as healthy");
  } else if (task.lastStatus > TaskStatus::RUNNING) {
    broken.push_back(name + " is on its way down without being told to stop");
  }
  if (task.protectedUntil != kNever && !task.service.valid()) {
    broken.push_back(name + " is protected and belongs to no service");
  }
  if (task.lastEvent == kNoEvent) broken.push_back(name + " has no event");
  const auto& definitions = state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  std::size_t containers = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (container.definition != containers) broken.push_back(name + ": containers out of order");
    if (container.lastStatus == ContainerStatus::RUNNING &&
        (task.lastStatus < TaskStatus::ACTIVATING || task.lastStatus > TaskStatus::STOPPING)) {
      broken.push_back(name + ": a container runs while the task is " + nameOf(task.lastStatus));
    }
    if (++containers > definitions.size()) break;
  }
  if (containers != definitions.size()) broken.push_back(name + ": wrong number of containers");
}

void countTask(const Task& task, std::vector<TaskCounts>& counts) {
  if (!task.deployment.valid() || task.lastStatus >= TaskStatus::STOPPED) return;
  TaskCounts& sum = counts[task.deployment.value];
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    ++sum.stopping;
    return;
  }
  ++sum.live;
  const bool running = task.lastStatus == TaskStatus::RUNNING;
  ++(running ? sum.running : sum.pending);
  if (running && isReplaced(task)) ++sum.unhealthy;
  if (task.countsAsHealthy) ++sum.healthy;
}

void checkService(const State& state, std::size_t index, std::vector<std::string>& broken) {
  const Service& service = state.services[index];
  const std::string name = "service " + service.serviceName;
  std::size_t listed = 0;
  TaskIndex previous;
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.service != ServiceIndex(index)) broken.push_back(name + " lists another's task");
    if (task.previous != previous) broken.push_back(name + ": the task list is torn");
    previous = t;
    if (++listed > state.tasks.size()) {
      broken.push_back(name + ": the task list is a ring");
      return;
    }
  }
  std::size_t own = 0;
  for (const Task& task : state.tasks) {
    if (task.inUse && task.service == ServiceIndex(index) &&
        task.lastStatus < TaskStatus::STOPPED) {
      ++own;
    }
  }
  if (own != listed) broken.push_back(name + ": the task list misses tasks");
  if (service.deployments.empty()) {
    broken.push_back(name + " has no deployment");
    return;
  }
  for (std::size_t i = 0; i < service.deployments.size(); ++i) {
    const DeploymentStatus status = state.deployments[service.deployments[i].value].status;
    if ((status == DeploymentStatus::PRIMARY) != (i == 0)) {
      broken.push_back(name + ": not exactly the newest deployment is PRIMARY");
    }
  }
}

// Rollouts: a service has at most one that is not over, and it is the newest.
void checkRollouts(const State& state, std::vector<std::string>& broken) {
  for (std::size_t i = 0; i < state.serviceDeployments.size(); ++i) {
    const ServiceDeployment& rollout = state.serviceDeployments[i];
    const std::string name = "service deployment " + std::to_string(i);
    const bool open = rollout.status == ServiceDeploymentStatus::IN_PROGRESS ||
                      rollout.status == ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS;
    if (open != (rollout.finishedAt == kNever)) broken.push_back(name + ": open or not?");
    if (rollout.trafficPermille < 0 || rollout.trafficPermille > 1000) {
      broken.push_back(name + ": more than all of the traffic");
    }
    if (!open) {
      if (rollout.lifecycleStage != LifecycleStage::None || rollout.baking) {
        broken.push_back(name + " is over and has a stage");
      }
      continue;
    }
    const Service& service = state.services[rollout.service.value];
    if (service.serviceDeployment != ServiceDeploymentIndex(i)) {
      broken.push_back(name + " is open, but there is a newer one");
    }
    if (state.deployments[service.deployments.front().value].rolloutState !=
        DeploymentRolloutState::IN_PROGRESS) {
      broken.push_back(name + " is open, but its service has nothing in progress");
    }
  }
}

}  // namespace

std::vector<std::string> brokenInvariants(const State& state) {
  std::vector<std::string> broken;
  std::vector<TaskCounts> counts(state.deployments.size());
  for (std::size_t i = 0; i < state.tasks.size(); ++i) {
    if (!state.tasks[i].inUse) continue;
    checkTask(state, i, broken);
    countTask(state.tasks[i], counts);
  }
  for (std::size_t i = 0; i < state.services.size(); ++i) checkService(state, i, broken);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != state.deployments[i].counts) {
      broken.push_back("deployment " + std::to_string(i) + ": the counts do not add up");
    }
  }
  checkRollouts(state, broken);
  if (state.timers.now() > state.now) broken.emplace_back("a timer ran ahead of time");
  return broken;
}

}  // namespace taskyard
