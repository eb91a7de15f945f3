#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> secretsmanager() { return {}; }

}  // namespace taskyard::operations
