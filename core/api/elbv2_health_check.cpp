#include "api/elbv2_health_check.h"

#include <algorithm>

#include "api/elbv2_handlers.h"

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

// From HTTP to TCP a health check loses path and codes, the other way round it gets the defaults.
std::optional<Error> readCheckProtocol(const ApiCall& call, const TargetGroup& group,
                                       TargetHealthCheck& check) {
  const std::string& name = call.text("HealthCheckProtocol");
  if (name.empty()) return std::nullopt;
  const Result<BalancerProtocol> protocol = elbProtocol(name, "/HealthCheckProtocol");
  if (!protocol) return protocol.error();
  const bool http = isHttp(protocol.value());
  if (!http && (isHttp(group.protocol) || protocol.value() != BalancerProtocol::TCP)) {
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
  return std::nullopt;
}

std::optional<Error> readCheckPath(const ApiCall& call, TargetHealthCheck& check) {
  const std::string& path = call.text("HealthCheckPath");
  if (path.empty()) return std::nullopt;
  if (!isHttp(check.protocol)) {
    return elbValidation("A health check path needs HTTP or HTTPS health checks",
                         "/HealthCheckPath");
  }
  if (path[0] != '/' || path.size() > 1024) {
    return elbValidation("Health check path '" + path + "' must begin with a '/' character",
                         "/HealthCheckPath");
  }
  check.path = path;
  return std::nullopt;
}

std::optional<Error> readCheckPort(const ApiCall& call, TargetHealthCheck& check) {
  const std::string& port = call.text("HealthCheckPort");
  if (port.empty()) return std::nullopt;
  const std::optional<std::int32_t> number = elbPort(port);
  if (!number && port != "traffic-port") {
    return elbValidation(
        "Health check port '" + port + "' must be 'traffic-port' or a port from 1 to 65535",
        "/HealthCheckPort");
  }
  check.port = number.value_or(0);
  return std::nullopt;
}

std::optional<Error> readCheckEnabled(const ApiCall& call, const TargetGroup& group,
                                      TargetHealthCheck& check) {
  const JsonValue* enabled = call.input.find("HealthCheckEnabled");
  if (enabled == nullptr) return std::nullopt;
  if (!enabled->boolean() && group.type != TargetType::lambda) {
    return Error{"InvalidConfigurationRequest",
                 "Health check enabled must be true for target groups with target type '" +
                     std::string(nameOf(group.type)) + "'",
                 "/HealthCheckEnabled"};
  }
  check.enabled = enabled->boolean();
  return std::nullopt;
}

// Interval, timeout and thresholds. A timeout that is not given stays below the interval.
std::optional<Error> readCheckTiming(const ApiCall& call, TargetHealthCheck& check) {
  struct Member {
    const char* name;
    std::int64_t low;
    std::int64_t high;
    std::int32_t& target;
  };
  for (const Member& member :
       {Member{"HealthCheckIntervalSeconds", 5, 300, check.intervalSeconds},
        Member{"HealthCheckTimeoutSeconds", 2, 120, check.timeoutSeconds},
        Member{"HealthyThresholdCount", 2, 10, check.healthyThreshold},
        Member{"UnhealthyThresholdCount", 2, 10, check.unhealthyThreshold}}) {
    const auto value = elbInteger(call.input, member.name, member.low, member.high);
    if (!value) return value.error();
    if (value.value()) member.target = *value.value();
  }
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
  return std::nullopt;
}

}  // namespace

Result<TargetHealthCheck> readHealthCheck(const ApiCall& call, const TargetGroup& group,
                                          TargetHealthCheck check) {
  if (auto error = readCheckProtocol(call, group, check)) return *error;
  if (auto error = readCheckPath(call, check)) return *error;
  if (auto error = readCheckPort(call, check)) return *error;
  if (auto error = readCheckEnabled(call, group, check)) return *error;
  if (auto error = readCheckTiming(call, check)) return *error;
  if (const JsonValue* matcher = call.input.find("Matcher"); matcher != nullptr) {
    if (auto error = readMatcher(*matcher, isHttp(group.protocol), check)) return *error;
  }
  return check;
}

}  // namespace taskyard
