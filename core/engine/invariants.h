#pragma once
// What must hold in every State, whatever was done to it.

#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One sentence for each broken rule; empty when all is well. Cost: the whole State.
std::vector<std::string> brokenInvariants(const State& state);

}  // namespace taskyard
