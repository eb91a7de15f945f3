#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> sqs() { return {}; }

}  // namespace taskyard::operations
