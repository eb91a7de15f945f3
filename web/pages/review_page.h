#pragma once
// What is due, which traps still catch the learner and what cures them, and how well certainty goes
// with truth.

#include <cstdint>

#include "learn/content.h"
#include "learn/progress.h"
#include "pages/html.h"

namespace taskyard {

// now: ms since 1970.
Html reviewPage(const Content& content, const Progress& progress, std::int64_t now);

}  // namespace taskyard
