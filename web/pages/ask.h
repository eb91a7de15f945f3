#pragma once
// A question inside a lesson: choices or a number, how sure, and after the answer the reasons.

#include <string>

#include "learn/lesson.h"
#include "learn/lesson_session.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// answer: nullptr before the learner answered. The form's action is "answer"; its fields are
// "choice" (radio or checkbox, the position), "number" and "certainty" (guess, unsure, sure).
void addAsk(Html& html, const Ask& ask, const Answer* answer, const PageMode& mode);

// The fieldset "How sure are you?".
void addCertainty(Html& html);

// For reading: the choices as a list. keys: with the reasons and what is right.
void addAskForReading(Html& html, const Ask& ask, bool keys, const PageMode& mode);

// "A", "B", ...
std::string letterOf(std::size_t position);

const char* wordsOf(Certainty certainty);

}  // namespace taskyard
