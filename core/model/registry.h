#pragma once
// ECR: repositories, tags, digests, scan findings.

#include <tuple>

namespace taskyard {

struct Registry {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
