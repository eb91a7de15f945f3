// What the handlers of elbv2 share.

#include "api/constraint_error.h"
#include "api/elbv2_handlers.h"
#include "base/text.h"
#include "engine/balancer_identity.h"

namespace taskyard {

namespace {

// What an ARN of this kind has in it.
std::string_view partOfArn(ElbThing thing) {
  switch (thing) {
    case ElbThing::LoadBalancer: return ":loadbalancer/";
    case ElbThing::TargetGroup: return ":targetgroup/";
    case ElbThing::Listener: return ":listener/";
    case ElbThing::Rule: break;
  }
  return ":listener-rule/";
}

const char* nameOf(ElbThing thing) {
  switch (thing) {
    case ElbThing::LoadBalancer: return "load balancer";
    case ElbThing::TargetGroup: return "target group";
    case ElbThing::Listener: return "listener";
    case ElbThing::Rule: break;
  }
  return "listener rule";
}

}  // namespace

Error elbValidation(std::string message, std::string path) {
  return {"ValidationError", std::move(message), std::move(path)};
}

std::optional<Error> elbArnRefused(ElbThing thing, const std::string& text,
                                   const std::string& path) {
  if (text.starts_with("arn:aws:elasticloadbalancing:") &&
      text.find(partOfArn(thing)) != std::string::npos) {
    return std::nullopt;
  }
  return elbValidation("'" + text + "' is not a valid " + nameOf(thing) + " ARN", path);
}

Result<std::optional<std::int32_t>> elbInteger(const JsonValue& object, std::string_view member,
                                               std::int64_t low, std::int64_t high,
                                               const std::string& pointer) {
  const JsonValue* value = object.find(member);
  if (value == nullptr || !value->isInteger()) return std::optional<std::int32_t>();
  const std::int64_t number = value->integer();
  if (number >= low && number <= high) return std::optional(static_cast<std::int32_t>(number));
  std::string name(member);
  name[0] = lowerOf(name[0]);
  return constraintError("ValidationError", std::to_string(number), name,
                         rangeRule(number, low, high), pointerTo(pointer, member));
}

std::optional<std::int64_t> elbWholeNumber(std::string_view text) {
  const Result<JsonValue> read = parseJson(text);
  if (!read || !read.value().isInteger()) return std::nullopt;
  return read.value().integer();
}

std::optional<std::int32_t> elbPort(std::string_view text) {
  const auto number = elbWholeNumber(text);
  if (!number || *number < 1 || *number > 65535) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

Result<LoadBalancerIndex> elbBalancerNamed(const ApiCall& call, const std::string& nameOrArn,
                                           const std::string& path) {
  const LoadBalancerIndex balancer = findLoadBalancer(call.state, nameOrArn);
  if (balancer.valid()) return balancer;
  return Error{"LoadBalancerNotFound", "Load balancers '[" + nameOrArn + "]' not found", path};
}

Result<LoadBalancerIndex> elbBalancer(const ApiCall& call, const std::string& arn,
                                      const std::string& path) {
  if (auto refused = elbArnRefused(ElbThing::LoadBalancer, arn, path)) return *refused;
  return elbBalancerNamed(call, arn, path);
}

Result<TargetGroupIndex> elbGroupNamed(const ApiCall& call, const std::string& nameOrArn,
                                       const std::string& path) {
  const TargetGroupIndex group = findTargetGroup(call.state, nameOrArn);
  if (group.valid()) return group;
  return Error{"TargetGroupNotFound", "Target groups '" + nameOrArn + "' not found", path};
}

Result<TargetGroupIndex> elbGroup(const ApiCall& call, const std::string& arn,
                                  const std::string& path) {
  if (auto refused = elbArnRefused(ElbThing::TargetGroup, arn, path)) return *refused;
  return elbGroupNamed(call, arn, path);
}

Result<ListenerIndex> elbListener(const ApiCall& call, const std::string& arn) {
  if (auto refused = elbArnRefused(ElbThing::Listener, arn, "/ListenerArn")) return *refused;
  const ListenerIndex listener = findListener(call.state, arn);
  if (listener.valid()) return listener;
  return Error{"ListenerNotFound", "One or more listeners not found", "/ListenerArn"};
}

Result<ListenerRuleIndex> elbRule(const ApiCall& call, const std::string& arn) {
  if (auto refused = elbArnRefused(ElbThing::Rule, arn, "/RuleArn")) return *refused;
  const ListenerRuleIndex rule = findRule(call.state, arn);
  if (rule.valid()) return rule;
  return Error{"RuleNotFound", "One or more rules not found", "/RuleArn"};
}

Result<BalancerProtocol> elbProtocol(const std::string& name, const std::string& path) {
  for (const BalancerProtocol protocol :
       {BalancerProtocol::HTTP, BalancerProtocol::HTTPS, BalancerProtocol::TCP,
        BalancerProtocol::TLS, BalancerProtocol::UDP, BalancerProtocol::TCP_UDP}) {
    if (name == nameOf(protocol)) return protocol;
  }
  return elbValidation("Protocol '" + name + "' must be one of HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP",
                       path);
}

bool isElbName(std::string_view name) {
  if (name.empty() || name.size() > 32 || name.front() == '-' || name.back() == '-') return false;
  for (const char c : name) {
    const bool good =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (!good) return false;
  }
  return true;
}

}  // namespace taskyard
