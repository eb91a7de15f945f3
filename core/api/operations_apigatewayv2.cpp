#include "api/operations.h"

namespace taskyard::operations {

std::span<const Operation> apigatewayv2() { return {}; }

}  // namespace taskyard::operations
