#pragma once
// Which tasks get a traffic's requests, or why nobody does.

#include <string>
#include <vector>

#include "model/state.h"

namespace taskyard {

struct RouteShare {
  std::uint32_t targetGroup = kNoTargetGroup;
  TaskIndex task;  // not valid: these requests fail with `failure`
  std::int32_t port = 0;
  std::int64_t weight = 1;
  Failure failure = Failure::Gateway503;
};

// shares empty: the balancer itself answers every request, or it fails with `failure`.
struct TrafficRoute {
  std::vector<RouteShare> shares;
  std::int64_t weights = 0;  // sum
  Failure failure = Failure::Gateway503;
  bool answeredByBalancer = false;
  bool varies = false;  // shares change as time passes: slow start
  std::string why;      // why requests fail, when they do
};

// By name, ARN or DNS name; not valid when there is none.
LoadBalancerIndex balancerNamed(const State& state, std::string_view name);
// Whether the stream's task is still registered where its requests came from.
bool isStillTarget(const State& state, const Stream& stream);

// rateMilli: requests that come now, thousandths per second; groups that route by outstanding
// requests share them out by it.
TrafficRoute routeOf(const State& state, const Traffic& traffic, std::int64_t rateMilli);
// When a request of the traffic is given up: by the client, or by API Gateway before that.
DurationMs timeoutOf(const State& state, const Traffic& traffic);

}  // namespace taskyard
