// Load balancers.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/identity.h"
#include "engine/network_system.h"
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
    const VpcIndex vpc = call.state.subnets[subnet.value].vpc;
    if (!subnets.empty() && vpc != call.state.subnets[subnets.front().value].vpc) {
      return Error{"InvalidConfigurationRequest", "All subnets must belong to the same VPC",
                   pointerTo(path, i)};
    }
    subnets.push_back(subnet);
    zones.push_back(zone);
  }
  return subnets;
}

// A balancer that faces the internet needs an internet gateway in its VPC. The sentence is AWS's,
// as users report it (openshift/installer issue 1110).
std::optional<Error> gatewayMissing(const State& state, VpcIndex vpc) {
  const auto& gateways = state.network.internetGateways;
  if (std::any_of(gateways.begin(), gateways.end(), [vpc](const InternetGateway& gateway) {
        return !gateway.deleted && gateway.vpc == vpc;
      })) {
    return std::nullopt;
  }
  return Error{"InvalidSubnet",
               "VPC " + state.network.vpcs[vpc.value].vpcId + " has no internet gateway",
               "/Subnets"};
}

// Errors: InvalidConfigurationRequest for more than five and for one of another VPC (AWS's words,
// hashicorp/terraform issue 30261), InvalidSecurityGroup (Model choice: the wording).
Result<std::vector<std::string>> securityGroupsOf(const ApiCall& call, VpcIndex vpc) {
  std::vector<std::string> groups = call.strings("SecurityGroups");
  if (groups.size() > kMostBalancerSecurityGroups) {
    return Error{"InvalidConfigurationRequest",
                 "You have exceeded the maximum number of security groups per load balancer (5)",
                 "/SecurityGroups"};
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const SecurityGroupIndex group = findSecurityGroup(call.state, groups[i]);
    if (!group.valid()) {
      return Error{"InvalidSecurityGroup", "Security group '" + groups[i] + "' does not exist",
                   pointerTo("/SecurityGroups", i)};
    }
    if (call.state.network.securityGroups[group.value].vpc != vpc) {
      return Error{"InvalidConfigurationRequest",
                   "Security group '" + groups[i] + "' does not belong to VPC '" +
                       call.state.network.vpcs[vpc.value].vpcId + "'",
                   pointerTo("/SecurityGroups", i)};
    }
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
  const VpcIndex vpc = call.state.subnets[balancer.subnets.front().value].vpc;
  if (balancer.scheme == LoadBalancerScheme::internetFacing) {
    if (auto missing = gatewayMissing(call.state, vpc)) return *missing;
  }
  const Result<std::vector<std::string>> groups = securityGroupsOf(call, vpc);
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
  for (const std::string& arn : call.strings("LoadBalancerArns")) {
    const Result<LoadBalancerIndex> balancer = elbBalancer(call, arn, "/LoadBalancerArns");
    if (!balancer) return balancer.error();
    found.push_back(balancer.value());
  }
  for (const std::string& name : call.strings("Names")) {
    const Result<LoadBalancerIndex> balancer = elbBalancerNamed(call, name, "/Names");
    if (!balancer) return balancer.error();
    found.push_back(balancer.value());
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
  if (auto refused =
          elbArnRefused(ElbThing::LoadBalancer, call.text("LoadBalancerArn"), "/LoadBalancerArn")) {
    return *refused;
  }
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

Result<ApiAnswer> setSecurityGroups(const ApiCall& call) {
  const Result<LoadBalancerIndex> index =
      elbBalancer(call, call.text("LoadBalancerArn"), "/LoadBalancerArn");
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  LoadBalancer& balancer = sim.state().balancing.loadBalancers[index.value().value];
  const Result<std::vector<std::string>> groups =
      securityGroupsOf(call, call.state.subnets[balancer.subnets.front().value].vpc);
  if (!groups) return groups.error();
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
      elbBalancer(call, call.text("LoadBalancerArn"), "/LoadBalancerArn");
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
