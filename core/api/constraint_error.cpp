#include "api/constraint_error.h"

#include "model/validate_task_definition.h"

namespace taskyard {

Error constraintError(std::string code, std::string_view value, std::string_view member,
                      const std::string& rule, std::string path) {
  return {std::move(code),
          "1 validation error detected: Value '" + shownText(value) + "' at '" +
              std::string(member) + "' failed to satisfy constraint: " + rule,
          std::move(path)};
}

std::string mostRule(std::int64_t most) {
  return "Member must have value less than or equal to " + std::to_string(most);
}

std::string leastRule(std::int64_t least) {
  return "Member must have value greater than or equal to " + std::to_string(least);
}

std::string patternRule(std::string_view pattern) {
  return "Member must satisfy regular expression pattern: " + std::string(pattern);
}

}  // namespace taskyard
