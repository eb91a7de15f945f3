#include "engine/cluster_query.h"

#include <algorithm>
#include <vector>

namespace taskyard {

namespace {

struct Word {
  std::string_view text;
  std::size_t at = 0;
};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Words, operators and brackets. A word may hold what instance types, ARNs and patterns hold.
std::vector<Word> wordsOf(std::string_view text) {
  constexpr std::string_view kOperators[] = {"==", "!=", ">=", "<=", "=~", "!~", "&&", "||",
                                             ">",  "<",  "(",  ")",  "[",  "]",  ",",  "!"};
  std::vector<Word> words;
  bool pattern = false;  // after =~ and !~ a word runs to the next blank
  for (std::size_t i = 0; i < text.size();) {
    if (isBlank(text[i])) {
      ++i;
      continue;
    }
    if (text[i] == '"' || text[i] == '\'') {
      const std::size_t close = std::min(text.find(text[i], i + 1), text.size());
      words.push_back({text.substr(i + 1, close - i - 1), i});
      i = close + 1;
      pattern = false;
      continue;
    }
    std::size_t length = 0;
    if (!pattern) {
      for (const std::string_view candidate : kOperators) {
        if (text.substr(i).starts_with(candidate)) {
          length = candidate.size();
          break;
        }
      }
    }
    if (length == 0) {
      constexpr std::string_view kEnds = "()[],!=<>&|";
      std::size_t end = i;
      // A pattern may hold brackets of its own; one that closes what it did not open ends it.
      int depth = 0;
      while (end < text.size() && !isBlank(text[end])) {
        if (pattern) {
          if (text[end] == '(' || text[end] == '[') ++depth;
          if ((text[end] == ')' || text[end] == ']') && depth-- == 0) break;
        } else if (kEnds.find(text[end]) != std::string_view::npos) {
          break;
        }
        ++end;
      }
      length = std::max<std::size_t>(1, end - i);
    }
    words.push_back({text.substr(i, length), i});
    const std::string_view word = words.back().text;
    pattern = word == "=~" || word == "!~" || word == "matches" || word == "not_matches";
    i += length;
  }
  return words;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// -1, 0 or 1.
int compared(std::string_view one, std::string_view other) {
  const auto a = wholeNumber(one);
  const auto b = wholeNumber(other);
  if (a && b) return *a < *b ? -1 : *a > *b ? 1 : 0;
  const int order = one.compare(other);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

class Query {
 public:
  Query(std::string_view text, const QuerySubjects& subjects)
      : size_(text.size()), words_(wordsOf(text)), subjects_(subjects) {}

  Result<bool> value() {
    const bool result = either(0);
    if (error_.empty() && next_ < words_.size()) expect("and, or, or the end");
    if (!error_.empty()) return Error{"InvalidExpression", error_, ""};
    return result;
  }

 private:
  [[nodiscard]] bool atWord(std::string_view one, std::string_view other = "") const {
    if (next_ >= words_.size()) return false;
    const std::string_view word = words_[next_].text;
    return word == one || (!other.empty() && word == other);
  }
  bool take(std::string_view one, std::string_view other = "") {
    if (!atWord(one, other)) return false;
    ++next_;
    return true;
  }
  void expect(const std::string& what) {
    if (!error_.empty()) return;
    const std::size_t at = next_ < words_.size() ? words_[next_].at : size_;
    error_ = "expected " + what + " at position " + std::to_string(at + 1);
  }
  std::string_view operand(const char* what) {
    if (next_ >= words_.size()) {
      expect(what);
      return "";
    }
    return words_[next_++].text;
  }

  bool either(int depth) {
    bool result = both(depth);
    while (error_.empty() && take("or", "||")) {
      const bool right = both(depth);
      result = result || right;
    }
    return result;
  }
  bool both(int depth) {
    bool result = one(depth);
    while (error_.empty() && take("and", "&&")) {
      const bool right = one(depth);
      result = result && right;
    }
    return result;
  }
  bool one(int depth) {
    constexpr int kDeepest = 50;
    if (depth > kDeepest) {
      expect("fewer parentheses");
      return false;
    }
    if (take("not", "!")) return !one(depth + 1);
    if (!take("(")) return comparison();
    const bool result = either(depth + 1);
    if (!take(")")) expect("\")\"");
    return result;
  }

  bool comparison() {
    const std::string_view subject = operand("a subject such as attribute:ecs.instance-type");
    if (!error_.empty()) return false;
    const auto value = subjects_.valueOf(subject);
    if (take("exists")) return value.has_value();
    if (take("not_exists")) return !value.has_value();
    const bool negated = take("!");
    if (negated && take("exists")) return !value.has_value();
    if (atWord("in", "not_in")) {
      const bool without = atWord("not_in");
      ++next_;
      const bool found = inList(value);
      return found != (negated || without);
    }
    if (negated) {
      expect("exists or in after \"!\"");
      return false;
    }
    return compare(value);
  }

  bool inList(const std::optional<std::string>& value) {
    if (!take("[")) {
      expect("\"[\"");
      return false;
    }
    bool found = false;
    do {
      const std::string_view item = operand("a value");
      if (value && *value == item) found = true;
    } while (error_.empty() && take(","));
    if (!take("]")) expect("\"]\"");
    return found;
  }

  bool compare(const std::optional<std::string>& value) {
    struct Row {
      std::string_view sign, word;
      bool less, equal, greater;
    };
    constexpr Row kRows[] = {
        {"==", "equals", false, true, false},      {"!=", "not_equals", true, false, true},
        {">", "greater_than", false, false, true}, {">=", "greater_than_equal", false, true, true},
        {"<", "less_than", true, false, false},    {"<=", "less_than_equal", true, true, false}};
    for (const Row& row : kRows) {
      if (!take(row.sign, row.word)) continue;
      const std::string_view other = operand("a value");
      // An instance without the attribute differs from every value.
      if (!value) return row.sign == "!=";
      const int order = compared(*value, other);
      return order < 0 ? row.less : order > 0 ? row.greater : row.equal;
    }
    const bool differs = atWord("!~", "not_matches");
    if (take("=~", "matches") || take("!~", "not_matches")) {
      const std::string_view pattern = operand("a pattern");
      return (value && matchesExpression(pattern, *value)) != differs;
    }
    expect("an operator such as == or =~");
    return false;
  }

  std::size_t size_;
  std::vector<Word> words_;
  const QuerySubjects& subjects_;
  std::size_t next_ = 0;
  std::string error_;
};

// Every subject has no value: enough to see whether an expression can be read.
class NoSubjects : public QuerySubjects {
 public:
  [[nodiscard]] std::optional<std::string> valueOf(std::string_view) const override {
    return std::nullopt;
  }
};

}  // namespace

Result<bool> evaluateQuery(std::string_view expression, const QuerySubjects& subjects) {
  return Query(expression, subjects).value();
}

std::string queryProblem(std::string_view expression) {
  const Result<bool> readable = evaluateQuery(expression, NoSubjects());
  if (readable) return "";
  return "Unable to parse expression '" + std::string(expression) +
         "': " + readable.error().message + ".";
}

}  // namespace taskyard
