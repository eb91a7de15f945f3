#pragma once
// Application Auto Scaling: scalable targets, policies, schedules.

#include <tuple>

namespace taskyard {

struct Scaling {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
