#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> iam() { return {}; }

}  // namespace taskyard::operations
