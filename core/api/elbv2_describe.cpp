// Load balancers and what belongs to them, as the Describe calls of elbv2 show them.

#include "api/elbv2_handlers.h"
#include "base/time.h"
#include "engine/balancer_identity.h"
#include "engine/target_health.h"

namespace taskyard {

namespace {

JsonValue attribute(const std::string& key, std::string value) {
  return JsonValue::object({{"Key", key}, {"Value", std::move(value)}});
}

JsonValue attribute(const std::string& key, bool value) {
  return attribute(key, std::string(value ? "true" : "false"));
}

JsonValue attribute(const std::string& key, std::int32_t value) {
  return attribute(key, std::to_string(value));
}

void addOthers(JsonValue& attributes, const std::vector<KeyValuePair>& others) {
  for (const KeyValuePair& other : others) attributes.push(attribute(other.name, other.value));
}

JsonValue list(const std::vector<std::string>& texts) {
  JsonValue items = JsonValue::array();
  for (const std::string& text : texts) items.push(text);
  return items;
}

JsonValue actionJson(const State& state, const RuleAction& action) {
  JsonValue json = JsonValue::object();
  switch (action.kind) {
    case RuleAction::Kind::fixedResponse:
      json.set("Type", "fixed-response");
      json.set("Order", 1);
      json.set("FixedResponseConfig",
               JsonValue::object({{"MessageBody", action.messageBody},
                                  {"StatusCode", std::to_string(action.statusCode)},
                                  {"ContentType", action.contentType}}));
      break;
    case RuleAction::Kind::redirect:
      json.set("Type", "redirect");
      json.set("Order", 1);
      json.set("RedirectConfig",
               JsonValue::object({{"Protocol", action.redirectProtocol},
                                  {"Port", action.redirectPort},
                                  {"Host", action.redirectHost},
                                  {"Path", action.redirectPath},
                                  {"Query", action.redirectQuery},
                                  {"StatusCode", "HTTP_" + std::to_string(action.statusCode)}}));
      break;
    case RuleAction::Kind::forward: {
      JsonValue groups = JsonValue::array();
      for (const WeightedTargetGroup& group : action.groups) {
        groups.push(JsonValue::object(
            {{"TargetGroupArn", targetGroupArn(state, group.group)}, {"Weight", group.weight}}));
      }
      json.set("Type", "forward");
      if (action.groups.size() == 1) {
        json.set("TargetGroupArn", targetGroupArn(state, action.groups.front().group));
      }
      json.set("Order", 1);
      json.set("ForwardConfig", JsonValue::object({{"TargetGroups", std::move(groups)},
                                                   {"TargetGroupStickinessConfig",
                                                    JsonValue::object({{"Enabled", false}})}}));
      break;
    }
  }
  return json;
}

JsonValue conditionJson(const char* field, const char* config,
                        const std::vector<std::string>& values) {
  return JsonValue::object({{"Field", field},
                            {"Values", list(values)},
                            {config, JsonValue::object({{"Values", list(values)}})}});
}

}  // namespace

JsonValue loadBalancerJson(const State& state, LoadBalancerIndex index) {
  const LoadBalancer& balancer = state.balancing.loadBalancers[index.value];
  JsonValue zones = JsonValue::array();
  for (const SubnetIndex subnet : balancer.subnets) {
    const Subnet& record = state.subnets[subnet.value];
    zones.push(JsonValue::object({{"ZoneName", zoneName(record.zone)},
                                  {"SubnetId", record.subnetId},
                                  {"LoadBalancerAddresses", JsonValue::array()}}));
  }
  JsonValue json = JsonValue::object();
  json.set("LoadBalancerArn", loadBalancerArn(state, index));
  json.set("DNSName", dnsName(balancer));
  json.set("CanonicalHostedZoneId", "Z35SXDOTRQ7X7K");
  json.set("CreatedTime", isoTimestamp(balancer.createdAt));
  json.set("LoadBalancerName", balancer.name);
  json.set("Scheme", nameOf(balancer.scheme));
  json.set("VpcId", kDefaultVpcId);
  json.set("State", JsonValue::object({{"Code", "active"}}));
  json.set("Type", nameOf(balancer.type));
  json.set("AvailabilityZones", std::move(zones));
  json.set("SecurityGroups", list(balancer.securityGroups));
  json.set("IpAddressType", "ipv4");
  return json;
}

JsonValue loadBalancerAttributesJson(const LoadBalancer& balancer) {
  JsonValue attributes = JsonValue::array();
  attributes.push(attribute("deletion_protection.enabled", balancer.deletionProtection));
  attributes.push(attribute("load_balancing.cross_zone.enabled", balancer.crossZone));
  if (balancer.type == LoadBalancerType::application) {
    attributes.push(attribute("idle_timeout.timeout_seconds", balancer.idleTimeoutSeconds));
  }
  addOthers(attributes, balancer.otherAttributes);
  return attributes;
}

JsonValue targetGroupJson(const State& state, TargetGroupIndex index) {
  const TargetGroup& group = state.balancing.targetGroups[index.value];
  const TargetHealthCheck& check = group.healthCheck;
  JsonValue balancers = JsonValue::array();
  if (group.loadBalancer.valid()) balancers.push(loadBalancerArn(state, group.loadBalancer));
  JsonValue json = JsonValue::object();
  json.set("TargetGroupArn", targetGroupArn(state, index));
  json.set("TargetGroupName", group.name);
  if (group.type != TargetType::lambda) {
    json.set("Protocol", nameOf(group.protocol));
    json.set("Port", group.port);
    json.set("VpcId", group.vpcId);
  }
  json.set("HealthCheckProtocol", nameOf(check.protocol));
  json.set("HealthCheckPort",
           check.port == 0 ? std::string("traffic-port") : std::to_string(check.port));
  json.set("HealthCheckEnabled", check.enabled);
  json.set("HealthCheckIntervalSeconds", check.intervalSeconds);
  json.set("HealthCheckTimeoutSeconds", check.timeoutSeconds);
  json.set("HealthyThresholdCount", check.healthyThreshold);
  json.set("UnhealthyThresholdCount", check.unhealthyThreshold);
  if (!check.path.empty()) json.set("HealthCheckPath", check.path);
  if (!check.matcher.empty()) {
    json.set("Matcher", JsonValue::object({{"HttpCode", check.matcher}}));
  }
  json.set("LoadBalancerArns", std::move(balancers));
  json.set("TargetType", nameOf(group.type));
  if (isHttp(group.protocol)) json.set("ProtocolVersion", "HTTP1");
  json.set("IpAddressType", "ipv4");
  return json;
}

JsonValue targetGroupAttributesJson(const TargetGroup& group) {
  JsonValue attributes = JsonValue::array();
  attributes.push(
      attribute("deregistration_delay.timeout_seconds", group.deregistrationDelaySeconds));
  if (isHttp(group.protocol)) {
    attributes.push(attribute("slow_start.duration_seconds", group.slowStartSeconds));
    attributes.push(
        attribute("load_balancing.algorithm.type", std::string(nameOf(group.algorithm))));
  }
  addOthers(attributes, group.otherAttributes);
  return attributes;
}

JsonValue targetHealthJson(const State& state, const Target& target) {
  const TargetGroup& group = state.balancing.targetGroups[target.group.value];
  JsonValue who = JsonValue::object({{"Id", targetId(state, target)}});
  if (group.type != TargetType::lambda) who.set("Port", target.port);
  if (target.task.valid() && group.type == TargetType::ip) {
    const Task& task = state.tasks[target.task.value];
    who.set("AvailabilityZone", zoneName(state.subnets[task.subnet.value].zone));
  }
  JsonValue health = JsonValue::object({{"State", nameOf(target.state)}});
  if (target.reason != TargetReason::None) {
    // Until the first check has been sent, the registration is under way.
    const bool early =
        target.reason == TargetReason::InitialHealthChecking && state.now < target.firstCheckAt;
    health.set("Reason", early ? "Elb.RegistrationInProgress" : nameOf(target.reason));
    health.set("Description",
               early ? "Target registration is in progress" : targetDescription(target));
  }
  JsonValue json = JsonValue::object({{"Target", std::move(who)}});
  if (group.type != TargetType::lambda) {
    const std::int32_t port = group.healthCheck.port;
    json.set("HealthCheckPort", std::to_string(port == 0 ? target.port : port));
  }
  json.set("TargetHealth", std::move(health));
  return json;
}

JsonValue listenerJson(const State& state, ListenerIndex index) {
  const Listener& listener = state.balancing.listeners[index.value];
  JsonValue json = JsonValue::object();
  json.set("ListenerArn", listenerArn(state, index));
  json.set("LoadBalancerArn", loadBalancerArn(state, listener.loadBalancer));
  json.set("Port", listener.port);
  json.set("Protocol", nameOf(listener.protocol));
  if (!listener.certificateArn.empty()) {
    json.set("Certificates",
             JsonValue::array({JsonValue::object({{"CertificateArn", listener.certificateArn}})}));
  }
  json.set("DefaultActions",
           JsonValue::array(
               {actionJson(state, state.balancing.rules[listener.defaultRule.value].action)}));
  return json;
}

JsonValue ruleJson(const State& state, ListenerRuleIndex index) {
  const ListenerRule& rule = state.balancing.rules[index.value];
  JsonValue conditions = JsonValue::array();
  if (!rule.hosts.empty()) {
    conditions.push(conditionJson("host-header", "HostHeaderConfig", rule.hosts));
  }
  if (!rule.paths.empty()) {
    conditions.push(conditionJson("path-pattern", "PathPatternConfig", rule.paths));
  }
  if (!rule.otherConditionsJson.empty()) {
    const Result<JsonValue> others = parseJson(rule.otherConditionsJson);
    for (const JsonValue& other : others.value().items()) conditions.push(other);
  }
  const bool isDefault = rule.priority == kDefaultRule;
  JsonValue json = JsonValue::object();
  json.set("RuleArn", ruleArn(state, index));
  json.set("Priority", isDefault ? std::string("default") : std::to_string(rule.priority));
  json.set("Conditions", std::move(conditions));
  json.set("Actions", JsonValue::array({actionJson(state, rule.action)}));
  json.set("IsDefault", isDefault);
  return json;
}

}  // namespace taskyard
