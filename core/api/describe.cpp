#include "api/describe.h"

#include "api/capacity_handlers.h"
#include "api/ecs_load_balancers.h"
#include "api/service_configuration.h"
#include "api/servicediscovery_handlers.h"
#include "api/tag_handlers.h"
#include "base/draw.h"
#include "base/time.h"
#include "engine/event_text.h"
#include "engine/identity.h"
#include "engine/image_reference.h"
#include "engine/instance_identity.h"
#include "engine/service_scheduler.h"
#include "engine/stop_reason.h"

namespace taskyard {

namespace {

JsonValue nameValue(const char* name, std::string value) {
  return JsonValue::object({{"name", name}, {"value", std::move(value)}});
}

void setTime(JsonValue& object, const char* member, TimeMs at) {
  if (at != kNever) object.set(member, isoTimestamp(at));
}

std::string failureReason(const State& state, DeploymentIndex index) {
  DeploymentFailure failure = DeploymentFailure::None;
  for (const ServiceDeployment& rollout : state.serviceDeployments) {
    if (rollout.target == index) failure = rollout.failure;
  }
  switch (failure) {
    case DeploymentFailure::None:
    case DeploymentFailure::TasksFailedToStart:
      return "ECS deployment circuit breaker: tasks failed to start.";
    case DeploymentFailure::AlarmDetected: return "ECS deployment failed: alarm detected.";
    case DeploymentFailure::StopRequested:
      return "ECS deployment stopped by StopServiceDeployment.";
    case DeploymentFailure::StageTimedOut:
      return "ECS deployment failed: a lifecycle stage timed out.";
  }
  return "";
}

std::string rolloutReason(const State& state, DeploymentIndex index) {
  const std::string head = "ECS deployment " + deploymentId(state.seed, index);
  switch (state.deployments[index.value].rolloutState) {
    case DeploymentRolloutState::IN_PROGRESS: return head + " in progress.";
    case DeploymentRolloutState::COMPLETED: return head + " completed.";
    case DeploymentRolloutState::FAILED: return failureReason(state, index);
  }
  return "";
}

// launchType, or the strategy in its place; the platform version on Fargate.
void setCapacity(const State& state, JsonValue& json, LaunchType launchType,
                 const CapacityProviderStrategy& strategy) {
  if (strategy.empty()) {
    json.set("launchType", nameOf(launchType));
  } else {
    json.set("capacityProviderStrategy", strategyJson(state, strategy));
  }
  if (launchType != LaunchType::FARGATE) return;
  json.set("platformVersion", "1.4.0");
  json.set("platformFamily", "Linux");
}

JsonValue deploymentJson(const State& state, DeploymentIndex index, bool primary) {
  const Deployment& deployment = state.deployments[index.value];
  const Service& service = state.services[deployment.service.value];
  JsonValue json = JsonValue::object();
  json.set("id", deploymentId(state.seed, index));
  json.set("status", nameOf(deployment.status));
  json.set("taskDefinition",
           taskDefinitionArn(state.taskDefinitions[deployment.taskDefinition.value]));
  json.set("desiredCount", primary ? service.desiredCount : deployment.counts.live);
  json.set("pendingCount", deployment.counts.pending);
  json.set("runningCount", deployment.counts.running);
  json.set("failedTasks", deployment.failedTasks);
  setTime(json, "createdAt", deployment.createdAt);
  setTime(json, "updatedAt", deployment.updatedAt);
  setCapacity(state, json, deployment.launchType, deployment.capacityProviderStrategy);
  json.set("networkConfiguration", networkJson(state, deployment.awsvpcConfiguration));
  json.set("rolloutState", nameOf(deployment.rolloutState));
  json.set("rolloutStateReason", rolloutReason(state, index));
  return json;
}

JsonValue serviceEvents(const State& state, const EventLog& log, ServiceIndex service) {
  constexpr std::size_t kNewestKept = 100;  // Source: API Reference, Service.events
  JsonValue events = JsonValue::array();
  for (EventId id = log.nextId(); id-- > log.firstId();) {
    const Event& event = log.at(id);
    if (!isServiceMessage(event.kind) || event.subject != service.value) continue;
    const std::string digits = hex64(draw({state.seed, Purpose::DeploymentId, id, 7}));
    JsonValue json = JsonValue::object();
    json.set("id", digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-4" + digits.substr(12, 3) +
                       "-a" + digits.substr(1, 3) + "-" + digits.substr(4, 12));
    json.set("createdAt", isoTimestamp(event.at));
    json.set("message", serviceMessage(state, log, event));
    events.push(std::move(json));
    if (events.items().size() == kNewestKept) break;
  }
  return events;
}

// Which ports of the container instance lead to the container.
JsonValue bindingsJson(const State& state, const Task& task,
                       const ContainerDefinition& definition) {
  JsonValue bindings = JsonValue::array();
  if (!task.containerInstance.valid()) return bindings;
  for (const HostPort& port : state.capacity.instances[task.containerInstance.value].ports) {
    if (state.tasks[port.task.value].ordinal != task.ordinal) continue;
    for (const PortMapping& mapping : definition.portMappings) {
      if (mapping.containerPort != port.containerPort) continue;
      bindings.push(JsonValue::object({{"bindIP", "0.0.0.0"},
                                       {"containerPort", port.containerPort},
                                       {"hostPort", static_cast<int>(port.port)},
                                       {"protocol", port.udp ? "udp" : "tcp"}}));
    }
  }
  return bindings;
}

JsonValue containerJson(const State& state, const Task& task, const Container& container) {
  const ContainerDefinition& definition =
      state.taskDefinitions[task.taskDefinition.value].containerDefinitions[container.definition];
  JsonValue json = JsonValue::object();
  json.set("containerArn", containerArn(state, task, container));
  json.set("taskArn", taskArn(state, task));
  json.set("name", definition.name);
  json.set("image", definition.image);
  if (task.pullStoppedAt() != kNever && !container.outOfImage) {
    const ImageReference image = parseImageReference(state.images[container.image.value].reference);
    json.set("imageDigest",
             image.digest.empty() ? imageDigest(state.seed, definition.image) : image.digest);
    json.set("runtimeId", containerRuntimeId(state.seed, task, container));
  }
  json.set("lastStatus", nameOf(container.lastStatus));
  if (container.exitCode != kNoExitCode) json.set("exitCode", container.exitCode);
  const std::string reason = containerReason(state, task, container);
  if (!reason.empty()) json.set("reason", reason);
  json.set("networkBindings", bindingsJson(state, task, definition));
  JsonValue interfaces = JsonValue::array();
  const bool ownInterface =
      state.taskDefinitions[task.taskDefinition.value].networkMode == NetworkMode::awsvpc;
  if (task.connectivityAt() != kNever && ownInterface) {
    interfaces.push(JsonValue::object({{"attachmentId", attachmentId(state.seed, task.ordinal)},
                                       {"privateIpv4Address", ipText(task.privateIp)}}));
  }
  json.set("networkInterfaces", std::move(interfaces));
  json.set("healthStatus",
           nameOf(definition.healthCheck ? container.healthStatus : HealthStatus::UNKNOWN));
  json.set("cpu", std::to_string(definition.cpu));
  if (definition.memory) json.set("memory", std::to_string(*definition.memory));
  if (definition.memoryReservation) {
    json.set("memoryReservation", std::to_string(*definition.memoryReservation));
  }
  if (container.restartCount > 0) json.set("restartCount", container.restartCount);
  return json;
}

JsonValue attachmentJson(const State& state, const Task& task) {
  JsonValue details = JsonValue::array();
  details.push(nameValue("subnetId", state.subnets[task.subnet.value].subnetId));
  if (task.connectivityAt() != kNever) {
    details.push(nameValue("networkInterfaceId", networkInterfaceId(state.seed, task.ordinal)));
    details.push(nameValue("macAddress", macAddress(state.seed, task.ordinal)));
    std::string host = ipText(task.privateIp);
    for (char& c : host) {
      if (c == '.') c = '-';
    }
    details.push(nameValue("privateDnsName", "ip-" + host + ".ec2.internal"));
    details.push(nameValue("privateIPv4Address", ipText(task.privateIp)));
  }
  const char* status = "PRECREATED";
  if (task.connectivityAt() != kNever) status = "ATTACHED";
  if (task.lastStatus >= TaskStatus::DEPROVISIONING) {
    status = task.lastStatus == TaskStatus::STOPPED ? "DELETED" : "DETACHING";
  }
  return JsonValue::object({{"id", attachmentId(state.seed, task.ordinal)},
                            {"type", "ElasticNetworkInterface"},
                            {"status", status},
                            {"details", std::move(details)}});
}

}  // namespace

JsonValue networkJson(const State& state, const AwsvpcConfiguration& configuration) {
  JsonValue subnets = JsonValue::array();
  for (const SubnetIndex subnet : configuration.subnets) {
    subnets.push(state.subnets[subnet.value].subnetId);
  }
  JsonValue groups = JsonValue::array();
  for (const std::string& group : configuration.securityGroups) groups.push(group);
  JsonValue awsvpc = JsonValue::object();
  awsvpc.set("subnets", std::move(subnets));
  awsvpc.set("securityGroups", std::move(groups));
  awsvpc.set("assignPublicIp", configuration.assignPublicIp ? "ENABLED" : "DISABLED");
  return JsonValue::object({{"awsvpcConfiguration", std::move(awsvpc)}});
}

JsonValue clusterJson(const State& state, ClusterIndex index) {
  const Cluster& cluster = state.clusters[index.value];
  int running = 0;
  int pending = 0;
  for (const Task& task : state.tasks) {
    if (!task.inUse || clusterOf(state, task) != index) continue;
    if (task.lastStatus == TaskStatus::RUNNING) ++running;
    if (task.lastStatus < TaskStatus::RUNNING) ++pending;
  }
  int services = 0;
  for (const Service& service : state.services) {
    if (service.cluster == index && service.status == ServiceStatus::ACTIVE) ++services;
  }
  JsonValue json = JsonValue::object();
  json.set("clusterArn", clusterArn(state, index));
  json.set("clusterName", cluster.clusterName);
  json.set("status", nameOf(cluster.status));
  std::int32_t instances = 0;
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.cluster == index && instance.status != ContainerInstanceStatus::INACTIVE) {
      ++instances;
    }
  }
  json.set("registeredContainerInstancesCount", instances);
  json.set("runningTasksCount", running);
  json.set("pendingTasksCount", pending);
  json.set("activeServicesCount", services);
  json.set("statistics", JsonValue::array());
  json.set("tags", JsonValue::array());
  json.set("settings",
           JsonValue::array({nameValue("containerInsights",
                                       cluster.containerInsights ? "enabled" : "disabled")}));
  JsonValue providers = JsonValue::array();
  for (const CapacityProviderIndex provider : cluster.capacityProviders) {
    providers.push(state.capacity.providers[provider.value].name);
  }
  json.set("capacityProviders", std::move(providers));
  json.set("defaultCapacityProviderStrategy",
           strategyJson(state, cluster.defaultCapacityProviderStrategy));
  return json;
}

JsonValue serviceJson(const State& state, const EventLog& log, ServiceIndex index) {
  const Service& service = state.services[index.value];
  const TaskCounts counts = taskCountsOf(state, service);
  JsonValue deployments = JsonValue::array();
  for (const DeploymentIndex deployment : service.deployments) {
    deployments.push(deploymentJson(state, deployment, deployment == service.deployments.front()));
  }
  JsonValue json = JsonValue::object();
  json.set("serviceArn", serviceArn(state, index));
  json.set("serviceName", service.serviceName);
  json.set("clusterArn", clusterArn(state, service.cluster));
  json.set("loadBalancers", loadBalancersJson(state, service.loadBalancers));
  json.set("serviceRegistries", serviceRegistriesJson(state, index));
  json.set("status", nameOf(service.status));
  json.set("desiredCount", service.desiredCount);
  json.set("runningCount", counts.running);
  json.set("pendingCount", counts.pending);
  if (service.capacityProviderStrategy.empty()) {
    json.set("launchType", nameOf(service.launchType));
  } else {
    json.set("capacityProviderStrategy", strategyJson(state, service.capacityProviderStrategy));
  }
  if (service.launchType == LaunchType::FARGATE) {
    json.set("platformVersion", "LATEST");
    json.set("platformFamily", "Linux");
  }
  json.set("taskDefinition",
           taskDefinitionArn(state.taskDefinitions[service.taskDefinition.value]));
  json.set("deploymentConfiguration", deploymentConfigurationJson(service.deploymentConfiguration));
  json.set("deployments", std::move(deployments));
  json.set("roleArn",
           "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/"
           "AWSServiceRoleForECS");
  json.set("events", serviceEvents(state, log, index));
  setTime(json, "createdAt", service.createdAt);
  json.set("placementConstraints", constraintsJson(service.placementConstraints));
  json.set("placementStrategy", placementJson(service.placementStrategy));
  json.set("networkConfiguration", networkJson(state, service.awsvpcConfiguration));
  json.set("healthCheckGracePeriodSeconds", service.healthCheckGracePeriodSeconds);
  json.set("schedulingStrategy", nameOf(service.schedulingStrategy));
  json.set("deploymentController", JsonValue::object({{"type", "ECS"}}));
  json.set("createdBy", "arn:aws:iam::123456789012:root");
  json.set("enableECSManagedTags", service.enableECSManagedTags);
  json.set("propagateTags", nameOf(service.propagateTags));
  json.set("enableExecuteCommand", service.enableExecuteCommand);
  json.set("availabilityZoneRebalancing",
           service.availabilityZoneRebalancing ? "ENABLED" : "DISABLED");
  json.set("tags", tagsJson(state, serviceArn(state, index)));
  if (!service.otherJson.empty()) {
    // What was asked for but is not simulated is shown as it was given.
    const Result<JsonValue> others = parseJson(service.otherJson);
    for (const auto& [member, value] : others.value().members()) json.set(member, value);
  }
  return json;
}

JsonValue taskJson(const State& state, const Task& task) {
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  JsonValue containers = JsonValue::array();
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    containers.push(containerJson(state, task, state.containers[c.value]));
  }
  JsonValue json = JsonValue::object();
  const bool ownInterface = definition.networkMode == NetworkMode::awsvpc;
  JsonValue attachments = JsonValue::array();
  if (ownInterface) attachments.push(attachmentJson(state, task));
  json.set("attachments", std::move(attachments));
  json.set(
      "attributes",
      JsonValue::array({nameValue("ecs.cpu-architecture", definition.arm ? "arm64" : "x86_64")}));
  json.set("availabilityZone", zoneName(state.subnets[task.subnet.value].zone));
  if (task.capacityProvider.valid()) {
    json.set("capacityProviderName", state.capacity.providers[task.capacityProvider.value].name);
  }
  json.set("clusterArn", clusterArn(state, clusterOf(state, task)));
  if (task.containerInstance.valid()) {
    json.set("containerInstanceArn", containerInstanceArn(state, task.containerInstance));
  }
  if (task.connectivityAt() != kNever) json.set("connectivity", "CONNECTED");
  setTime(json, "connectivityAt", task.connectivityAt());
  json.set("containers", std::move(containers));
  json.set("cpu", std::to_string(taskCpu(state, task)));
  setTime(json, "createdAt", task.createdAt);
  json.set("desiredStatus", nameOf(task.desiredStatus));
  json.set("enableExecuteCommand", task.execEnabled);
  setTime(json, "executionStoppedAt", task.executionStoppedAt());
  json.set("group", task.service.valid()
                        ? "service:" + state.services[task.service.value].serviceName
                        : state.texts[decisionOf(state, task).group.value]);
  json.set("healthStatus", nameOf(task.healthStatus));
  json.set("lastStatus", nameOf(task.lastStatus));
  json.set("launchType", nameOf(task.launchType));
  json.set("memory", std::to_string(taskMemory(state, task)));
  json.set("overrides", JsonValue::object({{"containerOverrides", JsonValue::array()},
                                           {"inferenceAcceleratorOverrides", JsonValue::array()}}));
  if (task.launchType == LaunchType::FARGATE) {
    json.set("platformVersion", "1.4.0");
    json.set("platformFamily", "Linux");
  }
  setTime(json, "pullStartedAt", task.pullStartedAt());
  setTime(json, "pullStoppedAt", task.pullStoppedAt());
  setTime(json, "startedAt", task.startedAt());
  if (task.deployment.valid()) {
    json.set("startedBy", deploymentId(state.seed, task.deployment));
  } else if (const TextIndex by = decisionOf(state, task).startedBy; by.valid()) {
    json.set("startedBy", state.texts[by.value]);
  }
  if (task.stopCode != TaskStopCode::None) json.set("stopCode", nameOf(task.stopCode));
  setTime(json, "stoppedAt", task.stoppedAt());
  const std::string reason = stoppedReason(state, task);
  if (!reason.empty()) json.set("stoppedReason", reason);
  setTime(json, "stoppingAt", task.stoppingAt);
  json.set("tags", taskTagsJson(state, task));
  json.set("taskArn", taskArn(state, task));
  json.set("taskDefinitionArn", taskDefinitionArn(definition));
  json.set("version", task.version);
  json.set("ephemeralStorage",
           JsonValue::object({{"sizeInGiB", definition.ephemeralStorageGiB.value_or(20)}}));
  return json;
}

JsonValue eventJson(const State& state, const EventLog& log, EventId id) {
  const Event& event = log.at(id);
  JsonValue json = JsonValue::object();
  json.set("id", id);
  json.set("atMs", event.at);
  json.set("time", isoTimestamp(event.at));
  json.set("kind", nameOf(event.kind));
  json.set("text", eventText(state, log, event));
  json.set("cause", event.cause == kNoEvent ? JsonValue() : JsonValue(event.cause));
  return json;
}

}  // namespace taskyard
