#pragma once
// What the learner studies: the content, what they have done, the lesson and the question's run
// that are open. Lessons and questions have runs of their own, so the sandbox stays as it was.

#include <optional>
#include <string>
#include <utility>

#include "api/run.h"
#include "learn/content.h"
#include "learn/drill.h"
#include "learn/lesson_session.h"
#include "learn/progress.h"
#include "learn/question_source.h"
#include "learn/quiz.h"

namespace taskyard {

struct LessonRun {
  Run run;
  LessonSession session;
};

// One option of a question while it runs. `freed`: the run afterwards, for the learner to go on
// with, once they touch it.
struct TrialRun {
  std::string question;
  std::size_t option = 0;
  OptionTrial trial;
  std::optional<Run> freed;

  [[nodiscard]] const Run& run() const { return freed ? *freed : trial.run(); }
};

// The sessions point into `content`, so it is set once and before they begin.
struct Study {
  Content content;
  ContentProblems problems;
  QuestionSource questions{content};
  Progress progress;
  Problems refused;        // parts of the last file that could not be taken
  DrillFilter drill;       // what "next question" is about
  bool reviewing = false;  // ... or what is due
  std::optional<LessonRun> lesson;
  std::optional<TrialRun> trial;
  std::string notice;  // why the last answer was not taken, "" otherwise
  std::string retry;   // the question that is being answered again
};

}  // namespace taskyard
