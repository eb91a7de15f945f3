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
  CHECK_FALSE(session.call(run, {"ecs", "StopTask", JsonValue::object()}).ok());
  session.enter(3, run);
  (void)session.answerNumber(-7, Certainty::Guess);
  Progress progress;
  keepSession(progress, session);
  Answer answer;
  answer.choices = {0, 2};
  answer.certainty = Certainty::Unsure;
  progress.questions["q"].attempts.push_back({1764000000000, answer, 0, {}});
  return progress;
}

std::string refusal(const std::string& text) {
  const Result<ReadProgress> read = readProgress(text);
  if (!read) return read.error().code + " " + read.error().path;
  if (read.value().refused.empty()) return "";
  const Error& first = read.value().refused.front();
  return first.code + " " + first.path;
}

}  // namespace

TEST_CASE("progress: written and read again") {
  const Progress before = some();
  const Result<ReadProgress> whole = readProgress(writeProgress(before));
  REQUIRE(whole.ok());
  const Progress& after = whole.value().progress;
  CHECK(whole.value().refused.empty());
  CHECK(writeProgress(after) == writeProgress(before));
  const Lesson data = lesson();
  LessonSession session(data);
  restoreSession(after, session);
  CHECK(session.record(0).done);
  CHECK(session.record(1).misconceptions == std::vector<std::string>{"trap.single-az"});
  CHECK(session.record(2).hintsShown == 1);
  CHECK(session.record(2).refused == 1);
  CHECK(*session.record(3).answers[0].number == -7);
  CHECK(after.lessons.at("tiny").step == "say");
  CHECK(after.questions.at("q").attempts[0].answer.choices == std::vector<std::size_t>{0, 2});
}

TEST_CASE("progress: corrupt files are refused with their place") {
  CHECK(refusal("") == "InvalidJson ");
  CHECK(refusal("{\"taskyardProgress\": 1, \"lessons\": {").substr(0, 11) == "InvalidJson");
  CHECK(refusal("[]") == "NotProgress ");
  CHECK(refusal("{\"taskyard\": 1}") == "NotProgress ");
  CHECK(refusal("{\"taskyardProgress\": 3}") == "NewerVersion /taskyardProgress");
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
  const Result<ReadProgress> read = readProgress(old);
  REQUIRE(read.ok());
  CHECK(read.value().refused.empty());
  const Lesson data = lesson();
  Run run = begin();
  LessonSession session(data);
  restoreSession(read.value().progress, session);
  CHECK(session.record(0).done);
  CHECK_FALSE(session.record(1).done);
  session.enter(1, run);
  Progress progress = read.value().progress;
  keepSession(progress, session);
  CHECK(progress.lessons.at("tiny").step == "guess");
  CHECK(progress.lessons.at("tiny").steps.at("gone").done);
  CHECK(progress.lessons.count("former") == 1);
  CHECK(progress.questions.count("old") == 1);
}

TEST_CASE(
    "progress: answers to a question that has changed since are left out, its step stays done") {
  const std::string old =
      R"({"taskyardProgress":1,"lessons":{"tiny":{"step":"say","steps":{)"
      R"("guess":{"done":true,"answers":[{"choices":[3],"certainty":"sure"},)"
      R"({"choices":[1],"certainty":"sure"}]},)"
      R"("make":{"done":true,"answers":[{"choices":[0],"certainty":"sure"}]},)"
      R"("say":{"done":true,"answers":[{"choices":[0],"certainty":"sure"}]}}}},)"
      R"("questions":{}})";
  const Result<ReadProgress> read = readProgress(old);
  REQUIRE(read.ok());
  CHECK(read.value().refused.empty());
  const Lesson data = lesson();
  LessonSession session(data);
  restoreSession(read.value().progress, session);
  // It had four choices and has two; a step that only asked became an exercise; a choice became a
  // number.
  REQUIRE(session.record(1).answers.size() == 1);
  CHECK(session.record(1).answers[0].choices == std::vector<std::size_t>{1});
  CHECK(session.record(2).answers.empty());
  CHECK(session.record(3).answers.empty());
  for (const std::size_t step : {1u, 2u, 3u}) CHECK(session.record(step).done);
}

TEST_CASE("progress: merging keeps what either has") {
  Progress mine = some();
  Progress other;
  other.lessons["tiny"].step = "read";
  other.lessons["tiny"].steps["make"].done = true;
  other.lessons["else"].step = "x";
  Answer answer;
  answer.choices = {1};
  other.questions["q"].attempts.push_back({5, answer, 0, {}});
  other.questions["q"].attempts.push_back(mine.questions["q"].attempts[0]);
  const Progress merged = mergeProgress(mine, other);
  CHECK(merged.lessons.at("tiny").step == "say");
  CHECK(merged.lessons.at("tiny").steps.at("make").done);
  CHECK(merged.lessons.at("tiny").steps.at("make").hintsShown == 1);
  CHECK(merged.lessons.count("else") == 1);
  REQUIRE(merged.questions.at("q").attempts.size() == 2);
  CHECK(merged.questions.at("q").attempts[0].at == 5);
}

TEST_CASE("progress: a damaged record is left out and named, the others are kept") {
  Progress before = some();
  before.exams.push_back(beginExam(Content{}, ExamForm::Short, 3, 1000));
  std::string text = writeProgress(before);
  const std::string good = "\"certainty\":\"unsure\"";
  text.replace(text.find(good), good.size(), "\"certainty\":\"perhaps\"");
  const Result<ReadProgress> read = readProgress(text);
  REQUIRE(read.ok());
  REQUIRE(read.value().refused.size() == 1);
  CHECK(read.value().refused[0].path == "/questions/q/attempts/0/certainty");
  CHECK(read.value().progress.questions.empty());
  CHECK(read.value().progress.lessons.count("tiny") == 1);
  REQUIRE(read.value().progress.exams.size() == 1);
  CHECK(read.value().progress.exams[0] == before.exams[0]);
}

TEST_CASE("progress: an exam goes on though one that began later, by its clock, has ended") {
  Progress progress;
  CHECK(progress.openExam() == nullptr);
  progress.exams.push_back(beginExam(Content{}, ExamForm::Short, 3, 9000));
  finishExam(progress.exams[0], 9500);
  CHECK(progress.openExam() == nullptr);
  // The clock was set back before the next one began.
  Progress other;
  other.exams.push_back(beginExam(Content{}, ExamForm::Short, 4, 1000));
  const Progress merged = mergeProgress(progress, other);
  REQUIRE(merged.exams.size() == 2);
  REQUIRE(merged.openExam() != nullptr);
  CHECK(merged.openExam()->seed == 4);
}

TEST_CASE("progress: a set is kept with its code, and a damaged one is left out") {
  Progress before = some();
  Exam exam = beginExam(Content{}, ExamForm::Short, 3, 1000);
  exam.form = ExamForm::Set;
  exam.code = "20-7KQ3X2-4";
  before.exams = {exam};
  const std::string text = writeProgress(before);
  CHECK(readProgress(text).value().progress.exams[0] == exam);
  const std::string code = "\"code\":\"20-7KQ3X2-4\"";
  const auto with = [&](const std::string& other) {
    std::string damaged = text;
    return damaged.replace(damaged.find(code), code.size(), other);
  };
  CHECK(refusal(with("\"code\":\"20\"")) == "BadCode /exams/0/code");
  CHECK(refusal(with("\"code\":7")) == "WrongType /exams/0/code");
  CHECK(refusal(with("\"other\":1")) == "BadValue /exams/0/code");
  CHECK(readProgress(with("\"code\":\"20\"")).value().progress.questions.size() == 1);
}

TEST_CASE("progress: an exam that two tabs went on with keeps the answers of both") {
  Progress one;
  one.exams.push_back(beginExam(Content{}, ExamForm::Short, 3, 1000));
  Progress two = one;
  one.exams[0].items[0].choices = {1};
  one.exams[0].items[0].at = 2000;
  one.exams[0].usedMs = 1000;
  two.exams[0].items[4].choices = {2};
  two.exams[0].items[4].at = 3000;
  two.exams[0].usedMs = 2000;
  const Progress merged = mergeProgress(one, two);
  REQUIRE(merged.exams.size() == 1);
  CHECK(merged.exams[0].items[0].choices == std::vector<std::size_t>{1});
  CHECK(merged.exams[0].items[4].choices == std::vector<std::size_t>{2});
  CHECK(merged.exams[0].usedMs == 2000);
}
