#include "api/constraint_error.h"

#include <algorithm>

#include "api/shapes.h"
#include "base/text.h"
#include "model/validate_task_definition.h"

namespace taskyard {

Error constraintError(std::string code, std::string_view value, std::string_view member,
                      const std::string& rule, std::string path) {
  return {std::move(code),
          "1 validation error detected: Value '" + shownText(value) + "' at '" +
              std::string(member) + "' failed to satisfy constraint: " + rule,
          std::move(path)};
}

std::string rangeRule(std::int64_t value, std::int64_t least, std::int64_t most) {
  return value < least ? "Member must have value greater than or equal to " + std::to_string(least)
                       : "Member must have value less than or equal to " + std::to_string(most);
}

std::string enumRule(std::span<const std::string_view> values) {
  return "Member must satisfy enum value set: [" + joinWords({values.begin(), values.end()}) + "]";
}

std::string patternRule(std::string_view pattern) {
  return "Member must satisfy regular expression pattern: " + std::string(pattern);
}

std::span<const std::string_view> enumValuesOf(const ApiCall& call, std::string_view member) {
  const OperationShape* operation = findOperation(call.request.service, call.request.operation);
  const ShapeMember* found = operation == nullptr ? nullptr : operation->input->find(member);
  TY_ASSERT(found != nullptr);
  return found->shape->enumValues;
}

std::optional<Error> enumRefused(const ApiCall& call, std::string_view member, std::string code) {
  if (call.input.find(member) == nullptr) return std::nullopt;
  const std::string& given = call.text(member);
  const std::span<const std::string_view> values = enumValuesOf(call, member);
  if (std::find(values.begin(), values.end(), given) != values.end()) return std::nullopt;
  std::string shown(member);
  shown[0] = lowerOf(shown[0]);
  return constraintError(std::move(code), given, shown, enumRule(values),
                         "/" + std::string(member));
}

}  // namespace taskyard
