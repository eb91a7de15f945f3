#pragma once
// What a button runs, next to the button.

#include <string>
#include <vector>

#include "pages/html.h"

namespace taskyard {

// The command lines, folded away under their number. Nothing when there are none.
void addCommands(Html& html, const std::vector<std::string>& lines);

}  // namespace taskyard
