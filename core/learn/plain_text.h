#pragma once
// A text without Markdown's marks, for one-line titles and for formats that know none.

#include <string>

namespace taskyard {

// Links keep their words only.
std::string plainText(const std::string& markdown);

}  // namespace taskyard
