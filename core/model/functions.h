#pragma once
// The contrasts: Lambda functions, EKS clusters, containers started by hand on one instance.

#include <tuple>

namespace taskyard {

struct Functions {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
