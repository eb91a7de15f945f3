// A step policy in percent: which step counts, and how a fraction of a task is rounded.

#include <vector>

#include "engine/scaling_decision.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

std::vector<StepAdjustment> stepsOf(std::int64_t low, std::int64_t middle, std::int64_t high) {
  const auto percent = [](std::int64_t value) { return static_cast<std::int32_t>(value); };
  return {{0, 10'000, percent(low)},
          {10'000, 20'000, percent(middle)},
          {20'000, std::nullopt, percent(high)}};
}

// AWS's rule: above 1 the fraction is cut off, between 0 and 1 it counts as one task.
std::int64_t grownBy(std::int64_t running, std::int64_t percent) {
  const std::int64_t more = running * percent / 100;
  return running + (more == 0 && percent > 0 ? 1 : more);
}

}  // namespace

Result<Draft> makeStepScaling(Values& values) {
  constexpr std::int64_t kThresholds[] = {50, 60, 70};
  const std::int64_t threshold = values.pick(kThresholds);
  const std::int64_t running = values.between(4, 19);
  const std::int64_t low = values.between(1, 2) * 5;
  const std::int64_t middle = values.between(3, 5) * 5;
  const std::int64_t high = values.between(6, 9) * 5;
  const std::int64_t distance = values.between(0, 29);
  const std::int64_t percent = distance < 10 ? low : distance < 20 ? middle : high;
  const std::optional<std::int32_t> wanted =
      stepAdjustment(stepsOf(low, middle, high), AdjustmentType::PercentChangeInCapacity, 0,
                     static_cast<std::int32_t>(running), distance * 1000);
  if (!wanted) return Error{"Generator", "step-scaling: no step covers the distance"};
  Draft draft;
  draft.stem = {
      "A step scaling policy of an Amazon ECS service has the adjustment type "
      "PercentChangeInCapacity. Its alarm has a threshold of " +
          std::to_string(threshold) + " percent CPU. The steps add " + std::to_string(low) +
          " percent from 0 to 10 above the threshold, " + std::to_string(middle) +
          " percent from 10 to 20, and " + std::to_string(high) + " percent from 20 on. " +
          tasksText(running) + " run, and the metric is " + std::to_string(threshold + distance) +
          " percent.",
      "What is the new desired count?"};
  draft.decidingWords = {"PercentChangeInCapacity",
                         "the metric is " + std::to_string(threshold + distance) + " percent"};
  draft.modelKey = tasksText(*wanted);
  draft.closedForm = tasksText(grownBy(running, percent));
  draft.keyWhy = "The metric is " + std::to_string(distance) + " above the threshold, so " +
                 std::to_string(percent) + " percent of " + std::to_string(running) +
                 " count: a fraction above one task is cut off, below one task it counts as one.";
  draft.mistakes = {
      {tasksText(running + ceilOf(running * percent, 100)),
       "Rounded up. A fraction above one task is cut off.",
       {}},
      {tasksText(running + running * percent / 100), "Between 0 and 1 one task is added.", {}},
      {tasksText(grownBy(running, percent == low ? middle : low)),
       "Another step: bounds are distances from the threshold.",
       {}},
      {tasksText(grownBy(running, percent == high ? middle : high)),
       "Another step: bounds are distances from the threshold.",
       {}},
      {tasksText(running + percent), "The step is a percentage, not a number of tasks.", {}},
      {tasksText(grownBy(running, low + middle)), "Steps are not added up.", {}}};
  draft.explanation =
      "A step's bounds are distances from the alarm's threshold; the lower bound belongs to the "
      "step. Above one task fractions are cut off, below one they become one.";
  draft.sources = {scalingGuide("How step scaling for Application Auto Scaling works",
                                "step-scaling-policy-overview")};
  return draft;
}

}  // namespace taskyard
