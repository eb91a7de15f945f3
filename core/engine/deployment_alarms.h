#pragma once
// CloudWatch alarms that fail a deployment (deploymentConfiguration.alarms).
//
// An alarm that is already in ALARM when a deployment starts is ignored for the whole of it. When
// another one fires, the deployment fails, and with rollback on the last good one serves again. A
// rolling deployment with alarms and rollback is not done when everything is replaced: the alarms
// are watched for a bake time first.
// Sources: Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures"
// (2023-06-15, 2026 copy).

#include <string>
#include <vector>

#include "engine/simulation.h"

namespace taskyard {

// Model choice: AWS computes the bake time from the alarms and says only that it is less than this.
inline constexpr DurationMs kLongestDefaultBakeMs = 5 * kMinute;

// Names of the configuration's alarms that are in ALARM now.
[[nodiscard]] std::vector<std::string> alarmsFiring(const State& state,
                                                    const DeploymentConfiguration& configuration);

// Whether the service's rollout would fail if the alarm fired now.
[[nodiscard]] bool watchesAlarm(const State& state, const Service& service,
                                const std::string& alarmName);

// How long a rolling deployment watches its alarms after everything is replaced; 0: not at all.
// bakeTimeInMinutes, else the longest time one of the alarms takes to fire, at most five minutes.
[[nodiscard]] DurationMs rollingBakeMs(const State& state,
                                       const DeploymentConfiguration& configuration);

// Monitoring tells that an alarm has gone into ALARM. cause: the event that says so.
void alarmFired(Simulation& sim, const std::string& alarmName, EventId cause);

}  // namespace taskyard
