#pragma once
// Does a scenario's story happen, and do its cures cure?

#include "learn/proof.h"

namespace taskyard {

// Plays the scenario without a hand on it, then with each of its cures, over `seeds` seeds. Errors
// go into the report as exceptions. True when there was none.
bool proveScenario(const Scenario& scenario, int seeds, ProofReport& report);

}  // namespace taskyard
