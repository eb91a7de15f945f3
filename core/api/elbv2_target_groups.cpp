// Target groups: settings and attributes.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "api/elbv2_health_check.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/network_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

ApiAnswer groupAnswer(const ApiCall& call, TargetGroupIndex group) {
  ApiAnswer answer;
  answer.output.set("TargetGroups", JsonValue::array({targetGroupJson(call.state, group)}));
  return answer;
}

std::optional<Error> protocolVersionRefused(const ApiCall& call, BalancerProtocol protocol) {
  const std::string& version = call.text("ProtocolVersion");
  if (version.empty()) return std::nullopt;
  const std::string path = "/ProtocolVersion";
  // Model choice: the wording.
  if (version != "HTTP1" && version != "HTTP2" && version != "GRPC") {
    return elbValidation("Protocol version '" + version + "' must be one of HTTP1, HTTP2, GRPC",
                         path);
  }
  if (!isHttp(protocol)) {
    return elbValidation(std::string("A protocol version is not supported for target groups with "
                                     "the ") +
                             nameOf(protocol) + " protocol",
                         path);
  }
  if (version != "GRPC") return std::nullopt;
  return Error{"SimNotModelled",
               "Target groups with protocol version GRPC are not simulated: use HTTP1 or HTTP2.",
               path};
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
    for (const char* member : {"Protocol", "Port", "VpcId", "ProtocolVersion"}) {
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
  if (auto refused = protocolVersionRefused(call, group.protocol)) return *refused;
  group.vpcId = call.text("VpcId");
  if (!findVpc(call.state, group.vpcId).valid()) {
    // AWS's words (ansible issue 31919).
    return elbValidation("The VPC ID '" + group.vpcId + "' is not found", "/VpcId");
  }
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
  const std::vector<std::string> arns = call.strings("TargetGroupArns");
  for (std::size_t i = 0; i < arns.size(); ++i) {
    const Result<TargetGroupIndex> group =
        elbGroup(call, arns[i], pointerTo("/TargetGroupArns", i));
    if (!group) return group.error();
    found.push_back(group.value());
  }
  const std::vector<std::string> names = call.strings("Names");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Result<TargetGroupIndex> group = elbGroupNamed(call, names[i], pointerTo("/Names", i));
    if (!group) return group.error();
    found.push_back(group.value());
  }
  const auto& all = call.state.balancing.targetGroups;
  LoadBalancerIndex balancer;
  if (const std::string& arn = call.text("LoadBalancerArn"); !arn.empty()) {
    const Result<LoadBalancerIndex> known = elbBalancer(call, arn, "/LoadBalancerArn");
    if (!known) return known.error();
    balancer = known.value();
  }
  const bool named = !arns.empty() || !names.empty();
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
  if (auto refused =
          elbArnRefused(ElbThing::TargetGroup, call.text("TargetGroupArn"), "/TargetGroupArn")) {
    return *refused;
  }
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

}  // namespace taskyard
