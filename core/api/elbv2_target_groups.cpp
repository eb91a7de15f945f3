// Target groups: settings and attributes.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/network_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

// "200", "200-299", "200,301-302": ranges within [low, high]. Empty: it is none of these.
std::vector<CodeRange> readCodes(const std::string& text, std::int32_t low, std::int32_t high) {
  std::vector<CodeRange> codes;
  std::size_t at = 0;
  const auto number = [&]() -> std::int32_t {
    std::int32_t value = 0;
    std::size_t digits = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && digits < 4) {
      value = value * 10 + (text[at++] - '0');
      ++digits;
    }
    return digits == 3 ? value : -1;
  };
  while (true) {
    CodeRange range;
    range.low = number();
    range.high = range.low;
    if (at < text.size() && text[at] == '-') {
      ++at;
      range.high = number();
    }
    if (range.low < low || range.high > high || range.high < range.low) return {};
    codes.push_back(range);
    if (at == text.size()) return codes;
    if (text[at++] != ',') return {};
  }
}

std::optional<Error> readMatcher(const JsonValue& matcher, bool application,
                                 TargetHealthCheck& check) {
  // Model choice: the wording of these.
  if (matcher.find("GrpcCode") != nullptr) {
    return elbValidation(
        "A matcher with a GrpcCode needs a target group with protocol version 'GRPC'",
        "/Matcher/GrpcCode");
  }
  const std::string& text = matcher.text("HttpCode");
  if (text.empty()) return elbValidation("A matcher needs an HttpCode", "/Matcher");
  if (!isHttp(check.protocol)) {
    return elbValidation(
        std::string("A matcher is not supported for health checks with the protocol ") +
            nameOf(check.protocol),
        "/Matcher");
  }
  const std::int32_t high = application ? 499 : 599;
  check.codes = readCodes(text, 200, high);
  if (check.codes.empty()) {
    return elbValidation("Health check matcher HTTP code '" + text + "' must be within '200-" +
                             std::to_string(high) + "' inclusive",
                         "/Matcher/HttpCode");
  }
  check.matcher = text;
  return std::nullopt;
}

// What the request says about the health check, on top of `check`. Errors: ValidationError,
// InvalidConfigurationRequest.
Result<TargetHealthCheck> readHealthCheck(const ApiCall& call, const TargetGroup& group,
                                          TargetHealthCheck check) {
  const bool application = isHttp(group.protocol);
  if (const std::string& name = call.text("HealthCheckProtocol"); !name.empty()) {
    const Result<BalancerProtocol> protocol = elbProtocol(name, "/HealthCheckProtocol");
    if (!protocol) return protocol.error();
    const bool http = isHttp(protocol.value());
    if (!http && (application || protocol.value() != BalancerProtocol::TCP)) {
      return elbValidation("Health check protocol '" + name +
                               "' is not supported for target groups with the " +
                               nameOf(group.protocol) + " protocol",
                           "/HealthCheckProtocol");
    }
    if (http && !isHttp(check.protocol)) {
      check.path = "/";
      check.timeoutSeconds = 6;
      check.codes = {{200, 399}};
      check.matcher = "200-399";
    }
    if (!http) {
      check.path.clear();
      check.codes.clear();
      check.matcher.clear();
    }
    check.protocol = protocol.value();
  }
  if (const std::string& path = call.text("HealthCheckPath"); !path.empty()) {
    if (!isHttp(check.protocol)) {
      return elbValidation("A health check path needs HTTP or HTTPS health checks",
                           "/HealthCheckPath");
    }
    if (path[0] != '/' || path.size() > 1024) {
      return elbValidation("Health check path '" + path + "' must begin with a '/' character",
                           "/HealthCheckPath");
    }
    check.path = path;
  }
  if (const std::string& port = call.text("HealthCheckPort"); !port.empty()) {
    const Result<JsonValue> number = parseJson(port);
    const bool good = number && number.value().isInteger() && number.value().integer() >= 1 &&
                      number.value().integer() <= 65535;
    if (!good && port != "traffic-port") {
      return elbValidation(
          "Health check port '" + port + "' must be 'traffic-port' or a port from 1 to 65535",
          "/HealthCheckPort");
    }
    check.port = good ? static_cast<std::int32_t>(number.value().integer()) : 0;
  }
  if (const JsonValue* enabled = call.input.find("HealthCheckEnabled"); enabled != nullptr) {
    if (!enabled->boolean() && group.type != TargetType::lambda) {
      return Error{"InvalidConfigurationRequest",
                   "Health check enabled must be true for target groups with target type '" +
                       std::string(nameOf(group.type)) + "'",
                   "/HealthCheckEnabled"};
    }
    check.enabled = enabled->boolean();
  }
  const auto read = [&](const char* member, std::int64_t low, std::int64_t high,
                        std::int32_t& target) -> std::optional<Error> {
    const auto value = elbInteger(call.input, member, low, high);
    if (!value) return value.error();
    if (value.value()) target = *value.value();
    return std::nullopt;
  };
  if (auto error = read("HealthCheckIntervalSeconds", 5, 300, check.intervalSeconds)) return *error;
  if (auto error = read("HealthCheckTimeoutSeconds", 2, 120, check.timeoutSeconds)) return *error;
  if (auto error = read("HealthyThresholdCount", 2, 10, check.healthyThreshold)) return *error;
  if (auto error = read("UnhealthyThresholdCount", 2, 10, check.unhealthyThreshold)) return *error;
  if (check.timeoutSeconds >= check.intervalSeconds &&
      call.input.find("HealthCheckTimeoutSeconds") == nullptr) {
    check.timeoutSeconds = std::max(2, check.intervalSeconds - 1);
  }
  if (check.timeoutSeconds >= check.intervalSeconds) {
    return elbValidation("Health check timeout '" + std::to_string(check.timeoutSeconds) +
                             "' must be smaller than the interval '" +
                             std::to_string(check.intervalSeconds) + "'",
                         "/HealthCheckTimeoutSeconds");
  }
  if (const JsonValue* matcher = call.input.find("Matcher"); matcher != nullptr) {
    if (auto error = readMatcher(*matcher, application, check)) return *error;
  }
  return check;
}

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
