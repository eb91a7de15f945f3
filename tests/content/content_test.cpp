// The real content: well formed, and its scenarios give the same state every time. That lessons and
// questions are true is a stage of its own (`taskyard prove`).

#include <doctest/doctest.h>

#include "learn/coverage.h"
#include "learn/lint.h"
#include "model/state_hash.h"
#include "support/lessons.h"

using namespace taskyard;

TEST_CASE("content: lint has nothing to say") {
  const ContentFiles files = realContentFiles();
  CHECK(files.size() >= 12);
  for (const ContentProblem& problem : lintContent(files)) FAIL_CHECK(describe(problem));
}

TEST_CASE("content: a scenario is the same every time, and another one with another seed") {
  const Content content = realContent();
  for (const Scenario& scenario : content.scenarios) {
    CAPTURE(scenario.id);
    const auto hashOf = [&](std::uint64_t seed) {
      Result<Run> run = beginRun(scenario, seed);
      REQUIRE(run.ok());
      run.value().advance(20 * kMinute);
      return run.value().hash();
    };
    CHECK(hashOf(scenario.seed) == hashOf(scenario.seed));
    CHECK(hashOf(scenario.seed) != hashOf(scenario.seed + 1));
  }
}

TEST_CASE("content: a run that is copied every second goes the same way") {
  const Content content = realContent();
  for (const Scenario& scenario : content.scenarios) {
    CAPTURE(scenario.id);
    Result<Run> plain = beginRun(scenario);
    Result<Run> copied = beginRun(scenario);
    REQUIRE(plain.ok());
    REQUIRE(copied.ok());
    plain.value().advance(10 * kMinute);
    for (TimeMs at = 0; at < 10 * kMinute; at += kSecond) {
      // While the copy lives, the two share their records until one of them is changed.
      const State copy = copied.value().state();
      const std::uint64_t before = at % kMinute == 0 ? stateHash(copy) : 0;
      copied.value().advance(kSecond);
      if (before != 0) CHECK(stateHash(copy) == before);
    }
    CHECK(copied.value().hash() == plain.value().hash());
  }
}

TEST_CASE("content: the scenarios show what their stories say") {
  const Content content = realContent();
  const auto play = [&](const char* id, DurationMs duration) {
    Result<Run> run = beginRun(*content.findScenario(id));
    REQUIRE(run.ok());
    run.value().advance(duration);
    return run.value();
  };
  // Three losses, three successors, steady again.
  const Run healed = play("self-healing", 30 * kMinute);
  CHECK(healed.state().tasksLaunched == 6);
  CHECK(healed.state().services[0].steady);
  // The mistyped tag never runs, and the two old tasks go on.
  const Run stuck = play("bad-image", 10 * kMinute);
  CHECK_FALSE(stuck.state().services[0].steady);
  int running = 0;
  for (const Task& task : stuck.state().tasks) {
    running += task.inUse && task.lastStatus == TaskStatus::RUNNING ? 1 : 0;
  }
  CHECK(running == 2);
}
