#pragma once
// Actions and conditions of listeners and rules, read from a request.

#include "api/elbv2_handlers.h"

namespace taskyard {

// The single action of a listener or rule of this load balancer.
// Errors: ValidationError, TargetGroupNotFound, TargetGroupAssociationLimit, IncompatibleProtocols,
// TooManyTargetGroups, InvalidLoadBalancerAction, SimNotModelled.
Result<RuleAction> elbAction(const ApiCall& call, std::string_view member,
                             LoadBalancerIndex balancer);

// Fills hosts, paths and otherConditionsJson. Pointers to conditions that never match here are
// added to notModelled. Errors: ValidationError.
std::optional<Error> readConditions(const ApiCall& call, ListenerRule& rule,
                                    std::vector<std::string>& notModelled);

}  // namespace taskyard
