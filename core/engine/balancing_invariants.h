#pragma once
// What must hold of load balancers and targets in every State.

#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One sentence for each broken rule. Cost: all targets.
void checkBalancing(const State& state, std::vector<std::string>& broken);

}  // namespace taskyard
