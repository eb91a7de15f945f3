// Progress: what is written is read again; what is broken is refused with its place; what belongs
// to other versions of the lessons is kept.

#include "learn/progress.h"

#include <doctest/doctest.h>

#include "learn/lesson_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

Progress some() {
  const Lesson data = lesson();
  Run run = begin();
  LessonSession session(data);
  session.enter(0, run);
  session.finishReading();
  session.enter(1, run);
  (void)session.answer({1}, Certainty::Sure);
  session.enter(2, run);
  (void)session.showHint();
  session.enter(3, run);
  (void)session.answerNumber(-7, Certainty::Guess);
  Progress progress;
  keepSession(progress, session);
  Answer answer;
  answer.choices = {0, 2};
  answer.certainty = Certainty::Unsure;
  progress.questions["q"].attempts.push_back({1764000000000, answer});
  return progress;
}

std::string refusal(const std::string& text) {
  const Result<Progress> read = readProgress(text);
  return read ? "" : read.error().code + " " + read.error().path;
}

}  // namespace

TEST_CASE("progress: written and read again") {
  const Progress before = some();
  const Result<Progress> after = readProgress(writeProgress(before));
  REQUIRE(after.ok());
  CHECK(writeProgress(after.value()) == writeProgress(before));
  const Lesson data = lesson();
  LessonSession session(data);
  restoreSession(after.value(), session);
  CHECK(session.record(0).done);
  CHECK(session.record(1).misconceptions == std::vector<std::string>{"trap.single-az"});
  CHECK(session.record(2).hintsShown == 1);
  CHECK(*session.record(3).answers[0].number == -7);
  CHECK(after.value().lessons.at("tiny").step == "say");
  CHECK(after.value().questions.at("q").attempts[0].answer.choices ==
        std::vector<std::size_t>{0, 2});
}

TEST_CASE("progress: corrupt files are refused with their place") {
  CHECK(refusal("") == "InvalidJson ");
  CHECK(refusal("{\"taskyardProgress\": 1, \"lessons\": {").substr(0, 11) == "InvalidJson");
  CHECK(refusal("[]") == "NotProgress ");
  CHECK(refusal("{\"taskyard\": 1}") == "NotProgress ");
  CHECK(refusal("{\"taskyardProgress\": 2}") == "NewerVersion /taskyardProgress");
  CHECK(refusal("{\"taskyardProgress\": 1, \"lessons\": []}").substr(0, 9) == "WrongType");
  CHECK(refusal(R"({"taskyardProgress": 1, "lessons": {"a": {"step": "x", "steps": {"y":
      {"done": "yes"}}}}, "questions": {}})") == "WrongType /lessons/a/steps/y/done");
  CHECK(refusal(R"({"taskyardProgress": 1, "lessons": {}, "questions": {"q": {"attempts":
      [{"at": 1, "choices": [-1], "certainty": "sure"}]}}})") ==
        "WrongType /questions/q/attempts/0/choices/0");
  CHECK(refusal(R"({"taskyardProgress": 1, "lessons": {}, "questions": {}, "extra": 1})") ==
        "UnknownKey /extra");
  // Every cut of a good file is refused or, at the very end, whole.
  const std::string good = writeProgress(some());
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(readProgress(good.substr(0, size)).ok());
  }
}

TEST_CASE("progress: records of steps and questions that are gone are kept") {
  const std::string old = R"({"taskyardProgress":1,"lessons":{"tiny":{"step":"gone","steps":{)"
                          R"("gone":{"done":true},"read":{"done":true}}},"former":{"step":"a",)"
                          R"("steps":{}}},"questions":{"old":{"attempts":[]}}})";
  const Result<Progress> read = readProgress(old);
  REQUIRE(read.ok());
  const Lesson data = lesson();
  Run run = begin();
  LessonSession session(data);
  restoreSession(read.value(), session);
  CHECK(session.record(0).done);
  CHECK_FALSE(session.record(1).done);
  session.enter(1, run);
  Progress progress = read.value();
  keepSession(progress, session);
  CHECK(progress.lessons.at("tiny").step == "guess");
  CHECK(progress.lessons.at("tiny").steps.at("gone").done);
  CHECK(progress.lessons.count("former") == 1);
  CHECK(progress.questions.count("old") == 1);
}

TEST_CASE("progress: merging keeps what either has") {
  Progress mine = some();
  Progress other;
  other.lessons["tiny"].step = "read";
  other.lessons["tiny"].steps["make"].done = true;
  other.lessons["else"].step = "x";
  Answer answer;
  answer.choices = {1};
  other.questions["q"].attempts.push_back({5, answer});
  other.questions["q"].attempts.push_back(mine.questions["q"].attempts[0]);
  const Progress merged = mergeProgress(mine, other);
  CHECK(merged.lessons.at("tiny").step == "say");
  CHECK(merged.lessons.at("tiny").steps.at("make").done);
  CHECK(merged.lessons.at("tiny").steps.at("make").hintsShown == 1);
  CHECK(merged.lessons.count("else") == 1);
  REQUIRE(merged.questions.at("q").attempts.size() == 2);
  CHECK(merged.questions.at("q").attempts[0].at == 5);
}
