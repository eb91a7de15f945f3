// Attributes of load balancers and target groups.
// Source: ELB API Reference, LoadBalancerAttribute, TargetGroupAttribute (2026-01). The sentence on
// a key that does not exist is AWS's, as users report it (terraform-provider-aws issues 19953 and
// 23971). Model choice: the wording of the others.

#include <algorithm>
#include <iterator>

#include "api/elbv2_handlers.h"
#include "api/enum_names.h"
#include "base/text.h"

namespace taskyard {

namespace {

// For which an attribute is.
constexpr std::uint8_t kAlb = 1;
constexpr std::uint8_t kNlb = 2;
constexpr std::uint8_t kBoth = 3;
constexpr std::uint8_t kLambda = 4;  // target groups of an ALB with a function in them

// One that is kept and shown. values: "a|b" or a range "1-604800"; "": any text.
struct KeptAttribute {
  std::string_view key;
  std::uint8_t on = kBoth;
  std::string_view values;
};

constexpr std::string_view kFlag = "true|false";
constexpr KeptAttribute kOfBalancers[] = {
    {"access_logs.s3.enabled", kBoth, kFlag},
    {"access_logs.s3.bucket", kBoth, ""},
    {"access_logs.s3.prefix", kBoth, ""},
    {"ipv6.deny_all_igw_traffic", kBoth, kFlag},
    {"zonal_shift.config.enabled", kBoth, kFlag},
    {"client_keep_alive.seconds", kAlb, "60-604800"},
    {"connection_logs.s3.enabled", kAlb, kFlag},
    {"connection_logs.s3.bucket", kAlb, ""},
    {"connection_logs.s3.prefix", kAlb, ""},
    {"health_check_logs.s3.enabled", kAlb, kFlag},
    {"health_check_logs.s3.bucket", kAlb, ""},
    {"health_check_logs.s3.prefix", kAlb, ""},
    {"routing.http.desync_mitigation_mode", kAlb, "monitor|defensive|strictest"},
    {"routing.http.drop_invalid_header_fields.enabled", kAlb, kFlag},
    {"routing.http.preserve_host_header.enabled", kAlb, kFlag},
    {"routing.http.x_amzn_tls_version_and_cipher_suite.enabled", kAlb, kFlag},
    {"routing.http.xff_client_port.enabled", kAlb, kFlag},
    {"routing.http.xff_header_processing.mode", kAlb, "append|preserve|remove"},
    {"routing.http2.enabled", kAlb, kFlag},
    {"waf.fail_open.enabled", kAlb, kFlag},
    {"dns_record.client_routing_policy", kNlb,
     "availability_zone_affinity|partial_availability_zone_affinity|any_availability_zone"},
    {"secondary_ips.auto_assigned.per_subnet", kNlb, "0-7"},
};
constexpr KeptAttribute kOfGroups[] = {
    {"stickiness.enabled", kBoth | kLambda, kFlag},
    {"stickiness.type", kBoth | kLambda, "lb_cookie|app_cookie|source_ip"},
    {"stickiness.app_cookie.cookie_name", kAlb, ""},
    {"stickiness.app_cookie.duration_seconds", kAlb, "1-604800"},
    {"stickiness.lb_cookie.duration_seconds", kAlb | kLambda, "1-604800"},
    {"load_balancing.cross_zone.enabled", kBoth, "true|false|use_load_balancer_configuration"},
    {"load_balancing.algorithm.anomaly_mitigation", kAlb, "on|off"},
    {"target_group_health.dns_failover.minimum_healthy_targets.count", kBoth, ""},
    {"target_group_health.dns_failover.minimum_healthy_targets.percentage", kBoth, ""},
    {"target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", kBoth, ""},
    {"target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", kBoth, ""},
    {"lambda.multi_value_headers.enabled", kLambda, kFlag},
    {"deregistration_delay.connection_termination.enabled", kNlb, kFlag},
    {"preserve_client_ip.enabled", kNlb, kFlag},
    {"proxy_protocol_v2.enabled", kNlb, kFlag},
    {"target_health_state.unhealthy.connection_termination.enabled", kNlb, kFlag},
    {"target_health_state.unhealthy.draining_interval_seconds", kNlb, "0-360000"},
};

Error notSupported(std::string message, const std::string& path) {
  return {"InvalidConfigurationRequest", std::move(message), path};
}

// what: "Load balancer"; where: "load balancers with type 'network'".
Error keyNotSupported(const std::string& what, const std::string& key, const std::string& where,
                      const std::string& path) {
  return notSupported(what + " attribute key '" + key + "' is not supported on " + where, path);
}

bool isAmong(std::string_view values, std::string_view value) {
  if (values.empty()) return true;
  if (values[0] >= '0' && values[0] <= '9') {
    const std::size_t dash = values.find('-');
    const auto number = elbWholeNumber(value);
    return number && *number >= *elbWholeNumber(values.substr(0, dash)) &&
           *number <= *elbWholeNumber(values.substr(dash + 1));
  }
  for (std::size_t from = 0; from <= values.size();) {
    const std::size_t end = std::min(values.find('|', from), values.size());
    if (values.substr(from, end - from) == value) return true;
    from = end + 1;
  }
  return false;
}

Error badValue(const std::string& key, std::string_view values, const std::string& path) {
  std::string words(values);
  if (values[0] >= '0' && values[0] <= '9') {
    words.replace(words.find('-'), 1, " and ");
    return elbValidation("'" + key + "' must be between " + words, path);
  }
  for (std::size_t at = words.find('|'); at != std::string::npos; at = words.find('|')) {
    words.replace(at, 1, words.find('|', at + 1) == std::string::npos ? " or " : ", ");
  }
  return elbValidation("'" + key + "' must be " + words, path);
}

// Keeps it, when there is such a key and the value may be its. what: "Load balancer".
template <std::size_t N>
std::optional<Error> keep(const KeptAttribute (&known)[N], std::uint8_t on, const std::string& what,
                          const std::string& where, const KeyValuePair& attribute,
                          const std::string& path, std::vector<KeyValuePair>& others) {
  const auto* found =
      std::find_if(std::begin(known), std::end(known),
                   [&](const KeptAttribute& candidate) { return candidate.key == attribute.name; });
  if (found == std::end(known)) {
    return elbValidation(what + " attribute key '" + attribute.name + "' is not recognized", path);
  }
  if ((found->on & on) == 0) return keyNotSupported(what, attribute.name, where, path);
  if (!isAmong(found->values, attribute.value)) {
    return badValue(attribute.name, found->values, path);
  }
  for (KeyValuePair& other : others) {
    if (other.name != attribute.name) continue;
    other.value = attribute.value;
    return std::nullopt;
  }
  others.push_back(attribute);
  return std::nullopt;
}

// A number of seconds. zero: 0 is good as well.
std::optional<Error> readSeconds(const KeyValuePair& attribute, std::int64_t low, std::int64_t high,
                                 bool zero, const std::string& path, std::int32_t& target) {
  const std::int64_t got = elbWholeNumber(attribute.value).value_or(-1);
  if (!(zero && got == 0) && (got < low || got > high)) {
    return elbValidation("'" + attribute.name + "' must be " + (zero ? "0 or " : "") + "between " +
                             std::to_string(low) + " and " + std::to_string(high) + " seconds",
                         path);
  }
  target = static_cast<std::int32_t>(got);
  return std::nullopt;
}

std::optional<Error> readFlag(const KeyValuePair& attribute, const std::string& path,
                              bool& target) {
  if (!isAmong(kFlag, attribute.value)) return badValue(attribute.name, kFlag, path);
  target = attribute.value == "true";
  return std::nullopt;
}

std::optional<Error> readAlgorithm(const KeyValuePair& attribute, const std::string& path,
                                   TargetGroup& group) {
  const auto algorithm = enumOf(attribute.value, BalancingAlgorithm::weighted_random);
  if (!algorithm) {
    return badValue(attribute.name, "round_robin|least_outstanding_requests|weighted_random", path);
  }
  group.algorithm = *algorithm;
  return std::nullopt;
}

std::optional<Error> setAttribute(TargetGroup& group, const KeyValuePair& attribute,
                                  const std::string& path) {
  const std::string& key = attribute.name;
  const bool lambda = group.type == TargetType::lambda;
  const bool delay = key == "deregistration_delay.timeout_seconds";
  const bool slowStart = key == "slow_start.duration_seconds";
  const bool algorithm = key == "load_balancing.algorithm.type";
  const std::string where =
      lambda ? "target groups with target type 'lambda'"
             : std::string("target groups with protocol '") + nameOf(group.protocol) + "'";
  if ((delay && lambda) || ((slowStart || algorithm) && (lambda || !isHttp(group.protocol)))) {
    return keyNotSupported("Target group", key, where, path);
  }
  if (delay) {
    return readSeconds(attribute, 0, 3600, false, path, group.deregistrationDelaySeconds);
  }
  if (slowStart) return readSeconds(attribute, 30, 900, true, path, group.slowStartSeconds);
  if (algorithm) return readAlgorithm(attribute, path, group);
  const std::uint8_t on = lambda ? kLambda : isHttp(group.protocol) ? kAlb : kNlb;
  return keep(kOfGroups, on, "Target group", where, attribute, path, group.otherAttributes);
}

std::optional<Error> setAttribute(LoadBalancer& balancer, const KeyValuePair& attribute,
                                  const std::string& path) {
  const std::string& key = attribute.name;
  const bool network = balancer.type == LoadBalancerType::network;
  const std::string where = std::string("load balancers with type '") + nameOf(balancer.type) + "'";
  if (key == "deletion_protection.enabled") {
    return readFlag(attribute, path, balancer.deletionProtection);
  }
  if (key == "load_balancing.cross_zone.enabled") {
    if (!network && attribute.value != "true") {
      return notSupported(
          "Cross-zone load balancing is always on for an Application Load Balancer; a target group "
          "can turn it off",
          path);
    }
    return readFlag(attribute, path, balancer.crossZone);
  }
  if (key == "idle_timeout.timeout_seconds") {
    if (network) return keyNotSupported("Load balancer", key, where, path);
    if (!isAmong("1-4000", attribute.value)) {
      return elbValidation("Idle timeout must be between 1 and 4000 seconds", path);
    }
    balancer.idleTimeoutSeconds = static_cast<std::int32_t>(*elbWholeNumber(attribute.value));
    return std::nullopt;
  }
  return keep(kOfBalancers, network ? kNlb : kAlb, "Load balancer", where, attribute, path,
              balancer.otherAttributes);
}

// Sets all of /Attributes; paths of those without effect: notModelled.
template <class Subject>
std::optional<Error> setAttributes(const ApiCall& call, Subject& changed,
                                   std::vector<std::string>& notModelled) {
  const auto& attributes = call.input.find("Attributes")->items();
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::size_t others = changed.otherAttributes.size();
    const std::string path = pointerTo("/Attributes", i);
    if (auto error =
            setAttribute(changed, {attributes[i].text("Key"), attributes[i].text("Value")}, path)) {
      return error;
    }
    if (changed.otherAttributes.size() > others) notModelled.push_back(path);
  }
  return std::nullopt;
}

}  // namespace

Result<ApiAnswer> modifyTargetGroupAttributes(const ApiCall& call) {
  const Result<TargetGroupIndex> index =
      elbGroup(call, call.text("TargetGroupArn"), "/TargetGroupArn");
  if (!index) return index.error();
  TargetGroup changed = call.state.balancing.targetGroups[index.value().value];
  ApiAnswer answer;
  if (auto error = setAttributes(call, changed, answer.notModelled)) return *error;
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

Result<ApiAnswer> modifyLoadBalancerAttributes(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "/LoadBalancerArn");
  if (!index) return index.error();
  LoadBalancer changed = call.state.balancing.loadBalancers[index.value().value];
  ApiAnswer answer;
  if (auto error = setAttributes(call, changed, answer.notModelled)) return *error;
  (void)call.begin(changed.name);
  call.simulation().state().balancing.loadBalancers[index.value().value] = changed;
  answer.output.set("Attributes", loadBalancerAttributesJson(changed));
  return answer;
}

Result<ApiAnswer> describeLoadBalancerAttributes(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "/LoadBalancerArn");
  if (!index) return index.error();
  ApiAnswer answer;
  answer.output.set("Attributes", loadBalancerAttributesJson(
                                      call.state.balancing.loadBalancers[index.value().value]));
  return answer;
}

}  // namespace taskyard
