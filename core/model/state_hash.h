#pragma once
// The fingerprint of a State: equal on every machine for equal runs, and different as soon as
// anything differs that could change what happens next.

#include <cstdint>

#include "model/state.h"

namespace taskyard {

[[nodiscard]] std::uint64_t stateHash(const State& state);

}  // namespace taskyard
