#pragma once
// What the advisor finds in the design as it stands: what, why it matters, and the commands that
// put it right.

#include <string>

#include "api/run.h"
#include "pages/html.h"

namespace taskyard {

// lesson: the id of the lesson whose run it is, "" for none.
Html advisorPage(const Run& run, const std::string& lesson);

}  // namespace taskyard
