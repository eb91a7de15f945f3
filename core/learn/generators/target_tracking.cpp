// The desired count that target tracking asks for.

#include "engine/scaling_decision.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeTargetTracking(Values& values) {
  constexpr std::int64_t kTargets[] = {40, 50, 60, 70};
  const std::int64_t running = values.between(3, 15);
  const std::int64_t target = values.pick(kTargets);
  const std::int64_t metric = values.between(target + 8, 98);
  const TargetTrackingWish wish =
      targetTrackingDecision({.running = static_cast<std::int32_t>(running),
                              .desired = static_cast<std::int32_t>(running),
                              .metric = metric * 1000,
                              .target = target * 1000,
                              .alarmHigh = true,
                              .alarmLow = false});
  Draft draft;
  draft.stem = {
      "An Amazon ECS service runs " + tasksText(running) +
          " and scales by target tracking on average CPU utilization with a target of " +
          std::to_string(target) +
          " percent. The alarm for scaling out is in the ALARM state with an average of " +
          std::to_string(metric) + " percent. The maximum capacity is 100.",
      "Which desired count does the policy set?"};
  draft.decidingWords = {"target of " + std::to_string(target) + " percent",
                         "average of " + std::to_string(metric) + " percent"};
  draft.modelKey = tasksText(wish.capacity);
  draft.closedForm = tasksText(ceilOf(running * metric, target));
  draft.keyWhy = std::to_string(running) + " x " + std::to_string(metric) + " / " +
                 std::to_string(target) + ", rounded up.";
  draft.mistakes = {
      {tasksText(running * metric / target), "Rounded down: the average would stay too high.", {}},
      {tasksText(running + 1),
       "Target tracking does not go one by one; it aims at the target.",
       {}},
      {tasksText(ceilOf(running * (100 + metric - target), 100)),
       "The difference in percentage points is no factor.",
       {}},
      {tasksText(2 * running), "It does not double; it aims at the target.", {}},
      {tasksText(ceilOf(running * 100, target)), "The metric was taken for 100 percent.", {}}};
  draft.explanation =
      "Target tracking takes the load for fixed: tasks x metric / target, rounded **up**.";
  draft.sources = {scalingGuide("How target tracking scaling for Application Auto Scaling works",
                                "target-tracking-scaling-policy-overview")};
  return draft;
}

}  // namespace taskyard
