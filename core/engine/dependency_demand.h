#pragma once
// What the tasks' programs ask of databases and tables.

#include <cstdint>
#include <vector>

#include "model/state.h"

namespace taskyard {

// Counts connections to databases and reads and writes of tables anew, from the rates so far: a
// change shows one step later.
void countDemand(const State& state, Work& work);
// How much each table is asked for, to see whether it has changed.
[[nodiscard]] std::vector<std::int64_t> demandOf(const Work& work);

}  // namespace taskyard
