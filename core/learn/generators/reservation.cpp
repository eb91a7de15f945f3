// The metric that managed scaling of an Auto Scaling group goes by.

#include "engine/managed_scaling.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

std::string percentText(std::int64_t value) { return grouped(value) + " percent"; }

}  // namespace

Result<Draft> makeReservation(Values& values) {
  const std::int64_t running = values.between(2, 10);
  const std::int64_t extra = values.between(1, 10);
  const std::int64_t needed = running + extra;
  if (needed * 100 % running != 0) return Draft{};
  const std::int32_t inModel = neededInstances({.running = static_cast<std::int32_t>(running),
                                                .busy = static_cast<std::int32_t>(running),
                                                .extraNeeded = static_cast<std::int32_t>(extra),
                                                .tasksWait = true},
                                               ManagedScaling{.enabled = true});
  Draft draft;
  draft.stem = {
      "An Amazon ECS capacity provider with managed scaling has an Auto Scaling group of " +
          instancesText(running) + ", all of them full. Tasks are waiting that would fill " +
          std::to_string(extra) + " more.",
      "Which value does the metric CapacityProviderReservation have?"};
  draft.decidingWords = {"CapacityProviderReservation", std::to_string(extra) + " more"};
  draft.modelKey =
      percentText(reservationMilli(static_cast<std::int32_t>(running), inModel) / 1000);
  draft.closedForm = percentText(needed * 100 / running);
  draft.keyWhy = "Needed instances / running instances x 100 = " + std::to_string(needed) + " / " +
                 std::to_string(running) + " x 100.";
  draft.mistakes = {
      {percentText(running * 100 / needed), "Turned upside down: this is running / needed.", {}},
      {percentText(extra * 100 / running), "Those that run are needed too.", {}},
      {percentText(100), "At 100 the group would have just what is needed.", {}},
      {percentText(100 + extra), "Instances are not percentage points.", {}},
      {percentText(extra * 100 / needed), "The share of what is missing is another number.", {}}};
  draft.explanation =
      "CapacityProviderReservation = M / N x 100: M instances needed for all tasks, N running. "
      "Above the target the group grows.";
  draft.sources = {ecsGuide("Automatically manage Amazon ECS capacity with cluster auto scaling",
                            "cluster-auto-scaling")};
  return draft;
}

}  // namespace taskyard
