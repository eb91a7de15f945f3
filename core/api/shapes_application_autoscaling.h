#pragma once
// The inputs of Application Auto Scaling (shapes_application_autoscaling.cpp).

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kRegisterScalableTargetInput;
extern const Shape kDeregisterScalableTargetInput;
extern const Shape kDescribeScalableTargetsInput;
extern const Shape kPutScalingPolicyInput;
extern const Shape kDeleteScalingPolicyInput;
extern const Shape kDescribeScalingPoliciesInput;
extern const Shape kDescribeScalingActivitiesInput;
extern const Shape kPutScheduledActionInput;
extern const Shape kDeleteScheduledActionInput;
extern const Shape kDescribeScheduledActionsInput;

}  // namespace taskyard::shapes
