#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> dynamodb() { return {}; }

}  // namespace taskyard::operations
