// Target groups: settings and attributes.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "api/elbv2_health_check.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

std::optional<Error> setAttribute(TargetGroup& group, const std::string& key,
                                  const std::string& value, const std::string& path) {
  const auto number = [&](std::int64_t low, std::int64_t high, bool zero,
                          std::int32_t& target) -> std::optional<Error> {
    const Result<JsonValue> read = parseJson(value);
    const bool whole = read && read.value().isInteger();
    const std::int64_t got = whole ? read.value().integer() : -1;
    if (!(zero && got == 0) && (got < low || got > high)) {
      return elbValidation("'" + key + "' must be " + (zero ? "0 or " : "") + "between " +
                               std::to_string(low) + " and " + std::to_string(high) + " seconds",
                           path);
    }
    target = static_cast<std::int32_t>(got);
    return std::nullopt;
  };
  if (key == "deregistration_delay.timeout_seconds") {
    return number(0, 3600, false, group.deregistrationDelaySeconds);
  }
  // Source: Network Load Balancer guide, "target group attributes"; Model choice: the wording.
  if (!isHttp(group.protocol) &&
      (key == "slow_start.duration_seconds" || key == "load_balancing.algorithm.type")) {
    return Error{"InvalidConfigurationRequest",
                 "Target group attribute key '" + key +
                     "' is not supported on target groups with protocol '" +
                     nameOf(group.protocol) + "'",
                 path};
  }
  if (key == "slow_start.duration_seconds") return number(30, 900, true, group.slowStartSeconds);
  if (key == "load_balancing.algorithm.type") {
    for (const BalancingAlgorithm algorithm :
         {BalancingAlgorithm::round_robin, BalancingAlgorithm::least_outstanding_requests,
          BalancingAlgorithm::weighted_random}) {
      if (value != nameOf(algorithm)) continue;
      group.algorithm = algorithm;
      return std::nullopt;
    }
    return elbValidation(
        "'" + key + "' must be round_robin, least_outstanding_requests or weighted_random", path);
  }
  for (KeyValuePair& known : group.otherAttributes) {
    if (known.name != key) continue;
    known.value = value;
    return std::nullopt;
  }
  group.otherAttributes.push_back({key, value});
  return std::nullopt;
}

ApiAnswer groupAnswer(const ApiCall& call, TargetGroupIndex group) {
  ApiAnswer answer;
  answer.output.set("TargetGroups", JsonValue::array({targetGroupJson(call.state, group)}));
  return answer;
}

// Name, target type, protocol, port and VPC. Errors: ValidationError, SimNotModelled.
Result<TargetGroup> readGroup(const ApiCall& call) {
  TargetGroup group;
  group.name = call.text("Name");
  if (!isElbName(group.name)) {
    return elbValidation("Target group name '" + group.name +
                             "' can have at most 32 characters, only alphanumeric characters and "
                             "hyphens, and must not begin or end with a hyphen",
                         "/Name");
  }
  const std::string& type = call.text("TargetType");
  if (type == "alb") {
    return Error{"SimNotModelled", "Target groups of type alb are not simulated.", "/TargetType"};
  }
  for (const TargetType known : {TargetType::ip, TargetType::instance, TargetType::lambda}) {
    if (type == nameOf(known)) group.type = known;
  }
  if (!type.empty() && type != nameOf(group.type)) {
    return elbValidation("Target type '" + type + "' must be one of instance, ip, lambda, alb",
                         "/TargetType");
  }
  if (group.type == TargetType::lambda) {
    for (const char* member : {"Protocol", "Port", "VpcId"}) {
      if (call.input.find(member) == nullptr) continue;
      return elbValidation(
          std::string(member) + " cannot be specified for target groups with target type 'lambda'",
          pointerTo("", member));
    }
    return group;
  }
  for (const char* member : {"Protocol", "Port"}) {
    if (call.input.find(member) != nullptr) continue;
    return elbValidation(
        std::string("A ") + (member[1] == 'r' ? "protocol" : "port") + " must be specified",
        pointerTo("", member));
  }
  if (call.text("VpcId").empty()) return elbValidation("A VPC ID must be specified", "/VpcId");
  const Result<BalancerProtocol> protocol = elbProtocol(call.text("Protocol"), "/Protocol");
  if (!protocol) return protocol.error();
  group.protocol = protocol.value();
  const auto port = elbInteger(call.input, "Port", 1, 65535);
  if (!port) return port.error();
  group.port = *port.value();
  group.vpcId = call.text("VpcId");
  return group;
}

}  // namespace

Result<ApiAnswer> createTargetGroup(const ApiCall& call) {
  Result<TargetGroup> read = readGroup(call);
  if (!read) return read.error();
  TargetGroup group = std::move(read.value());
  const Result<TargetHealthCheck> check =
      readHealthCheck(call, group, defaultHealthCheck(group.type, group.protocol));
  if (!check) return check.error();
  group.healthCheck = check.value();
  const auto& all = call.state.balancing.targetGroups;
  const TargetGroupIndex known = findTargetGroup(call.state, group.name);
  if (known.valid()) {
    const TargetGroup& same = all[known.value];
    if (same.type == group.type && same.protocol == group.protocol && same.port == group.port &&
        same.vpcId == group.vpcId && same.healthCheck.path == group.healthCheck.path) {
      return groupAnswer(call, known);
    }
    return Error{"DuplicateTargetGroupName",
                 "A target group with the same name '" + group.name +
                     "' exists, but with different settings",
                 "/Name"};
  }
  const auto alive = std::count_if(all.begin(), all.end(),
                                   [](const TargetGroup& other) { return !other.deleted; });
  if (static_cast<std::size_t>(alive) >= kMostTargetGroups) {
    return Error{"TooManyTargetGroups", "The maximum number of target groups has been reached",
                 "/Name"};
  }
  group.createdAt = call.state.now;
  group.createdBy = call.begin(group.name);
  call.simulation().state().balancing.targetGroups.push_back(std::move(group));
  ApiAnswer answer = groupAnswer(call, TargetGroupIndex(all.size() - 1));
  answer.notModelled = call.notModelled({"Name", "Protocol", "Port", "VpcId", "HealthCheckProtocol",
                                         "HealthCheckPort", "HealthCheckEnabled", "HealthCheckPath",
                                         "HealthCheckIntervalSeconds", "HealthCheckTimeoutSeconds",
                                         "HealthyThresholdCount", "UnhealthyThresholdCount",
                                         "Matcher", "TargetType", "Tags"});
  return answer;
}

Result<ApiAnswer> modifyTargetGroup(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  const TargetGroup& group = call.state.balancing.targetGroups[index.value().value];
  const Result<TargetHealthCheck> check = readHealthCheck(call, group, group.healthCheck);
  if (!check) return check.error();
  const EventId cause = call.begin(group.name);
  Simulation& sim = call.simulation();
  setHealthCheck(sim, index.value(), check.value(), cause);
  return groupAnswer(call, index.value());
}

Result<ApiAnswer> describeTargetGroups(const ApiCall& call) {
  std::vector<TargetGroupIndex> found;
  for (const char* member : {"TargetGroupArns", "Names"}) {
    const std::vector<std::string> names = call.strings(member);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Result<TargetGroupIndex> group =
          elbGroup(call, names[i], pointerTo(pointerTo("", member), i));
      if (!group) return group.error();
      found.push_back(group.value());
    }
  }
  const auto& all = call.state.balancing.targetGroups;
  LoadBalancerIndex balancer;
  if (const std::string& arn = call.text("LoadBalancerArn"); !arn.empty()) {
    const Result<LoadBalancerIndex> known = elbBalancer(call, arn, "LoadBalancerArn");
    if (!known) return known.error();
    balancer = known.value();
  }
  const bool named = !call.strings("TargetGroupArns").empty() || !call.strings("Names").empty();
  for (std::size_t i = 0; i < all.size() && !named; ++i) {
    if (all[i].deleted || (balancer.valid() && all[i].loadBalancer != balancer)) continue;
    found.emplace_back(i);
  }
  JsonValue list = JsonValue::array();
  for (const TargetGroupIndex group : found) list.push(targetGroupJson(call.state, group));
  ApiAnswer answer;
  answer.output.set("TargetGroups", std::move(list));
  return answer;
}

Result<ApiAnswer> deleteTargetGroup(const ApiCall& call) {
  const TargetGroupIndex index = findTargetGroup(call.state, call.text("TargetGroupArn"));
  if (!index.valid()) return ApiAnswer();  // AWS answers this with success
  Simulation& sim = call.simulation();
  TargetGroup& group = sim.state().balancing.targetGroups[index.value];
  if (group.loadBalancer.valid()) {
    return Error{"ResourceInUse",
                 "Target group '" + targetGroupArn(call.state, index) +
                     "' is currently in use by a listener or a rule",
                 "/TargetGroupArn"};
  }
  const EventId cause = call.begin(group.name);
  const std::vector<TargetIndex> targets = group.targets;
  group.deregistrationDelaySeconds = 0;
  for (const TargetIndex target : targets) deregisterTarget(sim, target, cause);
  group.deleted = true;
  return ApiAnswer();
}

Result<ApiAnswer> modifyTargetGroupAttributes(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  TargetGroup changed = call.state.balancing.targetGroups[index.value().value];
  const auto& attributes = call.input.find("Attributes")->items();
  ApiAnswer answer;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::size_t others = changed.otherAttributes.size();
    const std::string path = pointerTo("/Attributes", i);
    if (auto error =
            setAttribute(changed, attributes[i].text("Key"), attributes[i].text("Value"), path)) {
      return *error;
    }
    if (changed.otherAttributes.size() > others) answer.notModelled.push_back(path);
  }
  if (changed.slowStartSeconds > 0 && changed.algorithm != BalancingAlgorithm::round_robin) {
    return Error{"InvalidConfigurationRequest",
                 "Slow start is only supported with the round_robin algorithm", "/Attributes"};
  }
  (void)call.begin(changed.name);
  call.simulation().state().balancing.targetGroups[index.value().value] = changed;
  answer.output.set("Attributes", targetGroupAttributesJson(changed));
  return answer;
}

Result<ApiAnswer> describeTargetGroupAttributes(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  ApiAnswer answer;
  answer.output.set("Attributes", targetGroupAttributesJson(
                                      call.state.balancing.targetGroups[index.value().value]));
  return answer;
}

}  // namespace taskyard
