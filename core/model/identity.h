#pragma once
// IAM roles and their policies, as far as tasks and agents need them.

#include <tuple>

namespace taskyard {

struct Identity {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
