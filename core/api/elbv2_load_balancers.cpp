// Load balancers.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/identity.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

// Subnets, or the subnets of SubnetMappings; REQUIRED by an ALB: two, in different zones.
// Errors: ValidationError, SubnetNotFound, InvalidConfigurationRequest.
Result<std::vector<SubnetIndex>> subnetsOf(const ApiCall& call, LoadBalancerType type) {
  std::vector<std::string> ids = call.strings("Subnets");
  std::string path = "/Subnets";
  if (const JsonValue* mappings = call.input.find("SubnetMappings"); mappings != nullptr) {
    if (!ids.empty()) {
      return elbValidation("You can specify only one of 'Subnets' or 'SubnetMappings'", path);
    }
    path = "/SubnetMappings";
    for (const JsonValue& mapping : mappings->items()) ids.push_back(mapping.text("SubnetId"));
  }
  const std::size_t least = type == LoadBalancerType::application ? 2 : 1;
  const std::string tooFew =
      least == 2 ? "At least two subnets in two different Availability Zones must be specified"
                 : "A load balancer needs at least one subnet";
  if (ids.size() < least) return elbValidation(tooFew, path);
  std::vector<SubnetIndex> subnets;
  std::vector<std::uint8_t> zones;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const SubnetIndex subnet = findSubnet(call.state, ids[i]);
    if (!subnet.valid()) {
      return Error{"SubnetNotFound", "The subnet ID '" + ids[i] + "' does not exist",
                   pointerTo(path, i)};
    }
    const std::uint8_t zone = call.state.subnets[subnet.value].zone;
    if (std::find(zones.begin(), zones.end(), zone) != zones.end()) {
      return Error{"InvalidConfigurationRequest",
                   "A load balancer cannot be attached to multiple subnets in the same "
                   "Availability Zone",
                   pointerTo(path, i)};
    }
    subnets.push_back(subnet);
    zones.push_back(zone);
  }
  return subnets;
}

// Errors: ValidationError; InvalidConfigurationRequest for more than five.
Result<std::vector<std::string>> securityGroupsOf(const ApiCall& call) {
  std::vector<std::string> groups = call.strings("SecurityGroups");
  if (groups.size() > kMostBalancerSecurityGroups) {
    return Error{"InvalidConfigurationRequest",
                 "You have exceeded the maximum number of security groups per load balancer (5)",
                 "/SecurityGroups"};
  }
  return groups;
}

bool sameSettings(const LoadBalancer& known, const LoadBalancer& asked) {
  return known.type == asked.type && known.scheme == asked.scheme &&
         known.subnets == asked.subnets && known.securityGroups == asked.securityGroups;
}

ApiAnswer balancerAnswer(const ApiCall& call, LoadBalancerIndex balancer) {
  ApiAnswer answer;
  answer.output.set("LoadBalancers", JsonValue::array({loadBalancerJson(call.state, balancer)}));
  return answer;
}

std::optional<Error> setAttribute(LoadBalancer& balancer, const std::string& key,
                                  const std::string& value, const std::string& path) {
  const bool yes = value == "true";
  const auto flag = [&](bool& target) -> std::optional<Error> {
    if (!yes && value != "false") {
      return elbValidation("The value of '" + key + "' must be true or false", path);
    }
    target = yes;
    return std::nullopt;
  };
  if (key == "deletion_protection.enabled") return flag(balancer.deletionProtection);
  if (key == "load_balancing.cross_zone.enabled") {
    if (balancer.type == LoadBalancerType::application && !yes) {
      return Error{"InvalidConfigurationRequest",
                   "Cross-zone load balancing is always on for an Application Load Balancer; a "
                   "target group can turn it off",
                   path};
    }
    return flag(balancer.crossZone);
  }
  if (key == "idle_timeout.timeout_seconds") {
    if (balancer.type == LoadBalancerType::network) {
      return Error{"InvalidConfigurationRequest",
                   "Load balancer attribute key '" + key +
                       "' is not supported on load balancers with type 'network'",
                   path};
    }
    const Result<JsonValue> number = parseJson(value);
    if (!number || !number.value().isInteger() || number.value().integer() < 1 ||
        number.value().integer() > 4000) {
      return elbValidation("Idle timeout must be between 1 and 4000 seconds", path);
    }
    balancer.idleTimeoutSeconds = static_cast<std::int32_t>(number.value().integer());
    return std::nullopt;
  }
  for (KeyValuePair& known : balancer.otherAttributes) {
    if (known.name != key) continue;
    known.value = value;
    return std::nullopt;
  }
  balancer.otherAttributes.push_back({key, value});
  return std::nullopt;
}

}  // namespace

Result<ApiAnswer> createLoadBalancer(const ApiCall& call) {
  LoadBalancer balancer;
  balancer.name = call.text("Name");
  if (!isElbName(balancer.name) || balancer.name.starts_with("internal-")) {
    return elbValidation(
        "The load balancer name '" + balancer.name +
            "' can have at most 32 characters, only alphanumeric characters and hyphens, must not "
            "begin or end with a hyphen, and must not begin with 'internal-'",
        "/Name");
  }
  const std::string& type = call.text("Type");
  if (!type.empty() && type != "application" && type != "network") {
    return Error{"SimNotModelled",
                 "Only load balancers of type application and network are "
                 "simulated.",
                 "/Type"};
  }
  if (type == "network") balancer.type = LoadBalancerType::network;
  const std::string& scheme = call.text("Scheme");
  if (!scheme.empty() && scheme != "internal" && scheme != "internet-facing") {
    return elbValidation("Scheme must be one of internet-facing, internal", "/Scheme");
  }
  if (scheme == "internal") balancer.scheme = LoadBalancerScheme::internal;
  balancer.crossZone = balancer.type == LoadBalancerType::application;
  const Result<std::vector<SubnetIndex>> subnets = subnetsOf(call, balancer.type);
  if (!subnets) return subnets.error();
  balancer.subnets = subnets.value();
  const Result<std::vector<std::string>> groups = securityGroupsOf(call);
  if (!groups) return groups.error();
  balancer.securityGroups = groups.value();

  const LoadBalancerIndex known = findLoadBalancer(call.state, balancer.name);
  if (known.valid()) {
    if (sameSettings(call.state.balancing.loadBalancers[known.value], balancer)) {
      return balancerAnswer(call, known);
    }
    return Error{"DuplicateLoadBalancerName",
                 "A load balancer with the same name '" + balancer.name +
                     "' exists, but with different settings",
                 "/Name"};
  }
  const auto& all = call.state.balancing.loadBalancers;
  const auto alive = std::count_if(all.begin(), all.end(), [&](const LoadBalancer& other) {
    return !other.deleted && other.type == balancer.type;
  });
  if (static_cast<std::size_t>(alive) >= kMostBalancers) {
    return Error{"TooManyLoadBalancers",
                 "The maximum number of load balancers has been reached (50)", "/Name"};
  }
  balancer.createdAt = call.state.now;
  balancer.createdBy = call.begin(balancer.name);
  call.simulation().state().balancing.loadBalancers.push_back(std::move(balancer));
  ApiAnswer answer = balancerAnswer(call, LoadBalancerIndex(all.size() - 1));
  answer.notModelled = call.notModelled(
      {"Name", "Subnets", "SubnetMappings", "SecurityGroups", "Scheme", "Type", "Tags"});
  return answer;
}

Result<ApiAnswer> describeLoadBalancers(const ApiCall& call) {
  std::vector<LoadBalancerIndex> found;
  for (const char* member : {"LoadBalancerArns", "Names"}) {
    for (const std::string& name : call.strings(member)) {
      const Result<LoadBalancerIndex> balancer = elbBalancer(call, name, member);
      if (!balancer) return balancer.error();
      found.push_back(balancer.value());
    }
  }
  const auto& all = call.state.balancing.loadBalancers;
  const bool any = !call.strings("LoadBalancerArns").empty() || !call.strings("Names").empty();
  for (std::size_t i = 0; i < all.size() && !any; ++i) {
    if (!all[i].deleted) found.emplace_back(i);
  }
  JsonValue list = JsonValue::array();
  for (const LoadBalancerIndex balancer : found) list.push(loadBalancerJson(call.state, balancer));
  ApiAnswer answer;
  answer.output.set("LoadBalancers", std::move(list));
  return answer;
}

Result<ApiAnswer> deleteLoadBalancer(const ApiCall& call) {
  const LoadBalancerIndex index = findLoadBalancer(call.state, call.text("LoadBalancerArn"));
  if (!index.valid()) return ApiAnswer();  // AWS answers this with success
  if (call.state.balancing.loadBalancers[index.value].deletionProtection) {
    return Error{"OperationNotPermitted",
                 "Load balancer '" + loadBalancerArn(call.state, index) +
                     "' cannot be deleted because deletion protection is enabled",
                 "/LoadBalancerArn"};
  }
  Simulation& sim = call.simulation();
  Balancing& balancing = sim.state().balancing;
  LoadBalancer& balancer = balancing.loadBalancers[index.value];
  const EventId cause = call.begin(balancer.name);
  balancer.deleted = true;
  balancer.deletedAt = call.state.now;
  for (Listener& listener : balancing.listeners) {
    if (listener.loadBalancer == index) listener.deleted = true;
  }
  for (ListenerRule& rule : balancing.rules) {
    if (balancing.listeners[rule.listener.value].deleted) rule.deleted = true;
  }
  refreshAssociations(sim, cause);
  return ApiAnswer();
}

Result<ApiAnswer> modifyLoadBalancerAttributes(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "LoadBalancerArn");
  if (!index) return index.error();
  LoadBalancer changed = call.state.balancing.loadBalancers[index.value().value];
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
  (void)call.begin(changed.name);
  call.simulation().state().balancing.loadBalancers[index.value().value] = changed;
  answer.output.set("Attributes", loadBalancerAttributesJson(changed));
  return answer;
}

Result<ApiAnswer> describeLoadBalancerAttributes(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "LoadBalancerArn");
  if (!index) return index.error();
  ApiAnswer answer;
  answer.output.set("Attributes", loadBalancerAttributesJson(
                                      call.state.balancing.loadBalancers[index.value().value]));
  return answer;
}

Result<ApiAnswer> setSecurityGroups(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "LoadBalancerArn");
  if (!index) return index.error();
  const Result<std::vector<std::string>> groups = securityGroupsOf(call);
  if (!groups) return groups.error();
  Simulation& sim = call.simulation();
  LoadBalancer& balancer = sim.state().balancing.loadBalancers[index.value().value];
  if (balancer.type == LoadBalancerType::network && balancer.securityGroups.empty()) {
    return Error{"InvalidConfigurationRequest",
                 "You can't associate security groups with a Network Load Balancer that was "
                 "created without any",
                 "/SecurityGroups"};
  }
  (void)call.begin(balancer.name);
  balancer.securityGroups = groups.value();
  networkConditionChanged(sim);
  ApiAnswer answer;
  JsonValue ids = JsonValue::array();
  for (const std::string& group : balancer.securityGroups) ids.push(group);
  answer.output.set("SecurityGroupIds", std::move(ids));
  return answer;
}

Result<ApiAnswer> setSubnets(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "LoadBalancerArn");
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  LoadBalancer& balancer = sim.state().balancing.loadBalancers[index.value().value];
  const Result<std::vector<SubnetIndex>> subnets = subnetsOf(call, balancer.type);
  if (!subnets) return subnets.error();
  const EventId cause = call.begin(balancer.name);
  balancer.subnets = subnets.value();
  refreshAssociations(sim, cause);
  networkConditionChanged(sim);
  ApiAnswer answer;
  answer.output.set("AvailabilityZones",
                    *loadBalancerJson(call.state, index.value()).find("AvailabilityZones"));
  return answer;
}

}  // namespace taskyard
