// The proof must catch what is hollow: each canary below claims something that is not so, and has
// to fail for the right reason.

#include "learn/proof.h"

#include <doctest/doctest.h>

#include "learn/lesson_fixture.h"
#include "learn/question_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

ProofReport proofOf(const LessonParts& parts) {
  const LoadedContent loaded = loadContent(lessonFiles(parts));
  for (const ContentProblem& problem : loaded.problems) FAIL(describe(problem));
  ProofOptions options;
  options.lessonSeeds = 4;
  return prove(loaded.content, options);
}

bool says(const ProofReport& report, const std::string& words) {
  for (const ProofException& exception : report.exceptions) {
    if (exception.what.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("proof: a true lesson holds") {
  const ProofReport report = proofOf({});
  for (const ProofException& exception : report.exceptions) {
    FAIL(exception.where << ": " << exception.what);
  }
  CHECK(report.holds());
  CHECK(report.botsTotal == 1);
  CHECK(report.botsDefeated == 1);
  // Per seed: solution, another way, nothing, untaught, bot; and the scenario's story five times.
  CHECK(report.runs == 4 * 5 + 5);
  const JsonValue json = toJson(report);
  CHECK(dumpJson(*json.find("lessons")) == R"({"total":1,"proved":1})");
  CHECK(dumpJson(*json.find("bots")) == R"({"total":1,"defeated":1})");
  CHECK(dumpJson(*json.find("questions")) ==
        R"({"total":0,"runnable":0,"proved":0,"citationOnly":0})");
  CHECK(dumpJson(*json.find("generators")) == R"({"families":19,"checked":190})");
  CHECK(json.find("exceptions")->items().empty());
}

TEST_CASE("proof: canary, the start already meets the goal") {
  LessonParts parts;
  parts.goal = R"({"cluster": "demo", "exists": true})";
  const ProofReport report = proofOf(parts);
  CHECK_FALSE(report.holds());
  CHECK(says(report, "the start already meets the goal"));
  CHECK(dumpJson(*toJson(report).find("lessons")) == R"({"total":1,"proved":0})");
}

TEST_CASE("proof: canary, doing nothing meets the goal") {
  LessonParts parts;
  parts.goal = R"({"elapsedSeconds": {"atLeast": 60}})";
  CHECK(says(proofOf(parts), "doing nothing meets the goal"));
}

TEST_CASE("proof: canary, the goal is met without what the step teaches") {
  LessonParts parts;
  parts.goal = R"({"tasks": {"lastStatus": "RUNNING", "count": {"atLeast": 1}}})";
  parts.solution = command(0, kCreate) + ", " + command(1, kRunTask);
  const ProofReport report = proofOf(parts);
  CHECK(says(report, "the goal is met without CreateService"));
  CHECK(says(report, "the bot of trap.docker-run-by-hand meets the goal"));
  CHECK(report.botsDefeated == 0);
}

TEST_CASE("proof: canary, the goal cannot be reached") {
  LessonParts parts;
  parts.goal = R"({"service": "web", "runningCount": {"atLeast": 4}, "words": "Four run"})";
  const ProofReport report = proofOf(parts);
  CHECK(says(report, "the solution does not meet the goal within its limit"));
  CHECK(says(report, "open: Four run"));
}

TEST_CASE("proof: canary, the solution takes longer than its limit") {
  LessonParts parts;
  parts.limit = "30";
  CHECK(says(proofOf(parts), "the solution does not meet the goal within its limit"));
}

TEST_CASE("proof: canary, another way does not lead to the goal") {
  LessonParts parts;
  parts.alternative = command(0, kRunTask);
  CHECK(says(proofOf(parts), "alternative 1 does not meet the goal"));
}

TEST_CASE("proof: canary, a command of the solution is refused") {
  LessonParts parts;
  parts.solution = command(0, "aws ecs delete-service --cluster demo --service nothing");
  CHECK(says(proofOf(parts), "refused: aws ecs delete-service"));
}

TEST_CASE("proof: canary, a bot never meets its feedback") {
  LessonParts parts;
  parts.botGoal = R"({"service": "*", "zonesUsed": 1})";
  const ProofReport report = proofOf(parts);
  CHECK(says(report, "never meets its feedback"));
  CHECK(report.botsDefeated == 0);
}

TEST_CASE("proof: canary, the corrected bot does not arrive") {
  LessonParts parts;
  parts.corrected = command(0, kRunTask);
  CHECK(says(proofOf(parts), "corrected, does not meet the goal"));
}

TEST_CASE("proof: canary, the solution itself is told off") {
  LessonParts parts;
  parts.botGoal = R"({"any": [{"service": "*", "desiredCount": 3},
    {"tasks": {"standalone": true, "count": {"atLeast": 1}}}]})";
  CHECK(says(proofOf(parts), "the solution is told off"));
}

TEST_CASE("proof: a question's key and distractors, and canaries") {
  const auto proved = [](const QuestionParts& parts) {
    const LoadedContent loaded = loadContent(questionFiles(parts));
    for (const ContentProblem& problem : loaded.problems) FAIL(describe(problem));
    return prove(loaded.content, {});
  };
  CHECK(proved({}).holds());
  CHECK(dumpJson(*toJson(proved({})).find("questions")) ==
        R"({"total":1,"runnable":1,"proved":1,"citationOnly":0})");

  QuestionParts badKey;
  badKey.key = command(0, kRunTask);
  CHECK(says(proved(badKey), "the key violates replaced"));

  QuestionParts goodDistractor;
  goodDistractor.distractor = goodDistractor.key;
  CHECK(says(proved(goodDistractor), "this distractor meets every requirement"));

  QuestionParts otherClaim;
  otherClaim.violates = R"("service")";
  CHECK(says(proved(otherClaim), "said to violate service, violates replaced, service"));

  QuestionParts refused;
  refused.key = command(0, "aws ecs delete-service --cluster demo --service nothing");
  CHECK(says(proved(refused), "a command was refused"));
}
