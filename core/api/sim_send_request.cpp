// SimSendRequest: what a client of a load balancer or of an HTTP API would see at this moment.

#include <algorithm>

#include "api/elbv2_handlers.h"
#include "api/sim_common.h"
#include "base/draw.h"
#include "base/mul_div.h"
#include "engine/api_gateway.h"
#include "engine/balancer_identity.h"
#include "engine/dependency_calls.h"
#include "engine/identity.h"
#include "engine/routing.h"
#include "engine/target_health.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

// One way in which a request can end, and how often: in millionths of all requests.
struct Outcome {
  TargetIndex target;
  TargetAnswer answer;
  std::int64_t millionths = 0;
  std::string problem = {};  // of a call that the program makes
};

std::string reasonText(const State& state, const Outcome& outcome, bool network) {
  switch (outcome.answer.failure) {
    case BalancerFailure::NoTargets:
      return network ? "No target is registered in the target group, so the connection is reset."
                     : "No target is registered in the target group: 503 Service Unavailable.";
    case BalancerFailure::ConnectionTimeout:
      return network
                 ? "The target's packets are dropped on the way, so the connection times out."
                 : "The load balancer could not connect to the target within 10 seconds, because "
                   "packets are dropped on the way (a security group, a network ACL or an address "
                   "nobody has): 504 Gateway Timeout.";
    case BalancerFailure::ConnectionRefused:
      return network ? "Nobody listens on the target's port, so the connection is reset."
                     : "Nobody listens on the target's port, so it refused the connection: 502 Bad "
                       "Gateway.";
    case BalancerFailure::IdleTimeout:
      return network ? "The target accepted the connection and never answers."
                     : "The target accepted the connection but did not answer within the idle "
                       "timeout: 504 Gateway Timeout.";
    case BalancerFailure::ClosedEarly:
      return "The target closed the connection in the middle of the request: 502 Bad Gateway.";
    case BalancerFailure::DrainingEnded:
      return "The deregistration delay ended in the middle of the request: 502 Bad Gateway.";
    case BalancerFailure::KilledDraining:
      return "The target ended before its deregistration delay did: 500.";
    case BalancerFailure::None: break;
  }
  if (!outcome.problem.empty())
    return "The program answers with an error: " + outcome.problem + ".";
  const Target& target = state.balancing.targets[outcome.target.value];
  if (target.state == TargetState::healthy || target.state == TargetState::unavailable) {
    return "The target answered.";
  }
  return "The target answered, though it is not healthy: no target of the group is, so requests go "
         "to all of them (fail open).";
}

std::int32_t statusOf(const Outcome& outcome) {
  return outcome.answer.failure == BalancerFailure::None ? outcome.answer.status
                                                         : balancerStatus(outcome.answer.failure);
}

JsonValue outcomeJson(const State& state, const Outcome& outcome, bool network) {
  JsonValue json = JsonValue::object();
  const bool answered = outcome.answer.failure == BalancerFailure::None;
  if (!network || answered) json.set("status", statusOf(outcome));
  json.set("answeredBy", answered ? "target" : "loadBalancer");
  if (outcome.answer.afterMs > 0) json.set("afterSeconds", outcome.answer.afterMs / kSecond);
  if (outcome.target.valid()) {
    const Target& target = state.balancing.targets[outcome.target.value];
    json.set("targetGroup", state.balancing.targetGroups[target.group.value].name);
    json.set("target", targetId(state, target) + ":" + std::to_string(target.port));
    json.set("targetState", nameOf(target.state));
    if (target.task.valid()) {
      json.set("task", taskId(state.seed, state.tasks[target.task.value].ordinal));
    }
  }
  json.set("reason", reasonText(state, outcome, network));
  return json;
}

// One target's share; what fails of the calls that its program makes is a 500 of its own.
void addTarget(const State& state, TargetIndex index, std::int64_t share,
               std::vector<Outcome>& outcomes) {
  Outcome outcome{index, answerOf(state, index), share};
  const TaskIndex t = state.balancing.targets[index.value].task;
  const ContainerIndex c = t.valid() ? workingContainer(state, state.tasks[t.value],
                                                        state.balancing.targets[index.value].port)
                                     : ContainerIndex();
  if (outcome.answer.failure != BalancerFailure::None || !c.valid()) {
    outcomes.push_back(std::move(outcome));
    return;
  }
  const Task& task = state.tasks[t.value];
  const ImageBehaviour& program = imageOf(state, task, state.containers[c.value]).behaviour;
  const CallsOutcome calls = callsOutcome(state, task, program);
  const std::int64_t failing = mulDiv(share, calls.failPerMillion, 1'000'000);
  if (failing > 0) {
    Outcome failed{index, {BalancerFailure::None, 500, 0}, failing};
    failed.problem = problemText(state, task, program.calls[calls.call], calls.problem);
    outcomes.push_back(std::move(failed));
  }
  outcome.millionths -= failing;
  if (outcome.millionths > 0) outcomes.push_back(std::move(outcome));
}

// Every target that a request may reach, with its share.
std::vector<Outcome> outcomesOf(const State& state, const RouteDecision& decision) {
  std::vector<Outcome> outcomes;
  std::int64_t weights = 0;
  for (const WeightedTargetGroup& forward : decision.forward) weights += forward.weight;
  for (const WeightedTargetGroup& forward : decision.forward) {
    const std::int64_t share = 1'000'000LL * forward.weight / weights;
    const std::vector<TargetShare> targets = sharesOf(state, forward.group.value);
    std::int64_t total = 0;
    for (const TargetShare& target : targets) total += target.weight;
    for (const TargetShare& target : targets) {
      addTarget(state, target.target, share * target.weight / total, outcomes);
    }
    if (targets.empty()) outcomes.push_back({{}, {BalancerFailure::NoTargets, 0, 0}, share});
  }
  return outcomes;
}

const Outcome& drawOne(const State& state, const std::vector<Outcome>& outcomes) {
  std::int64_t total = 0;
  for (const Outcome& outcome : outcomes) total += outcome.millionths;
  std::int64_t left = drawBetween({state.seed, Purpose::SampleRequest, state.eventsSoFar,
                                   static_cast<std::uint64_t>(state.now)},
                                  0, std::max<std::int64_t>(0, total - 1));
  for (const Outcome& outcome : outcomes) {
    if (left < outcome.millionths) return outcome;
    left -= outcome.millionths;
  }
  return outcomes.back();
}

// How requests would end, summed up by status.
JsonValue sharesJson(const std::vector<Outcome>& outcomes, bool network) {
  std::vector<std::pair<std::string, std::int64_t>> sums;
  for (const Outcome& outcome : outcomes) {
    const bool answered = outcome.answer.failure == BalancerFailure::None;
    const std::string status =
        answered || !network ? std::to_string(statusOf(outcome)) : std::string("no answer");
    auto known = std::find_if(sums.begin(), sums.end(),
                              [&](const auto& sum) { return sum.first == status; });
    if (known == sums.end()) known = sums.insert(sums.end(), {status, 0});
    known->second += outcome.millionths;
  }
  JsonValue json = JsonValue::object();
  for (const auto& [status, millionths] : sums) json.set(status, (millionths + 5000) / 10000);
  return json;
}

}  // namespace

namespace {

struct Door {
  LoadBalancerIndex balancer;
  std::int32_t port = 80;
};

ApiAnswer answerThrough(const ApiCall& call, const Door& door, const std::string& path) {
  const State& state = call.state;
  const LoadBalancer& balancer = state.balancing.loadBalancers[door.balancer.value];
  const bool network = balancer.type == LoadBalancerType::network;
  const std::string host = call.text("host").empty() ? dnsName(balancer) : call.text("host");
  const RouteDecision decision = routeRequest(state, door.balancer, door.port, host, path);
  ApiAnswer answer;
  if (decision.kind == RouteDecision::Kind::NoListener) {
    answer.output.set("reason", "The load balancer has no listener on port " +
                                    std::to_string(door.port) +
                                    ", so the connection times out or is refused.");
    return answer;
  }
  answer.output.set("rule", ruleArn(state, decision.rule));
  if (decision.kind != RouteDecision::Kind::Forward) {
    const bool fixed = decision.kind == RouteDecision::Kind::FixedResponse;
    answer.output.set("status", decision.status);
    answer.output.set("answeredBy", "loadBalancer");
    answer.output.set("reason", fixed ? "The rule answers by itself (fixed-response)."
                                      : "The rule sends the client elsewhere (redirect).");
    return answer;
  }
  const std::vector<Outcome> outcomes = outcomesOf(state, decision);
  if (outcomes.empty()) {
    answer.output.set("status", 503);
    answer.output.set("reason", "All target groups of the rule have weight 0.");
    return answer;
  }
  const JsonValue one = outcomeJson(state, drawOne(state, outcomes), network);
  for (const auto& [member, value] : one.members()) answer.output.set(member, value);
  answer.output.set("percentByStatus", sharesJson(outcomes, network));
  return answer;
}

// API Gateway answers itself, or hands the request to the load balancer.
Result<ApiAnswer> sendToApi(const ApiCall& call, const std::string& path) {
  const HttpApiIndex api = findHttpApi(call.state, call.text("api"));
  if (!api.valid()) return noSuch("API", "aws apigatewayv2 get-apis", "/api");
  const std::string method = call.text("method").empty() ? "GET" : call.text("method");
  const ApiDecision decision = decideOn(call.state, api, method, path);
  ApiAnswer answer;
  if (decision.status == 0) {
    answer = answerThrough(call, {decision.balancer, decision.port}, path);
  } else {
    answer.output.set("status", decision.status);
    answer.output.set("answeredBy", "apiGateway");
    answer.output.set("reason", decision.reason);
  }
  if (!decision.routeKey.empty()) answer.output.set("routeKey", decision.routeKey);
  return answer;
}

}  // namespace

Result<ApiAnswer> simSendRequest(const ApiCall& call) {
  const std::string path = call.text("path").empty() ? "/" : call.text("path");
  const bool toApi = !call.text("api").empty();
  if (toApi == !call.text("loadBalancer").empty()) {
    return Error{"SimInvalidRequest", "say exactly one of loadBalancer and api", "/loadBalancer"};
  }
  if (toApi) return sendToApi(call, path);
  const LoadBalancerIndex index = findLoadBalancer(call.state, call.text("loadBalancer"));
  if (!index.valid()) {
    return noSuch("load balancer", "aws elbv2 describe-load-balancers", "/loadBalancer");
  }
  const auto port = static_cast<std::int32_t>(call.integer("port").value_or(80));
  return answerThrough(call, {index, port}, path);
}

}  // namespace taskyard
