#pragma once
// The inputs of the bill's operations (service "sim").

#include "api/shapes_parts.h"

namespace taskyard::shapes {

extern const Shape kSimDescribeCostInput;
extern const Shape kSimListPricesInput;
extern const Shape kSimSetSavingsPlanInput;

}  // namespace taskyard::shapes
