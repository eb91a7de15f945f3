#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> autoscaling() { return {}; }

}  // namespace taskyard::operations
