#pragma once
// The handlers of service "elbv2", and what they share.

#include "api/handlers.h"

namespace taskyard {

// ---- Shared (elbv2_parts.cpp)

// What AWS answers to a value out of range: ValidationError.
Error elbValidation(std::string message, std::string path = "");
// The text is no ARN of that kind: ValidationError. AWS's words for load balancers and target
// groups, as users report them (terraform-provider-aws issue 4552); the others after them.
enum class ElbThing : std::uint8_t { LoadBalancer, TargetGroup, Listener, Rule };
std::optional<Error> elbArnRefused(ElbThing thing, const std::string& text,
                                   const std::string& path);
// The whole number under `member` of `object`, within [low, high]; nothing when it is absent.
// Errors: ValidationError, in AWS's words.
Result<std::optional<std::int32_t>> elbInteger(const JsonValue& object, std::string_view member,
                                               std::int64_t low, std::int64_t high,
                                               const std::string& pointer = "");
// Numbers that elbv2 takes as texts; nothing for any other text. Ports: 1 to 65535.
std::optional<std::int64_t> elbWholeNumber(std::string_view text);
std::optional<std::int32_t> elbPort(std::string_view text);
// Errors: LoadBalancerNotFound, TargetGroupNotFound, ListenerNotFound, RuleNotFound;
// ValidationError for a text that is no ARN. Those that end in Named take a name as well.
Result<LoadBalancerIndex> elbBalancer(const ApiCall& call, const std::string& arn,
                                      const std::string& path);
Result<LoadBalancerIndex> elbBalancerNamed(const ApiCall& call, const std::string& nameOrArn,
                                           const std::string& path);
Result<TargetGroupIndex> elbGroup(const ApiCall& call, const std::string& arn,
                                  const std::string& path);
Result<TargetGroupIndex> elbGroupNamed(const ApiCall& call, const std::string& nameOrArn,
                                       const std::string& path);
Result<ListenerIndex> elbListener(const ApiCall& call, const std::string& arn);
Result<ListenerRuleIndex> elbRule(const ApiCall& call, const std::string& arn);
// Errors: ValidationError.
Result<BalancerProtocol> elbProtocol(const std::string& name, const std::string& path);
// 1 to 32 letters, digits and hyphens, not at the ends.
bool isElbName(std::string_view name);

// ---- As AWS shows them (elbv2_describe.cpp)

JsonValue loadBalancerJson(const State& state, LoadBalancerIndex balancer);
JsonValue loadBalancerAttributesJson(const LoadBalancer& balancer);
JsonValue targetGroupJson(const State& state, TargetGroupIndex group);
JsonValue targetGroupAttributesJson(const TargetGroup& group);
JsonValue targetHealthJson(const State& state, const Target& target);
JsonValue listenerJson(const State& state, ListenerIndex listener);
JsonValue ruleJson(const State& state, ListenerRuleIndex rule);

// ---- Operations

Result<ApiAnswer> createLoadBalancer(const ApiCall& call);
Result<ApiAnswer> describeLoadBalancers(const ApiCall& call);
Result<ApiAnswer> deleteLoadBalancer(const ApiCall& call);
Result<ApiAnswer> modifyLoadBalancerAttributes(const ApiCall& call);
Result<ApiAnswer> describeLoadBalancerAttributes(const ApiCall& call);
Result<ApiAnswer> setSecurityGroups(const ApiCall& call);
Result<ApiAnswer> setSubnets(const ApiCall& call);
Result<ApiAnswer> createTargetGroup(const ApiCall& call);
Result<ApiAnswer> modifyTargetGroup(const ApiCall& call);
Result<ApiAnswer> describeTargetGroups(const ApiCall& call);
Result<ApiAnswer> deleteTargetGroup(const ApiCall& call);
Result<ApiAnswer> modifyTargetGroupAttributes(const ApiCall& call);
Result<ApiAnswer> describeTargetGroupAttributes(const ApiCall& call);
Result<ApiAnswer> registerTargets(const ApiCall& call);
Result<ApiAnswer> deregisterTargets(const ApiCall& call);
Result<ApiAnswer> describeTargetHealth(const ApiCall& call);
Result<ApiAnswer> createListener(const ApiCall& call);
Result<ApiAnswer> modifyListener(const ApiCall& call);
Result<ApiAnswer> describeListeners(const ApiCall& call);
Result<ApiAnswer> deleteListener(const ApiCall& call);
Result<ApiAnswer> createRule(const ApiCall& call);
Result<ApiAnswer> modifyRule(const ApiCall& call);
Result<ApiAnswer> describeRules(const ApiCall& call);
Result<ApiAnswer> deleteRule(const ApiCall& call);
Result<ApiAnswer> setRulePriorities(const ApiCall& call);
Result<ApiAnswer> simSendRequest(const ApiCall& call);

}  // namespace taskyard
