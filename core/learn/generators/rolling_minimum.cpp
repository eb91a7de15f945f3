// minimumHealthyPercent with no room above: how low the service goes.

#include <algorithm>

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

std::int64_t lowestInModel(ModelWorld& world, std::int64_t desired, std::int64_t percent) {
  world.registerApp();
  world.createApp(desired,
                  R"("launchType":"FARGATE","deploymentConfiguration":{"maximumPercent":100,)"
                  R"("minimumHealthyPercent":)" +
                      std::to_string(percent) + "}");
  world.advance(4 * kMinute);
  world.registerApp();
  world.call("ecs", "UpdateService",
             R"({"cluster":"demo","service":"app","taskDefinition":"app:2"})");
  std::int64_t lowest = world.running();
  world.watch(10 * kMinute,
              [&](const State& state) { lowest = std::min(lowest, runningTasks(state)); });
  return lowest;
}

}  // namespace

Result<Draft> makeRollingMinimum(Values& values) {
  constexpr std::int64_t kPercents[] = {25, 30, 40, 50, 60, 70, 75, 80};
  const std::int64_t desired = values.between(3, 12);
  const std::int64_t percent = values.pick(kPercents);
  ModelWorld world(values.runSeed());
  const std::int64_t share = desired * percent;
  Draft draft;
  draft.stem = {
      "An Amazon ECS service on AWS Fargate runs " + tasksText(desired) +
          ". Its deployment configuration sets minimumHealthyPercent to " +
          std::to_string(percent) +
          " and maximumPercent to 100. A new revision of the task definition is deployed.",
      "What is the smallest number of tasks that run at any moment of the deployment?"};
  draft.decidingWords = {"minimumHealthyPercent to " + std::to_string(percent),
                         "maximumPercent to 100"};
  draft.modelKey = tasksText(lowestInModel(world, desired, percent));
  draft.closedForm = tasksText(ceilOf(share, 100));
  draft.keyWhy = std::to_string(percent) + " percent of " + std::to_string(desired) +
                 ", rounded up. With no room above the desired count, ECS stops old tasks down to "
                 "this number before it starts new ones.";
  draft.mistakes = {
      {tasksText(share / 100), "Rounded down. The minimum rounds up.", {}},
      {tasksText(desired), "As if maximumPercent left room to start new tasks first.", {}},
      {tasksText(desired - 1),
       "As if tasks were replaced one by one.",
       {"trap.no-architecture-left"}},
      {tasksText(desired - ceilOf(share, 100)), "This many are stopped, not kept.", {}},
      {tasksText(ceilOf(share, 100) + 1), "One more than the minimum asks for.", {}}};
  draft.explanation =
      "minimumHealthyPercent is of the desired count and rounds **up**; maximumPercent rounds "
      "**down**.";
  draft.sources = {ecsApi("DeploymentConfiguration", "API_DeploymentConfiguration")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
