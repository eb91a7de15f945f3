// Goal: the exam shows where it stands and reveals nothing; its overview and report say what is so;
// text from outside stays text.

#include "pages/exam_page.h"

#include "pages/hostile.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;

// Three times the one question of the content.
Exam examOf(const Content& content) {
  Exam exam;
  exam.form = ExamForm::Set;
  exam.code = "3-7KQ3X2";
  exam.seed = 4;
  exam.beganAt = kNow;
  for (int i = 0; i < 3; ++i) exam.items.push_back({.question = content.questions.front().id});
  exam.items[1].choices = {1};
  exam.items[1].eliminated = {2};
  exam.items[1].flagged = true;
  exam.items[1].certainty = Certainty::Sure;
  exam.items[1].at = kNow + 1;
  exam.current = 1;
  return exam;
}

}  // namespace

TEST_CASE("exam page: the beginning offers both forms and lists what was taken") {
  Progress progress;
  std::string html = examStartPage(progress).str();
  CHECK(has(html, "data-form=\"full\""));
  CHECK(has(html, "data-form=\"short\""));
  CHECK_FALSE(has(html, "Taken so far"));
  const Content content = loadContent(questionFiles()).content;
  progress.exams = {examOf(content)};
  CHECK_FALSE(has(examStartPage(progress).str(), "Taken so far"));  // it still goes on
  finishExam(progress.exams[0], kNow + 1000);
  html = examStartPage(progress).str();
  CHECK(has(html, "Set 3-7KQ3X2, 1 answer"));
  CHECK(has(html, "data-exam=\"0\""));
}

TEST_CASE("exam page: a question as it was left, and no word of what is right") {
  const Content content = loadContent(questionFiles()).content;
  const Exam exam = examOf(content);
  const std::string html = examItemPage(exam, &content.questions.front(), "Take one back.").str();
  CHECK(has(html, "Question 2 of 3"));
  CHECK(has(html, "<output id=\"exam-clock\" aria-live=\"off\">0:06:00</output>"));
  CHECK(has(html, "name=\"choice\" value=\"1\" checked"));
  CHECK(has(html, "name=\"eliminate\" value=\"2\" checked"));
  CHECK(has(html, "name=\"flag\" checked"));
  CHECK(has(html, "value=\"sure\" checked"));
  CHECK(countIn(html, " checked") == 4);
  CHECK(has(html, "aria-label=\"Question 2, answered, flagged\""));
  CHECK(has(html, "aria-label=\"Question 3, open\""));
  CHECK(has(html, "Take one back."));
  for (const char* secret : {"It comes back", "Nobody replaces", "Right", "Wrong", "Trap"}) {
    CAPTURE(secret);
    CHECK_FALSE(has(html, secret));
  }
}

TEST_CASE("exam page: the first question has no way back, the last leads to the review") {
  const Content content = loadContent(questionFiles()).content;
  Exam exam = examOf(content);
  exam.current = 0;
  std::string html = examItemPage(exam, &content.questions.front(), "").str();
  CHECK_FALSE(has(html, ">Back<"));
  CHECK_FALSE(has(html, "data-last"));
  exam.current = 2;
  html = examItemPage(exam, &content.questions.front(), "").str();
  CHECK(has(html, "data-last=\"yes\""));
  CHECK_FALSE(has(html, ">Next<"));
  CHECK(has(html, "finish-exam"));
}

TEST_CASE("exam page: a question that is gone is said, and the map stays") {
  const Content content = loadContent(questionFiles()).content;
  const std::string html = examItemPage(examOf(content), nullptr, "").str();
  CHECK(has(html, "This question is not here any more."));
  CHECK_FALSE(has(html, "exam-form"));
  CHECK(countIn(html, "data-action=\"exam-go\"") == 3);
}

TEST_CASE("exam overview: what is open and what is flagged, each one click away") {
  const Content content = loadContent(questionFiles()).content;
  QuestionSource questions(content);
  const Exam exam = examOf(content);
  const std::string html = examOverviewPage(exam, questions).str();
  CHECK(has(html, "1 of 3 answered, 1 flagged."));
  CHECK(countIn(html, "○ Open") == 2);
  CHECK(countIn(html, "✓ Answered") == 1);
  CHECK(countIn(html, "⚑ Flagged") == 1);
  CHECK(has(html, "data-item=\"0\">First open one"));
  CHECK(has(html, "data-item=\"1\">First flagged one"));
  CHECK(has(html, "A program crashes."));
  CHECK(has(html, "exam-clock"));
}

TEST_CASE("exam report: score, domains, traps, certainty, and each question") {
  const Content content = loadContent(questionFiles()).content;
  QuestionSource questions(content);
  Exam exam = examOf(content);
  exam.items[0].choices = {0};
  exam.items[0].certainty = Certainty::Guess;
  exam.items[2].question = "gone";
  finishExam(exam, kNow + 90'000);
  const std::string html = examReportPage(exam, reportOf(exam, questions), questions, 7).str();
  CHECK(has(html, "Report: Set 3-7KQ3X2"));
  CHECK(has(html, "<strong>400</strong> of 1000: 720 would pass"));
  CHECK(has(html, "low=\"720\""));
  CHECK(has(html, "1 of 3 right, 1 not answered"));
  CHECK(countIn(html, "<tr>") == 5);
  CHECK(has(html, "2 Design Resilient Architectures</th><td>1 of 2</td><td>50 %</td>"));
  CHECK(has(html, "1 time: "));
  CHECK(has(html, "When sure: 0 of 1 right"));
  CHECK(has(html, "When guessing: 1 of 1 right"));
  CHECK(has(html, "It comes back first in review."));
  CHECK(countIn(html, "✓ Right") == 1);
  CHECK(countIn(html, "✕ Wrong") == 1);
  CHECK(countIn(html, "○ Not answered") == 1);
  CHECK(has(html, "data-exam=\"7\""));
}

TEST_CASE("exam pages: hostile text stays text") {
  const Content content = hostileContent();
  QuestionSource questions(content);
  Exam exam = examOf(content);
  checkHarmless(examItemPage(exam, &content.questions.front(), kHostile).str());
  checkHarmless(examOverviewPage(exam, questions).str());
  finishExam(exam, kNow + 1000);
  checkHarmless(examReportPage(exam, reportOf(exam, questions), questions, 0).str());
}

TEST_CASE("exam page: the countdown") {
  CHECK(countdownText(130 * 60'000) == "2:10:00");
  CHECK(countdownText(61'001) == "0:01:02");
  CHECK(countdownText(1) == "0:00:01");
  CHECK(countdownText(0) == "0:00:00");
}
