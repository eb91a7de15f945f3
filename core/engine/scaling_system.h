#pragma once
// Application Auto Scaling at work: once a minute, after the alarms, each scalable target asks its
// policies and may change its service's desiredCount.
//
// The rules, in their order:
// 1. A target tracking policy whose high alarm is in ALARM wants ceil(running x metric / target);
//    a step policy wants what the step for its alarm's distance says. Alarms act every minute
//    while they stay in ALARM.
// 2. Any policy may scale out; the largest capacity wins. Scale-in happens when all target tracking
//    policies that may scale in want it (the largest capacity wins again), or a step policy does.
// 3. In a scale-out cooldown the formula starts from the tasks that ran before the last scale-out,
//    so only a larger scale-out goes through, and what was added already counts.
// 4. Scale-in waits for both cooldowns and for running deployments. A scale-out ends a scale-in
//    cooldown.
// 5. minCapacity and maxCapacity bound the result.
// Sources: Application Auto Scaling User Guide; Developer Guide, "Automatically scale your Amazon
// ECS service". Model choices: a scale-in waits for the scale-out cooldown too; cooldowns are kept
// per target; during a deployment at most desiredCount running tasks count, because old and new
// ones run side by side.

#include <string>

#include "engine/simulation.h"

namespace taskyard {

void scaleServices(Simulation& sim);

struct ScalableTargetOrder {
  ServiceIndex service;
  std::optional<std::int32_t> minCapacity;  // absent: as it is
  std::optional<std::int32_t> maxCapacity;
  std::optional<bool> scaleInSuspended;
  std::optional<bool> scaleOutSuspended;
  std::optional<bool> scheduledSuspended;
};
// Registers the target or changes it.
ScalableTargetIndex registerScalableTarget(Simulation& sim, const ScalableTargetOrder& order,
                                           EventId cause);
// Its policies, their alarms and its scheduled actions go with it.
void deregisterScalableTarget(Simulation& sim, ScalableTargetIndex target, EventId cause);
// Makes the alarms of a target tracking policy. One of the same name is replaced.
ScalingPolicyIndex putScalingPolicy(Simulation& sim, ScalingPolicy policy, EventId cause);
void deleteScalingPolicy(Simulation& sim, ScalingPolicyIndex policy, EventId cause);

// Sets desiredCount and keeps the activity. causeText: in Application Auto Scaling's words.
void applyCapacity(Simulation& sim, ScalableTargetIndex target, std::int32_t capacity,
                   const std::string& causeText, EventId cause);

// Not valid when the service is no target.
ScalableTargetIndex findScalableTarget(const State& state, ServiceIndex service);
ScalingPolicyIndex findScalingPolicy(const State& state, ScalableTargetIndex target,
                                     std::string_view name);
// "service/default/web".
std::string resourceIdOf(const State& state, ServiceIndex service);
// "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:<id>:resource/ecs/...".
std::string scalingPolicyArn(const State& state, ScalingPolicyIndex policy);

}  // namespace taskyard
