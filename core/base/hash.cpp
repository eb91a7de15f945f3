#include "base/hash.h"

namespace taskyard {

void Fingerprint::mix(std::uint64_t value) { hash_ = combine64(hash_, value); }

std::string hex64(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 0; i < 16; ++i) text[15 - i] = kDigits[(value >> (4 * i)) & 15];
  return text;
}

}  // namespace taskyard
