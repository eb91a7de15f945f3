// Capacity providers and their association with clusters.

#include <algorithm>

#include "api/capacity_handlers.h"
#include "api/describe.h"
#include "engine/container_instances_system.h"
#include "engine/instance_identity.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

Error clientError(std::string message, std::string path) {
  return {"ClientException", std::move(message), std::move(path)};
}

const char* onOff(bool on) { return on ? "ENABLED" : "DISABLED"; }

JsonValue providerJson(const State& state, CapacityProviderIndex index) {
  const CapacityProvider& provider = state.capacity.providers[index.value];
  JsonValue json = JsonValue::object();
  json.set("capacityProviderArn", capacityProviderArn(provider));
  json.set("name", provider.name);
  json.set("status", provider.deleted ? "INACTIVE" : "ACTIVE");
  if (provider.autoScalingGroup.valid()) {
    const ManagedScaling& scaling = provider.managedScaling;
    json.set("autoScalingGroupProvider",
             JsonValue::object(
                 {{"autoScalingGroupArn",
                   autoScalingGroupArn(state.seed, state, provider.autoScalingGroup)},
                  {"managedScaling",
                   JsonValue::object({{"status", onOff(scaling.enabled)},
                                      {"targetCapacity", scaling.targetCapacity},
                                      {"minimumScalingStepSize", scaling.minimumScalingStepSize},
                                      {"maximumScalingStepSize", scaling.maximumScalingStepSize},
                                      {"instanceWarmupPeriod", scaling.instanceWarmupPeriod}})},
                  {"managedTerminationProtection", onOff(provider.managedTerminationProtection)},
                  {"managedDraining", onOff(provider.managedDraining)}}));
  }
  json.set("tags", JsonValue::array());
  return json;
}

ApiAnswer providerAnswer(const ApiCall& call, CapacityProviderIndex provider) {
  ApiAnswer answer;
  answer.output.set("capacityProvider", providerJson(call.state, provider));
  return answer;
}

// Our text.
std::optional<Error> notOnOff(const std::string& value, std::string path) {
  if (value.empty() || value == "ENABLED" || value == "DISABLED") return std::nullopt;
  const std::string member = path.substr(path.rfind('/') + 1);
  return clientError(member + " should be one of [ENABLED,DISABLED]", std::move(path));
}

// Reads managedScaling, managedTerminationProtection and managedDraining into `provider`.
std::optional<Error> readSettings(const State& state, const JsonValue& given,
                                  CapacityProvider& provider) {
  const std::string path = "/autoScalingGroupProvider";
  if (const JsonValue* scaling = given.find("managedScaling"); scaling != nullptr) {
    ManagedScaling& settings = provider.managedScaling;
    const std::string& status = scaling->text("status");
    if (auto error = notOnOff(status, path + "/managedScaling/status")) return error;
    // Model choice: settings without a status turn managed scaling on.
    settings.enabled = status.empty() ? true : status == "ENABLED";
    const auto number = [&](const char* name, std::int64_t low, std::int64_t high,
                            std::int32_t& target) -> std::optional<Error> {
      const JsonValue* value = scaling->find(name);
      if (value == nullptr) return std::nullopt;
      if (value->integer() < low || value->integer() > high) {
        return clientError(std::string(name) + " must be between " + std::to_string(low) + " and " +
                               std::to_string(high) + ".",
                           path + "/managedScaling/" + name);
      }
      target = static_cast<std::int32_t>(value->integer());
      return std::nullopt;
    };
    if (auto error = number("targetCapacity", 1, 100, settings.targetCapacity)) return error;
    if (auto error = number("minimumScalingStepSize", 1, 10'000, settings.minimumScalingStepSize)) {
      return error;
    }
    if (auto error = number("maximumScalingStepSize", 1, 10'000, settings.maximumScalingStepSize)) {
      return error;
    }
    if (auto error = number("instanceWarmupPeriod", 0, 10'000, settings.instanceWarmupPeriod)) {
      return error;
    }
  }
  for (const char* member : {"managedDraining", "managedTerminationProtection"}) {
    if (auto error = notOnOff(given.text(member), path + "/" + member)) return error;
  }
  if (const std::string& draining = given.text("managedDraining"); !draining.empty()) {
    provider.managedDraining = draining == "ENABLED";
  }
  if (const std::string& text = given.text("managedTerminationProtection"); !text.empty()) {
    provider.managedTerminationProtection = text == "ENABLED";
  }
  if (!provider.managedTerminationProtection) return std::nullopt;
  if (!provider.managedScaling.enabled) {
    return clientError(
        "The managed termination protection setting for the capacity provider is invalid. To "
        "enable managed termination protection for a capacity provider, managed scaling must be "
        "enabled.",
        path + "/managedTerminationProtection");
  }
  if (!state.capacity.autoScalingGroups[provider.autoScalingGroup.value]
           .newInstancesProtectedFromScaleIn) {
    return clientError(
        "The managed termination protection setting for the capacity provider is invalid. To "
        "enable managed termination protection for a capacity provider, the Auto Scaling group "
        "must have instance protection from scale in enabled.",
        path + "/managedTerminationProtection");
  }
  return std::nullopt;
}

Result<CapacityProviderIndex> namedProvider(const ApiCall& call, const char* member) {
  const CapacityProviderIndex provider = findCapacityProvider(call.state, call.text(member));
  if (provider.valid()) return provider;
  return clientError(
      "The specified capacity provider does not exist. Specify a valid name or ARN and try again.",
      std::string("/") + member);
}

bool uses(const CapacityProviderStrategy& strategy, CapacityProviderIndex provider) {
  return std::any_of(strategy.begin(), strategy.end(),
                     [provider](const auto& item) { return item.capacityProvider == provider; });
}

// A cluster that has the provider, other than `except`.
ClusterIndex clusterWith(const State& state, CapacityProviderIndex provider, ClusterIndex except) {
  for (std::size_t i = 0; i < state.clusters.size(); ++i) {
    if (state.clusters[i].status != ClusterStatus::ACTIVE || ClusterIndex(i) == except) continue;
    const auto& providers = state.clusters[i].capacityProviders;
    if (std::find(providers.begin(), providers.end(), provider) != providers.end()) {
      return ClusterIndex(i);
    }
  }
  return {};
}

}  // namespace

Result<ApiAnswer> createCapacityProvider(const ApiCall& call) {
  const std::string& name = call.text("name");
  for (const char* prefix : {"aws", "ecs", "fargate", "AWS", "ECS", "FARGATE"}) {
    if (name.starts_with(prefix)) {
      return clientError(
          "The capacity provider name cannot be prefixed with 'aws', 'ecs', or 'fargate'.",
          "/name");
    }
  }
  if (name.empty() || name.size() > 255) {
    return clientError("The capacity provider name must have 1 to 255 characters.", "/name");
  }
  // Source: API Reference, CreateCapacityProvider; Model choice: the wording.
  if (!isEcsName(name)) {
    return clientError(
        "The capacity provider name can have letters, numbers, underscores and hyphens only.",
        "/name");
  }
  if (findCapacityProvider(call.state, name).valid()) {
    return clientError(
        "The specified capacity provider already exists. To change the configuration of an "
        "existing capacity provider, update the capacity provider.",
        "/name");
  }
  const JsonValue* given = call.input.find("autoScalingGroupProvider");
  if (given == nullptr) {
    return Error{"SimNotModelled",
                 "Only capacity providers of Auto Scaling groups are simulated: give "
                 "autoScalingGroupProvider.",
                 "/autoScalingGroupProvider"};
  }
  CapacityProvider provider;
  provider.name = name;
  provider.autoScalingGroup = findAutoScalingGroup(call.state, given->text("autoScalingGroupArn"));
  if (!provider.autoScalingGroup.valid()) {
    return clientError("The specified Auto Scaling group ARN does not exist.",
                       "/autoScalingGroupProvider/autoScalingGroupArn");
  }
  if (providerOf(call.state, provider.autoScalingGroup).valid()) {
    return clientError(
        "The specified Auto Scaling group ARN is already being used by another capacity provider. "
        "Specify a unique Auto Scaling group ARN and try again.",
        "/autoScalingGroupProvider/autoScalingGroupArn");
  }
  // Source: Developer Guide, "Auto Scaling group capacity providers"; Model choice: the wording.
  if (call.state.capacity.autoScalingGroups[provider.autoScalingGroup.value].maxSize == 0) {
    return clientError("The Auto Scaling group must have a MaxSize greater than zero.",
                       "/autoScalingGroupProvider/autoScalingGroupArn");
  }
  if (auto error = readSettings(call.state, *given, provider)) return *error;
  (void)call.begin(name);
  call.simulation().state().capacity.providers.push_back(std::move(provider));
  ApiAnswer answer =
      providerAnswer(call, CapacityProviderIndex(call.state.capacity.providers.size() - 1));
  answer.notModelled = call.notModelled({"name", "autoScalingGroupProvider"});
  return answer;
}

Result<ApiAnswer> updateCapacityProvider(const ApiCall& call) {
  const Result<CapacityProviderIndex> index = namedProvider(call, "name");
  if (!index) return index.error();
  CapacityProvider provider = call.state.capacity.providers[index.value().value];
  const JsonValue* given = call.input.find("autoScalingGroupProvider");
  if (!provider.autoScalingGroup.valid() || given == nullptr) {
    return clientError("Only the settings of an Auto Scaling group provider can be updated.",
                       "/name");
  }
  if (auto error = readSettings(call.state, *given, provider)) return *error;
  (void)call.begin(provider.name);
  call.simulation().state().capacity.providers[index.value().value] = std::move(provider);
  if (clusterWith(call.state, index.value(), {}).valid()) {
    Simulation& sim = call.simulation();
    startManagedScaling(sim, index.value());
  }
  return providerAnswer(call, index.value());
}

Result<ApiAnswer> deleteCapacityProvider(const ApiCall& call) {
  const Result<CapacityProviderIndex> index = namedProvider(call, "capacityProvider");
  if (!index) return index.error();
  CapacityProvider& provider = call.simulation().state().capacity.providers[index.value().value];
  if (!provider.autoScalingGroup.valid()) {
    return clientError("The specified capacity provider is reserved and cannot be deleted.",
                       "/capacityProvider");
  }
  const ClusterIndex cluster = clusterWith(call.state, index.value(), {});
  if (cluster.valid()) {
    return clientError(
        "The capacity provider cannot be deleted because it is associated with "
        "cluster: " +
            call.state.clusters[cluster.value].clusterName +
            ". Remove the capacity provider from the cluster and try again.",
        "/capacityProvider");
  }
  (void)call.begin(provider.name);
  provider.deleted = true;
  return providerAnswer(call, index.value());
}

Result<ApiAnswer> describeCapacityProviders(const ApiCall& call) {
  JsonValue list = JsonValue::array();
  JsonValue failures = JsonValue::array();
  const std::vector<std::string> names = call.strings("capacityProviders");
  for (const std::string& name : names) {
    const CapacityProviderIndex provider = findCapacityProvider(call.state, name);
    if (provider.valid()) {
      list.push(providerJson(call.state, provider));
    } else {
      failures.push(missing(name));
    }
  }
  for (std::size_t i = 0; names.empty() && i < call.state.capacity.providers.size(); ++i) {
    if (call.state.capacity.providers[i].deleted) continue;
    list.push(providerJson(call.state, CapacityProviderIndex(i)));
  }
  ApiAnswer answer;
  answer.output.set("capacityProviders", std::move(list));
  answer.output.set("failures", std::move(failures));
  answer.notModelled = call.notModelled({"capacityProviders"});
  return answer;
}

Result<ClusterCapacity> clusterCapacityOf(const ApiCall& call, ClusterIndex known) {
  constexpr std::size_t kMostPerCluster = 20;
  ClusterCapacity capacity;
  const std::vector<std::string> names = call.strings("capacityProviders");
  if (names.size() > kMostPerCluster) {
    return invalidParameter("A cluster can have at most 20 capacity providers.",
                            "/capacityProviders");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const CapacityProviderIndex provider = findCapacityProvider(call.state, names[i]);
    const std::string path = pointerTo("/capacityProviders", i);
    if (!provider.valid()) {
      return invalidParameter(
          "The specified capacity provider was not found. Specify a valid name or ARN and try "
          "again.",
          path);
    }
    const CapacityProvider& record = call.state.capacity.providers[provider.value];
    if (record.managedScaling.enabled && clusterWith(call.state, provider, known).valid()) {
      return invalidParameter(
          "The capacity provider " + record.name +
              " uses managed scaling and is already associated with another cluster.",
          path);
    }
    capacity.providers.push_back(provider);
  }
  const auto strategy = strategyOf(call, "defaultCapacityProviderStrategy", capacity.providers);
  if (!strategy) return strategy.error();
  capacity.defaultStrategy = strategy.value();
  return capacity;
}

void associate(const ApiCall& call, ClusterIndex cluster, ClusterCapacity capacity) {
  Simulation& sim = call.simulation();
  for (const CapacityProviderIndex provider : capacity.providers) {
    startManagedScaling(sim, provider);
  }
  Cluster& record = sim.state().clusters[cluster.value];
  record.capacityProviders = std::move(capacity.providers);
  record.defaultCapacityProviderStrategy = std::move(capacity.defaultStrategy);
}

Result<ApiAnswer> putClusterCapacityProviders(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  Result<ClusterCapacity> capacity = clusterCapacityOf(call, cluster.value());
  if (!capacity) return capacity.error();
  for (const CapacityProviderIndex provider :
       call.state.clusters[cluster.value().value].capacityProviders) {
    const auto& kept = capacity.value().providers;
    if (std::find(kept.begin(), kept.end(), provider) != kept.end()) continue;
    for (const Service& service : call.state.services) {
      if (service.cluster == cluster.value() && service.status == ServiceStatus::ACTIVE &&
          uses(service.capacityProviderStrategy, provider)) {
        return Error{"ResourceInUseException",
                     "The specified capacity provider is in use and cannot be removed.",
                     "/capacityProviders"};
      }
    }
  }
  (void)call.begin(call.state.clusters[cluster.value().value].clusterName);
  associate(call, cluster.value(), std::move(capacity.value()));
  ApiAnswer answer;
  answer.output.set("cluster", clusterJson(call.state, cluster.value()));
  return answer;
}

}  // namespace taskyard
