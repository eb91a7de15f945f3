// Goal: the moments of a task are kept in half the space and read back as they were set.
#include "model/task.h"

#include <doctest/doctest.h>

using namespace taskyard;

TEST_CASE("task: moments are what was set, and kNever before that") {
  Task task;
  task.createdAt = 400 * kDay;
  CHECK(task.startedAt() == kNever);
  task.setStartedAt(task.createdAt);
  CHECK(task.startedAt() == task.createdAt);
  task.setPullStartedAt(task.createdAt + 17 * kSecond);
  CHECK(task.pullStartedAt() == task.createdAt + 17 * kSecond);
  task.setPullStartedAt(kNever);
  CHECK(task.pullStartedAt() == kNever);

  task.stoppingAt = task.createdAt + 300 * kDay;
  task.setStoppedAt(task.stoppingAt + 42);
  CHECK(task.stoppedAt() == task.stoppingAt + 42);
}

TEST_CASE("task: a moment more than 49 days after its base is set at 49 days") {
  MsAfter moment;
  moment.set(0, 60 * kDay);
  CHECK(moment.from(0) / kDay == 49);
}
