// targetCapacity below 100 keeps spare instances.

#include "engine/managed_scaling.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeGroupSize(Values& values) {
  constexpr std::int64_t kTargets[] = {60, 70, 75, 80, 90};
  const std::int64_t target = values.pick(kTargets);
  const std::int64_t needed = values.between(5, 30);
  Draft draft;
  draft.stem = {"An Amazon ECS capacity provider has managed scaling with a target capacity of " +
                    std::to_string(target) +
                    " percent, so that spare room is ready for tasks that start suddenly. All "
                    "tasks together need " +
                    instancesText(needed) + " of the Auto Scaling group.",
                "To which size does managed scaling bring the group?"};
  draft.decidingWords = {"target capacity of " + std::to_string(target) + " percent"};
  draft.modelKey =
      instancesText(aimedSize(static_cast<std::int32_t>(needed), static_cast<std::int32_t>(needed),
                              static_cast<std::int32_t>(target)));
  draft.closedForm = instancesText(ceilOf(needed * 100, target));
  draft.keyWhy = std::to_string(needed) + " x 100 / " + std::to_string(target) + ", rounded up.";
  draft.mistakes = {
      {instancesText(needed), "That is a target capacity of 100 percent, without spare room.", {}},
      {instancesText(ceilOf(needed * (200 - target), 100)),
       "The spare room is a share of the group, not of what is needed.",
       {}},
      {instancesText(needed * target / 100), "The group would be smaller than what is needed.", {}},
      {instancesText(needed * 100 / target),
       "Rounded down: then more than the target is used.",
       {}},
      {instancesText(needed + 1), "One spare instance is no percentage.", {}},
      {instancesText(2 * needed), "That is a target capacity of 50 percent.", {}}};
  draft.explanation =
      "Target tracking holds M / N x 100 at the target capacity, so N = M x 100 / target, rounded "
      "**up**.";
  draft.sources = {ecsGuide("Automatically manage Amazon ECS capacity with cluster auto scaling",
                            "cluster-auto-scaling")};
  return draft;
}

}  // namespace taskyard
