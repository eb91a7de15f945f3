#include "model/task_size.h"

#include "base/text.h"

namespace taskyard {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isUnit(std::string_view text, std::string_view unit) {
  if (text.size() != unit.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lowerOf(text[i]) != unit[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "<whole number>" counts 1, "<decimal number> <unit>" counts 1024. Exact: a fraction that is no
// whole number of 1024ths is refused.
std::optional<std::int32_t> parseSize(std::string_view text, std::string_view unit) {
  constexpr std::size_t kMostDigits = 9;
  text = trimmed(text);
  std::int64_t whole = 0;
  std::int64_t fraction = 0;
  std::int64_t scale = 1;
  std::size_t at = 0;
  for (; at < text.size() && isDigit(text[at]); ++at) {
    if (at == kMostDigits) return std::nullopt;
    whole = whole * 10 + (text[at] - '0');
  }
  std::size_t digits = at;
  const bool hasPoint = at < text.size() && text[at] == '.';
  if (hasPoint) {
    const std::size_t first = ++at;
    for (; at < text.size() && isDigit(text[at]); ++at, ++digits) {
      if (at - first == kMostDigits) return std::nullopt;
      fraction = fraction * 10 + (text[at] - '0');
      scale *= 10;
    }
  }
  if (digits == 0) return std::nullopt;
  const std::string_view rest = trimmed(text.substr(at));
  std::int64_t amount = whole;
  if (!rest.empty() || hasPoint) {
    if (!isUnit(rest, unit) || fraction * 1024 % scale != 0) return std::nullopt;
    amount = whole * 1024 + fraction * 1024 / scale;
  }
  if (amount > INT32_MAX) return std::nullopt;
  return static_cast<std::int32_t>(amount);
}

}  // namespace

std::optional<std::int32_t> parseTaskCpu(std::string_view text) { return parseSize(text, "vcpu"); }

std::optional<std::int32_t> parseTaskMemory(std::string_view text) { return parseSize(text, "gb"); }

}  // namespace taskyard
