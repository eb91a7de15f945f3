// A capacity provider strategy: base first, then the ratio of weights.

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

std::int64_t onSpotInModel(ModelWorld& world, std::int64_t desired, std::int64_t base,
                           std::int64_t weight, std::int64_t spotWeight) {
  world.call("ecs", "PutClusterCapacityProviders",
             R"({"cluster":"demo","capacityProviders":["FARGATE","FARGATE_SPOT"],)"
             R"("defaultCapacityProviderStrategy":[]})");
  world.registerApp();
  world.createApp(desired, R"("capacityProviderStrategy":[{"capacityProvider":"FARGATE","base":)" +
                               std::to_string(base) + R"(,"weight":)" + std::to_string(weight) +
                               R"(},{"capacityProvider":"FARGATE_SPOT","weight":)" +
                               std::to_string(spotWeight) + "}]");
  world.advance(5 * kMinute);
  const State& state = world.state();
  std::int64_t onSpot = 0;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.lastStatus != TaskStatus::RUNNING) continue;
    if (!task.capacityProvider.valid()) continue;
    if (state.capacity.providers[task.capacityProvider.value].name == "FARGATE_SPOT") ++onSpot;
  }
  return onSpot;
}

}  // namespace

Result<Draft> makeBaseWeight(Values& values) {
  const std::int64_t base = values.between(1, 4);
  const std::int64_t weight = values.between(1, 2);
  const std::int64_t spotWeight = values.between(2, 4);
  const std::int64_t rounds = values.between(1, 3);
  const std::int64_t desired = base + rounds * (weight + spotWeight);
  ModelWorld world(values.runSeed());
  Draft draft;
  draft.stem = {"A company runs " + tasksText(desired) +
                    " of an Amazon ECS service. The capacity provider strategy gives FARGATE a "
                    "base of " +
                    std::to_string(base) + " and a weight of " + std::to_string(weight) +
                    ", and FARGATE_SPOT a weight of " + std::to_string(spotWeight) + ".",
                "How many tasks run on FARGATE_SPOT?"};
  draft.decidingWords = {"base of " + std::to_string(base),
                         "FARGATE_SPOT a weight of " + std::to_string(spotWeight)};
  draft.modelKey = tasksText(onSpotInModel(world, desired, base, weight, spotWeight));
  draft.closedForm = tasksText(rounds * spotWeight);
  draft.keyWhy = "The base takes " + tasksText(base) + " first. The other " +
                 std::to_string(desired - base) + " are shared " + std::to_string(weight) + " to " +
                 std::to_string(spotWeight) + ".";
  draft.mistakes = {
      {tasksText(desired * spotWeight / (weight + spotWeight)),
       "The base was forgotten: it is taken off before the weights share the rest.",
       {}},
      {tasksText(rounds * weight), "The weights were mixed up.", {}},
      {tasksText(desired - base), "As if everything above the base went to Spot.", {}},
      {tasksText(ceilOf(desired * spotWeight, weight + spotWeight)),
       "The base was forgotten, and the share rounded up.",
       {}},
      {tasksText(rounds * spotWeight - 1), "One task of the last round was left out.", {}},
      {tasksText(spotWeight), "A weight is a share, not a number of tasks.", {}}};
  draft.explanation =
      "First every provider gets its **base**. What is left is shared in the ratio of the "
      "**weights**.";
  draft.sources = {ecsApi("CapacityProviderStrategyItem", "API_CapacityProviderStrategyItem")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
