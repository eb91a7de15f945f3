#include "engine/traffic_route.h"

#include <algorithm>
namespace taskyard {

namespace {

// Straight to the tasks, as names from service discovery lead: every RUNNING task that is not told
// to stop, one as often as the other.
Route routeToService(const State& state, const Traffic& traffic) {
  Route route;
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

}  // namespace

bool hasLoadBalancer(const State&, const std::string&) { return false; }
bool hasApi(const State&, const std::string&) { return false; }

Route routeOf(const State& state, const Traffic& traffic) {
  Route route;
  if (traffic.target.service.valid()) route = routeToService(state, traffic);
  std::sort(route.shares.begin(), route.shares.end(),
            [&state](const RouteShare& a, const RouteShare& b) {
              if (a.targetGroup != b.targetGroup) return a.targetGroup < b.targetGroup;
              return state.tasks[a.task.value].ordinal < state.tasks[b.task.value].ordinal;
            });
  for (const RouteShare& share : route.shares) route.weights += share.weight;
  return route;
}

}  // namespace taskyard
