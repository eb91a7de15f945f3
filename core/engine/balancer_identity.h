#pragma once
// The names and ARNs of load balancers and what belongs to them.
// Model choice: the hexadecimal part of an ARN is a hash of the name (of a listener: and of its
// port; of a rule: and of its first priority), so that a scenario can write it down beforehand.

#include <string>
#include <string_view>

#include "model/state.h"

namespace taskyard {

std::string loadBalancerArnOf(LoadBalancerType type, std::string_view name);
std::string targetGroupArnOf(std::string_view name);
std::string listenerArnOf(LoadBalancerType type, std::string_view balancer, std::int32_t port);
std::string ruleArnOf(LoadBalancerType type, std::string_view balancer, std::int32_t port,
                      std::int32_t firstPriority);

std::string loadBalancerArn(const State& state, LoadBalancerIndex balancer);
std::string targetGroupArn(const State& state, TargetGroupIndex group);
std::string listenerArn(const State& state, ListenerIndex listener);
std::string ruleArn(const State& state, ListenerRuleIndex rule);
// "web-1234567890.us-east-1.elb.amazonaws.com", with "internal-" in front for an internal one.
std::string dnsName(const LoadBalancer& balancer);

// By ARN or name, except deleted ones; not valid when there is none.
LoadBalancerIndex findLoadBalancer(const State& state, std::string_view nameOrArn);
TargetGroupIndex findTargetGroup(const State& state, std::string_view nameOrArn);
// By ARN.
ListenerIndex findListener(const State& state, std::string_view arn);
ListenerRuleIndex findRule(const State& state, std::string_view arn);
ListenerIndex findListenerOnPort(const State& state, LoadBalancerIndex balancer, std::int32_t port);

}  // namespace taskyard
