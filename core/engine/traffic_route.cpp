#include "engine/traffic_route.h"

#include <algorithm>

#include "base/mul_div.h"
#include "engine/api_gateway.h"
#include "engine/balancer_identity.h"
#include "engine/outstanding_requests.h"
#include "engine/routing.h"
#include "engine/target_health.h"

namespace taskyard {

namespace {

// Straight to the tasks, as names from service discovery lead: every RUNNING task that is not told
// to stop, one as often as the other.
TrafficRoute routeToService(const State& state, const Traffic& traffic) {
  TrafficRoute route;
  const Service& service = state.services[traffic.target.service.value];
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.lastStatus != TaskStatus::RUNNING ||
        task.desiredStatus != TaskDesiredStatus::RUNNING) {
      continue;
    }
    route.shares.push_back({kNoTargetGroup, t, traffic.target.port, 1});
  }
  route.why = "service " + service.serviceName + " has no running task";
  return route;
}

// Shares of all groups on one scale. Model choice: fine enough for 10,000 targets.
constexpr std::int64_t kScale = 1'000'000'000;

// What comes to a load balancer.
struct Arrivals {
  std::int64_t rateMilli = 0;
  DurationMs timeoutMs = 0;
};

void addGroup(const State& state, TargetGroupIndex group, std::int64_t weight, const Arrivals& come,
              TrafficRoute& route) {
  std::vector<TargetShare> targets = sharesOf(state, group.value);
  const TargetGroup& record = state.balancing.targetGroups[group.value];
  const std::string& name = record.name;
  if (record.algorithm == BalancingAlgorithm::least_outstanding_requests) {
    weighByOutstanding(state, mulDiv(come.rateMilli, weight, kScale), come.timeoutMs, targets);
  }
  if (targets.empty()) {
    route.shares.push_back({group.value, {}, 0, weight, Failure::Gateway503});
    route.why = "target group " + name + " has no registered targets";
    return;
  }
  std::int64_t all = 0;
  for (const TargetShare& target : targets) all += target.weight;
  for (const TargetShare& target : targets) {
    RouteShare share;
    share.targetGroup = group.value;
    route.varies = route.varies || state.balancing.targets[target.target.value].slowStart;
    share.port = target.port;
    share.weight =
        std::max<std::int64_t>(1, weight * target.weight / std::max<std::int64_t>(1, all));
    const TargetAnswer answer = answerOf(state, target.target);
    if (target.task.valid() && answer.failure != BalancerFailure::ConnectionTimeout) {
      share.task = target.task;
    } else {
      share.failure = Failure::Gateway504;
      route.why = "the load balancer cannot connect to targets of " + name +
                  ": packets are dropped (security group, subnet or address)";
    }
    route.shares.push_back(share);
  }
}

TrafficRoute routeThrough(const State& state, LoadBalancerIndex balancer,
                          const TrafficTarget& target, const Arrivals& come) {
  TrafficRoute route;
  if (!balancer.valid()) {
    route.why = "the load balancer is gone";
    return route;
  }
  const RouteDecision decision =
      routeRequest(state, balancer, target.port, target.host, target.path);
  switch (decision.kind) {
    case RouteDecision::Kind::NoListener:
      route.failure = Failure::Gateway504;
      route.why = "the load balancer has no listener on port " + std::to_string(target.port);
      return route;
    case RouteDecision::Kind::FixedResponse:
    case RouteDecision::Kind::Redirect:
      route.answeredByBalancer = decision.status < 400;
      route.why = "the listener itself answers " + std::to_string(decision.status);
      return route;
    case RouteDecision::Kind::Forward: break;
  }
  std::int64_t weights = 0;
  for (const WeightedTargetGroup& group : decision.forward) weights += group.weight;
  route.why = "no target group has a weight above 0";
  for (const WeightedTargetGroup& group : decision.forward) {
    addGroup(state, group.group, kScale * group.weight / std::max<std::int64_t>(1, weights), come,
             route);
  }
  return route;
}

// Through a VPC link to the load balancer behind the integration.
TrafficRoute routeToApi(const State& state, const TrafficTarget& target, const Arrivals& come) {
  const ApiDecision decision = decideOn(state, findHttpApi(state, target.api), "GET", target.path);
  if (decision.status != 0) {
    TrafficRoute route;
    route.failure = decision.status == 504 ? Failure::Gateway504 : Failure::Gateway503;
    route.why = decision.reason;
    return route;
  }
  TrafficTarget behind = target;
  behind.port = decision.port;
  return routeThrough(state, decision.balancer, behind, come);
}

}  // namespace

LoadBalancerIndex balancerNamed(const State& state, std::string_view name) {
  const LoadBalancerIndex known = findLoadBalancer(state, name);
  if (known.valid()) return known;
  for (std::size_t i = 0; i < state.balancing.loadBalancers.size(); ++i) {
    const LoadBalancer& balancer = state.balancing.loadBalancers[i];
    if (!balancer.deleted && dnsName(balancer) == name) return LoadBalancerIndex(i);
  }
  return {};
}

TrafficRoute routeOf(const State& state, const Traffic& traffic, std::int64_t rateMilli) {
  const TrafficTarget& target = traffic.target;
  const Arrivals come = {rateMilli, timeoutOf(state, traffic)};
  TrafficRoute route;
  if (target.service.valid()) {
    route = routeToService(state, traffic);
  } else if (!target.api.empty()) {
    route = routeToApi(state, target, come);
  } else {
    route = routeThrough(state, balancerNamed(state, target.loadBalancer), target, come);
  }
  const auto ordinal = [&state](const RouteShare& share) {
    return share.task.valid() ? state.tasks[share.task.value].ordinal : UINT32_MAX;
  };
  std::sort(route.shares.begin(), route.shares.end(),
            [&](const RouteShare& a, const RouteShare& b) {
              if (a.targetGroup != b.targetGroup) return a.targetGroup < b.targetGroup;
              if (ordinal(a) != ordinal(b)) return ordinal(a) < ordinal(b);
              return a.port < b.port;
            });
  for (const RouteShare& share : route.shares) route.weights += share.weight;
  return route;
}

DurationMs timeoutOf(const State& state, const Traffic& traffic) {
  const TrafficTarget& target = traffic.target;
  if (target.api.empty()) return traffic.timeoutMs;
  const ApiDecision decision = decideOn(state, findHttpApi(state, target.api), "GET", target.path);
  return decision.status != 0 ? traffic.timeoutMs : std::min(traffic.timeoutMs, decision.timeoutMs);
}

bool isStillTarget(const State& state, const Stream& stream) {
  return stream.targetGroup == kNoTargetGroup ||
         targetIn(state, stream.task, TargetGroupIndex(stream.targetGroup)).valid();
}

}  // namespace taskyard
