#pragma once
// The inputs of service "elbv2". Names and nesting are those of AWS's public API model
// (2015-12-01); ranges are from the API Reference's text.

#include "api/shapes.h"

namespace taskyard::shapes {

extern const Shape kCreateLoadBalancerInput;
extern const Shape kDescribeLoadBalancersInput;
extern const Shape kDeleteLoadBalancerInput;
extern const Shape kModifyLoadBalancerAttributesInput;
extern const Shape kDescribeLoadBalancerAttributesInput;
extern const Shape kSetSecurityGroupsInput;
extern const Shape kSetSubnetsInput;
extern const Shape kCreateTargetGroupInput;
extern const Shape kModifyTargetGroupInput;
extern const Shape kDescribeTargetGroupsInput;
extern const Shape kDeleteTargetGroupInput;
extern const Shape kModifyTargetGroupAttributesInput;
extern const Shape kDescribeTargetGroupAttributesInput;
extern const Shape kRegisterTargetsInput;
extern const Shape kDeregisterTargetsInput;
extern const Shape kDescribeTargetHealthInput;
extern const Shape kCreateListenerInput;
extern const Shape kModifyListenerInput;
extern const Shape kDescribeListenersInput;
extern const Shape kDeleteListenerInput;
extern const Shape kCreateRuleInput;
extern const Shape kModifyRuleInput;
extern const Shape kDescribeRulesInput;
extern const Shape kDeleteRuleInput;
extern const Shape kSetRulePrioritiesInput;
extern const Shape kSimSendRequestInput;

}  // namespace taskyard::shapes
