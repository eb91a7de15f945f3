#pragma once
// May this role do that? Identity-based policies only; an explicit Deny wins.

#include <string_view>

#include "model/state.h"

namespace taskyard {

// roleArn: "" is no role, which may do nothing. action: "ecr:BatchGetImage".
// resource: an ARN, or "*" for actions without one.
[[nodiscard]] bool isAllowed(const State& state, std::string_view roleArn, std::string_view action,
                             std::string_view resource);

}  // namespace taskyard
