#pragma once
// Load balancers, listeners, target groups and their targets.

#include <tuple>

namespace taskyard {

struct Balancing {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
