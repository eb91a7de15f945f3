// Goal: an exam is drawn by the weights of the domains, its time cannot be stretched, nothing can
// be changed afterwards, and its report adds up.

#include <doctest/doctest.h>

#include <set>

#include "learn/exam_report.h"
#include "learn/question_fixture.h"

using namespace taskyard;
using namespace taskyard::fixtures;

namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;
constexpr std::int64_t kMinutes = 60'000;

// A bank without generated questions: every domain has enough of its own.
Content bank() {
  Content content = loadContent(questionFiles()).content;
  const Question first = content.questions.front();
  content.questions.clear();
  for (const char* statement : {"1.1", "2.2", "3.2", "4.2"}) {
    for (int i = 0; i < 30; ++i) {
      Question question = first;
      question.id = "q" + std::string(1, statement[0]) + "-" + std::to_string(i);
      question.taskStatement = statement;
      content.questions.push_back(std::move(question));
    }
  }
  return content;
}

int domainCount(const Exam& exam, QuestionSource& questions, int domain) {
  int count = 0;
  for (const ExamItem& item : exam.items) {
    count += domainOf(questions.find(item.question)->taskStatement).number == domain ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("exam: 65 questions by the weights 30, 26, 24 and 20, none twice") {
  const Content content = bank();
  QuestionSource questions(content);
  const Exam exam = beginExam(content, ExamForm::Full, 5, kNow);
  CHECK(exam.items.size() == 65);
  CHECK(domainCount(exam, questions, 1) == 19);
  CHECK(domainCount(exam, questions, 2) == 17);
  CHECK(domainCount(exam, questions, 3) == 16);
  CHECK(domainCount(exam, questions, 4) == 13);
  std::set<std::string> ids;
  int generated = 0;
  for (const ExamItem& item : exam.items) {
    ids.insert(item.question);
    generated += readGeneratedId(item.question) ? 1 : 0;
  }
  CHECK(ids.size() == 65);
  CHECK(generated >= 7);
  CHECK(exam == beginExam(content, ExamForm::Full, 5, kNow));
  CHECK(beginExam(content, ExamForm::Short, 5, kNow).items.size() == 20);
  // A bank that is too small is filled up with generated questions.
  CHECK(beginExam(Content{}, ExamForm::Full, 5, kNow).items.size() == 65);
}

TEST_CASE("exam: the deadline is a moment, and a clock that is set back adds no time") {
  Exam exam = beginExam(Content{}, ExamForm::Full, 1, kNow);
  CHECK(exam.deadline() == kNow + 130 * kMinutes);
  tickExam(exam, kNow + 30 * kMinutes, 0);
  CHECK(exam.remainingMs() == 100 * kMinutes);
  tickExam(exam, kNow - 600 * kMinutes, 0);
  CHECK(exam.remainingMs() == 100 * kMinutes);
  // The clock stands still or runs backwards, a clock that cannot be set goes on.
  tickExam(exam, kNow - 600 * kMinutes, 5 * kMinutes);
  CHECK(exam.remainingMs() == 95 * kMinutes);
  // The tab slept over the deadline.
  tickExam(exam, kNow + 500 * kMinutes, 0);
  CHECK(exam.finished());
  CHECK(exam.finishedAt == exam.deadline());
  CHECK(exam.remainingMs() == 0);
}

TEST_CASE("exam: answers are taken until the end and not after it") {
  const Content content = bank();
  QuestionSource questions(content);
  Exam exam = beginExam(content, ExamForm::Short, 1, kNow);
  std::size_t written = 0;
  while (readGeneratedId(exam.items[written].question)) ++written;
  ExamChange change;
  change.item = written;
  change.choices = {0};
  change.eliminated = {2, 3};
  change.flagged = true;
  change.certainty = Certainty::Sure;
  CHECK(changeExam(exam, questions, change, kNow + 1).ok());
  CHECK(exam.items[written].choices == std::vector<std::size_t>{0});
  CHECK(exam.items[written].at == kNow + 1);
  CHECK(exam.answeredCount() == 1);
  change.choices = {0, 1};
  CHECK(changeExam(exam, questions, change, kNow + 2).error().code == "WrongChoice");
  change.choices = {7};
  CHECK(changeExam(exam, questions, change, kNow + 2).error().code == "WrongChoice");
  change.choices = {};
  change.item = 20;
  CHECK(changeExam(exam, questions, change, kNow + 2).error().code == "NoSuchItem");
  change.item = written;
  CHECK(changeExam(exam, questions, change, kNow + 40 * kMinutes).error().code == "TimeIsUp");
  CHECK(exam.items[written].choices == std::vector<std::size_t>{0});
  CHECK_FALSE(goToItem(exam, 1, kNow).ok());
}

TEST_CASE("exam: scores lie between 100 and 1000, and 720 passes") {
  CHECK(scaledScore(0, 65) == 100);
  CHECK(scaledScore(65, 65) == 1000);
  CHECK(scaledScore(0, 0) == 100);
  CHECK(scaledScore(44, 65) < kScoreToPass);  // 67.7 per cent
  CHECK(scaledScore(45, 65) >= kScoreToPass);
}

TEST_CASE("exam: the report counts by domain, trap and certainty") {
  const Content content = bank();
  QuestionSource questions(content);
  Exam exam = beginExam(content, ExamForm::Short, 1, kNow);
  // Only written ones, of which option 1 embodies trap.docker-run-by-hand and 0 is the key.
  for (std::size_t i = 0; i < exam.items.size(); ++i) {
    exam.items[i].question = "q" + std::to_string(i % 4 + 1) + "-" + std::to_string(i);
    exam.items[i].choices = {i < 15 ? std::size_t{0} : std::size_t{1}};
    exam.items[i].certainty = Certainty::Sure;
    exam.items[i].at = kNow + 1;
  }
  exam.items[19].choices.clear();
  finishExam(exam, kNow + 10 * kMinutes);
  const ExamReport report = reportOf(exam, questions);
  CHECK(report.all.asked == 20);
  CHECK(report.all.right == 15);
  CHECK(report.unanswered == 1);
  CHECK(report.score == 775);
  CHECK(report.passed());
  CHECK(report.domains[0].asked == 5);
  REQUIRE(report.traps.size() == 1);
  CHECK(report.traps[0].tag->id == "trap.docker-run-by-hand");
  CHECK(report.traps[0].caught == 4);
  CHECK(report.certainty[static_cast<std::size_t>(Certainty::Sure)].asked == 19);
  CHECK(report.confidentMistakes == std::vector<std::size_t>{15, 16, 17, 18});
}
