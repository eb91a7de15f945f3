#pragma once
// a * b / c without overflow in between.

#include <cstdint>

namespace taskyard {

// Rounds towards zero. REQUIRES: c != 0, and the result fits 64 bits.
[[nodiscard]] constexpr std::int64_t mulDiv(std::int64_t a, std::int64_t b, std::int64_t c) {
  __extension__ typedef __int128 Wide;
  return static_cast<std::int64_t>(static_cast<Wide>(a) * b / c);
}

}  // namespace taskyard
