// UpdateService: what changes, read and checked in the order in which ECS complains.

#include "api/capacity_handlers.h"
#include "api/ecs_load_balancers.h"
#include "api/ecs_service_parts.h"
#include "api/service_configuration.h"
#include "api/service_scheduler_handlers.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

// Whether a member that starts a deployment when it changes, but is not simulated, has changed.
// Source: API Reference, UpdateService.
bool startsOtherRevision(const ApiCall& call, const std::string& known) {
  const JsonValue before = known.empty() ? JsonValue::object() : parseJson(known).value();
  for (const char* member : {"platformVersion", "serviceRegistries", "serviceConnectConfiguration",
                             "volumeConfigurations", "vpcLatticeConfigurations"}) {
    const JsonValue* given = call.input.find(member);
    if (given == nullptr) continue;
    const JsonValue* former = before.find(member);
    if (former == nullptr || *former != *given) return true;
  }
  return false;
}

// How many tasks of which revision.
std::optional<Error> readTasks(const ApiCall& call, const Service& service, ServiceChange& change) {
  if (call.integer("desiredCount")) {
    if (service.schedulingStrategy == SchedulingStrategy::DAEMON) {
      return daemonHasNoDesiredCount();
    }
    const Result<std::int32_t> desired = desiredCountOf(call);
    if (!desired) return desired.error();
    change.desiredCount = desired.value();
  }
  if (call.text("taskDefinition").empty()) return std::nullopt;
  const Result<TaskDefinitionIndex> definition = launchableDefinition(call);
  if (!definition) return definition.error();
  change.taskDefinition = definition.value();
  return std::nullopt;
}

// Capacity and placement.
std::optional<Error> readCapacity(const ApiCall& call, const Service& service,
                                  ServiceChange& change) {
  const auto& associated = call.state.clusters[service.cluster.value].capacityProviders;
  const auto strategy = strategyOf(call, "capacityProviderStrategy", associated);
  if (!strategy) return strategy.error();
  LaunchType launchType = service.launchType;
  const bool given = call.input.find("capacityProviderStrategy") != nullptr;
  if (given && strategy.value() != service.capacityProviderStrategy) {
    if (!change.forceNewDeployment) {
      return invalidParameter(
          "When switching from launch type to capacity provider strategy on an existing service, "
          "or making a change to a capacity provider strategy on a service that is already using "
          "one, you must force a new deployment.",
          "/forceNewDeployment");
    }
    // An empty list goes back to the launch type. Source: API Reference, UpdateService.
    if (!strategy.value().empty()) launchType = launchTypeOf(strategy.value());
    change.capacityProviderStrategy = strategy.value();
    change.launchType = launchType;
  }
  if (auto refused = platformVersionRefused(call, launchType)) return refused;
  const auto constraints = placementConstraintsOf(call);
  if (!constraints) return constraints.error();
  const auto placement = placementStrategyOf(call);
  if (!placement) return placement.error();
  if (launchType == LaunchType::FARGATE &&
      !(constraints.value().empty() && placement.value().empty())) {
    return invalidParameter(
        "Placement strategies and constraints are not supported with FARGATE launch type.",
        constraints.value().empty() ? "/placementStrategy" : "/placementConstraints");
  }
  if (call.input.find("placementConstraints") != nullptr) {
    change.placementConstraints = constraints.value();
  }
  if (call.input.find("placementStrategy") != nullptr) {
    change.placementStrategy = placement.value();
  }
  return std::nullopt;
}

std::optional<Error> readNetwork(const ApiCall& call, const Service& service,
                                 ServiceChange& change) {
  if (call.input.find("networkConfiguration") == nullptr) return std::nullopt;
  const Result<AwsvpcConfiguration> network =
      networkFor(call, change.taskDefinition.value_or(service.taskDefinition),
                 change.capacityProviderStrategy ? change.launchType : service.launchType);
  if (!network) return network.error();
  change.awsvpcConfiguration = network.value();
  return std::nullopt;
}

// deploymentConfiguration, its controller, zone rebalancing.
std::optional<Error> readDeployment(const ApiCall& call, const Service& service,
                                    ServiceChange& change) {
  if (call.input.find("deploymentConfiguration") != nullptr) {
    const Result<DeploymentConfiguration> deployment =
        deploymentConfigurationOf(call, service.deploymentConfiguration, &service);
    if (!deployment) return deployment.error();
    if (service.schedulingStrategy == SchedulingStrategy::DAEMON) {
      if (auto refused = daemonConfigurationRefused(deployment.value())) return refused;
    }
    change.deploymentConfiguration = deployment.value();
  }
  if (auto refused = deploymentControllerRefused(call)) return refused;
  if (call.text("availabilityZoneRebalancing").empty()) return std::nullopt;
  const Result<bool> rebalancing = rebalancingOf(
      call, change.deploymentConfiguration.value_or(service.deploymentConfiguration), false);
  if (!rebalancing) return rebalancing.error();
  change.availabilityZoneRebalancing = rebalancing.value();
  return std::nullopt;
}

std::optional<Error> readTagsAndExec(const ApiCall& call, const Service& service,
                                     ServiceChange& change) {
  const Result<PropagateTags> propagate = propagateTagsOf(call, service.propagateTags);
  if (!propagate) return propagate.error();
  change.propagateTags = propagate.value();
  for (const auto& [member, target] :
       {std::pair("enableExecuteCommand", &change.enableExecuteCommand),
        std::pair("enableECSManagedTags", &change.enableECSManagedTags)}) {
    if (call.input.find(member) != nullptr) *target = call.flag(member);
  }
  if (!change.enableExecuteCommand.value_or(service.enableExecuteCommand)) return std::nullopt;
  const TaskDefinitionIndex runs = change.taskDefinition.value_or(service.taskDefinition);
  return execRefused(call.state.taskDefinitions[runs.value], "service", "updated");
}

// Load balancers that stay are checked as well: a new revision may have lost their container.
std::optional<Error> readBalancers(const ApiCall& call, const Service& service,
                                   ServiceChange& change) {
  const TaskDefinitionIndex runs = change.taskDefinition.value_or(service.taskDefinition);
  const auto balancers =
      loadBalancersOf(call, call.state.taskDefinitions[runs.value], service.loadBalancers);
  if (!balancers) return balancers.error();
  if (call.input.find("loadBalancers") != nullptr) change.loadBalancers = balancers.value();
  if (const auto grace = call.integer("healthCheckGracePeriodSeconds")) {
    change.healthCheckGracePeriodSeconds = static_cast<std::int32_t>(*grace);
  }
  return std::nullopt;
}

// "web desiredCount=3 taskDefinition=web:2".
std::string subjectOf(const ApiCall& call, const Service& service, const ServiceChange& change) {
  std::string subject = service.serviceName;
  if (change.desiredCount) subject += " desiredCount=" + std::to_string(*change.desiredCount);
  if (change.taskDefinition) {
    subject += " taskDefinition=" +
               familyRevision(call.state.taskDefinitions[change.taskDefinition->value]);
  }
  return subject;
}

}  // namespace

Result<ApiAnswer> updateService(const ApiCall& call) {
  const Result<ServiceIndex> index = serviceOf(call);
  if (!index) return index.error();
  const Service& service = call.state.services[index.value().value];
  if (service.status != ServiceStatus::ACTIVE) {
    return Error{"ServiceNotActiveException", "Service was not ACTIVE.", "/service"};
  }
  ServiceChange change;
  if (auto refused = readTasks(call, service, change)) return *refused;
  change.forceNewDeployment = call.flag("forceNewDeployment");
  if (auto refused = servicePartsRefused(call)) return *refused;
  if (auto refused = readCapacity(call, service, change)) return *refused;
  if (auto refused = readNetwork(call, service, change)) return *refused;
  if (auto refused = readDeployment(call, service, change)) return *refused;
  if (auto refused = readTagsAndExec(call, service, change)) return *refused;
  if (auto refused = readBalancers(call, service, change)) return *refused;
  const std::vector<std::string> notModelled = serviceMembersNotActedOn(call);
  change.otherRevision = startsOtherRevision(call, service.otherJson);
  change.otherJson = keptJson(call, notModelled, service.otherJson);
  call.simulation().updateService(index.value(), change,
                                  call.begin(subjectOf(call, service, change)));
  return serviceAnswer(call, index.value(), notModelled);
}

}  // namespace taskyard
