// Workers for a queue: the acceptable backlog per task, and how many tasks it takes.

#include "engine/scaling_decision.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeBacklogPerTask(Values& values) {
  constexpr std::int64_t kLatencies[] = {30, 60, 120, 300};
  constexpr std::int64_t kSeconds[] = {1, 2, 3, 5, 10};
  const std::int64_t latency = values.pick(kLatencies);
  const std::int64_t seconds = values.pick(kSeconds);
  const std::int64_t running = values.between(2, 8);
  const std::int64_t messages = values.between(3, 40) * 50;
  const std::int64_t target = latency / seconds;
  if (messages % running != 0 || messages < 2 * running * target) return Draft{};
  const std::int64_t wanted = targetTrackingCapacity(static_cast<std::int32_t>(running),
                                                     messages * 1000 / running, target * 1000);
  Draft draft;
  draft.stem = {
      "Workers on Amazon ECS take messages from an Amazon SQS queue. A worker handles "
      "one message at a time and needs " +
          secondsText(seconds) + " for each. A message may wait at most " + secondsText(latency) +
          ". Now " + grouped(messages) + " messages are waiting and " + tasksText(running) +
          " are running. The service scales by target tracking on the backlog per task.",
      "How many tasks does the policy ask for?"};
  draft.decidingWords = {"may wait at most " + secondsText(latency), "backlog per task"};
  draft.modelKey = tasksText(wanted);
  draft.closedForm = tasksText(ceilOf(messages, target));
  draft.keyWhy = "The acceptable backlog per task is " + std::to_string(latency) + " / " +
                 std::to_string(seconds) + " = " + std::to_string(target) + " messages, and " +
                 grouped(messages) + " / " + std::to_string(target) + " is rounded up.";
  draft.mistakes = {
      {tasksText(messages / target), "Rounded down: then some messages wait too long.", {}},
      {tasksText(ceilOf(messages, latency)),
       "The time that a message takes was forgotten; this divides by the waiting time alone.",
       {}},
      {tasksText(running + ceilOf(messages, target)),
       "The tasks that run count towards the number, they are not added to it.",
       {}},
      {tasksText(ceilOf(messages * seconds, running)), "This is the time it would take.", {}},
      {tasksText(running),
       "CPU says nothing about a queue; the backlog does.",
       {"trap.cpu-only-worker-scaling"}}};
  draft.explanation =
      "Acceptable backlog per task = longest acceptable wait / time per message. Target tracking "
      "then asks for (messages / tasks) / target times the tasks that run, rounded **up**.";
  draft.sources = {{"Scaling policy based on Amazon SQS",
                    "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html",
                    "2026-11"}};
  return draft;
}

}  // namespace taskyard
