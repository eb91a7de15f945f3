#pragma once
// The policy that PutScalingPolicy asks for, read and checked as AWS does. Only api/ includes this.

#include <vector>

#include "api/cloudwatch_handlers.h"
#include "api/handlers.h"

namespace taskyard {

// Everything but name, target and metrics, which are made when nothing is left to refuse.
struct ScalingPolicyDraft {
  ScalingPolicy policy;
  std::vector<QueryDraft> metrics;  // of target tracking
};
// Errors: ValidationException; SimNotModelled for predictive scaling and high-resolution metrics.
Result<ScalingPolicyDraft> scalingPolicyDraft(const ApiCall& call, ScalableTargetIndex target);

}  // namespace taskyard
