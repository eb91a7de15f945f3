#pragma once
// What the operations on services share. Only api/ includes this.

#include <string>
#include <vector>

#include "api/handlers.h"

namespace taskyard {

// The service that the member names. Errors: ServiceNotFoundException.
Result<ServiceIndex> serviceOf(const ApiCall& call);
// desiredCount, 0 when it is not given. Errors: InvalidParameterException.
Result<std::int32_t> desiredCountOf(const ApiCall& call);
// Pointers to what is given and has no effect.
std::vector<std::string> serviceMembersNotActedOn(const ApiCall& call);
// Top-level members to print back in describe output, as one JSON object on top of `known`; "" when
// there are none.
std::string keptJson(const ApiCall& call, const std::vector<std::string>& paths,
                     const std::string& known);
ApiAnswer serviceAnswer(const ApiCall& call, ServiceIndex service,
                        std::vector<std::string> notModelled = {});

}  // namespace taskyard
