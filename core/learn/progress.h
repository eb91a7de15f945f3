#pragma once
// What a learner has done, as a save file:
//   {"taskyardProgress": 2, "lessons": {<id>: {"step": <id>, "steps": {<id>: {...}}}},
//    "questions": {<id>: {"attempts": [{...}]}}, "exams": [{...}]}
// Records are kept by id, so they survive when lessons change: a record whose lesson, step or
// question is gone is kept and written back. Generated questions are kept by family, each attempt
// with its seed. Reading never changes anything but its result, so a corrupt file costs nothing; of
// a file with a damaged record the others are kept. Files of version 1 have no exams.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "learn/exam.h"
#include "learn/lesson_session.h"

namespace taskyard {

// step: the id of the step the learner was at.
struct LessonProgress {
  std::string step;
  std::map<std::string, StepRecord> steps;  // by step id
};

// at: ms since 1970, by whoever has a clock; 0 when unknown. seed: of a generated question.
// caught: signals and traps that the wrong choices embodied, as of then.
struct QuestionAttempt {
  std::int64_t at = 0;
  Answer answer;
  std::uint64_t seed = 0;
  std::vector<std::string> caught;
};
struct QuestionProgress {
  std::vector<QuestionAttempt> attempts;  // oldest first
};

struct Progress {
  std::map<std::string, LessonProgress> lessons;
  std::map<std::string, QuestionProgress> questions;  // by progressKeyOf()
  std::vector<Exam> exams;                            // oldest first, by their clocks

  // The exam that goes on, or nullptr; of two that were begun in two tabs the later one. Where a
  // clock was set back it need not be the last.
  [[nodiscard]] Exam* openExam();
  [[nodiscard]] const Exam* openExam() const;
};

// refused: why records were left out, each with its place.
struct ReadProgress {
  Progress progress;
  Problems refused;
};
// Errors, when nothing of the file can be read: "InvalidJson", "NotProgress", "NewerVersion" (made
// by a later Taskyard).
Result<ReadProgress> readProgress(std::string_view text);
std::string writeProgress(const Progress& progress);

// Everything that either has: steps done in one stay done, attempts are joined by time, exams are
// joined item by item.
Progress mergeProgress(const Progress& mine, const Progress& loaded);

// Notes an answer to a question under its key.
void keepAttempt(Progress& progress, const Question& question, const Answer& answer,
                 std::int64_t at);
// Notes the answers of a finished exam as attempts; those that are noted already are left alone.
void keepExamAnswers(Progress& progress, const Exam& exam, QuestionSource& questions);

void keepSession(Progress& progress, const LessonSession& session);
void restoreSession(const Progress& progress, LessonSession& session);

}  // namespace taskyard
