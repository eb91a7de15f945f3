// What is left at once when an Availability Zone fails.

#include <algorithm>

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeZoneLoss(Values& values) {
  constexpr std::int64_t kZones = 3;
  const std::int64_t each = values.between(1, 5);
  const std::int64_t desired = each * kZones;
  ModelWorld world(values.runSeed());
  world.registerApp();
  world.createApp(desired);
  world.advance(5 * kMinute);
  world.call("sim", "SimInjectFault", R"({"type":"ZoneLost","zone":"us-east-1a"})");
  std::int64_t lowest = world.running();
  world.watch(2 * kMinute,
              [&](const State& state) { lowest = std::min(lowest, runningTasks(state)); });
  Draft draft;
  draft.stem = {"An Amazon ECS service on AWS Fargate runs " + tasksText(desired) +
                    ", spread evenly over subnets in three Availability Zones. One zone fails at "
                    "once.",
                "How many tasks are left before Amazon ECS has replaced any?"};
  draft.decidingWords = {"three Availability Zones", "before Amazon ECS has replaced any"};
  draft.modelKey = tasksText(lowest);
  draft.closedForm = tasksText(desired - each);
  draft.keyWhy = "A third of the tasks was in the zone that failed.";
  draft.mistakes = {{tasksText(desired),
                     "AWS replaces hosts, but not at the moment when a zone fails.",
                     {"trap.single-az"}},
                    {tasksText(0), "The tasks in the other zones go on.", {}},
                    {tasksText(each), "That is what was lost.", {}},
                    {tasksText(desired - 1), "A zone is more than one task.", {}},
                    {tasksText(desired - each - 1), "One too many is counted as lost.", {}}};
  draft.explanation =
      "Plan for what is left: to keep two thirds of the tasks when one zone of three fails is what "
      "an even spread gives.";
  draft.sources = {ecsGuide("Amazon ECS services", "ecs_services")};
  return draftOr(world, std::move(draft));
}

}  // namespace taskyard
