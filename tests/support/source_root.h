#pragma once
// Where the source tree is: tests read lessons and fixtures from it.

#include <string>

namespace taskyard {

// Without a slash at the end.
std::string sourceRoot();

}  // namespace taskyard
