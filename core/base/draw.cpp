#include "base/draw.h"

#include <array>
#include <bit>

namespace taskyard {

namespace {

// The fractional bits of log2(value / 2^31), for value in [2^31, 2^32), in units of 2^-24: each bit
// comes from squaring once.
constexpr std::uint32_t fractionOfLog2(std::uint64_t value) {
  std::uint32_t fraction = 0;
  for (int i = 0; i < 24; ++i) {
    value = (value * value) >> 31;  // the square, again as a 1.31 fixed-point number
    fraction <<= 1;
    if (value >= (1ull << 32)) {
      value >>= 1;
      fraction |= 1;
    }
  }
  return fraction;
}

// That fraction at 1 + i / 1024. Between two of them a straight line is right to about 2^-22.
constexpr int kLogTableBits = 10;
constexpr auto kLogTable = [] {
  std::array<std::uint32_t, (1 << kLogTableBits) + 1> table{};
  for (std::uint32_t i = 0; i < (1u << kLogTableBits); ++i) {
    table[i] =
        fractionOfLog2((1ull << 31) + (static_cast<std::uint64_t>(i) << (31 - kLogTableBits)));
  }
  table[1 << kLogTableBits] = 1u << 24;
  return table;
}();

// -log2(bits / 2^32) in units of 2^-24, for bits in [1, 2^32). The integer part is the position of
// the leading one.
std::int64_t negativeLog2Fixed24(std::uint32_t bits) {
  constexpr int kRestBits = 31 - kLogTableBits;
  const int leadingZeros = std::countl_zero(bits);
  const std::uint32_t mantissa = (bits << leadingZeros) & 0x7FFFFFFFu;
  const std::uint32_t at = mantissa >> kRestBits;
  const std::int64_t rest = mantissa & ((1u << kRestBits) - 1);
  const std::int64_t low = kLogTable[at];
  const std::int64_t fraction = low + (((kLogTable[at + 1] - low) * rest) >> kRestBits);
  // log2(bits / 2^32) = (31 - leadingZeros) + fraction - 32.
  return (static_cast<std::int64_t>(leadingZeros + 1) << 24) - fraction;
}

// -ln(bits / 2^32) in units of 2^-24.
std::int64_t negativeLnFixed24(std::uint32_t bits) {
  constexpr std::int64_t kLn2Fixed24 = 11629080;
  return (negativeLog2Fixed24(bits) * kLn2Fixed24) >> 24;
}

// -ln(1 - millionths / 10^6) in units of 2^-40. REQUIRES: 0 < millionths < 10^6.
std::int64_t negativeLnOfRestFixed40(std::int64_t millionths) {
  if (millionths <= 10'000) {
    // The series p + p^2/2 + p^3/3: its next term is below one part in 4 million here.
    const std::int64_t p = (millionths << 40) / 1'000'000;
    const std::int64_t square = (millionths * millionths << 20) / 1'000'000 * (1 << 20) / 1'000'000;
    return p + square / 2 + square * millionths / 3'000'000;
  }
  const auto rest = static_cast<std::uint32_t>(
      (static_cast<std::uint64_t>(1'000'000 - millionths) << 32) / 1'000'000);
  return negativeLnFixed24(rest) << 16;
}

}  // namespace

std::int64_t drawBetween(const DrawKey& key, std::int64_t low, std::int64_t high) {
  const std::uint64_t span = static_cast<std::uint64_t>(high - low) + 1;
  const std::uint64_t scaled = ((draw(key) >> 32) * span) >> 32;
  return low + static_cast<std::int64_t>(scaled);
}

std::int64_t drawTrials(const DrawKey& key, std::int64_t millionths) {
  if (millionths <= 0) return kNoSuccess;
  if (millionths >= 1'000'000) return 1;
  const auto bits = static_cast<std::uint32_t>((draw(key) >> 32) | 1u);
  return 1 + (negativeLnFixed24(bits) << 16) / negativeLnOfRestFixed40(millionths);
}

std::int64_t drawExponential(const DrawKey& key, std::int64_t mean) {
  const auto bits = static_cast<std::uint32_t>((draw(key) >> 32) | 1u);
  const std::int64_t lnFixed = negativeLnFixed24(bits);
  // The product is split to stay within 64 bits.
  const std::int64_t whole = (lnFixed >> 24) * mean;
  const std::int64_t part = ((lnFixed & 0xFFFFFF) * mean) >> 24;
  const std::int64_t result = whole + part;
  return result < 1 ? 1 : result;
}

}  // namespace taskyard
