#pragma once
// Tasks that take messages from a queue: what each could do, and why it does not.

#include <vector>

#include "engine/work_plan.h"
#include "model/state.h"

namespace taskyard {

// Sets the capacity of every worker from its queue, permissions, network, program and CPU. A worker
// that cannot use its queue is a finding, once.
// `work`, here and below, is state.work.
void planWorkers(const State& state, Work& work, std::vector<WorkFinding>& findings);
// From the rates that planQueues() gave them.
void countWorkersCpu(const State& state, Work& work);

// The task's record; a new one when the slot held another task's.
TaskWork& workFor(const State& state, Work& work, TaskIndex task);

}  // namespace taskyard
