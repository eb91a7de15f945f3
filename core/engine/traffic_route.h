#pragma once
// Which tasks get a traffic's requests, or why nobody does.

#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

struct RouteShare {
  std::uint32_t targetGroup = kNoTargetGroup;
  TaskIndex task;
  std::int32_t port = 0;
  std::int64_t weight = 1;
};

// shares empty: every request fails with `failure`, for the reason in `why`.
struct Route {
  std::vector<RouteShare> shares;
  std::int64_t weights = 0;  // sum
  Failure failure = Failure::Gateway503;
  std::uint32_t targetGroup = kNoTargetGroup;  // that has no targets
  std::string why;
};

// A load balancer's name, ARN or DNS name; an HTTP API's id.
bool hasLoadBalancer(const State& state, const std::string& name);
bool hasApi(const State& state, const std::string& id);

Route routeOf(const State& state, const Traffic& traffic);

}  // namespace taskyard
