// maximumPercent: how many tasks exist at once.

#include <algorithm>

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

std::int64_t highestInModel(ModelWorld& world, std::int64_t desired, std::int64_t percent) {
  world.registerApp();
  world.createApp(desired,
                  R"("launchType":"FARGATE","deploymentConfiguration":{"minimumHealthyPercent":)"
                  R"(100,"maximumPercent":)" +
                      std::to_string(percent) + "}");
  world.advance(4 * kMinute);
  world.registerApp();
  world.call("ecs", "UpdateService",
             R"({"cluster":"demo","service":"app","taskDefinition":"app:2"})");
  std::int64_t highest = world.live();
  world.watch(10 * kMinute,
              [&](const State& state) { highest = std::max(highest, liveTasks(state)); });
  return highest;
}

}  // namespace

Result<Draft> makeRollingMaximum(Values& values) {
  constexpr std::int64_t kPercents[] = {120, 125, 130, 140, 150, 160, 175};
  const std::int64_t desired = values.between(5, 12);
  const std::int64_t percent = values.pick(kPercents);
  ModelWorld world(values.runSeed());
  const std::int64_t share = desired * percent;
  Draft draft;
  draft.stem = {"An Amazon ECS service keeps " + tasksText(desired) +
                    " running. Its deployment configuration sets minimumHealthyPercent to 100 and "
                    "maximumPercent to " +
                    std::to_string(percent) +
                    ". Every task holds one licence from the moment it is started. A new revision "
                    "is deployed.",
                "How many licences does the company need at most during the deployment?"};
  draft.decidingWords = {"maximumPercent to " + std::to_string(percent)};
  draft.modelKey = tasksText(highestInModel(world, desired, percent));
  draft.closedForm = tasksText(share / 100);
  draft.keyWhy = std::to_string(percent) + " percent of " + std::to_string(desired) +
                 ", rounded down: as many tasks may be starting or running at once.";
  draft.mistakes = {
      {tasksText(ceilOf(share, 100)), "Rounded up. The maximum rounds down.", {}},
      {tasksText(2 * desired), "That is the default of 200 percent.", {}},
      {tasksText(desired + 1), "As if tasks were replaced one by one.", {}},
      {tasksText(desired),
       "As if old tasks were stopped first; the minimum of 100 forbids that.",
       {}},
      {tasksText(share / 100 - desired), "This many are added to those that run.", {}}};
  draft.explanation =
      "maximumPercent counts tasks that are RUNNING or PENDING, as a share of the desired count, "
      "rounded **down**.";
  draft.sources = {ecsApi("DeploymentConfiguration", "API_DeploymentConfiguration")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
