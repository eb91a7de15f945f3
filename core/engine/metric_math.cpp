// Metric math: reading an expression, and its value.

#include "base/milli.h"
#include "engine/metrics.h"

namespace taskyard {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// By recursive descent: sum -> product -> factor.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, std::span<const std::string> ids)
      : text_(text), ids_(ids) {}

  Result<std::vector<MathStep>> parse() {
    sum(0);
    skipSpace();
    if (!error_ && at_ < text_.size()) {
      fail("ValidationError", "Unexpected '" + std::string(1, text_[at_]) + "' in expression '" +
                                  std::string(text_) + "'.");
    }
    if (error_) return *error_;
    return steps_;
  }

 private:
  static constexpr int kDeepest = 32;  // Model choice: far above any real expression

  void fail(std::string code, std::string message) {
    if (!error_) error_ = Error{std::move(code), std::move(message)};
  }
  void skipSpace() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char c) {
    skipSpace();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void emit(MathStep::Kind kind) { steps_.push_back({kind, 0, 0}); }

  void sum(int depth) {
    product(depth);
    while (!error_) {
      if (take('+')) {
        product(depth);
        emit(MathStep::Kind::Add);
      } else if (take('-')) {
        product(depth);
        emit(MathStep::Kind::Subtract);
      } else {
        return;
      }
    }
  }

  void product(int depth) {
    factor(depth);
    while (!error_) {
      if (take('*')) {
        factor(depth);
        emit(MathStep::Kind::Multiply);
      } else if (take('/')) {
        factor(depth);
        emit(MathStep::Kind::Divide);
      } else {
        return;
      }
    }
  }

  void factor(int depth) {
    if (depth > kDeepest) return fail("ValidationError", "The expression nests too deep.");
    if (take('-')) {
      factor(depth + 1);
      return emit(MathStep::Kind::Negate);
    }
    if (take('(')) {
      sum(depth + 1);
      if (!take(')')) fail("ValidationError", "A closing bracket is missing in the expression.");
      return;
    }
    skipSpace();
    const std::size_t from = at_;
    if (at_ < text_.size() && isDigit(text_[at_])) {
      while (at_ < text_.size() && (isDigit(text_[at_]) || text_[at_] == '.')) ++at_;
      const auto number = milliOf(text_.substr(from, at_ - from));
      if (!number) return fail("ValidationError", "The expression has a number that is none.");
      steps_.push_back({MathStep::Kind::Number, *number, 0});
      return;
    }
    while (at_ < text_.size() && (isLetter(text_[at_]) || isDigit(text_[at_]))) ++at_;
    const std::string word(text_.substr(from, at_ - from));
    if (word.empty()) {
      return fail("ValidationError", "The expression '" + std::string(text_) +
                                         "' ends where a number or an id should be.");
    }
    if (take('(')) {
      return fail("SimNotModelled", "The function " + word +
                                        " is not simulated: expressions can use + - * / and "
                                        "brackets over ids and numbers.");
    }
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (ids_[i] != word) continue;
      steps_.push_back({MathStep::Kind::Operand, 0, static_cast<std::uint32_t>(i)});
      return;
    }
    fail("ValidationError", "The expression uses the id '" + word + "', which no metric has.");
  }

  std::string_view text_;
  std::span<const std::string> ids_;
  std::size_t at_ = 0;
  std::vector<MathStep> steps_;
  std::optional<Error> error_;
};

std::optional<std::int64_t> combine(MathStep::Kind kind, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  switch (kind) {
    case MathStep::Kind::Add:
      if (__builtin_add_overflow(left, right, &result)) return std::nullopt;
      return result;
    case MathStep::Kind::Subtract:
      if (__builtin_sub_overflow(left, right, &result)) return std::nullopt;
      return result;
    case MathStep::Kind::Multiply:
      if (__builtin_mul_overflow(left, right, &result)) return std::nullopt;
      return result / 1000;
    case MathStep::Kind::Divide:
      if (right == 0 || __builtin_mul_overflow(left, std::int64_t{1000}, &result)) {
        return std::nullopt;
      }
      return result / right;
    default: return std::nullopt;
  }
}

std::optional<std::int64_t> valueWithin(const State& state, std::span<const MetricQuery> queries,
                                        std::size_t which, std::int32_t end, std::size_t depth) {
  if (depth > queries.size()) return std::nullopt;  // ids that need each other
  const MetricQuery& query = queries[which];
  if (query.metric.valid()) {
    return statisticOf(state.monitoring.metrics[query.metric.value], query.statistic,
                       end - query.periodMinutes, query.periodMinutes);
  }
  std::vector<std::int64_t> stack;
  for (const MathStep& step : query.steps) {
    if (step.kind == MathStep::Kind::Number) {
      stack.push_back(step.number);
    } else if (step.kind == MathStep::Kind::Operand) {
      const auto value = valueWithin(state, queries, step.operand, end, depth + 1);
      if (!value) return std::nullopt;
      stack.push_back(*value);
    } else if (step.kind == MathStep::Kind::Negate) {
      stack.back() = -stack.back();
    } else {
      const std::int64_t right = stack.back();
      stack.pop_back();
      const auto value = combine(step.kind, stack.back(), right);
      if (!value) return std::nullopt;
      stack.back() = *value;
    }
  }
  return stack.empty() ? std::nullopt : std::optional(stack.back());
}

}  // namespace

Result<std::vector<MathStep>> parseExpression(std::string_view text,
                                              std::span<const std::string> ids) {
  return ExpressionParser(text, ids).parse();
}

std::optional<std::int64_t> valueOf(const State& state, std::span<const MetricQuery> queries,
                                    std::size_t which, std::int32_t end) {
  return valueWithin(state, queries, which, end, 0);
}

}  // namespace taskyard
