#pragma once
// What the service scheduler makes of a task's health checks: those of its containers and those of
// its target groups.
//
//   target groups  essential container check  the task counts as healthy when
//   no             no                         RUNNING for 40 s (task_timing.h)
//   no             yes                        HEALTHY
//   yes            no                         its targets are healthy
//   yes            yes                        both
// Source: API Reference, DeploymentConfiguration, minimumHealthyPercent.

#include "model/state.h"

namespace taskyard {

// The group that tasks of the deployment join: the alternate one of a pair for every other revision
// of a service that shifts traffic.
[[nodiscard]] TargetGroupIndex targetGroupOf(const Deployment& deployment,
                                             const ServiceLoadBalancer& balancer);

// By the table above, except for its first row.
[[nodiscard]] bool meetsHealthChecks(const State& state, TaskIndex task);

// Whether failed checks are still ignored: healthCheckGracePeriodSeconds count from startedAt.
// Source: API Reference, UpdateService, healthCheckGracePeriodSeconds.
[[nodiscard]] bool inGracePeriod(const State& state, const Task& task);

// A target of the task that is unhealthy; not valid when there is none.
[[nodiscard]] TargetIndex unhealthyTargetOf(const State& state, TaskIndex task);

}  // namespace taskyard
