#pragma once
// The stages of a deployment that shifts traffic: BLUE_GREEN, LINEAR, CANARY.
//
// Green is scaled to desiredCount beside blue, gets test traffic, then production traffic (all at
// once, in equal steps, or a first slice and then the rest), then both run for the bake time, then
// blue is scaled to 0. Until then everything can go back to blue at once.
// Sources: Developer Guide, "Amazon ECS blue/green deployments", how it works; API Reference,
// LinearConfiguration, CanaryConfiguration.

#include <cstdint>

#include "base/time.h"
#include "model/service.h"
#include "model/service_deployment.h"

namespace taskyard {

// A stage without anything to wait for. Model choice: long enough to be seen.
inline constexpr DurationMs kPassingStageMs = 5 * kSecond;
// No stage may take longer. Source: Developer Guide, "Amazon ECS blue/green deployments".
inline constexpr DurationMs kLongestStageMs = 24 * kHour;

// REQUIRES: not None. CLEAN_UP is followed by None.
[[nodiscard]] LifecycleStage stageAfter(LifecycleStage stage);

// Share of production traffic (per mille) that green gets with the next shift, after `permille`.
[[nodiscard]] std::int32_t trafficAfter(const DeploymentConfiguration& configuration,
                                        std::int32_t permille);

// How long the stage lasts when nothing goes wrong; kLongestStageMs for those that end when tasks
// have been started or stopped. permille: green's traffic in it.
[[nodiscard]] DurationMs stageMs(const DeploymentConfiguration& configuration, LifecycleStage stage,
                                 std::int32_t permille);

}  // namespace taskyard
