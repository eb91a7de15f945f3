#pragma once
// Decimal numbers as whole thousandths: the scale of every metric, threshold and target, so that no
// floating point is needed. 80.5 is 80,500. And how numbers are written out.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace taskyard {

// Model choice: the largest amount of a metric; small enough that 5,000 tasks times it fits 64
// bits.
inline constexpr std::int64_t kMostMilli = 1000000000000000;  // 10^12 units

// A JSON number's text ("80", "-0.25", "1.5e3"), cut off after the third decimal. Nothing when it
// is no number or beyond kMostMilli.
std::optional<std::int64_t> milliOf(std::string_view text);
// "80", "80.5", "-0.25": without zeros at the end.
std::string milliText(std::int64_t milli);
// "80.0": as CloudWatch writes numbers into its reasons.
std::string milliTextWithPoint(std::int64_t milli);
// "1,024": a whole number as people and AWS's sentences write it.
std::string grouped(std::int64_t value);

// a x b / c, rounded up. REQUIRES: a >= 0, b >= 0, c > 0. Nothing on overflow.
std::optional<std::int64_t> ratioUp(std::int64_t a, std::int64_t b, std::int64_t c);

}  // namespace taskyard
