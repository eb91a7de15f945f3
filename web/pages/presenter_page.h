#pragma once
// What a class sees on the wall: one step of a lesson (or the story of the world) in large type, a
// poll by show of hands, and the set pieces. Also the notes that only the teacher wants to see.

#include <string>
#include <vector>

#include "learn/content.h"
#include "learn/lesson_session.h"
#include "pages/html.h"
#include "pages/set_pieces.h"

namespace taskyard {

// session: nullptr without a lesson; then `scenario` may tell the story.
// votes: how many hands for each choice; shorter than the choices: the rest is 0.
struct PresenterInput {
  const LessonSession* session = nullptr;
  const Scenario* scenario = nullptr;
  const Run* run = nullptr;
  std::vector<std::int64_t> votes;
  bool revealed = false;  // the right answer and the reasons are shown
  bool notes = false;     // the teacher's notes are shown
};

// REQUIRES: input.run. Fields of the poll: input[name=votes] with data-choice.
Html presenterPage(const PresenterInput& input);

// Whether the step has a poll, so that the key for "next" reveals before it goes on.
bool hasPoll(const LessonSession* session);

}  // namespace taskyard
