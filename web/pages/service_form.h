#pragma once
// The form that creates a service: the few members a first service needs, and the command that they
// make, which is what the form sends.

#include <string>

#include "api/request.h"
#include "base/json_reader.h"
#include "model/state.h"
#include "pages/html.h"

namespace taskyard {

// Fields: cluster, serviceName, taskDefinition, desiredCount, subnet (several), assignPublicIp.
// The form's action is "create-service"; an element with id "service-command" shows the command.
Html serviceForm(const State& state);

// CreateService from what the form holds: {"cluster", "serviceName", "taskDefinition",
// "desiredCount", "subnets": [...], "assignPublicIp"}. Values are checked by the API, not here.
Request serviceRequest(ObjectReader& form);

}  // namespace taskyard
