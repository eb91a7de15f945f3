#pragma once
// The luck meter: what is being measured, and the plays so far. The page has them played elsewhere
// (a worker) and brings each result back.

#include <string>

#include "pages/luck_page.h"

namespace taskyard {

struct LuckStudy {
  LuckMeasure measure;
  bool any = false;  // something was measured, or is
};

}  // namespace taskyard
