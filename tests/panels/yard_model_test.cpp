// Goal: what the Yard says of a task's progress is true.

#include <doctest/doctest.h>

#include "panels/yard_model.h"

namespace taskyard {

TEST_CASE("yard: nothing moves on a task that is held up before its start") {
  const State state;
  Task task;
  task.lastStatus = TaskStatus::ACTIVATING;
  task.setPullStartedAt(0);
  task.blocked = true;
  CHECK(taskProgress(state, task) < 0.0f);
}

}  // namespace taskyard
