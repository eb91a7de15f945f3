// The real lessons: well formed, and true. Everything under lessons/ is read as the program reads
// it, linted and proved with its own seed, also under sanitizers (`taskyard prove` plays many
// seeds); scenarios give the same state every time.

#include <doctest/doctest.h>

#include "learn/coverage.h"
#include "learn/lint.h"
#include "learn/proof.h"
#include "support/lessons.h"

using namespace taskyard;

namespace {

// Thousands of runs take many minutes as WASM, and would show nothing new: that WASM plays every
// scenario as the native program does is a stage of its own (determinism).
#ifdef __EMSCRIPTEN__
constexpr bool kTooSlowHere = true;
#else
constexpr bool kTooSlowHere = false;
#endif

}  // namespace

TEST_CASE("content: lint has nothing to say") {
  const ContentFiles files = realContentFiles();
  CHECK(files.size() >= 12);
  for (const ContentProblem& problem : lintContent(files)) FAIL_CHECK(describe(problem));
}

TEST_CASE("content: every lesson and question is proved" * doctest::skip(kTooSlowHere)) {
  const Content content = realContent();
  CHECK(content.lessons.size() >= 1);
  CHECK(content.questions.size() >= 5);
  ProofOptions ownSeed;
  ownSeed.lessonSeeds = ownSeed.questionSeeds = ownSeed.scenarioSeeds = 1;
  const ProofReport report = prove(content, ownSeed);
  for (const ProofException& exception : report.exceptions) {
    FAIL_CHECK(exception.where << ": " << exception.what << " (seed " << exception.seed << ")");
  }
  CHECK(report.botsTotal >= 6);
  CHECK(report.botsDefeated == report.botsTotal);
  CHECK(report.runs > 100);
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
