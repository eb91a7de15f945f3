#pragma once
// Where tasks can run: capacity providers, container instances, Auto Scaling groups, quotas.

#include <tuple>

namespace taskyard {

struct Capacity {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
