#pragma once
// Lessons as HTML: the step the learner is at (in the app), and the whole lesson for reading.

#include <string>

#include "learn/content.h"
#include "learn/lesson_session.h"
#include "learn/progress.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

struct LessonPageInput {
  const Content* content = nullptr;
  const LessonSession* session = nullptr;
  const Run* run = nullptr;  // the session's
  // What was just said no to, "" for nothing ("Choose an answer first.").
  std::string notice;
};

// The present step. REQUIRES: content, session and run. Every control has a data-action.
Html lessonStepPage(const LessonPageInput& input);

// How a whole lesson is read. keys: with solutions, right answers and notes for teachers. paper:
// with what helps on paper: contents, what the lesson is for, and a diagram of its world.
struct ReadingForm {
  bool keys = false;
  bool paper = true;
};
Html lessonReadingPage(const Content& content, const Lesson& lesson, ReadingForm form,
                       const PageMode& mode);

// Shared with other pages. kindWords: "Predict".
const char* kindWords(StepKind kind);
// The link to one, and when it was read.
void addSourceLink(Html& html, const Source& source);
void addSources(Html& html, const std::vector<Source>& sources);

}  // namespace taskyard
