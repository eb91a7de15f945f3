#pragma once
// Which digest a task runs. A tag in the account's own ECR is resolved when a deployment's first
// task starts, and all its later tasks run the same digest, whatever is pushed meanwhile.
// Source: Developer Guide, "Amazon ECS services", container image resolution (versionConsistency).

#include "engine/simulation.h"

namespace taskyard {

// Sets Container::image of the task's containers.
void resolveImages(Simulation& sim, TaskIndex task);

}  // namespace taskyard
