#pragma once
// dependsOn: which container of a task may start, and which may be told to stop.
// Source: API Reference, ContainerDependency (2026-08).

#include "model/state.h"

namespace taskyard {

enum class DependencyState : std::uint8_t {
  Met,       // the container may start
  Waiting,   // not yet
  Hopeless,  // a dependency ended in a way that can never meet its condition
};

DependencyState dependencyState(const State& state, const Task& task, const Container& container);

// Whether a running container depends on this one: on the way down the order is reversed, so this
// one must wait.
bool hasRunningDependants(const State& state, const Task& task, const Container& container);

// Whether some container has not started because of this one.
bool isWaitedFor(const State& state, const Task& task, const Container& container);

}  // namespace taskyard
