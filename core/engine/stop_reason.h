#pragma once
// The sentences of stoppedReason and of a container's reason, as AWS writes them.

#include <string>

#include "model/state.h"

namespace taskyard {

// "" while the task is not told to stop.
// Sources: Developer Guide, "stopped task error codes", "cannot pull container image".
std::string stoppedReason(const State& state, const Task& task);

// The container's own reason, "" when there is none.
std::string containerReason(const State& state, const Task& task, const Container& container);

}  // namespace taskyard
