#pragma once
// What to practise: by domain, topic, trap or signal; and the ways to the exam and to what is due.

#include "learn/content.h"
#include "learn/progress.h"
#include "pages/html.h"

namespace taskyard {

// The form's action is "start-drill"; its fields are "domain", "topic" and "tag".
void addDrillForm(Html& html, const Content& content, const Progress& progress);

}  // namespace taskyard
