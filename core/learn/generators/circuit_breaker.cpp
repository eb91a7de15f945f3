// How many failed tasks make the circuit breaker act.

#include <algorithm>

#include "engine/circuit_breaker.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeCircuitBreaker(Values& values) {
  constexpr std::int64_t kSizes[] = {1,  2,  3,  4,   5,   7,   9,   11,  13,  15,
                                     17, 25, 33, 120, 301, 380, 450, 600, 999, 1500};
  const std::int64_t desired = values.pick(kSizes);
  const std::int64_t half = ceilOf(desired, 2);
  Draft draft;
  draft.stem = {"An Amazon ECS service with a desired count of " + grouped(desired) +
                    " has the deployment circuit breaker enabled with default settings. A new "
                    "revision is deployed, and none of its tasks reaches the RUNNING state.",
                "After how many failed tasks does Amazon ECS mark the deployment as failed?"};
  draft.decidingWords = {"default settings", "none of its tasks reaches the RUNNING state"};
  draft.modelKey = tasksText(circuitBreakerThreshold(static_cast<std::int32_t>(desired)));
  draft.closedForm = tasksText(std::clamp<std::int64_t>(half, 3, 200));
  draft.keyWhy = "Half of the desired count, rounded up, but at least 3 and at most 200.";
  draft.mistakes = {
      {tasksText(half), "Half of the desired count, without the limits of 3 and 200.", {}},
      {tasksText(desired / 2), "Half of the desired count, rounded down.", {}},
      {tasksText(std::clamp<std::int64_t>(half, 10, 200)),
       "The minimum was 10 until 2023; older notes still say so. It is 3.",
       {}},
      {tasksText(desired), "All of them need not fail.", {}},
      {tasksText(std::clamp<std::int64_t>(half, 3, 200) + 2), "Two more than needed.", {}},
      {tasksText(200), "That is the upper limit, for large services.", {}}};
  draft.explanation =
      "The default threshold is half of the desired count, rounded up, bounded to 3 and 200.";
  draft.sources = {ecsGuide("How the Amazon ECS deployment circuit breaker detects failures",
                            "deployment-circuit-breaker")};
  return draft;
}

}  // namespace taskyard
