#pragma once
// Exam questions as HTML: the question, the reasons after the answer, and a run of one option.

#include <optional>
#include <string>
#include <vector>

#include "learn/content.h"
#include "learn/progress.h"
#include "learn/quiz.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// One option being run, or run to its end.
struct TrialView {
  std::size_t option = 0;  // position in Question::options
  bool finished = false;
  TimeMs now = 0;
  TimeMs endsAt = 0;
  std::vector<RequirementLine> requirements;
  std::string refused;
};

struct QuestionPageInput {
  const Content* content = nullptr;
  const Question* question = nullptr;
  std::uint64_t orderSeed = 1;     // order of the options
  const Answer* answer = nullptr;  // nullptr: not answered yet
  std::optional<TrialView> trial;
  std::string notice;   // "Choose 2 options.", or ""
  bool hasNext = true;  // whether another question can follow
};

// REQUIRES: content and question.
Html questionPage(const QuestionPageInput& input);

// All questions, with what the learner did with each.
Html practiceIndexPage(const Content& content, const Progress& progress);

// For reading and printing. keys: with what is right and why.
Html questionReadingPage(const Content& content, const Question& question, bool keys,
                         const PageMode& mode);

// "Choose 2." for a question with several answers whose stem does not say so itself.
void addHowMany(Html& html, const Question& question);

// What came of a run, in a sentence.
std::string trialOutcome(const std::vector<RequirementLine>& requirements);

// The first words of a stem, for lists.
std::string questionTitle(const Question& question);

}  // namespace taskyard
