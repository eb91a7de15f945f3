#pragma once
// Small helpers for the sentences people read.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taskyard {

// 'a' for 'A'; anything but the letters A to Z stays as it is.
[[nodiscard]] constexpr char lowerOf(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The candidate that a mistyped word most likely meant, or "" when none is close (at most a third
// of the letters differ).
std::string closestWord(std::string_view word, const std::vector<std::string>& candidates);

// "a, b, c".
std::string joinWords(const std::vector<std::string>& words, std::string_view separator = ", ");

// The parts of "a/b/c"; one empty part for "".
std::vector<std::string> splitAt(std::string_view text, char separator);

// "1 task", "2 tasks".
std::string countOf(std::int64_t count, std::string_view singular, std::string_view plural);

}  // namespace taskyard
