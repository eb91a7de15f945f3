#pragma once
// What Secrets Manager and Parameter Store hold.

#include <tuple>

namespace taskyard {

struct Secrets {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
