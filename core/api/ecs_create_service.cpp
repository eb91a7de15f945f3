// CreateService: read and checked in the order in which ECS complains.

#include "api/capacity_handlers.h"
#include "api/client_token.h"
#include "api/ecs_load_balancers.h"
#include "api/ecs_service_parts.h"
#include "api/service_configuration.h"
#include "api/service_scheduler_handlers.h"
#include "api/servicediscovery_handlers.h"
#include "api/tag_handlers.h"
#include "engine/discovery_system.h"
#include "engine/identity.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// Source: Developer Guide, "service quotas" (2023).
constexpr std::int32_t kMostDiscoverableTasks = 1000;

bool asksForDaemon(const ApiCall& call) { return call.text("schedulingStrategy") == "DAEMON"; }

// No name for a service.
std::optional<Error> nameRefused(const std::string& name) {
  if (isEcsName(name)) return std::nullopt;
  return invalidParameter("Invalid service name '" + shownText(name) +
                              "': 1 to 255 letters, numbers, hyphens and underscores.",
                          "/serviceName");
}

// Whether the ACTIVE service of this name was made by the same request, with the same clientToken.
bool madeByThisRequest(const ApiCall& call, const Service& existing) {
  const std::string& token = call.text("clientToken");
  return !token.empty() && existing.status == ServiceStatus::ACTIVE &&
         existing.clientToken == token && existing.clientRequest == requestFingerprint(call.input);
}

// What a service of the same name stands in the way of. An INACTIVE one gives its name free.
std::optional<Error> nameTaken(const Service& existing) {
  switch (existing.status) {
    case ServiceStatus::ACTIVE:
      return invalidParameter("Creation of service was not idempotent.", "/serviceName");
    case ServiceStatus::DRAINING:
      return invalidParameter("Unable to Start a service that is still Draining.", "/serviceName");
    case ServiceStatus::INACTIVE: break;
  }
  return std::nullopt;
}

// What AWS refuses of schedulingStrategy DAEMON.
std::optional<Error> daemonRefuses(const ApiCall& call, LaunchType launchType) {
  if (launchType == LaunchType::FARGATE) {
    return invalidParameter("The daemon scheduling strategy is not supported on Fargate.",
                            "/schedulingStrategy");
  }
  if (call.integer("desiredCount")) return daemonHasNoDesiredCount();
  return std::nullopt;
}

// Where its tasks run: launch type or strategy, placement, network.
std::optional<Error> readPlaces(const ApiCall& call, Service& service) {
  const bool daemon = asksForDaemon(call);
  const JsonValue* providers = call.input.find("capacityProviderStrategy");
  if (daemon && providers != nullptr && !providers->items().empty()) {
    // The sentence is AWS's, as users report it (containers-roadmap issue 692).
    return invalidParameter(
        "Specifying a capacity provider strategy is not supported when you create a service using "
        "the DAEMON scheduling strategy.",
        "/capacityProviderStrategy");
  }
  const Result<CapacityChoice> capacity =
      capacityOf(call, service.cluster, service.taskDefinition, daemon);
  if (!capacity) return capacity.error();
  service.launchType = capacity.value().launchType;
  service.capacityProviderStrategy = capacity.value().strategy;
  service.placementConstraints = capacity.value().constraints;
  service.placementStrategy = capacity.value().placement;
  if (daemon) {
    if (auto refused = daemonRefuses(call, service.launchType)) return refused;
    service.schedulingStrategy = SchedulingStrategy::DAEMON;
  }
  const Result<AwsvpcConfiguration> network =
      networkFor(call, service.taskDefinition, service.launchType);
  if (!network) return network.error();
  service.awsvpcConfiguration = network.value();
  return std::nullopt;
}

std::optional<Error> readDesiredCount(const ApiCall& call, Service& service) {
  if (!asksForDaemon(call) && !call.integer("desiredCount")) {
    return invalidParameter("desiredCount is required for the REPLICA scheduling strategy.",
                            "/desiredCount");
  }
  const Result<std::int32_t> desired = desiredCountOf(call);
  if (!desired) return desired.error();
  service.desiredCount = desired.value();
  return std::nullopt;
}

// How it changes: controller, deploymentConfiguration, zone rebalancing.
std::optional<Error> readDeployment(const ApiCall& call, Service& service) {
  if (auto refused = deploymentControllerRefused(call)) return refused;
  DeploymentConfiguration defaults;
  if (asksForDaemon(call)) {
    defaults.minimumHealthyPercent = 0;
    defaults.maximumPercent = 100;
  }
  const Result<DeploymentConfiguration> deployment =
      deploymentConfigurationOf(call, defaults, nullptr);
  if (!deployment) return deployment.error();
  if (asksForDaemon(call)) {
    if (auto refused = daemonConfigurationRefused(deployment.value())) return refused;
  }
  service.deploymentConfiguration = deployment.value();
  const Result<bool> rebalancing =
      rebalancingOf(call, deployment.value(), deployment.value().maximumPercent > 100);
  if (!rebalancing) return rebalancing.error();
  service.availabilityZoneRebalancing = rebalancing.value();
  return std::nullopt;
}

std::optional<Error> readTagsAndBalancers(const ApiCall& call, Service& service) {
  const Result<PropagateTags> propagate = propagateTagsOf(call, PropagateTags::NONE);
  if (!propagate) return propagate.error();
  service.propagateTags = propagate.value();
  if (auto refused = tagsRefused(call)) return refused;
  const auto balancers =
      loadBalancersOf(call, call.state.taskDefinitions[service.taskDefinition.value], {});
  if (!balancers) return balancers.error();
  service.loadBalancers = balancers.value();
  return std::nullopt;
}

// What the request asks for. Changes nothing.
Result<Service> requestedService(const ApiCall& call, ClusterIndex cluster) {
  if (call.text("taskDefinition").empty()) {
    return invalidParameter("TaskDefinition cannot be blank.", "/taskDefinition");
  }
  const Result<TaskDefinitionIndex> definition = launchableDefinition(call);
  if (!definition) return definition.error();
  if (auto refused = servicePartsRefused(call)) return *refused;
  if (call.flag("enableExecuteCommand")) {
    const TaskDefinition& runs = call.state.taskDefinitions[definition.value().value];
    if (auto refused = execRefused(runs, "service", "created")) return *refused;
  }
  Service service;
  service.serviceName = call.text("serviceName");
  service.cluster = cluster;
  service.taskDefinition = definition.value();
  if (auto refused = readPlaces(call, service)) return *refused;
  if (auto refused = readDesiredCount(call, service)) return *refused;
  if (auto refused = readDeployment(call, service)) return *refused;
  if (auto refused = readTagsAndBalancers(call, service)) return *refused;
  service.healthCheckGracePeriodSeconds =
      static_cast<std::int32_t>(call.integer("healthCheckGracePeriodSeconds").value_or(0));
  service.enableExecuteCommand = call.flag("enableExecuteCommand");
  service.enableECSManagedTags = call.flag("enableECSManagedTags");
  service.clientToken = call.text("clientToken");
  service.clientRequest = service.clientToken.empty() ? 0 : requestFingerprint(call.input);
  return service;
}

}  // namespace

Result<ApiAnswer> createService(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::string& name = call.text("serviceName");
  if (auto refused = nameRefused(name)) return *refused;
  if (auto refused = clientTokenRefused(call)) return *refused;
  const ServiceIndex existing = findService(call.state, cluster.value(), name);
  if (existing.valid()) {
    const Service& known = call.state.services[existing.value];
    if (madeByThisRequest(call, known)) return serviceAnswer(call, existing, {});
    if (auto refused = nameTaken(known)) return *refused;
  }
  Result<Service> service = requestedService(call, cluster.value());
  if (!service) return service.error();
  const Result<std::optional<std::uint32_t>> registry = registryOf(call);
  if (!registry) return registry.error();
  if (registry.value() && service.value().desiredCount > kMostDiscoverableTasks) {
    return invalidParameter("A service with service discovery can have at most 1000 tasks.",
                            "/desiredCount");
  }
  const std::vector<std::string> notModelled = serviceMembersNotActedOn(call);
  service.value().otherJson = keptJson(call, notModelled, "");
  Simulation& sim = call.simulation();
  const EventId cause = call.begin(service.value().serviceName);
  const ServiceIndex index = sim.createService(std::move(service.value()), cause);
  putTags(sim.state(), serviceArn(call.state, index), tagsOf(call.input));
  if (registry.value()) registerService(sim, index, *registry.value());
  return serviceAnswer(call, index, notModelled);
}

}  // namespace taskyard
