#pragma once
// Tabs in one row. Where they do not all fit, the row moves under the finger or the wheel, and the
// chosen one is always in sight.

#include <span>

#include "widgets/button.h"

namespace taskyard {

struct TabRow {
  float scroll = 0.0f;  // what is moved out of sight at the left
  int shown = -1;       // the one that was chosen when the row last moved by itself
};

// Returns the tab that is chosen now.
int tabs(const Theme& theme, const char* id, const Box& box, std::span<const char* const> labels,
         int chosen, TabRow& row);

}  // namespace taskyard
