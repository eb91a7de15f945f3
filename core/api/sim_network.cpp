// SimTracePath, and the fault that takes a NAT gateway down.

#include "api/ec2_handlers.h"
#include "api/sim_common.h"
#include "engine/identity.h"
#include "engine/path_trace.h"

namespace taskyard {

namespace {

constexpr std::int64_t kHttps = 443;

// Where the connection begins.
Result<NetworkEnd> nearEnd(const ApiCall& call) {
  const std::string& taskId = call.text("task");
  const std::string& subnetId = call.text("subnet");
  if (taskId.empty() == subnetId.empty()) {
    return simError("say where it begins: task, or subnet with securityGroups", "/task");
  }
  if (!taskId.empty()) {
    const TaskIndex task = taskAnywhere(call.state, taskId);
    if (!task.valid()) return noSuch("task", "aws ecs list-tasks", "/task");
    return networkEndOf(call.state, call.state.tasks[task.value]);
  }
  const auto subnet = ec2::subnetOf(call.state, subnetId, "/subnet");
  if (!subnet) return subnet.error();
  const std::vector<std::string> groups = call.strings("securityGroups");
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto group = ec2::securityGroupOf(call.state, groups[i], pointerTo("/securityGroups", i));
    if (!group) return group.error();
  }
  NetworkEnd end = networkEndIn(call.state, subnet.value(), groups);
  end.publicIp = call.text("assignPublicIp") == "ENABLED";
  return end;
}

JsonValue traceJson(const PathTrace& trace) {
  JsonValue hops = JsonValue::array();
  for (const PathHop& hop : trace.hops) {
    hops.push(JsonValue::object({{"at", hop.at}, {"words", hop.words}, {"passes", hop.passes}}));
  }
  JsonValue json = JsonValue::object();
  json.set("reachable", trace.problem == PathProblem::None);
  json.set("problem", nameOf(trace.problem));
  json.set("hops", std::move(hops));
  if (!trace.why.empty()) json.set("why", trace.why);
  if (!trace.cure.empty()) json.set("cure", trace.cure);
  return json;
}

std::optional<AwsService> serviceNamed(const std::string& name) {
  constexpr int kServices = static_cast<int>(AwsService::EcsTelemetry) + 1;
  for (int i = 0; i < kServices; ++i) {
    if (name == endpointNameOf(static_cast<AwsService>(i))) return static_cast<AwsService>(i);
  }
  return std::nullopt;
}

// The gateways a fault speaks of: the named one, or all that can have it.
Result<std::vector<NatGatewayIndex>> natGatewaysOf(const ApiCall& call) {
  const std::string& id = call.text("natGateway");
  if (!id.empty()) {
    const auto named = ec2::natGatewayOf(call.state, id, "/natGateway");
    if (!named) return named.error();
    return std::vector<NatGatewayIndex>{named.value()};
  }
  std::vector<NatGatewayIndex> all;
  for (std::size_t i = 0; i < call.state.network.natGateways.size(); ++i) {
    if (call.state.network.natGateways[i].state != NatGatewayState::deleted) all.emplace_back(i);
  }
  return all;
}

}  // namespace

Result<ApiAnswer> simTracePath(const ApiCall& call) {
  const Result<NetworkEnd> from = nearEnd(call);
  if (!from) return from.error();
  const std::string& to = call.text("to");
  const auto port = static_cast<std::int32_t>(call.integer("port").value_or(kHttps));
  ApiAnswer answer;
  if (to == "internet") {
    answer.output = traceJson(tracePathToInternet(call.state, from.value(), port));
    return answer;
  }
  if (const auto service = serviceNamed(to)) {
    answer.output = traceJson(tracePathToAws(call.state, from.value(), *service));
    return answer;
  }
  const TaskIndex task = taskAnywhere(call.state, to);
  if (!task.valid()) {
    return simError("to is internet, an AWS service such as ecr.api or s3, or a task's id", "/to");
  }
  answer.output = traceJson(tracePathBetween(
      call.state, from.value(), networkEndOf(call.state, call.state.tasks[task.value]), port));
  return answer;
}

Result<ApiAnswer> natDownFault(const ApiCall& call) {
  const auto gateways = natGatewaysOf(call);
  if (!gateways) return gateways.error();
  if (gateways.value().empty()) return simError("there is no NAT gateway", "/natGateway");
  Simulation& sim = call.simulation();
  const EventId cause =
      sim.beginFault("Fault: NAT gateway " +
                     call.state.network.natGateways[gateways.value().front().value].natGatewayId +
                     (gateways.value().size() > 1 ? " and the others are down" : " is down"));
  for (const NatGatewayIndex gateway : gateways.value()) failNatGateway(sim, gateway, cause);
  return ApiAnswer{};
}

Result<ApiAnswer> clearNatDown(const ApiCall& call) {
  const auto gateways = natGatewaysOf(call);
  if (!gateways) return gateways.error();
  Simulation& sim = call.simulation();
  (void)call.begin(call.text("type"));
  for (const NatGatewayIndex gateway : gateways.value()) failNatGateway(sim, gateway, kNoEvent);
  return ApiAnswer{};
}

}  // namespace taskyard
