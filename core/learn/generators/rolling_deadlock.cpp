// Limits that round to no room at all.

#include "learn/generators/families.h"
#include "learn/generators/model_world.h"
#include "learn/generators/wording.h"

namespace taskyard {

namespace {

struct Limits {
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
};

std::string textOf(const Limits& limits) {
  return "minimumHealthyPercent " + std::to_string(limits.minimum) + ", maximumPercent " +
         std::to_string(limits.maximum);
}

// No task may be stopped and none may be started.
bool isStuck(std::int64_t desired, const Limits& limits) {
  return ceilOf(desired * limits.minimum, 100) >= desired &&
         desired * limits.maximum / 100 <= desired;
}

// Whether the new revision is out after a quarter of an hour. Errors go to `error`.
bool completesInModel(std::uint64_t seed, std::int64_t desired, const Limits& limits,
                      std::string& error) {
  ModelWorld world(seed);
  world.registerApp();
  world.createApp(desired);
  world.advance(4 * kMinute);
  world.registerApp();
  world.call("ecs", "UpdateService",
             R"({"cluster":"demo","service":"app","taskDefinition":"app:2",)"
             R"("deploymentConfiguration":{"minimumHealthyPercent":)" +
                 std::to_string(limits.minimum) + R"(,"maximumPercent":)" +
                 std::to_string(limits.maximum) + "}}");
  world.advance(15 * kMinute);
  if (error.empty()) error = world.error();
  return !world.state().services.empty() && world.state().services.front().deployments.size() == 1;
}

}  // namespace

Result<Draft> makeRollingDeadlock(Values& values) {
  constexpr std::int64_t kSmallRooms[] = {105, 110, 115, 120, 125, 130, 133, 140};
  const std::int64_t desired = values.between(2, 6);
  const Limits stuck{100, values.pick(kSmallRooms)};
  const Limits others[] = {{100, 200}, {50, 100}, {50, stuck.maximum}, {0, 100}, {100, 150}};
  Draft draft;
  draft.stem = {"A team deploys a new revision of an Amazon ECS service that runs " +
                    tasksText(desired) +
                    ". The old tasks keep running, no new task is started, and the deployment "
                    "does not end.",
                "Which deployment configuration explains this?"};
  draft.decidingWords = {"no new task is started", tasksText(desired)};
  if (!isStuck(desired, stuck)) return draft;  // other values, please
  std::string error;
  if (completesInModel(values.runSeed(), desired, stuck, error)) {
    return Error{"Generator", "rolling-deadlock: " + textOf(stuck) + " completes"};
  }
  draft.modelKey = textOf(stuck);
  draft.keyWhy = std::to_string(stuck.maximum) + " percent of " + std::to_string(desired) +
                 " rounds down to " + std::to_string(desired) +
                 ", so none may be started; a minimum of 100 percent lets none be stopped.";
  for (const Limits& limits : others) {
    if (isStuck(desired, limits) || draft.mistakes.size() == 3) continue;
    if (!completesInModel(values.runSeed(), desired, limits, error)) {
      return Error{"Generator", "rolling-deadlock: " + textOf(limits) + " does not complete"};
    }
    draft.mistakes.push_back({textOf(limits),
                              limits.minimum < 100
                                  ? "The minimum lets old tasks be stopped first."
                                  : "The maximum leaves room to start new tasks first.",
                              {}});
  }
  if (!error.empty()) return Error{"Generator", error};
  draft.closedForm = draft.modelKey;  // isStuck() picked it, the model agreed
  draft.explanation =
      "A deployment needs room: above the desired count (the maximum, rounded down) or below it "
      "(the minimum, rounded up).";
  draft.sources = {ecsApi("DeploymentConfiguration", "API_DeploymentConfiguration")};
  return draft;
}

}  // namespace taskyard
