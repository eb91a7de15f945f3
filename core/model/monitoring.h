#pragma once
// CloudWatch: metrics in rings of one-minute values, and alarms.

#include <tuple>

namespace taskyard {

struct Monitoring {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
