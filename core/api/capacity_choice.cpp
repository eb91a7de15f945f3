// How a launch says where it wants to run.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "api/service_configuration.h"
#include "engine/cluster_query.h"
#include "engine/fargate_capacity.h"
#include "engine/instance_identity.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostProviders = 20;
constexpr std::size_t kMostConstraints = 10;
constexpr std::size_t kMostStrategies = 5;
constexpr std::size_t kLongestExpression = 2000;
constexpr std::int64_t kMostWeight = 1000;
constexpr std::int64_t kMostBase = 100'000;

std::optional<Error> fargateRefusesPlacement(const ApiCall& call) {
  for (const char* member : {"placementConstraints", "placementStrategy"}) {
    const JsonValue* given = call.input.find(member);
    if (given != nullptr && !given->items().empty()) {
      return invalidParameter(
          "Placement strategies and constraints are not supported with FARGATE launch type.",
          std::string("/") + member);
    }
  }
  return std::nullopt;
}

bool supports(const State& state, TaskDefinitionIndex definition, std::string_view launchType) {
  const auto& compatibilities = state.taskDefinitions[definition.value].compatibilities;
  return std::find(compatibilities.begin(), compatibilities.end(), launchType) !=
         compatibilities.end();
}

std::optional<Error> providerRefused(CapacityProviderIndex provider,
                                     const std::vector<CapacityProviderIndex>& associated,
                                     const std::string& path) {
  if (!provider.valid()) {
    return invalidParameter(
        "The specified capacity provider was not found. Specify a valid name or ARN and try "
        "again.",
        path);
  }
  if (std::find(associated.begin(), associated.end(), provider) == associated.end()) {
    return invalidParameter(
        "The specified capacity provider strategy cannot contain a capacity provider that is not "
        "associated with the cluster. Associate the capacity provider with the cluster and try "
        "again.",
        path);
  }
  return std::nullopt;
}

// What an item may not be beside the ones before it.
std::optional<Error> itemRefused(const CapacityProviderStrategy& earlier,
                                 const CapacityProviderStrategyItem& item,
                                 const std::string& path) {
  const bool hasBase =
      std::any_of(earlier.begin(), earlier.end(), [](const auto& other) { return other.base > 0; });
  if (item.base > 0 && hasBase) {
    return invalidParameter(
        "Only one capacity provider in a capacity provider strategy can have a base defined.",
        path + "/base");
  }
  for (const CapacityProviderStrategyItem& other : earlier) {
    if (other.capacityProvider == item.capacityProvider) {
      return invalidParameter("A capacity provider can stand in a strategy only once.",
                              path + "/capacityProvider");
    }
  }
  if (!earlier.empty() &&
      isFargate(item.capacityProvider) != isFargate(earlier.front().capacityProvider)) {
    return invalidParameter(
        "The specified capacity provider strategy cannot contain both Fargate and Auto Scaling "
        "group capacity providers.",
        path + "/capacityProvider");
  }
  return std::nullopt;
}

Result<CapacityProviderStrategyItem> strategyItemOf(
    const State& state, const JsonValue& given, const std::string& path,
    const std::vector<CapacityProviderIndex>& associated) {
  const CapacityProviderIndex provider =
      findCapacityProvider(state, given.text("capacityProvider"));
  if (auto refused = providerRefused(provider, associated, path + "/capacityProvider")) {
    return *refused;
  }
  const auto number = [&](const char* name) {
    const JsonValue* value = given.find(name);
    return value == nullptr ? 0 : value->integer();
  };
  const std::int64_t weight = number("weight");
  const std::int64_t base = number("base");
  if (weight < 0 || weight > kMostWeight) {
    return invalidParameter("weight must be between 0 and 1000.", path + "/weight");
  }
  if (base < 0 || base > kMostBase) {
    return invalidParameter("base must be between 0 and 100000.", path + "/base");
  }
  return CapacityProviderStrategyItem{provider, static_cast<std::int32_t>(weight),
                                      static_cast<std::int32_t>(base)};
}

}  // namespace

LaunchType launchTypeOf(const CapacityProviderStrategy& strategy) {
  return isFargate(strategy.front().capacityProvider) ? LaunchType::FARGATE : LaunchType::EC2;
}

Result<CapacityProviderStrategy> strategyOf(const ApiCall& call, const char* member,
                                            const std::vector<CapacityProviderIndex>& associated) {
  const JsonValue* given = call.input.find(member);
  CapacityProviderStrategy strategy;
  if (given == nullptr || given->items().empty()) return strategy;
  const std::string path = std::string("/") + member;
  if (given->items().size() > kMostProviders) {
    return invalidParameter("A capacity provider strategy can have at most 20 items.", path);
  }
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    const std::string at = pointerTo(path, i);
    const auto item = strategyItemOf(call.state, given->items()[i], at, associated);
    if (!item) return item.error();
    if (auto refused = itemRefused(strategy, item.value(), at)) return *refused;
    strategy.push_back(item.value());
  }
  // Source: API Reference, CapacityProviderStrategyItem; Model choice: the wording.
  const bool anyWeight = std::any_of(strategy.begin(), strategy.end(),
                                     [](const auto& item) { return item.weight > 0; });
  if (!anyWeight) {
    return invalidParameter(
        "The specified capacity provider strategy must have at least one capacity provider with a "
        "weight greater than 0.",
        path);
  }
  return strategy;
}

Result<std::vector<PlacementConstraint>> placementConstraintsOf(const ApiCall& call) {
  std::vector<PlacementConstraint> constraints;
  const JsonValue* given = call.input.find("placementConstraints");
  if (given == nullptr) return constraints;
  const std::string path = "/placementConstraints";
  if (given->items().size() > kMostConstraints) {
    return invalidParameter("placementConstraints can have at most 10 items.", path);
  }
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    const JsonValue& item = given->items()[i];
    PlacementConstraint constraint;
    constraint.expression = item.text("expression");
    const std::string at = pointerTo(path, i);
    if (item.text("type") == "memberOf") {
      constraint.type = PlacementConstraintType::memberOf;
      if (constraint.expression.size() > kLongestExpression) {
        return invalidParameter("An expression can have at most 2000 characters.",
                                at + "/expression");
      }
      const std::string unreadable = queryProblem(constraint.expression);
      if (!unreadable.empty()) return invalidParameter(unreadable, at + "/expression");
    } else if (item.text("type") != "distinctInstance") {
      return invalidParameter("type should be one of [distinctInstance,memberOf]", at + "/type");
    } else if (item.find("expression") != nullptr) {
      // The sentence is AWS's, as users report it (hashicorp/terraform issue 11471).
      return invalidParameter("distinctInstance expression should not be specified.",
                              at + "/expression");
    }
    constraints.push_back(std::move(constraint));
  }
  return constraints;
}

Result<std::vector<PlacementStrategyItem>> placementStrategyOf(const ApiCall& call) {
  std::vector<PlacementStrategyItem> strategies;
  const JsonValue* given = call.input.find("placementStrategy");
  if (given == nullptr) return strategies;
  const std::string path = "/placementStrategy";
  if (given->items().size() > kMostStrategies) {
    return invalidParameter("placementStrategy can have at most 5 items.", path);
  }
  for (std::size_t i = 0; i < given->items().size(); ++i) {
    const JsonValue& item = given->items()[i];
    const std::string& type = item.text("type");
    const std::string& field = item.text("field");
    const std::string at = pointerTo(path, i);
    PlacementStrategyItem strategy{PlacementStrategyType::random, field};
    if (type == "spread") {
      strategy.type = PlacementStrategyType::spread;
      if (field != "instanceId" && field != "host" && !field.starts_with("attribute:")) {
        return invalidParameter("spread takes instanceId or attribute:<name>.", at + "/field");
      }
    } else if (type == "binpack") {
      strategy.type = PlacementStrategyType::binpack;
      if (field != "cpu" && field != "memory" && field != "CPU" && field != "MEMORY") {
        return invalidParameter("binpack takes cpu or memory.", at + "/field");
      }
    } else if (type != "random") {
      return invalidParameter("type should be one of [random,spread,binpack]", at + "/type");
    }
    strategies.push_back(std::move(strategy));
  }
  return strategies;
}

Result<CapacityChoice> capacityOf(const ApiCall& call, ClusterIndex cluster,
                                  TaskDefinitionIndex definition, bool daemon) {
  CapacityChoice choice;
  const Cluster& record = call.state.clusters[cluster.value];
  const std::string& launchType = call.text("launchType");
  const Result<CapacityProviderStrategy> strategy =
      strategyOf(call, "capacityProviderStrategy", record.capacityProviders);
  const JsonValue* given = call.input.find("capacityProviderStrategy");
  if (given != nullptr && !given->items().empty() && !launchType.empty()) {
    return invalidParameter(
        "Specify either Launch Type or Capacity Provider Strategy, but not both.", "/launchType");
  }
  if (!strategy) return strategy.error();
  if (launchType == "EXTERNAL" || launchType == "MANAGED_INSTANCES") {
    return Error{"SimNotModelled",
                 "Launch type " + launchType + " is not simulated: use FARGATE or EC2.",
                 "/launchType"};
  }
  if (!launchType.empty() && launchType != "FARGATE" && launchType != "EC2") {
    return invalidParameter("Launch type should be one of [EC2,FARGATE,EXTERNAL]", "/launchType");
  }
  choice.strategy = strategy.value();
  if (launchType.empty() && choice.strategy.empty() && !daemon) {
    choice.strategy = record.defaultCapacityProviderStrategy;
  }
  if (!choice.strategy.empty()) {
    choice.launchType = launchTypeOf(choice.strategy);
  } else {
    choice.launchType = launchType == "FARGATE" ? LaunchType::FARGATE : LaunchType::EC2;
  }
  const char* const name = nameOf(choice.launchType);
  if (!supports(call.state, definition, name)) {
    return invalidParameter(
        std::string("Task definition does not support launch_type ") + name + ".",
        "/taskDefinition");
  }
  if (auto refused = platformVersionRefused(call, choice.launchType)) return *refused;
  if (choice.launchType == LaunchType::FARGATE) {
    if (auto refused = fargateRefusesPlacement(call)) return *refused;
    return choice;
  }
  const auto constraints = placementConstraintsOf(call);
  if (!constraints) return constraints.error();
  const auto placement = placementStrategyOf(call);
  if (!placement) return placement.error();
  if (daemon && !placement.value().empty()) {
    return invalidParameter("The daemon scheduling strategy does not support placement strategies.",
                            "/placementStrategy");
  }
  choice.constraints = constraints.value();
  choice.placement = placement.value();
  return choice;
}

Result<AwsvpcConfiguration> networkFor(const ApiCall& call, TaskDefinitionIndex definition,
                                       LaunchType launchType) {
  if (call.state.taskDefinitions[definition.value].networkMode != NetworkMode::awsvpc) {
    const JsonValue* given = call.input.find("networkConfiguration");
    if (given != nullptr && given->find("awsvpcConfiguration") != nullptr) {
      return invalidParameter(
          "Network Configuration is not valid for the given networkMode of this task definition.",
          "/networkConfiguration");
    }
    return AwsvpcConfiguration{};
  }
  Result<AwsvpcConfiguration> network = networkOf(call);
  if (network && launchType == LaunchType::EC2 && network.value().assignPublicIp) {
    return invalidParameter("Assign public IP is not supported for this launch type.",
                            "/networkConfiguration/awsvpcConfiguration/assignPublicIp");
  }
  return network;
}

JsonValue strategyJson(const State& state, const CapacityProviderStrategy& strategy) {
  JsonValue json = JsonValue::array();
  for (const CapacityProviderStrategyItem& item : strategy) {
    json.push(JsonValue::object(
        {{"capacityProvider", state.capacity.providers[item.capacityProvider.value].name},
         {"weight", item.weight},
         {"base", item.base}}));
  }
  return json;
}

JsonValue constraintsJson(const std::vector<PlacementConstraint>& constraints) {
  JsonValue json = JsonValue::array();
  for (const PlacementConstraint& constraint : constraints) {
    JsonValue item = JsonValue::object({{"type", nameOf(constraint.type)}});
    if (!constraint.expression.empty()) item.set("expression", constraint.expression);
    json.push(std::move(item));
  }
  return json;
}

JsonValue placementJson(const std::vector<PlacementStrategyItem>& strategies) {
  JsonValue json = JsonValue::array();
  for (const PlacementStrategyItem& strategy : strategies) {
    JsonValue item = JsonValue::object({{"type", nameOf(strategy.type)}});
    if (!strategy.field.empty()) item.set("field", strategy.field);
    json.push(std::move(item));
  }
  return json;
}

}  // namespace taskyard
