#pragma once
// Health checks of load balancer targets, without an event for each check. What a check gets stands
// until a condition changes (the task's load, the network, the settings), so the check that changes
// the target's state next can be found ahead of time, and a healthy target of a healthy task costs
// nothing.
//
// A target that has never been healthy needs one success; one that comes back needs as many in a
// row as healthyThreshold says; unhealthyThreshold failures in a row make either unhealthy.
// Source: ALB User Guide, "Health checks for your target groups". Model choice: the first check
// comes at a random moment of the first interval; a check counts at the moment it is sent.

#include <string>

#include "engine/reachability.h"
#include "model/state.h"

namespace taskyard {

// The balancer's end of a connection to the target: its interface in the task's zone, or, with
// cross-zone traffic, in any other of its zones.
NetworkEnd balancerEnd(const State& state, const LoadBalancer& balancer, const Task& task);

// What a check of the target gets at this moment. REQUIRES: the target's group belongs to a load
// balancer. An HTTP check asks for the path; a TCP check is content with a connection, so it does
// not notice an application that hangs.
CheckResult checkTarget(const State& state, const Target& target);

// Why the target is in no balancer's service: NotInUse, ZoneNotEnabled, HealthCheckDisabled, or
// None when it is checked.
TargetReason uncheckedReason(const State& state, const Target& target);

// Checks that have happened by now, counted from registration.
std::uint32_t checksBy(const TargetHealthCheck& check, const Target& target, TimeMs now);
// How many further checks it takes, with the present result, until state or reason change;
// 0: they never do.
std::uint32_t checksUntilChange(const TargetHealthCheck& check, const Target& target);
// The target with `count` further checks of the present result done. REQUIRES: a checked state.
Target withChecks(const TargetHealthCheck& check, Target target, std::uint32_t count);

// "Request timed out": DescribeTargetHealth's Description; "" for a healthy target.
std::string targetDescription(const Target& target);
// "172.31.0.4", an instance id, or a function's ARN.
std::string targetId(const State& state, const Target& target);

// The task's first target; not valid when it has none.
TargetIndex firstTargetOf(const State& state, TaskIndex task);
// The task's target in the group; not valid when there is none.
TargetIndex targetIn(const State& state, TaskIndex task, TargetGroupIndex group);

}  // namespace taskyard
