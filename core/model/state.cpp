#include "model/state.h"

namespace taskyard {

State::State() = default;
State::State(const State& other) = default;
State::State(State&& other) noexcept = default;
State& State::operator=(State&& other) noexcept = default;
State::~State() = default;

// By way of a copy: assigning in place would need code of its own for every type in here.
State& State::operator=(const State& other) { return *this = State(other); }

}  // namespace taskyard
