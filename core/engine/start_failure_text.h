#pragma once
// The sentences about tasks that the agent could not start: AWS's stoppedReason, and plain words.
// Sources: Developer Guide, "Stopped task error messages", "CannotPullContainer task errors",
// "ResourceInitializationError errors" (copies of 2025-26). What follows AWS's documented head,
// such as the AccessDeniedException in full, is from memory of real tasks.

#include <string>

#include "model/state.h"

namespace taskyard {

// True for the reasons of engine/startup.h, the two of images included.
bool isStartFailure(StopReason reason);

// stoppedReason. REQUIRES: isStartFailure(task.stopReason).
std::string startFailureReason(const State& state, const Task& task);

// "its image was not found": what comes after "because". REQUIRES: isStartFailure(reason).
const char* startFailureWords(StopReason reason);
// Why that stops a task and what to look at, for a learner. REQUIRES: isStartFailure(reason).
const char* startFailureAdvice(StopReason reason);

}  // namespace taskyard
