#include "api/service_members.h"

#include "api/ecs_load_balancers.h"
#include "api/servicediscovery_handlers.h"

namespace taskyard {

namespace {

// Which members of deploymentConfiguration have no effect.
void addNested(const ApiCall& call, std::vector<std::string>& paths) {
  if (const JsonValue* given = call.input.find("deploymentConfiguration"); given != nullptr) {
    for (const auto& [member, value] : given->members()) {
      if (member == "lifecycleHooks" && !value.items().empty()) {
        paths.push_back(pointerTo("/deploymentConfiguration", member));
      }
    }
  }
  addUnusedLoadBalancerMembers(call, paths);
}

}  // namespace

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
  addNested(call, paths);
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

}  // namespace taskyard
