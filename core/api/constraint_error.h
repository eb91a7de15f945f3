#pragma once
// The sentence with which many AWS services refuse a value that their API model does not allow.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/handlers.h"

namespace taskyard {

// "1 validation error detected: Value 'up' at 'orderBy' failed to satisfy constraint: <rule>".
// member: as the sentence names it. path: JSON Pointer into the request. The value is shortened.
Error constraintError(std::string code, std::string_view value, std::string_view member,
                      const std::string& rule, std::string path);
// Its rules, the first for a number outside of least to most: "Member must have value less than or
// equal to 50".
std::string rangeRule(std::int64_t value, std::int64_t least, std::int64_t most);
// "Member must satisfy enum value set: [A, B]".
std::string enumRule(std::span<const std::string_view> values);
// "Member must satisfy regular expression pattern: <pattern>".
std::string patternRule(std::string_view pattern);

// The values that the operation's shape lists for a text of the input.
// REQUIRES: the input has such a member.
std::span<const std::string_view> enumValuesOf(const ApiCall& call, std::string_view member);
// The member, where given, has none of them.
std::optional<Error> enumRefused(const ApiCall& call, std::string_view member, std::string code);

}  // namespace taskyard
