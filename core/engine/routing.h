#pragma once
// Where a load balancer sends a request: from listener and rules to target groups, and inside a
// group to its targets; and what the client sees of it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

// One target's share of a group's new requests.
struct TargetShare {
  TaskIndex task;  // not valid: an address nobody has, or a function
  std::int32_t port = 0;
  std::int64_t weight = 0;  // relative: slow start and zones of an NLB lower it
  TargetIndex target;
};

// The targets that get new requests: the healthy ones, or, when there are none, all registered ones
// (fail open). Empty: an ALB answers 503. Draining and unused targets get none. A target in slow
// start gets a share that grows linearly. An NLB without cross-zone traffic gives every zone that
// has targets the same share.
// Source: ALB User Guide, "Target group health", "Slow start mode"; NLB User Guide, "Cross-zone
// load balancing".
std::vector<TargetShare> sharesOf(const State& state, std::uint32_t targetGroup);

// The listener's decision on one request.
struct RouteDecision {
  enum class Kind : std::uint8_t { NoListener, Forward, FixedResponse, Redirect };
  Kind kind = Kind::NoListener;
  ListenerRuleIndex rule;                    // which one decided
  std::vector<WeightedTargetGroup> forward;  // Forward: groups with a weight above 0
  std::int32_t status = 0;                   // FixedResponse and Redirect
};
// host: "" when the client sent none. path: from "/" on, without the query. Rules are tried by
// priority, the default rule last; an NLB has only that one.
RouteDecision routeRequest(const State& state, LoadBalancerIndex balancer, std::int32_t port,
                           std::string_view host, std::string_view path);

// "*" stands for any characters, "?" for exactly one. Host names match in any case, paths do not.
[[nodiscard]] bool matchesPattern(std::string_view pattern, std::string_view text);

// What goes wrong between a load balancer and its targets.
enum class BalancerFailure : std::uint8_t {
  None,
  NoTargets,          // the group has no registered targets
  ConnectionTimeout,  // packets are dropped: no connection within 10 seconds
  ConnectionRefused,  // nobody listens on the port
  ClosedEarly,        // the target closed the connection in the middle of a request
  IdleTimeout,        // connected, but no answer within the idle timeout
  DrainingEnded,      // the deregistration delay ended in the middle of a request
  KilledDraining      // a draining target ended before the deregistration delay did
};
// The HTTP status an ALB answers with; 0 for None, where the target's own status stands.
// Source: ALB User Guide, "Troubleshoot your Application Load Balancers".
[[nodiscard]] std::int32_t balancerStatus(BalancerFailure failure);

// What a request gets that is sent to one target now.
struct TargetAnswer {
  BalancerFailure failure = BalancerFailure::None;
  std::int32_t status = 0;  // the target's own, for BalancerFailure::None
  DurationMs afterMs = 0;   // of a timeout: when the balancer gives up
};
TargetAnswer answerOf(const State& state, TargetIndex target);

// How long an ALB tries to connect to a target. Source: as above.
inline constexpr DurationMs kConnectTimeoutMs = 10 * kSecond;

}  // namespace taskyard
