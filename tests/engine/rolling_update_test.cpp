// Goal: the task-count limits of a rolling update. Method: AWS's and the derived examples
// (worked examples 1 to 10) as a table.

#include <doctest/doctest.h>

#include "engine/rolling_update.h"
#include "engine/service_scheduler.h"

namespace taskyard {

TEST_CASE("rolling_update: minimum rounds up, maximum rounds down") {
  struct Row {
    const char* example;
    int desired, minimum, maximum, runningMin, activeMax;
  };
  constexpr Row kRows[] = {
      {"worked example 1", 4, 50, 200, 2, 8},  {"worked example 2", 2, 75, 200, 2, 4},
      {"worked example 3", 3, 100, 125, 3, 3}, {"worked example 4", 4, 100, 200, 4, 8},
      {"worked example 5", 4, 100, 150, 4, 6}, {"worked example 6", 1, 100, 200, 1, 2},
      {"worked example 7", 1, 0, 100, 0, 1},   {"worked example 8", 5, 60, 140, 3, 7},
      {"worked example 9", 3, 34, 100, 2, 3},  {"worked example 10", 7, 50, 150, 4, 10}};
  for (const Row& row : kRows) {
    CAPTURE(row.example);
    const TaskCountBounds bounds = taskCountBounds(row.desired, {row.minimum, row.maximum});
    CHECK(bounds.runningMin == row.runningMin);
    CHECK(bounds.activeMax == row.activeMax);
  }
}

namespace {

ServiceSituation rollout(int desired, int minimum, int maximum, TaskCounts primary,
                         TaskCounts old) {
  return {desired, {minimum, maximum}, primary, old};
}

TaskCounts healthy(int count) {
  TaskCounts counts;
  counts.live = counts.running = counts.healthy = count;
  return counts;
}

TaskCounts pending(int count) {
  TaskCounts counts;
  counts.live = counts.pending = count;
  return counts;
}

}  // namespace

TEST_CASE("service_scheduler: first move of a rolling update") {
  struct Row {
    int desired, minimum, maximum, start, stopOld;
    bool deadlocked;
  };
  constexpr Row kRows[] = {
      {4, 100, 200, 4, 0, false}, {4, 50, 200, 4, 0, false}, {4, 50, 100, 0, 2, false},
      {4, 100, 150, 2, 0, false}, {2, 75, 200, 2, 0, false}, {3, 100, 125, 0, 0, true},
      {1, 100, 100, 0, 0, true},  {1, 0, 100, 0, 1, false},  {1, 50, 100, 0, 0, true},
      {10, 50, 150, 5, 0, false}, {3, 34, 100, 0, 1, false}, {7, 50, 150, 3, 0, false}};
  for (const Row& row : kRows) {
    CAPTURE(row.desired);
    CAPTURE(row.minimum);
    CAPTURE(row.maximum);
    const ServicePlan plan =
        planService(rollout(row.desired, row.minimum, row.maximum, {}, healthy(row.desired)));
    CHECK(plan.start == row.start);
    CHECK(plan.stopOld == row.stopOld);
    CHECK(plan.deadlocked == row.deadlocked);
  }
}

TEST_CASE("service_scheduler: old tasks stay until new ones are healthy") {
  CHECK(planService(rollout(4, 100, 200, pending(4), healthy(4))).stopOld == 0);
  CHECK(planService(rollout(4, 100, 200, healthy(4), healthy(4))).stopOld == 4);
  CHECK(planService(rollout(4, 100, 150, healthy(2), healthy(4))).stopOld == 2);
}

TEST_CASE("service_scheduler: fills up, scales in, and settles") {
  CHECK(planService(rollout(3, 100, 200, {}, {})).start == 3);
  CHECK(planService(rollout(3, 100, 100, healthy(2), {})).start == 1);
  CHECK(planService(rollout(2, 100, 200, healthy(5), {})).stopPrimary == 3);
  CHECK(planService(rollout(3, 100, 200, healthy(3), {})).settled);
  CHECK_FALSE(planService(rollout(3, 100, 200, pending(3), {})).settled);
  CHECK(planService(rollout(0, 100, 200, {}, {})).settled);
}

TEST_CASE("service_scheduler: replaces unhealthy tasks before it stops them") {
  TaskCounts counts = healthy(2);
  counts.live = counts.running = 3;
  counts.unhealthy = 1;
  const ServicePlan first = planService(rollout(3, 100, 200, counts, {}));
  CHECK(first.start == 1);
  CHECK(first.replacements == 1);
  CHECK(first.stopUnhealthy == 0);
  counts.live = counts.running = 4;
  counts.healthy = 3;
  const ServicePlan second = planService(rollout(3, 100, 200, counts, {}));
  CHECK(second.start == 0);
  CHECK(second.stopUnhealthy == 1);
  // maximumPercent 100 leaves no room for a spare: stop first, one at a time.
  counts = healthy(1);
  counts.live = counts.running = 3;
  counts.unhealthy = 2;
  const ServicePlan tight = planService(rollout(3, 0, 100, counts, {}));
  CHECK(tight.start == 0);
  CHECK(tight.stopUnhealthy == 1);
}

}  // namespace taskyard
