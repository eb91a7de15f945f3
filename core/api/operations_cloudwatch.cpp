#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> cloudwatch() { return {}; }

}  // namespace taskyard::operations
