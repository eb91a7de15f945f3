// A lesson played step by step: answers, hints, goals, feedback, solutions, and going back in time.

#include "learn/lesson_session.h"

#include <doctest/doctest.h>

#include "learn/lesson_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::size_t kMake = 2;  // the step with a goal

struct Desk {
  Lesson data;
  Run run = begin();
  LessonSession session;

  explicit Desk(const LessonParts& parts = {}) : data(lesson(parts)), session(data) {
    session.enter(kMake, run);
  }
  Desk(const Desk&) = delete;

  Result<ApiAnswer> typed(const std::string& line) {
    ScriptEntry entry;
    entry.line = line;
    const Result<Request> request = resolve(entry, run.state());
    REQUIRE(request.ok());
    return session.call(run, request.value());
  }
  void pass(DurationMs duration) { session.advance(run, duration); }
};

}  // namespace

TEST_CASE("lesson_session: reading and answering end their steps") {
  const Lesson data = lesson();
  Run run = begin();
  LessonSession session(data);
  session.enter(0, run);
  CHECK_FALSE(session.canGoOn());
  session.finishReading();
  CHECK(session.canGoOn());

  session.enter(1, run);
  CHECK_FALSE(session.answer({1}, Certainty::Sure).correct);
  CHECK(session.canGoOn());
  CHECK_FALSE(session.record(1).solvedAlone);
  CHECK(session.record(1).misconceptions == std::vector<std::string>{"trap.single-az"});
  CHECK(session.answer({0}, Certainty::Guess).correct);
  CHECK(session.record(1).answers.size() == 2);
  CHECK_FALSE(session.record(1).solvedAlone);  // the first answer counts

  session.enter(3, run);
  CHECK(session.answerNumber(4, Certainty::Unsure).correct);
  CHECK_FALSE(session.answerNumber(5, Certainty::Unsure).correct);
  CHECK_FALSE(session.answerNumber(INT64_MIN, Certainty::Unsure).correct);
  CHECK_FALSE(session.finished());
}

TEST_CASE("lesson_session: a goal is met by what happens, and stays met") {
  Desk desk;
  CHECK_FALSE(desk.session.canGoOn());
  CHECK(desk.typed(kCreate).ok());
  desk.pass(3 * kMinute);
  CHECK(desk.session.canGoOn());
  CHECK(desk.session.record(kMake).solvedAlone);
  CHECK(desk.typed("aws ecs update-service --cluster demo --service web --desired-count 1").ok());
  desk.pass(kMinute);
  CHECK(desk.session.canGoOn());
  CHECK_FALSE(desk.session.view().goal[0].met);
}

TEST_CASE("lesson_session: SimAdvance passes time under observation") {
  Desk desk;
  CHECK(desk.typed(kCreate).ok());
  const Result<ApiAnswer> answer = desk.typed("sim advance --seconds 180");
  REQUIRE(answer.ok());
  CHECK(answer.value().output.find("nowMs")->integer() == 180000);
  CHECK(desk.run.now() == 180000);
  CHECK(desk.session.canGoOn());
}

TEST_CASE("lesson_session: the tempting wrong move meets its words, once") {
  Desk desk;
  CHECK(desk.typed(kRunTask).ok());
  desk.pass(2 * kMinute);
  const std::vector<Feedback> feedback = desk.session.takeFeedback();
  REQUIRE(feedback.size() == 1);
  CHECK(feedback[0].misconception == "trap.docker-run-by-hand");
  CHECK(feedback[0].words == "Not by hand.");
  CHECK(desk.session.takeFeedback().empty());
  CHECK(desk.session.view().feedback.size() == 1);
  CHECK(desk.session.record(kMake).misconceptions.size() == 1);
  CHECK_FALSE(desk.session.canGoOn());
}

TEST_CASE("lesson_session: operations that a step does not allow are refused and change nothing") {
  LessonParts parts;
  parts.allowed = R"("CreateService")";
  parts.bot = command(0, kCreate);
  Desk desk(parts);
  const std::uint64_t before = desk.run.hash();
  const Result<ApiAnswer> refused = desk.typed(kRunTask);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == "NotPartOfThisStep");
  CHECK(desk.run.hash() == before);
  CHECK(desk.typed("aws ecs list-clusters").ok());
  CHECK(desk.typed("sim advance --seconds 1").ok());
  CHECK(desk.typed(kCreate).ok());
}

TEST_CASE("lesson_session: commands that AWS would refuse are counted with their step") {
  LessonParts parts;
  parts.allowed = R"("CreateService", "UpdateService", "PutRolePolicy")";
  parts.bot = command(0, kCreate);
  Desk desk(parts);
  CHECK_FALSE(desk.typed("aws ecs update-service --cluster demo --service none").ok());
  CHECK_FALSE(desk.typed("aws ecs describe-services --cluster none --services web").ok());
  CHECK(desk.session.record(kMake).refused == 2);
  // What the step does not allow, and what is not simulated, is no mistake of the learner.
  CHECK_FALSE(desk.typed(kRunTask).ok());
  const Result<ApiAnswer> notSimulated = desk.typed(
      "aws ecs create-service --cluster demo --service-name far --task-definition web "
      "--launch-type EXTERNAL");
  REQUIRE_FALSE(notSimulated.ok());
  CHECK(notSimulated.error().code == "SimNotModelled");
  CHECK(desk.typed(kCreate).ok());
  CHECK(desk.session.record(kMake).refused == 2);
  // They have happened, whatever is taken back later.
  desk.session.restartStep(desk.run);
  CHECK(desk.session.record(kMake).refused == 2);
}

TEST_CASE("lesson_session: three hints, the last one again") {
  Desk desk;
  CHECK(desk.session.view().moreHints);
  CHECK(desk.session.showHint() == "One");
  CHECK(desk.session.showHint() == "Two");
  CHECK(desk.session.showHint() == "Three");
  CHECK(desk.session.showHint() == "Three");
  CHECK(desk.session.view().hints.size() == 3);
  CHECK_FALSE(desk.session.view().moreHints);
}

TEST_CASE("lesson_session: show solution plays from the step's beginning and is remembered") {
  Desk desk;
  CHECK(desk.typed("aws ecs delete-cluster --cluster demo").ok());
  desk.pass(10 * kSecond);
  desk.session.showSolution(desk.run);
  CHECK(desk.run.now() == 0);
  CHECK(desk.run.journal().empty());
  CHECK(desk.session.view().playingSolution);
  desk.pass(3 * kMinute);
  CHECK(desk.session.canGoOn());
  CHECK_FALSE(desk.session.record(kMake).solvedAlone);
  CHECK(desk.session.record(kMake).solutionShown);
  const std::vector<PlayedCommand> played = desk.session.takePlayed();
  REQUIRE(played.size() == 1);
  CHECK(played[0].line == kCreate);
  CHECK(played[0].error.empty());
  CHECK_FALSE(desk.session.view().playingSolution);
}

TEST_CASE("lesson_session: a broken never needs a new start") {
  Desk desk;
  CHECK(desk.typed(kCreate).ok());
  CHECK(desk.typed("aws ecs update-service --cluster demo --service web --desired-count 9").ok());
  desk.pass(kSecond);
  CHECK(desk.session.view().goalBroken);
  desk.session.restartStep(desk.run);
  CHECK_FALSE(desk.session.view().goalBroken);
  CHECK(desk.typed(kCreate).ok());
  desk.pass(3 * kMinute);
  CHECK(desk.session.canGoOn());
}

TEST_CASE("lesson_session: a rewind takes a broken never back, undo too") {
  Desk desk;
  CHECK(desk.typed(kCreate).ok());
  desk.pass(5 * kSecond);
  CHECK(desk.typed("aws ecs update-service --cluster demo --service web --desired-count 9").ok());
  desk.pass(5 * kSecond);
  CHECK(desk.session.view().goalBroken);
  SUBCASE("rewind") { desk.run.goTo(3 * kSecond); }
  SUBCASE("undo") { CHECK(desk.run.undo()); }
  desk.session.afterJump(desk.run);
  CHECK_FALSE(desk.session.view().goalBroken);
  CHECK_FALSE(desk.session.canGoOn());
}

TEST_CASE("lesson_session: looking again after a jump sees what was seen the first time") {
  Desk desk;
  desk.pass(7 * kSecond);
  CHECK(desk.typed(kCreate).ok());
  desk.pass(3 * kMinute);
  const TimeMs end = desk.run.now();
  desk.run.goTo(20 * kSecond);
  desk.session.afterJump(desk.run);
  CHECK_FALSE(desk.session.goalMet());
  desk.run.goTo(end);
  desk.session.afterJump(desk.run);
  CHECK(desk.session.goalMet());
}

TEST_CASE("lesson_session: the step's world happens once, also after a rewind") {
  LessonParts parts;
  parts.world = command(60, "sim inject-fault --type ContainerExit --task {{task:web}}");
  Desk desk(parts);
  CHECK(desk.typed(kCreate).ok());
  desk.pass(90 * kSecond);
  const auto crashes = [&] {
    int count = 0;
    for (const TimedRequest& entry : desk.run.journal()) {
      count += entry.request.operation == "SimInjectFault" ? 1 : 0;
    }
    return count;
  };
  CHECK(crashes() == 1);
  CHECK(desk.session.takePlayed().front().world);
  desk.run.goTo(30 * kSecond);
  desk.session.afterJump(desk.run);
  desk.pass(60 * kSecond);
  CHECK(crashes() == 1);
}

TEST_CASE("lesson_session: the same play gives the same state") {
  std::vector<std::uint64_t> hashes;
  for (const DurationMs frame : {DurationMs{16}, DurationMs{5000}}) {
    Desk desk;
    desk.session.showSolution(desk.run);
    while (desk.run.now() < 2 * kMinute) {
      desk.pass(std::min(frame, 2 * kMinute - desk.run.now()));
    }
    hashes.push_back(desk.run.hash());
  }
  CHECK(hashes[0] == hashes[1]);
}
