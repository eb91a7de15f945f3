#pragma once
// The cluster query language: the expressions of memberOf constraints and of
// ListContainerInstances.
//
//   attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone in [us-east-1a,
//   us-east-1b]
//
// Operators: == != > >= < <= exists !exists in !in =~ !~ (and the words equals, not_equals,
// greater_than, ..., matches, not_matches, not_in, not_exists), joined with and/&&, or/||, not/!,
// parentheses. Numbers compare as numbers when both sides are whole numbers, else as text.
// =~ takes the usual signs of a Java pattern: . * + ? [] () | \ ; it must match the whole value.
// Source: Developer Guide, "cluster query language".

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace taskyard {

// The value of a subject ("attribute:ecs.instance-type", "agentConnected") for one instance;
// nothing when it has none.
class QuerySubjects {
 public:
  virtual ~QuerySubjects() = default;
  [[nodiscard]] virtual std::optional<std::string> valueOf(std::string_view subject) const = 0;
};

// Errors: "InvalidExpression", with what was expected where.
Result<bool> evaluateQuery(std::string_view expression, const QuerySubjects& subjects);
// "Unable to parse expression '...': ..."; "" for one that can be read. Model choice: the wording.
std::string queryProblem(std::string_view expression);

// True when the pattern matches the whole text. A pattern that needs more than 20,000 steps
// (Model choice) does not match.
[[nodiscard]] bool matchesExpression(std::string_view pattern, std::string_view text);

}  // namespace taskyard
