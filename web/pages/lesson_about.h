#pragma once
// What a lesson is for: what one can do afterwards, what to do before, and what of the SAA-C03 exam
// it serves.

#include "learn/content.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// Live: folded away, for it stands above the first step. On a plain page: open.
void addLessonAbout(Html& html, const Content& content, const Lesson& lesson, const PageMode& mode);

// Where a lesson is: "#lesson=cost", or its plain page.
std::string lessonHref(const Lesson& lesson, const PageMode& mode);

// "SAA-C03 2.1, 3.2"; "" when the lesson serves none.
std::string examText(const Lesson& lesson);

}  // namespace taskyard
