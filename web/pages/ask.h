#pragma once
// A question inside a lesson: choices or a number, how sure, and after the answer the reasons.

#include <string>
#include <vector>

#include "learn/lesson.h"
#include "learn/lesson_session.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// The choices as they are shown: positions in Ask::choices, mixed by the step and by how often it
// was answered before, as the options of questions are. The first time everybody sees the same
// letters: the learner, the class before the wall, and who has the page on paper.
std::vector<std::size_t> choiceOrder(const Lesson& lesson, const Step& step,
                                     std::size_t answersBefore);

// order: of the choices (choiceOrder); not used for a number.
// answer: nullptr before the learner answered. The form's action is "answer"; its fields are
// "choice" (radio or checkbox, the position), "number" and "certainty" (guess, unsure, sure).
void addAsk(Html& html, const Ask& ask, const std::vector<std::size_t>& order, const Answer* answer,
            const PageMode& mode);

// The fieldset "How sure are you?".
void addCertainty(Html& html);

// For reading: the choices as a list, in this order. keys: with the reasons and what is right.
void addAskForReading(Html& html, const Ask& ask, const std::vector<std::size_t>& order, bool keys,
                      const PageMode& mode);

// "A", "B", ...
std::string letterOf(std::size_t position);

const char* wordsOf(Certainty certainty);

}  // namespace taskyard
