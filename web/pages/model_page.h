#pragma once
// "What is simulated": the model card as a page, one table per system.

#include "learn/content.h"
#include "pages/html.h"

namespace taskyard {

Html modelPage(const Content& content);

}  // namespace taskyard
