#pragma once
// The list of lessons, the glossary, and the first screen.

#include "learn/content.h"
#include "learn/progress.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// The Learn tab: where to begin or go on, then all lessons by topic.
Html lessonIndexPage(const Content& content, const Progress& progress);
// For reading: all lessons by topic and all questions, without a heading; links go to plain pages.
Html lessonListPage(const Content& content, const PageMode& mode);

Html glossaryPage(const Content& content, const PageMode& mode);
// One term, for a note in the page. REQUIRES: it exists.
Html glossaryNote(const GlossaryTerm& term);

}  // namespace taskyard
