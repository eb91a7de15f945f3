#pragma once
// What a learner has done, as a save file:
//   {"taskyardProgress": 1, "lessons": {<id>: {"step": <id>, "steps": {<id>: {...}}}},
//    "questions": {<id>: {"attempts": [{...}]}}}
// Records are kept by id, so they survive when lessons change: a record whose lesson, step or
// question is gone is kept and written back. Reading never changes anything but its result, so a
// corrupt file costs nothing.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "learn/lesson_session.h"

namespace taskyard {

// step: the id of the step the learner was at.
struct LessonProgress {
  std::string step;
  std::map<std::string, StepRecord> steps;  // by step id
};

// at: ms since 1970, by whoever has a clock; 0 when unknown.
struct QuestionAttempt {
  std::int64_t at = 0;
  Answer answer;
};
struct QuestionProgress {
  std::vector<QuestionAttempt> attempts;  // oldest first
};

struct Progress {
  std::map<std::string, LessonProgress> lessons;
  std::map<std::string, QuestionProgress> questions;
};

// Errors: "InvalidJson", "NotProgress", "NewerVersion" (made by a later Taskyard), "WrongType" ...,
// with the place.
Result<Progress> readProgress(std::string_view text);
std::string writeProgress(const Progress& progress);

// Everything that either has: steps done in one stay done, attempts are joined by time.
Progress mergeProgress(const Progress& mine, const Progress& loaded);

void keepSession(Progress& progress, const LessonSession& session);
void restoreSession(const Progress& progress, LessonSession& session);

}  // namespace taskyard
