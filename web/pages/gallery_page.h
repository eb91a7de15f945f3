#pragma once
// All scenarios: picture, story, what they are good for, one thing to do.

#include "learn/content.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

// current: the id of the scenario in the sandbox, "" for none. In reading mode without pictures and
// buttons.
Html galleryPage(const Content& content, std::string_view current, const PageMode& mode);

}  // namespace taskyard
