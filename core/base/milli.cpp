#include "base/milli.h"

namespace taskyard {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The exponent behind "e" or "E"; nothing when it is none or absurdly large.
std::optional<int> exponentOf(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 2) return std::nullopt;
  int exponent = 0;
  for (const char c : text) {
    if (!isDigit(c)) return std::nullopt;
    exponent = exponent * 10 + (c - '0');
  }
  return negative ? -exponent : exponent;
}

}  // namespace

std::optional<std::int64_t> milliOf(std::string_view text) {
  bool negative = false;
  if (!text.empty() && text.front() == '-') {
    negative = true;
    text.remove_prefix(1);
  }
  int shift = 3;  // how many more places the digits move to the left
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    const std::optional<int> exponent = exponentOf(text.substr(e + 1));
    if (!exponent) return std::nullopt;
    shift += *exponent;
    text = text.substr(0, e);
  }
  if (text.empty()) return std::nullopt;
  std::int64_t value = 0;
  bool point = false;
  bool anyDigit = false;
  const auto tooLarge = [&] { return value > kMostMilli; };
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!isDigit(c)) return std::nullopt;
    anyDigit = true;
    if (point) {
      if (shift <= 0) continue;
      --shift;
    }
    value = value * 10 + (c - '0');
    if (tooLarge()) return std::nullopt;
  }
  if (!anyDigit) return std::nullopt;
  for (; shift > 0 && value != 0; --shift) {
    value *= 10;
    if (tooLarge()) return std::nullopt;
  }
  for (; shift < 0; ++shift) value /= 10;
  return negative ? -value : value;
}

std::string milliText(std::int64_t milli) {
  const std::int64_t whole = milli / 1000;
  std::int64_t rest = milli % 1000;
  if (rest < 0) rest = -rest;
  std::string text = (milli < 0 && whole == 0 ? "-" : "") + std::to_string(whole);
  if (rest == 0) return text;
  std::string digits = std::to_string(1000 + rest).substr(1);
  while (digits.back() == '0') digits.pop_back();
  return text + "." + digits;
}

std::string milliTextWithPoint(std::int64_t milli) {
  return milliText(milli) + (milli % 1000 == 0 ? ".0" : "");
}

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return (value < 0 ? "-" : "") + digits;
}

std::optional<std::int64_t> ratioUp(std::int64_t a, std::int64_t b, std::int64_t c) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product / c + (product % c == 0 ? 0 : 1);
}

}  // namespace taskyard
