#include "api/ecs_service_parts.h"

#include <utility>

#include "api/describe.h"
#include "api/ecs_load_balancers.h"
#include "api/servicediscovery_handlers.h"
#include "engine/fargate_capacity.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

// The members of deploymentConfiguration that have no effect.
void addLifecycleHooks(const ApiCall& call, std::vector<std::string>& paths) {
  const JsonValue* given = call.input.find("deploymentConfiguration");
  const JsonValue* hooks = given == nullptr ? nullptr : given->find("lifecycleHooks");
  if (hooks == nullptr || hooks->items().empty()) return;
  paths.push_back("/deploymentConfiguration/lifecycleHooks");
}

}  // namespace

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

std::vector<std::string> serviceMembersNotActedOn(const ApiCall& call) {
  std::vector<std::string> paths = call.notModelled({"cluster",
                                                     "serviceName",
                                                     "service",
                                                     "taskDefinition",
                                                     "desiredCount",
                                                     "launchType",
                                                     "networkConfiguration",
                                                     "deploymentConfiguration",
                                                     "forceNewDeployment",
                                                     "healthCheckGracePeriodSeconds",
                                                     "loadBalancers",
                                                     "schedulingStrategy",
                                                     "clientToken",
                                                     "availabilityZoneRebalancing",
                                                     "deploymentController",
                                                     "propagateTags",
                                                     "tags",
                                                     "enableECSManagedTags",
                                                     "enableExecuteCommand",
                                                     "capacityProviderStrategy",
                                                     "placementConstraints",
                                                     "placementStrategy",
                                                     "serviceRegistries"});
  addLifecycleHooks(call, paths);
  addUnusedLoadBalancerMembers(call, paths);
  for (const std::string& path : registryMembersNotActedOn(call)) paths.push_back(path);
  return paths;
}

std::string keptJson(const ApiCall& call, const std::vector<std::string>& paths,
                     const std::string& known) {
  JsonValue kept = known.empty() ? JsonValue::object() : parseJson(known).value();
  for (const std::string& path : paths) {
    const std::string member = path.substr(1);
    const JsonValue* value = call.input.find(member);
    if (value != nullptr) kept.set(member, *value);
  }
  return kept.members().empty() ? "" : dumpJson(kept);
}

ApiAnswer serviceAnswer(const ApiCall& call, ServiceIndex service,
                        std::vector<std::string> notModelled) {
  ApiAnswer answer;
  if (call.outputWanted) answer.output.set("service", serviceJson(call.state, call.log, service));
  answer.notModelled = std::move(notModelled);
  return answer;
}

}  // namespace taskyard
