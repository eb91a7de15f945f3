#pragma once
// A practice exam as a value: which questions, what was answered, and how long is left. Time is
// passed in; the deadline is a moment of the clock, so it goes on while the page is closed or the
// tab sleeps. Nothing is judged before the end.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "learn/lesson_session.h"
#include "learn/question_source.h"

namespace taskyard {

// Full: as SAA-C03, 65 questions in 130 minutes. Short: 20. Set: what a teacher's code names
// (question_set.h). Source: AWS Certified Solutions Architect - Associate (SAA-C03), exam guide.
enum class ExamForm : std::uint8_t { Full, Short, Set };
// REQUIRES: not Set, whose code says how many.
[[nodiscard]] std::size_t questionsOf(ExamForm form);
const char* nameOf(ExamForm form);  // "full", "short", "set"

// Two minutes for each question, as 65 have in the exam.
[[nodiscard]] std::int64_t durationMsOf(std::size_t questions);

// choices, eliminated: positions in Question::options, ascending.
struct ExamItem {
  std::string question;
  std::vector<std::size_t> choices;
  std::vector<std::size_t> eliminated;
  bool flagged = false;
  Certainty certainty = Certainty::NotAsked;
  std::int64_t at = 0;  // when it was last changed, ms since 1970

  bool operator==(const ExamItem&) const = default;
};

// Times: ms since 1970. usedMs: how much of the time is gone as far as anybody has seen; it only
// grows, so a clock that is set back adds none. finishedAt: 0 while it goes on. code: of a set,
// else "".
struct Exam {
  ExamForm form = ExamForm::Full;
  std::string code;
  std::uint64_t seed = 0;  // the order of options
  std::int64_t beganAt = 0;
  std::int64_t usedMs = 0;
  std::int64_t finishedAt = 0;
  std::size_t current = 0;
  std::vector<ExamItem> items;

  [[nodiscard]] bool finished() const { return finishedAt != 0; }
  [[nodiscard]] std::int64_t durationMs() const { return durationMsOf(items.size()); }
  [[nodiscard]] std::int64_t deadline() const { return beganAt + durationMs(); }
  [[nodiscard]] std::int64_t remainingMs() const;
  [[nodiscard]] std::size_t answeredCount() const;
  bool operator==(const Exam&) const = default;
};

// The questions of an exam: shared among the domains by their weights, drawn by the seed, some with
// values of its own; where a domain has too few written ones, more of those.
std::vector<std::string> drawQuestions(const Content& content, std::size_t count,
                                       std::uint64_t seed);
Exam beginExam(const Content& content, ExamForm form, std::uint64_t seed, std::int64_t now);

// Looks at the clock. elapsedMs: what a clock that cannot be set says has passed since the last
// look, 0 when unknown. Ends the exam when its time is over.
void tickExam(Exam& exam, std::int64_t now, std::int64_t elapsedMs);

// What the learner does at the item. Each looks at the clock first. Errors: "TimeIsUp" (also once
// it has been handed in), "NoSuchItem", "WrongChoice".
struct ExamChange {
  std::size_t item = 0;
  std::vector<std::size_t> choices;
  std::vector<std::size_t> eliminated;
  bool flagged = false;
  Certainty certainty = Certainty::NotAsked;
};
Result<Done> changeExam(Exam& exam, QuestionSource& questions, ExamChange change, std::int64_t now);
Result<Done> goToItem(Exam& exam, std::size_t item, std::int64_t now);
void finishExam(Exam& exam, std::int64_t now);

// Whether both are states of one exam that somebody began once.
[[nodiscard]] bool isSameExam(const Exam& a, const Exam& b);
// The newer state of every item, and the later end: for two tabs. REQUIRES: isSameExam(a, b).
Exam mergeExams(const Exam& a, const Exam& b);

}  // namespace taskyard
