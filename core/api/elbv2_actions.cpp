#include "api/elbv2_actions.h"

#include <algorithm>
#include <iterator>

#include "engine/balancer_identity.h"
#include "engine/network_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

constexpr std::size_t kLongestBody = 1024;

// Whether the load balancer may forward to the group.
std::optional<Error> mayForward(const ApiCall& call, LoadBalancerIndex balancer,
                                TargetGroupIndex index, const std::string& path) {
  const TargetGroup& group = call.state.balancing.targetGroups[index.value];
  const LoadBalancerType type = call.state.balancing.loadBalancers[balancer.value].type;
  const bool forHttp = group.type == TargetType::lambda || isHttp(group.protocol);
  if (forHttp != (type == LoadBalancerType::application)) {
    return Error{"IncompatibleProtocols",
                 "The target group '" + targetGroupArn(call.state, index) + "' with protocol " +
                     nameOf(group.protocol) + " cannot be used with a load balancer of type " +
                     nameOf(type),
                 path};
  }
  // AWS's words (aws-load-balancer-controller issue 1045).
  const LoadBalancer& record = call.state.balancing.loadBalancers[balancer.value];
  const VpcIndex vpc = call.state.subnets[record.subnets.front().value].vpc;
  if (group.type != TargetType::lambda && findVpc(call.state, group.vpcId) != vpc) {
    return Error{"InvalidConfigurationRequest",
                 "Target group '" + targetGroupArn(call.state, index) +
                     "' is in a different VPC than load balancer '" +
                     loadBalancerArn(call.state, balancer) + "'",
                 path};
  }
  if (group.loadBalancer.valid() && group.loadBalancer != balancer) {
    return Error{"TargetGroupAssociationLimit",
                 "The following target groups cannot be associated with more than one load "
                 "balancer: " +
                     targetGroupArn(call.state, index),
                 path};
  }
  return std::nullopt;
}

std::optional<Error> readForward(const ApiCall& call, const JsonValue& json,
                                 const std::string& path, LoadBalancerIndex balancer,
                                 RuleAction& action) {
  const auto add = [&](const std::string& arn, std::int32_t weight,
                       const std::string& at) -> std::optional<Error> {
    const Result<TargetGroupIndex> group = elbGroup(call, arn, at);
    if (!group) return group.error();
    if (auto error = mayForward(call, balancer, group.value(), at)) return error;
    for (const WeightedTargetGroup& earlier : action.groups) {
      if (earlier.group != group.value()) continue;
      // Model choice: the wording.
      return elbValidation("Target group '" + targetGroupArn(call.state, group.value()) +
                               "' can be specified only once in a forward action",
                           at);
    }
    action.groups.push_back({group.value(), weight});
    return std::nullopt;
  };
  const JsonValue* config = json.find("ForwardConfig");
  const JsonValue* tuples = config == nullptr ? nullptr : config->find("TargetGroups");
  if (tuples == nullptr) {
    const std::string& arn = json.text("TargetGroupArn");
    if (arn.empty()) return elbValidation("A target group ARN must be specified", path);
    return add(arn, 1, path + "/TargetGroupArn");
  }
  const std::string at = path + "/ForwardConfig/TargetGroups";
  if (tuples->items().empty() || tuples->items().size() > kMostGroupsPerAction) {
    return Error{"TooManyUniqueTargetGroupsPerLoadBalancer",
                 "A forward action has 1 to 5 target groups", at};
  }
  for (std::size_t i = 0; i < tuples->items().size(); ++i) {
    const JsonValue& tuple = tuples->items()[i];
    const auto weight = elbInteger(tuple, "Weight", 0, 999, pointerTo(at, i));
    if (!weight) return weight.error();
    if (auto error =
            add(tuple.text("TargetGroupArn"), weight.value().value_or(1), pointerTo(at, i))) {
      return error;
    }
  }
  return std::nullopt;
}

std::optional<Error> readFixedResponse(const JsonValue& json, const std::string& path,
                                       RuleAction& action) {
  const JsonValue* config = json.find("FixedResponseConfig");
  if (config == nullptr) {
    return elbValidation("A fixed-response action needs FixedResponseConfig", path);
  }
  const std::string& code = config->text("StatusCode");
  const bool good = code.size() == 3 && (code[0] == '2' || code[0] == '4' || code[0] == '5') &&
                    code[1] >= '0' && code[1] <= '9' && code[2] >= '0' && code[2] <= '9';
  if (!good) {
    return elbValidation("The status code '" + code +
                             "' of a fixed response must be 2XX, 4XX or "
                             "5XX",
                         path + "/FixedResponseConfig/StatusCode");
  }
  action.kind = RuleAction::Kind::fixedResponse;
  action.statusCode = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
  action.messageBody = config->text("MessageBody");
  action.contentType = config->text("ContentType");
  if (action.contentType.empty()) action.contentType = "text/plain";
  // Source: ELB API Reference, FixedResponseActionConfig; Model choice: the wording.
  constexpr std::string_view kTypes[] = {"text/plain", "text/css", "text/html",
                                         "application/javascript", "application/json"};
  if (std::find(std::begin(kTypes), std::end(kTypes), action.contentType) == std::end(kTypes)) {
    return elbValidation("The content type '" + action.contentType +
                             "' of a fixed response must be text/plain, text/css, text/html, "
                             "application/javascript or application/json",
                         path + "/FixedResponseConfig/ContentType");
  }
  if (action.messageBody.size() > kLongestBody) {
    return elbValidation("The message body of a fixed response can have at most 1024 characters",
                         path + "/FixedResponseConfig/MessageBody");
  }
  return std::nullopt;
}

// Source: ELB API Reference, RedirectActionConfig; Model choice: the wording.
std::optional<Error> redirectRefused(const JsonValue& config, const std::string& path) {
  const std::string& protocol = config.text("Protocol");
  if (!protocol.empty() && protocol != "HTTP" && protocol != "HTTPS" && protocol != "#{protocol}") {
    return elbValidation(
        "The protocol '" + protocol + "' of a redirect must be HTTP, HTTPS or #{protocol}",
        path + "/Protocol");
  }
  const std::string& port = config.text("Port");
  if (!port.empty() && port != "#{port}" && !elbPort(port)) {
    return elbValidation("The port '" + port + "' of a redirect must be 1 to 65535 or #{port}",
                         path + "/Port");
  }
  const std::string& target = config.text("Path");
  if (target.empty() || target[0] == '/') return std::nullopt;
  return elbValidation("The path '" + target + "' of a redirect must begin with '/'",
                       path + "/Path");
}

std::optional<Error> readRedirect(const JsonValue& json, const std::string& path,
                                  RuleAction& action) {
  const JsonValue* config = json.find("RedirectConfig");
  if (config == nullptr) return elbValidation("A redirect action needs RedirectConfig", path);
  const std::string& code = config->text("StatusCode");
  if (code != "HTTP_301" && code != "HTTP_302") {
    return elbValidation("The status code of a redirect must be HTTP_301 or HTTP_302",
                         path + "/RedirectConfig/StatusCode");
  }
  const auto given = [config](const char* member, const char* otherwise) {
    const std::string& text = config->text(member);
    return text.empty() ? std::string(otherwise) : text;
  };
  if (auto refused = redirectRefused(*config, path + "/RedirectConfig")) return refused;
  action.kind = RuleAction::Kind::redirect;
  action.statusCode = code == "HTTP_301" ? 301 : 302;
  action.redirectProtocol = given("Protocol", "#{protocol}");
  action.redirectHost = given("Host", "#{host}");
  action.redirectPort = given("Port", "#{port}");
  action.redirectPath = given("Path", "/#{path}");
  action.redirectQuery = given("Query", "#{query}");
  if (action.redirectProtocol == "#{protocol}" && action.redirectHost == "#{host}" &&
      action.redirectPort == "#{port}" && action.redirectPath == "/#{path}") {
    return Error{"InvalidLoadBalancerAction",
                 "A redirect must change the protocol, the host, the port or the path, or it "
                 "would go round in circles",
                 path + "/RedirectConfig"};
  }
  return std::nullopt;
}

// Values, or the Values of the field's own config.
std::vector<std::string> valuesOf(const JsonValue& condition, const char* config) {
  const JsonValue* holder = condition.find(config);
  const JsonValue* values = (holder == nullptr ? condition : *holder).find("Values");
  std::vector<std::string> texts;
  if (values == nullptr) return texts;
  for (const JsonValue& value : values->items()) texts.push_back(value.string());
  return texts;
}

}  // namespace

Result<RuleAction> elbAction(const ApiCall& call, std::string_view member,
                             LoadBalancerIndex balancer) {
  const std::string list = pointerTo("", member);
  const auto& actions = call.input.find(member)->items();
  if (actions.empty()) return elbValidation("At least one action must be specified", list);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!actions[i].text("Type").starts_with("authenticate-")) continue;
    return Error{"SimNotModelled", "Actions that authenticate users are not simulated.",
                 pointerTo(list, i)};
  }
  const std::string path = pointerTo(list, std::size_t{0});
  if (actions.size() > 1) {
    return Error{"InvalidLoadBalancerAction",
                 "Exactly one action that is not an authentication "
                 "must be specified",
                 list};
  }
  const JsonValue& json = actions.front();
  const std::string& type = json.text("Type");
  RuleAction action;
  std::optional<Error> error;
  if (type == "forward") {
    error = readForward(call, json, path, balancer, action);
  } else if (call.state.balancing.loadBalancers[balancer.value].type == LoadBalancerType::network) {
    error = Error{"InvalidLoadBalancerAction", "A Network Load Balancer can only forward",
                  path + "/Type"};
  } else if (type == "fixed-response") {
    error = readFixedResponse(json, path, action);
  } else if (type == "redirect") {
    error = readRedirect(json, path, action);
  } else {
    error = elbValidation("Action type '" + type + "' must be forward, fixed-response or redirect",
                          path + "/Type");
  }
  if (error) return *error;
  return action;
}

std::optional<Error> readConditions(const ApiCall& call, ListenerRule& rule,
                                    std::vector<std::string>& notModelled) {
  constexpr std::size_t kMostValues = 5;  // Source: ALB User Guide, "Quotas": per rule
  const auto& conditions = call.input.find("Conditions")->items();
  rule.hosts.clear();
  rule.paths.clear();
  rule.otherConditionsJson.clear();
  JsonValue others = JsonValue::array();
  if (conditions.empty()) {
    return elbValidation("At least one condition must be specified", "/Conditions");
  }
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const JsonValue& condition = conditions[i];
    const std::string path = pointerTo("/Conditions", i);
    const std::string& field = condition.text("Field");
    const bool host = field == "host-header" || condition.find("HostHeaderConfig") != nullptr;
    const bool isPath = field == "path-pattern" || condition.find("PathPatternConfig") != nullptr;
    if (!host && !isPath) {
      if (field != "http-header" && field != "query-string" && field != "http-request-method" &&
          field != "source-ip") {
        return elbValidation("Condition field '" + field +
                                 "' must be one of '[path-pattern, host-header, http-header, "
                                 "http-request-method, query-string, source-ip]'",
                             path + "/Field");
      }
      others.push(condition);
      notModelled.push_back(path);
      continue;
    }
    auto& target = host ? rule.hosts : rule.paths;
    if (!target.empty()) {
      // Model choice: the wording.
      return elbValidation(std::string("A rule can only have one '") +
                               (host ? "host-header" : "path-pattern") + "' condition",
                           path);
    }
    const auto values = valuesOf(condition, host ? "HostHeaderConfig" : "PathPatternConfig");
    if (values.empty()) return elbValidation("A condition value must be specified", path);
    for (const std::string& value : values) {
      if (isPath && (value.empty() || (value[0] != '/' && value[0] != '*'))) {
        return elbValidation("The path pattern '" + value + "' must begin with '/' or '*'", path);
      }
      target.push_back(value);
    }
  }
  if (rule.hosts.size() + rule.paths.size() > kMostValues) {
    return elbValidation("A rule can have at most 5 condition values", "/Conditions");
  }
  if (!others.items().empty()) rule.otherConditionsJson = dumpJson(others);
  return std::nullopt;
}

}  // namespace taskyard
