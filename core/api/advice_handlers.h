#pragma once
// The handler of the advisor (sim_findings.cpp), and what a cure looks like as whole requests.

#include "api/handlers.h"
#include "engine/advisor.h"

namespace taskyard {

Result<ApiAnswer> simListFindings(const ApiCall& call);

// The step as a request that can be sent: the input of RegisterTaskDefinition is completed with
// what the revision it builds on says.
Request requestOf(const State& state, const Finding& finding, const CureStep& step);

}  // namespace taskyard
