#pragma once
// What scaling policies want in one minute, and which of them is heard: the rules of
// scaling_system.h as decisions that change nothing.

#include <cstdint>
#include <vector>

#include "engine/scaling_decision.h"
#include "model/state.h"

namespace taskyard {

// What one policy wants.
struct ScalingWish {
  ScalingPolicyIndex policy;
  ScalingDirection direction = ScalingDirection::None;
  AlarmIndex alarm;           // which one asks
  std::int32_t capacity = 0;  // before limits
  ScalingDecision decision;   // blockedBy None: it may be granted
};

// The wishes of all policies of the target, in the order of the policies. running: its RUNNING
// tasks, as far as they count.
std::vector<ScalingWish> wishesOf(const State& state, ScalableTargetIndex target,
                                  std::int32_t running);
// The wish that wins, or nullptr; the others learn why they did not.
ScalingWish* chooseWish(const State& state, std::vector<ScalingWish>& wishes);

// More than one deployment, or one that is not complete.
bool deploymentRuns(const State& state, const Service& service);
// False when there is no such alarm (any more).
bool inAlarm(const State& state, AlarmIndex alarm);

}  // namespace taskyard
