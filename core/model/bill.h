#pragma once
// What resources other than tasks have cost so far, and which decision caused it.

#include <tuple>

namespace taskyard {

struct Bill {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
