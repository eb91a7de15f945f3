#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> ecr() { return {}; }

}  // namespace taskyard::operations
