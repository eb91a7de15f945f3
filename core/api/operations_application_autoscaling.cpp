#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> applicationAutoScaling() { return {}; }

}  // namespace taskyard::operations
