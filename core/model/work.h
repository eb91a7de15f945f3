#pragma once
// What there is to do: request traffic, queues, batch jobs, databases.

#include <tuple>

namespace taskyard {

struct Work {
  auto fields() const { return std::tie(); }
};

}  // namespace taskyard
