#pragma once
// The real content under lessons/, read as the program reads it.

#include "learn/content.h"

namespace taskyard {

ContentFiles realContentFiles();
Content realContent();

}  // namespace taskyard
