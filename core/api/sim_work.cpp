// SimSetTraffic, SimRemoveTraffic, SimSetQueueLoad.

#include "api/sim_common.h"
#include "api/work_handlers.h"
#include "engine/api_gateway.h"
#include "engine/identity.h"
#include "engine/traffic_route.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

Result<TrafficTarget> readTarget(const ApiCall& call) {
  const JsonValue& json = *call.input.find("target");
  TrafficTarget target;
  target.loadBalancer = json.text("loadBalancer");
  target.host = json.text("host");
  if (!json.text("path").empty()) target.path = json.text("path");
  const std::string& service = json.text("service");
  const std::string& api = json.text("api");
  const int given = !service.empty() + !target.loadBalancer.empty() + !api.empty();
  if (given != 1) {
    return simError("say exactly one of service, loadBalancer and api", "/target");
  }
  const JsonValue* port = json.find("port");
  target.port = service.empty() ? 80 : 0;
  if (port != nullptr) target.port = static_cast<std::int32_t>(port->integer());
  if (!service.empty()) {
    const std::string& name = json.text("cluster");
    const ClusterIndex cluster = findCluster(call.state, name.empty() ? "default" : name);
    if (!cluster.valid()) return noSuch("cluster", "aws ecs list-clusters", "/target/cluster");
    target.service = findService(call.state, cluster, service);
    if (!target.service.valid() ||
        call.state.services[target.service.value].status == ServiceStatus::INACTIVE) {
      return noSuch("service", "aws ecs list-services", "/target/service");
    }
  }
  if (!target.loadBalancer.empty() && !balancerNamed(call.state, target.loadBalancer).valid()) {
    return noSuch("load balancer", "aws elbv2 describe-load-balancers", "/target/loadBalancer");
  }
  if (!api.empty()) {
    const HttpApiIndex index = findHttpApi(call.state, api);
    if (!index.valid()) return noSuch("API", "aws apigatewayv2 get-apis", "/target/api");
    target.api = call.state.apiGateway.apis[index.value].apiId;
  }
  return target;
}

}  // namespace

Result<ApiAnswer> simSetTraffic(const ApiCall& call) {
  Result<TrafficTarget> target = readTarget(call);
  if (!target) return target.error();
  Result<LoadPattern> pattern = readPattern(call);
  if (!pattern) return pattern.error();
  Traffic traffic;
  traffic.name = call.text("name");
  traffic.target = std::move(target.value());
  traffic.pattern = std::move(pattern.value());
  traffic.requestKind = call.text("requestKind");
  traffic.timeoutMs = call.integer("timeoutSeconds").value_or(60) * kSecond;
  const EventId cause = call.begin(traffic.name);
  Simulation& sim = call.simulation();
  setTraffic(sim, traffic, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> simRemoveTraffic(const ApiCall& call) {
  for (std::size_t i = 0; i < call.state.work.traffics.size(); ++i) {
    const Traffic& traffic = call.state.work.traffics[i];
    if (traffic.removed || traffic.name != call.text("name")) continue;
    Simulation& sim = call.simulation();
    removeTraffic(sim, TrafficIndex(i), call.begin(traffic.name));
    return ApiAnswer{};
  }
  return noSuch("traffic", "sim describe-load", "/name");
}

Result<ApiAnswer> simSetQueueLoad(const ApiCall& call) {
  const QueueIndex queue = queueNamed(call.state, call.text("queue"));
  if (!queue.valid()) return noSuch("queue", "aws sqs list-queues", "/queue");
  Result<LoadPattern> pattern = readPattern(call);
  if (!pattern) return pattern.error();
  const EventId cause = call.begin(call.state.work.queues[queue.value].name);
  Simulation& sim = call.simulation();
  setQueueLoad(sim, queue, pattern.value(),
               static_cast<std::int32_t>(call.integer("poisonPerMillion").value_or(0)), cause);
  return ApiAnswer{};
}

}  // namespace taskyard
