#include "api/ecs_load_balancers.h"

#include <algorithm>

#include "engine/balancer_identity.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

// Whether tasks of the definition can be targets of the group.
std::optional<Error> mustFit(const State& state, const TaskDefinition& definition,
                             const ServiceLoadBalancer& balancer, const std::string& path) {
  const TargetGroup& group = state.balancing.targetGroups[balancer.targetGroup.value];
  const std::string arn = targetGroupArn(state, balancer.targetGroup);
  const TargetType wanted =
      definition.networkMode == NetworkMode::awsvpc ? TargetType::ip : TargetType::instance;
  if (group.type != wanted) {
    return invalidParameter("The provided target group " + arn + " has target type " +
                                nameOf(group.type) + ", which is incompatible with the " +
                                nameOf(definition.networkMode) +
                                " network mode specified in the task definition.",
                            path + "/targetGroupArn");
  }
  const auto container = std::find_if(
      definition.containerDefinitions.begin(), definition.containerDefinitions.end(),
      [&](const ContainerDefinition& one) { return one.name == balancer.containerName; });
  if (container == definition.containerDefinitions.end()) {
    return invalidParameter(
        "The container " + balancer.containerName + " does not exist in the task definition.",
        path + "/containerName");
  }
  const bool mapped = std::any_of(
      container->portMappings.begin(), container->portMappings.end(),
      [&](const PortMapping& port) { return port.containerPort == balancer.containerPort; });
  if (!mapped) {
    return invalidParameter("The container " + balancer.containerName +
                                " did not have a container port " +
                                std::to_string(balancer.containerPort) + " defined.",
                            path + "/containerPort");
  }
  return std::nullopt;
}

// The pair of groups and the rules of a blue/green deployment. A rule may also be named by its
// listener's ARN, as those of an NLB are.
std::optional<Error> readAdvanced(const ApiCall& call, const JsonValue& json,
                                  const std::string& path, ServiceLoadBalancer& balancer) {
  const auto rule = [&](const char* member, ListenerRuleIndex& target) -> std::optional<Error> {
    const std::string& arn = json.text(member);
    if (arn.empty()) return std::nullopt;
    target = findRule(call.state, arn);
    if (const ListenerIndex listener = findListener(call.state, arn); listener.valid()) {
      target = call.state.balancing.listeners[listener.value].defaultRule;
    }
    if (target.valid()) return std::nullopt;
    return invalidParameter("The specified listener rule does not exist: " + arn,
                            path + "/" + member);
  };
  if (const std::string& arn = json.text("alternateTargetGroupArn"); !arn.empty()) {
    balancer.alternateTargetGroup = findTargetGroup(call.state, arn);
    if (!balancer.alternateTargetGroup.valid()) {
      return invalidParameter("The specified target group does not exist: " + arn,
                              path + "/alternateTargetGroupArn");
    }
    if (balancer.alternateTargetGroup == balancer.targetGroup) {
      // Our text.
      return invalidParameter("alternateTargetGroupArn must be another target group: " + arn,
                              path + "/alternateTargetGroupArn");
    }
  }
  if (auto error = rule("productionListenerRule", balancer.productionListenerRule)) return error;
  return rule("testListenerRule", balancer.testListenerRule);
}

Result<ServiceLoadBalancer> readOne(const ApiCall& call, const JsonValue& json,
                                    const std::string& path) {
  if (!json.text("loadBalancerName").empty()) {
    return Error{"SimNotModelled",
                 "Classic Load Balancers are not simulated: use a target group of an Application "
                 "or Network Load Balancer.",
                 path + "/loadBalancerName"};
  }
  const std::string& arn = json.text("targetGroupArn");
  if (arn.empty()) {
    return invalidParameter("targetGroupArn cannot be blank.", path + "/targetGroupArn");
  }
  ServiceLoadBalancer balancer;
  balancer.targetGroup = findTargetGroup(call.state, arn);
  if (!arn.starts_with("arn:") || !balancer.targetGroup.valid()) {
    return invalidParameter("The specified target group does not exist: " + arn,
                            path + "/targetGroupArn");
  }
  if (!call.state.balancing.targetGroups[balancer.targetGroup.value].loadBalancer.valid()) {
    return invalidParameter("The target group with targetGroupArn " + arn +
                                " does not have an associated load balancer.",
                            path + "/targetGroupArn");
  }
  balancer.containerName = json.text("containerName");
  if (const JsonValue* port = json.find("containerPort"); port != nullptr) {
    balancer.containerPort =
        static_cast<std::int32_t>(std::clamp<std::int64_t>(port->integer(), 0, 65536));
  }
  if (const JsonValue* advanced = json.find("advancedConfiguration"); advanced != nullptr) {
    if (auto error = readAdvanced(call, *advanced, path + "/advancedConfiguration", balancer)) {
      return *error;
    }
  }
  return balancer;
}

}  // namespace

Result<std::vector<ServiceLoadBalancer>> loadBalancersOf(
    const ApiCall& call, const TaskDefinition& definition,
    const std::vector<ServiceLoadBalancer>& known) {
  const JsonValue* given = call.input.find("loadBalancers");
  std::vector<ServiceLoadBalancer> balancers = known;
  if (given != nullptr) {
    if (given->items().size() > kMostGroupsPerService) {
      return invalidParameter("load balancers can have at most 5 items.", "/loadBalancers");
    }
    balancers.clear();
    for (std::size_t i = 0; i < given->items().size(); ++i) {
      const Result<ServiceLoadBalancer> one =
          readOne(call, given->items()[i], pointerTo("/loadBalancers", i));
      if (!one) return one.error();
      balancers.push_back(one.value());
    }
  }
  for (std::size_t i = 0; i < balancers.size(); ++i) {
    const std::string path = given == nullptr ? "/taskDefinition" : pointerTo("/loadBalancers", i);
    if (auto error = mustFit(call.state, definition, balancers[i], path)) return *error;
  }
  return balancers;
}

void addUnusedLoadBalancerMembers(const ApiCall& call, std::vector<std::string>& paths) {
  const JsonValue* given = call.input.find("loadBalancers");
  if (given == nullptr) return;
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    const JsonValue* advanced = given->items()[i].find("advancedConfiguration");
    if (advanced == nullptr || advanced->find("roleArn") == nullptr) continue;
    paths.push_back(pointerTo("/loadBalancers", i) + "/advancedConfiguration/roleArn");
  }
}

JsonValue loadBalancersJson(const State& state, const std::vector<ServiceLoadBalancer>& balancers) {
  JsonValue list = JsonValue::array();
  for (const ServiceLoadBalancer& balancer : balancers) {
    JsonValue json =
        JsonValue::object({{"targetGroupArn", targetGroupArn(state, balancer.targetGroup)},
                           {"containerName", balancer.containerName},
                           {"containerPort", balancer.containerPort}});
    if (balancer.alternateTargetGroup.valid()) {
      JsonValue advanced = JsonValue::object(
          {{"alternateTargetGroupArn", targetGroupArn(state, balancer.alternateTargetGroup)}});
      if (balancer.productionListenerRule.valid()) {
        advanced.set("productionListenerRule", ruleArn(state, balancer.productionListenerRule));
      }
      if (balancer.testListenerRule.valid()) {
        advanced.set("testListenerRule", ruleArn(state, balancer.testListenerRule));
      }
      json.set("advancedConfiguration", std::move(advanced));
    }
    list.push(std::move(json));
  }
  return list;
}

}  // namespace taskyard
