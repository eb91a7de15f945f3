#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> rds() { return {}; }

}  // namespace taskyard::operations
