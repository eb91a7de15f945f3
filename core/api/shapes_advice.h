#pragma once
// The input of the advisor's operation (service "sim").

#include "api/shapes_parts.h"

namespace taskyard::shapes {

extern const Shape kSimListFindingsInput;

}  // namespace taskyard::shapes
