#pragma once
// The systems around tasks as lines of the text view: what stands before tasks, under them and
// around them. Only what there is gets lines.

#include <vector>

#include "pages/facts.h"

namespace taskyard {

void addSystemFacts(std::vector<FactLine>& facts, const State& state);

// Cost by resource, so far and for a month as it is now.
void addCostFacts(std::vector<FactLine>& facts, const State& state);

}  // namespace taskyard
