#pragma once
// For teachers, on one sheet: which lesson serves which task statement of the SAA-C03 exam, and
// where each signal and trap is learned.

#include "learn/content.h"
#include "pages/html.h"
#include "pages/markdown.h"

namespace taskyard {

Html coveragePage(const Content& content, const PageMode& mode);

}  // namespace taskyard
