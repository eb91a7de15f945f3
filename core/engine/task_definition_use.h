#pragma once
// When a revision that is being deleted is gone.
// Source: Developer Guide, "Amazon ECS task definition states" (2023-06-15).

#include "model/state.h"

namespace taskyard {

// Whether a task that has not stopped, or a deployment of a service, still needs the revision.
[[nodiscard]] bool isRevisionInUse(const State& state, TaskDefinitionIndex definition);

// DELETE_IN_PROGRESS and no longer in use: AWS does not show it any more. Nothing can start to use
// it again, so this stays so.
[[nodiscard]] bool isRevisionDeleted(const State& state, TaskDefinitionIndex definition);

}  // namespace taskyard
