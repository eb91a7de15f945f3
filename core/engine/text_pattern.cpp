// matchesExpression(): a small backtracking matcher for the signs people use in =~.

#include <algorithm>

#include "engine/cluster_query.h"

namespace taskyard {

namespace {

constexpr int kMostSteps = 20'000;

class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view text) : pattern_(pattern), text_(text) {}

  bool matches() { return alternatives(0, pattern_.size(), 0, text_.size()); }

 private:
  // Where the item that begins at `at` ends: one sign, an escape, a class or a group.
  [[nodiscard]] std::size_t itemEnd(std::size_t at, std::size_t end) const {
    const char c = pattern_[at];
    if (c == '\\') return std::min(at + 2, end);
    if (c == '[') {
      const std::size_t close = pattern_.find(']', at + 2);
      return close == std::string_view::npos || close >= end ? end : close + 1;
    }
    if (c != '(') return at + 1;
    int depth = 0;
    for (std::size_t i = at; i < end; ++i) {
      if (pattern_[i] == '\\') {
        ++i;
      } else if (pattern_[i] == '(') {
        ++depth;
      } else if (pattern_[i] == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return end;
  }

  [[nodiscard]] bool classHolds(std::string_view set, char c) const {
    const bool negated = !set.empty() && set.front() == '^';
    if (negated) set.remove_prefix(1);
    bool holds = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (i + 2 < set.size() && set[i + 1] == '-') {
        holds = holds || (set[i] <= c && c <= set[i + 2]);
        i += 2;
      } else {
        holds = holds || set[i] == c;
      }
    }
    return holds != negated;
  }

  [[nodiscard]] bool singleMatches(std::size_t item, std::size_t itemStop, char c) const {
    const char sign = pattern_[item];
    if (sign == '.') return true;
    if (sign == '[') return classHolds(pattern_.substr(item + 1, itemStop - item - 2), c);
    if (sign == '\\') {
      const char escaped = item + 1 < pattern_.size() ? pattern_[item + 1] : '\\';
      if (escaped == 'd') return c >= '0' && c <= '9';
      if (escaped == 'w') {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_';
      }
      return escaped == c;
    }
    return sign == c;
  }

  // Whether one of the alternatives in [from, end) matches the text in [at, stop).
  bool alternatives(std::size_t from, std::size_t end, std::size_t at, std::size_t stop) {
    std::size_t begin = from;
    for (std::size_t i = from;; i = itemEnd(i, end)) {
      if (i < end && pattern_[i] != '|') continue;
      if (sequence(begin, i, at, stop, false)) return true;
      if (i >= end) return false;
      begin = i + 1;
      if (begin >= end) return at == stop;
    }
  }

  // repeated: the item at `from` has matched before, so "+" asks for no more.
  bool sequence(std::size_t from, std::size_t end, std::size_t at, std::size_t stop,
                bool repeated) {
    if (++steps_ > kMostSteps) return false;
    if (from >= end) return at == stop;
    const std::size_t itemStop = itemEnd(from, end);
    const char sign = itemStop < end ? pattern_[itemStop] : '\0';
    const bool many = sign == '*' || sign == '+';
    const std::size_t next = many || sign == '?' ? itemStop + 1 : itemStop;
    const bool skippable = sign == '*' || sign == '?' || (sign == '+' && repeated);
    if (skippable && sequence(next, end, at, stop, false)) return true;
    const bool group = pattern_[from] == '(';
    if (!group && (at >= stop || !singleMatches(from, itemStop, text_[at]))) return false;
    const std::size_t farthest = group ? stop : at + 1;
    for (std::size_t after = at + 1; after <= farthest; ++after) {
      if (group && !alternatives(from + 1, itemStop - 1, at, after)) continue;
      if (many ? sequence(from, end, after, stop, true) : sequence(next, end, after, stop, false)) {
        return true;
      }
    }
    return false;
  }

  std::string_view pattern_;
  std::string_view text_;
  int steps_ = 0;
};

}  // namespace

bool matchesExpression(std::string_view pattern, std::string_view text) {
  return Matcher(pattern, text).matches();
}

}  // namespace taskyard
