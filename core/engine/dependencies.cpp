#include "engine/dependencies.h"

namespace taskyard {

namespace {

const ContainerDefinition& definitionOf(const State& state, const Task& task,
                                        const Container& container) {
  return state.taskDefinitions[task.taskDefinition.value]
      .containerDefinitions[container.definition];
}

DependencyState stateOf(const Container& target, ContainerCondition condition) {
  const bool ended = target.lastStatus == ContainerStatus::STOPPED;
  bool met = false;
  switch (condition) {
    case ContainerCondition::START: met = target.startedAt != kNever; break;
    case ContainerCondition::COMPLETE: met = ended; break;
    case ContainerCondition::SUCCESS: met = ended && target.exitCode == 0; break;
    case ContainerCondition::HEALTHY:
      met = !ended && target.healthStatus == HealthStatus::HEALTHY;
      break;
  }
  if (met) return DependencyState::Met;
  return ended ? DependencyState::Hopeless : DependencyState::Waiting;
}

// Calls act(other container, condition) for each dependency of the container.
template <class Act>
void forDependencies(const State& state, const Task& task, const Container& container, Act&& act) {
  for (const ContainerDependency& dependency : definitionOf(state, task, container).dependsOn) {
    for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
      const Container& other = state.containers[c.value];
      if (definitionOf(state, task, other).name == dependency.containerName) {
        act(other, dependency.condition);
      }
    }
  }
}

// Whether matches(other, state of its dependency on this container) holds for any dependant.
template <class Matches>
bool anyDependant(const State& state, const Task& task, const Container& container,
                  Matches&& matches) {
  bool found = false;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& other = state.containers[c.value];
    forDependencies(state, task, other, [&](const Container& target, ContainerCondition condition) {
      if (target.definition == container.definition && matches(other, stateOf(target, condition))) {
        found = true;
      }
    });
  }
  return found;
}

}  // namespace

DependencyState dependencyState(const State& state, const Task& task, const Container& container) {
  DependencyState worst = DependencyState::Met;
  forDependencies(state, task, container,
                  [&](const Container& target, ContainerCondition condition) {
                    const DependencyState one = stateOf(target, condition);
                    if (one > worst) worst = one;
                  });
  return worst;
}

bool hasRunningDependants(const State& state, const Task& task, const Container& container) {
  return anyDependant(state, task, container, [](const Container& other, DependencyState) {
    return other.lastStatus == ContainerStatus::RUNNING;
  });
}

bool isWaitedFor(const State& state, const Task& task, const Container& container) {
  return anyDependant(state, task, container, [](const Container& other, DependencyState one) {
    return other.startedAt == kNever && one != DependencyState::Met;
  });
}

}  // namespace taskyard
