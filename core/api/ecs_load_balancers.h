#pragma once
// The loadBalancers of CreateService and UpdateService.

#include "api/handlers.h"

namespace taskyard {

// The given loadBalancers, checked against the task definition; `known` when there are none given.
// Errors: InvalidParameterException; SimNotModelled for Classic Load Balancers.
Result<std::vector<ServiceLoadBalancer>> loadBalancersOf(
    const ApiCall& call, const TaskDefinition& definition,
    const std::vector<ServiceLoadBalancer>& known);
// Pointers to members of them that have no effect.
void addUnusedLoadBalancerMembers(const ApiCall& call, std::vector<std::string>& paths);
// As DescribeServices shows them.
JsonValue loadBalancersJson(const State& state, const std::vector<ServiceLoadBalancer>& balancers);

}  // namespace taskyard
