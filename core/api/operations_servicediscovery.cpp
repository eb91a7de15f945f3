#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> servicediscovery() { return {}; }

}  // namespace taskyard::operations
