// Goal: the schedule is that of FSRS's reference implementation; confident mistakes come first; the
// trap profile counts what caught the learner and names a cure.

#include "learn/review.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "learn/drill.h"
#include "learn/question_fixture.h"
#include "learn/trap_profile.h"
#include "support/source_root.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};
constexpr std::int64_t kNow = 1'764'000'000'000;

double numberOf(const JsonValue& value) {
  return value.isInteger() ? static_cast<double>(value.integer())
                           : std::strtod(value.string().c_str(), nullptr);
}

QuestionAttempt attempt(std::int64_t at, bool correct, Certainty certainty,
                        const std::string& caught = "") {
  QuestionAttempt made;
  made.at = at;
  made.answer.choices = {correct ? std::size_t{0} : std::size_t{1}};
  made.answer.correct = correct;
  made.answer.certainty = certainty;
  if (!caught.empty()) made.caught = {caught};
  return made;
}

Content content() {
  Content made = loadContent(questionFiles()).content;
  for (const char* id : {"r", "s"}) {
    made.questions.push_back(made.questions.front());
    made.questions.back().id = id;
  }
  return made;
}

}  // namespace

TEST_CASE("fsrs: every vector of the reference implementation") {
  std::ifstream file(sourceRoot() + "/tests/fixtures/fsrs_vectors.json");
  std::stringstream text;
  text << file.rdbuf();
  const JsonValue vectors = json(text.str());
  int checked = 0;
  for (const JsonValue& history : vectors.find("vectors")->items()) {
    std::optional<Memory> memory;
    for (const JsonValue& row : history.items()) {
      const std::int64_t days = row.find("days")->integer();
      const auto grade = static_cast<Grade>(row.find("grade")->integer());
      if (memory) {
        CHECK(retrievability(*memory, days) ==
              doctest::Approx(numberOf(*row.find("retrievability"))).epsilon(1e-7));
      }
      memory = nextMemory(memory, days, grade);
      CAPTURE(checked);
      CHECK(memory->stability == doctest::Approx(numberOf(*row.find("stability"))).epsilon(1e-7));
      CHECK(memory->difficulty == doctest::Approx(numberOf(*row.find("difficulty"))).epsilon(1e-7));
      CHECK(nextIntervalDays(*memory) == row.find("interval")->integer());
      ++checked;
    }
  }
  CHECK(checked >= 35);
}

TEST_CASE("review: confident mistakes first, then what is due longest; the rest is not due") {
  Progress progress;
  progress.questions["q"].attempts = {attempt(kNow - 30 * kDayMs, true, Certainty::Unsure)};
  progress.questions["r"].attempts = {attempt(kNow - kDayMs, false, Certainty::Sure)};
  progress.questions["s"].attempts = {attempt(kNow, true, Certainty::Sure)};
  progress.questions["gone"].attempts = {attempt(0, false, Certainty::Sure)};
  progress.questions["generated.base-weight"].attempts = {
      attempt(kNow - 2 * kDayMs, false, Certainty::Guess)};
  progress.questions["generated.base-weight"].attempts[0].seed = 9;
  const std::vector<ReviewItem> due = dueItems(progress, content(), kNow);
  REQUIRE(due.size() == 3);
  CHECK(due[0].key == "r");
  CHECK(due[0].confidentMistake);
  CHECK(due[1].key == "q");
  CHECK(due[2].key == "generated.base-weight");
  CHECK(questionFor(due[0], progress) == "r");
  // Fresh values, not those of seed 9.
  CHECK(questionFor(due[2], progress) == "generated.base-weight.11");
  CHECK(reviewItems(progress, content()).size() == 4);
}

TEST_CASE("review: calibration counts answers by how sure they were") {
  Progress progress;
  progress.questions["q"].attempts = {attempt(1, true, Certainty::Sure),
                                      attempt(2, false, Certainty::Sure),
                                      attempt(3, true, Certainty::Guess)};
  const std::vector<CalibrationRow> rows = calibrationOf(progress);
  CHECK(rows[0].answers == 1);
  CHECK(rows[2].answers == 2);
  CHECK(rows[2].right == 1);
}

TEST_CASE("trap profile: how often, how sure, whether it gets better, and the cure") {
  Progress progress;
  std::vector<QuestionAttempt>& attempts = progress.questions["q"].attempts;
  for (int i = 0; i < 6; ++i) {
    attempts.push_back(attempt(i + 1, false, Certainty::Sure, "trap.docker-run-by-hand"));
  }
  for (int i = 0; i < 6; ++i) attempts.push_back(attempt(i + 10, true, Certainty::Unsure));
  Content made = content();
  Scenario scenario;
  scenario.id = "by-hand";
  scenario.traps = {"trap.docker-run-by-hand"};
  made.scenarios.push_back(scenario);
  const std::vector<TrapRecord> records = trapProfile(made, progress);
  REQUIRE(records.size() == 19);
  CHECK(records[0].tag->id == "trap.docker-run-by-hand");
  CHECK(records[0].met == 12);
  CHECK(records[0].caught == 6);
  CHECK(records[0].caughtSure == 6);
  CHECK(records[0].trend == Trend::Better);
  CHECK(records[0].scenario == "by-hand");
  CHECK(records[1].caught == 0);
}

TEST_CASE(
    "trap profile: a signal is missed where the right answer follows it, or by whom it leads") {
  Content made = content();
  Question& question = made.questions.front();
  REQUIRE(question.options.size() >= 3);
  question.id = "two-signals";
  question.signals = {"signal.low-overhead", "signal.kubernetes"};
  for (Option& option : question.options) option.choice.ids.clear();
  question.options[0].choice.correct = true;
  question.options[0].choice.ids = {"signal.low-overhead"};
  question.options[2].choice.correct = false;
  question.options[2].choice.ids = {"signal.kubernetes"};
  Progress progress;
  std::vector<QuestionAttempt>& attempts = progress.questions["two-signals"].attempts;
  const auto record = [&](std::string_view id) {
    for (const TrapRecord& each : trapProfile(made, progress)) {
      if (each.tag->id == id) return each;
    }
    return TrapRecord{};
  };
  attempts = {attempt(1, false, Certainty::Sure)};  // option 1, which follows neither
  CHECK(record("signal.low-overhead").caught == 1);
  CHECK(record("signal.kubernetes").met == 0);
  attempts.push_back(attempt(2, false, Certainty::Sure, "signal.kubernetes"));
  CHECK(record("signal.low-overhead").caught == 2);
  CHECK(record("signal.kubernetes").caught == 1);
}

TEST_CASE("drill: the filter holds, confident mistakes come first, and it has no end") {
  const Content made = content();
  Progress progress;
  CHECK(drillPool(made, {.tag = "trap.docker-run-by-hand"}) ==
        std::vector<std::string>{"q", "r", "s"});
  CHECK(drillPool(made, {.domain = 4}).size() >= 3);
  CHECK(nextInDrill(made, progress, {.topic = "nowhere"}, "") == "");
  const DrillFilter filter{.tag = "trap.docker-run-by-hand"};
  progress.questions["s"].attempts = {attempt(kNow, false, Certainty::Sure)};
  CHECK(nextInDrill(made, progress, filter, "") == "s");
  std::string last;
  for (int i = 0; i < 20; ++i) {
    const std::string next = nextInDrill(made, progress, filter, last);
    CHECK(next != last);
    progress.questions[next].attempts.push_back(attempt(kNow + i, true, Certainty::Sure));
    last = next;
  }
}
