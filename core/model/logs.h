#pragma once
// CloudWatch Logs: groups, streams, and the lines that containers wrote.

#include <tuple>

namespace taskyard {

struct Logs {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
