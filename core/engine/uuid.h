#pragma once
// UUIDs where AWS draws one.

#include <string>

#include "base/draw.h"

namespace taskyard {

// Eight, four, four, four and twelve hexadecimal digits, of version 4. Takes the draws of key.count
// and of the count after it.
std::string drawnUuid(const DrawKey& key);

}  // namespace taskyard
