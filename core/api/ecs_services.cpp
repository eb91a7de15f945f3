// Services.

#include "api/capacity_handlers.h"
#include "api/client_token.h"
#include "api/describe.h"
#include "api/ecs_load_balancers.h"
#include "api/handlers.h"
#include "api/service_configuration.h"
#include "api/service_members.h"
#include "api/service_scheduler_handlers.h"
#include "api/servicediscovery_handlers.h"
#include "api/tag_handlers.h"
#include "engine/discovery_system.h"
#include "engine/fargate_capacity.h"
#include "engine/identity.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// Source: Developer Guide, "service quotas" (2023).
constexpr std::int32_t kMostDiscoverableTasks = 1000;

// The service that the member names. Errors: ServiceNotFoundException.
Result<ServiceIndex> serviceOf(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const ServiceIndex service = findService(call.state, cluster.value(), call.text("service"));
  if (!service.valid()) return Error{"ServiceNotFoundException", "Service not found.", "/service"};
  return service;
}

Result<std::int32_t> desiredCountOf(const ApiCall& call) {
  const std::int64_t count = call.integer("desiredCount").value_or(0);
  if (count < 0 || count > kTasksPerServiceMost) {
    return invalidParameter(
        "desiredCount must be between 0 and 5000, the quota of tasks per "
        "service.",
        "/desiredCount");
  }
  return static_cast<std::int32_t>(count);
}

// What AWS refuses of schedulingStrategy DAEMON.
std::optional<Error> daemonRefuses(const ApiCall& call, LaunchType launchType) {
  if (launchType == LaunchType::FARGATE) {
    return invalidParameter("The daemon scheduling strategy is not supported on Fargate.",
                            "/schedulingStrategy");
  }
  if (call.integer("desiredCount")) {
    return invalidParameter("The daemon scheduling strategy does not support a desired count.",
                            "/desiredCount");
  }
  return std::nullopt;
}

// What an update says about capacity and placement.
std::optional<Error> readCapacityChange(const ApiCall& call, const Service& service,
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

ApiAnswer serviceAnswer(const ApiCall& call, ServiceIndex service) {
  ApiAnswer answer;
  if (call.outputWanted) answer.output.set("service", serviceJson(call.state, call.log, service));
  return answer;
}

}  // namespace

Result<ApiAnswer> createService(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::string& name = call.text("serviceName");
  if (!isEcsName(name)) {
    return invalidParameter("Invalid service name '" + shownText(name) +
                                "': 1 to 255 letters, numbers, hyphens and underscores.",
                            "/serviceName");
  }
  if (auto refused = clientTokenRefused(call)) return *refused;
  const std::string& token = call.text("clientToken");
  const ServiceIndex existing = findService(call.state, cluster.value(), name);
  if (existing.valid()) {
    const Service& known = call.state.services[existing.value];
    const ServiceStatus status = known.status;
    if (status == ServiceStatus::ACTIVE) {
      if (!token.empty() && token == known.clientToken &&
          requestFingerprint(call.input) == known.clientRequest) {
        return serviceAnswer(call, existing);
      }
      return invalidParameter("Creation of service was not idempotent.", "/serviceName");
    }
    if (status == ServiceStatus::DRAINING) {
      return invalidParameter("Unable to Start a service that is still Draining.", "/serviceName");
    }
  }
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
  const bool daemon = call.text("schedulingStrategy") == "DAEMON";
  const Result<CapacityChoice> capacity =
      capacityOf(call, cluster.value(), definition.value(), daemon);
  if (!capacity) return capacity.error();
  if (daemon) {
    if (auto refused = daemonRefuses(call, capacity.value().launchType)) return *refused;
  }
  const Result<AwsvpcConfiguration> network =
      networkFor(call, definition.value(), capacity.value().launchType);
  if (!network) return network.error();
  if (!daemon && !call.integer("desiredCount")) {
    return invalidParameter("desiredCount is required for the REPLICA scheduling strategy.",
                            "/desiredCount");
  }
  const Result<std::int32_t> desired = desiredCountOf(call);
  if (!desired) return desired.error();
  if (auto refused = deploymentControllerRefused(call)) return *refused;
  DeploymentConfiguration defaults;
  if (daemon) {
    defaults.minimumHealthyPercent = 0;
    defaults.maximumPercent = 100;
  }
  const Result<DeploymentConfiguration> deployment =
      deploymentConfigurationOf(call, defaults, nullptr);
  if (!deployment) return deployment.error();
  const Result<bool> rebalancing =
      rebalancingOf(call, deployment.value(), deployment.value().maximumPercent > 100);
  if (!rebalancing) return rebalancing.error();
  const Result<PropagateTags> propagate = propagateTagsOf(call, PropagateTags::NONE);
  if (!propagate) return propagate.error();
  if (auto refused = tagsRefused(call)) return *refused;
  const auto balancers =
      loadBalancersOf(call, call.state.taskDefinitions[definition.value().value], {});
  if (!balancers) return balancers.error();
  const Result<std::optional<std::uint32_t>> registry = registryOf(call);
  if (!registry) return registry.error();
  if (registry.value() && desired.value() > kMostDiscoverableTasks) {
    return invalidParameter("A service with service discovery can have at most 1000 tasks.",
                            "/desiredCount");
  }

  const std::vector<std::string> notModelled = serviceMembersNotActedOn(call);
  Service service;
  service.serviceName = name;
  service.cluster = cluster.value();
  service.launchType = capacity.value().launchType;
  service.capacityProviderStrategy = capacity.value().strategy;
  service.placementConstraints = capacity.value().constraints;
  service.placementStrategy = capacity.value().placement;
  if (daemon) service.schedulingStrategy = SchedulingStrategy::DAEMON;
  service.taskDefinition = definition.value();
  service.desiredCount = desired.value();
  service.deploymentConfiguration = deployment.value();
  service.awsvpcConfiguration = network.value();
  service.loadBalancers = balancers.value();
  service.healthCheckGracePeriodSeconds =
      static_cast<std::int32_t>(call.integer("healthCheckGracePeriodSeconds").value_or(0));
  service.availabilityZoneRebalancing = rebalancing.value();
  service.propagateTags = propagate.value();
  service.enableExecuteCommand = call.flag("enableExecuteCommand");
  service.enableECSManagedTags = call.flag("enableECSManagedTags");
  service.otherJson = keptJson(call, notModelled, "");
  service.clientToken = token;
  service.clientRequest = token.empty() ? 0 : requestFingerprint(call.input);
  const ServiceIndex index = call.simulation().createService(std::move(service), call.begin(name));
  putTags(call.simulation().state(), serviceArn(call.state, index), tagsOf(call.input));
  if (registry.value()) registerService(call.simulation(), index, *registry.value());
  ApiAnswer answer = serviceAnswer(call, index);
  answer.notModelled = notModelled;
  return answer;
}

Result<ApiAnswer> updateService(const ApiCall& call) {
  const Result<ServiceIndex> index = serviceOf(call);
  if (!index) return index.error();
  const Service& service = call.state.services[index.value().value];
  if (service.status != ServiceStatus::ACTIVE) {
    return Error{"ServiceNotActiveException", "Service was not ACTIVE.", "/service"};
  }
  ServiceChange change;
  if (call.integer("desiredCount")) {
    if (service.schedulingStrategy == SchedulingStrategy::DAEMON) {
      return invalidParameter("The daemon scheduling strategy does not support a desired count.",
                              "/desiredCount");
    }
    const Result<std::int32_t> desired = desiredCountOf(call);
    if (!desired) return desired.error();
    change.desiredCount = desired.value();
  }
  if (!call.text("taskDefinition").empty()) {
    const Result<TaskDefinitionIndex> definition = launchableDefinition(call);
    if (!definition) return definition.error();
    change.taskDefinition = definition.value();
  }
  change.forceNewDeployment = call.flag("forceNewDeployment");
  if (auto refused = servicePartsRefused(call)) return *refused;
  if (auto error = readCapacityChange(call, service, change)) return *error;
  if (call.input.find("networkConfiguration") != nullptr) {
    const Result<AwsvpcConfiguration> network =
        networkFor(call, change.taskDefinition.value_or(service.taskDefinition),
                   change.capacityProviderStrategy ? change.launchType : service.launchType);
    if (!network) return network.error();
    change.awsvpcConfiguration = network.value();
  }
  if (call.input.find("deploymentConfiguration") != nullptr) {
    const Result<DeploymentConfiguration> deployment =
        deploymentConfigurationOf(call, service.deploymentConfiguration, &service);
    if (!deployment) return deployment.error();
    change.deploymentConfiguration = deployment.value();
  }
  if (auto refused = deploymentControllerRefused(call)) return *refused;
  if (!call.text("availabilityZoneRebalancing").empty()) {
    const Result<bool> rebalancing = rebalancingOf(
        call, change.deploymentConfiguration.value_or(service.deploymentConfiguration), false);
    if (!rebalancing) return rebalancing.error();
    change.availabilityZoneRebalancing = rebalancing.value();
  }
  const Result<PropagateTags> propagate = propagateTagsOf(call, service.propagateTags);
  if (!propagate) return propagate.error();
  change.propagateTags = propagate.value();
  for (const auto& [member, target] :
       {std::pair("enableExecuteCommand", &change.enableExecuteCommand),
        std::pair("enableECSManagedTags", &change.enableECSManagedTags)}) {
    if (call.input.find(member) != nullptr) *target = call.flag(member);
  }
  const TaskDefinitionIndex runs = change.taskDefinition.value_or(service.taskDefinition);
  if (change.enableExecuteCommand.value_or(service.enableExecuteCommand)) {
    if (auto refused = execRefused(call.state.taskDefinitions[runs.value], "service", "updated")) {
      return *refused;
    }
  }
  const auto balancers =
      loadBalancersOf(call, call.state.taskDefinitions[runs.value], service.loadBalancers);
  if (!balancers) return balancers.error();
  if (call.input.find("loadBalancers") != nullptr) change.loadBalancers = balancers.value();
  if (const auto grace = call.integer("healthCheckGracePeriodSeconds")) {
    change.healthCheckGracePeriodSeconds = static_cast<std::int32_t>(*grace);
  }
  const std::vector<std::string> notModelled = serviceMembersNotActedOn(call);
  change.otherRevision = startsOtherRevision(call, service.otherJson);
  change.otherJson = keptJson(call, notModelled, service.otherJson);
  std::string subject = service.serviceName;
  if (change.desiredCount) subject += " desiredCount=" + std::to_string(*change.desiredCount);
  if (change.taskDefinition) {
    subject += " taskDefinition=" +
               familyRevision(call.state.taskDefinitions[change.taskDefinition->value]);
  }
  call.simulation().updateService(index.value(), change, call.begin(subject));
  ApiAnswer answer = serviceAnswer(call, index.value());
  answer.notModelled = notModelled;
  return answer;
}

Result<ApiAnswer> deleteService(const ApiCall& call) {
  const Result<ServiceIndex> index = serviceOf(call);
  if (!index) return index.error();
  const Service& service = call.state.services[index.value().value];
  if (service.status == ServiceStatus::INACTIVE) {
    return Error{"ServiceNotFoundException", "Service not found.", "/service"};
  }
  // Source: API Reference, DeleteService: force is necessary for REPLICA only.
  if (service.schedulingStrategy == SchedulingStrategy::REPLICA && service.desiredCount > 0 &&
      !call.flag("force")) {
    return invalidParameter("The service cannot be stopped while it is scaled above 0.", "/force");
  }
  if (service.status == ServiceStatus::ACTIVE) {
    call.simulation().deleteService(index.value(), call.begin(service.serviceName));
  }
  return serviceAnswer(call, index.value());
}

Result<ApiAnswer> describeServices(const ApiCall& call) {
  constexpr std::size_t kMostServices = 10;  // Source: API Reference, DescribeServices
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  const std::vector<std::string> names = call.strings("services");
  if (names.empty()) return invalidParameter("Services cannot be empty.", "/services");
  if (names.size() > kMostServices) {
    return invalidParameter("Services can have at most 10 items.", "/services");
  }
  JsonValue services = JsonValue::array();
  JsonValue failures = JsonValue::array();
  for (const std::string& name : names) {
    const ServiceIndex service = findService(call.state, cluster.value(), name);
    if (service.valid()) {
      services.push(serviceJson(call.state, call.log, service));
    } else {
      failures.push(missing(name.starts_with("arn:")
                                ? name
                                : "arn:aws:ecs:us-east-1:123456789012:service/" +
                                      call.state.clusters[cluster.value().value].clusterName + "/" +
                                      name));
    }
  }
  ApiAnswer answer;
  answer.output.set("services", std::move(services));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> listServices(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (auto refused =
          valueRefused(call, "launchType", {"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"}))
    return *refused;
  if (auto refused = servicePartsRefused(call)) return *refused;
  const std::string& scheduling = call.text("schedulingStrategy");
  std::vector<std::string> arns;
  for (std::size_t i = 0; i < call.state.services.size(); ++i) {
    const Service& service = call.state.services[i];
    if (service.cluster != cluster.value() || service.status == ServiceStatus::INACTIVE) continue;
    if (!call.text("launchType").empty() && call.text("launchType") != nameOf(service.launchType)) {
      continue;
    }
    if (!scheduling.empty() && scheduling != nameOf(service.schedulingStrategy)) continue;
    arns.push_back(serviceArn(call.state, ServiceIndex(i)));
  }
  return pageOf(call, "serviceArns", arns);
}

}  // namespace taskyard
