#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> ssm() { return {}; }

}  // namespace taskyard::operations
