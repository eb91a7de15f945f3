#pragma once
// The health check that CreateTargetGroup and ModifyTargetGroup ask for. Only api/ includes this.

#include "api/handlers.h"

namespace taskyard {

// What the request says, on top of `check`. Errors: ValidationError, InvalidConfigurationRequest.
Result<TargetHealthCheck> readHealthCheck(const ApiCall& call, const TargetGroup& group,
                                          TargetHealthCheck check);

}  // namespace taskyard
