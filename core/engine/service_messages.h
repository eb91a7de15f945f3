#pragma once
// Messages about a service that would otherwise repeat for as long as a problem lasts. ECS says
// each once and is then silent about it until the cause clears or six hours have passed. Source:
// Developer Guide, "Amazon ECS service event messages" (2023-06-15).

#include <string>

#include "engine/simulation.h"

namespace taskyard {

inline constexpr DurationMs kMessageRepeatMs = 6 * kHour;

// Says it unless it was said less than six hours ago and the problem has not been cleared since.
//   words: without "(service <name>) "; "" when the kind's own sentence stands for it. Other words
//   are another problem.
// Returns the event, or kNoEvent when nothing was said.
EventId reportProblem(Simulation& sim, ServiceIndex service, EventKind kind, std::string words,
                      EventId cause);

// The next reportProblem of this kind is said again.
void clearProblem(Simulation& sim, ServiceIndex service, EventKind kind);
void clearAllProblems(Simulation& sim, ServiceIndex service);

}  // namespace taskyard
