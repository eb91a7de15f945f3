#pragma once
// A word of a request as one of an enumeration's values.

#include <optional>
#include <string_view>

namespace taskyard {

// The value that nameOf() calls so, from the first to `last`; nothing when none is called so.
template <class Enum>
std::optional<Enum> enumOf(std::string_view name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name == nameOf(static_cast<Enum>(i))) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace taskyard
