#pragma once
// A set of questions for paper: the hand-out without keys, and the key with its reasons.

#include <string>

#include "learn/question_set.h"
#include "pages/html.h"

namespace taskyard {

// What is on the paper.
Html handoutSheet(const QuestionSet& set);
Html keySheet(const QuestionSet& set);

// Whole pages with their style in them, so that one file can be sent and printed.
std::string handoutPage(const QuestionSet& set);
std::string handoutKeyPage(const QuestionSet& set);

}  // namespace taskyard
