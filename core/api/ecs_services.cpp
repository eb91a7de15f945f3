// Services: deleted, described, listed. Created: ecs_create_service.cpp; updated:
// ecs_update_service.cpp.

#include "api/describe.h"
#include "api/ecs_service_parts.h"
#include "api/service_configuration.h"
#include "engine/identity.h"

namespace taskyard {

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
