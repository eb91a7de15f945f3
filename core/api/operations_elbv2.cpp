#include "api/elbv2_handlers.h"
#include "api/operations.h"
#include "api/shapes_elbv2.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"elbv2", "CreateLoadBalancer", "Makes an Application or a Network Load Balancer.", kChanges,
      &kCreateLoadBalancerInput},
     createLoadBalancer},
    {{"elbv2", "DescribeLoadBalancers", "Shows load balancers in full.", kReads,
      &kDescribeLoadBalancersInput},
     describeLoadBalancers},
    {{"elbv2", "DeleteLoadBalancer", "Removes a load balancer with its listeners.", kChanges,
      &kDeleteLoadBalancerInput},
     deleteLoadBalancer},
    {{"elbv2", "ModifyLoadBalancerAttributes", "Changes timeouts, cross-zone traffic and the like.",
      kChanges, &kModifyLoadBalancerAttributesInput},
     modifyLoadBalancerAttributes},
    {{"elbv2", "DescribeLoadBalancerAttributes", "Shows timeouts, cross-zone traffic and the like.",
      kReads, &kDescribeLoadBalancerAttributesInput},
     describeLoadBalancerAttributes},
    {{"elbv2", "SetSecurityGroups", "Gives a load balancer other security groups.", kChanges,
      &kSetSecurityGroupsInput},
     setSecurityGroups},
    {{"elbv2", "SetSubnets", "Gives a load balancer other subnets.", kChanges, &kSetSubnetsInput},
     setSubnets},
    {{"elbv2", "CreateTargetGroup", "Makes a group of targets with a health check.", kChanges,
      &kCreateTargetGroupInput},
     createTargetGroup},
    {{"elbv2", "ModifyTargetGroup", "Changes the health check of a target group.", kChanges,
      &kModifyTargetGroupInput},
     modifyTargetGroup},
    {{"elbv2", "DescribeTargetGroups", "Shows target groups in full.", kReads,
      &kDescribeTargetGroupsInput},
     describeTargetGroups},
    {{"elbv2", "DeleteTargetGroup", "Removes a target group that no listener uses.", kChanges,
      &kDeleteTargetGroupInput},
     deleteTargetGroup},
    {{"elbv2", "ModifyTargetGroupAttributes",
      "Changes the deregistration delay, slow start and the like.", kChanges,
      &kModifyTargetGroupAttributesInput},
     modifyTargetGroupAttributes},
    {{"elbv2", "DescribeTargetGroupAttributes",
      "Shows the deregistration delay, slow start and the like.", kReads,
      &kDescribeTargetGroupAttributesInput},
     describeTargetGroupAttributes},
    {{"elbv2", "RegisterTargets", "Adds addresses to a target group; ECS does this for its tasks.",
      kChanges, &kRegisterTargetsInput},
     registerTargets},
    {{"elbv2", "DeregisterTargets", "Takes addresses out of a target group, with draining.",
      kChanges, &kDeregisterTargetsInput},
     deregisterTargets},
    {{"elbv2", "DescribeTargetHealth", "Shows targets with state and reason.", kReads,
      &kDescribeTargetHealthInput},
     describeTargetHealth},
    {{"elbv2", "CreateListener", "Opens a port of a load balancer.", kChanges,
      &kCreateListenerInput},
     createListener},
    {{"elbv2", "ModifyListener", "Changes a listener.", kChanges, &kModifyListenerInput},
     modifyListener},
    {{"elbv2", "DescribeListeners", "Shows listeners in full.", kReads, &kDescribeListenersInput},
     describeListeners},
    {{"elbv2", "DeleteListener", "Closes a port of a load balancer.", kChanges,
      &kDeleteListenerInput},
     deleteListener},
    {{"elbv2", "CreateRule", "Sends some requests of a listener elsewhere.", kChanges,
      &kCreateRuleInput},
     createRule},
    {{"elbv2", "ModifyRule", "Changes a rule.", kChanges, &kModifyRuleInput}, modifyRule},
    {{"elbv2", "DescribeRules", "Shows the rules of a listener.", kReads, &kDescribeRulesInput},
     describeRules},
    {{"elbv2", "DeleteRule", "Removes a rule.", kChanges, &kDeleteRuleInput}, deleteRule},
    {{"elbv2", "SetRulePriorities", "Changes the order of rules.", kChanges,
      &kSetRulePrioritiesInput},
     setRulePriorities},
};

}  // namespace

std::span<const Operation> elbv2() { return kOperations; }

}  // namespace taskyard::operations
