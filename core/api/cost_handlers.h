#pragma once
// The handlers of the bill (sim_cost.cpp): AWS's own API for it has days of delay, so these are
// requests of ours.

#include "api/handlers.h"

namespace taskyard {

Result<ApiAnswer> simDescribeCost(const ApiCall& call);
Result<ApiAnswer> simListPrices(const ApiCall& call);
Result<ApiAnswer> simSetSavingsPlan(const ApiCall& call);

}  // namespace taskyard
