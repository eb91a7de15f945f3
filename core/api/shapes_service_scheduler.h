#pragma once
// The inputs of the operations around services: rollouts, protection, tags.

#include "api/shapes_parts.h"

namespace taskyard::shapes {

extern const Shape kListServiceDeploymentsInput;
extern const Shape kDescribeServiceDeploymentsInput;
extern const Shape kStopServiceDeploymentInput;
extern const Shape kDescribeServiceRevisionsInput;
extern const Shape kExecuteCommandInput;
extern const Shape kUpdateTaskProtectionInput;
extern const Shape kGetTaskProtectionInput;
extern const Shape kTagResourceInput;
extern const Shape kUntagResourceInput;
extern const Shape kListTagsForResourceInput;
extern const Shape kDeleteTaskDefinitionsInput;

}  // namespace taskyard::shapes
