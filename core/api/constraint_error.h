#pragma once
// The sentence with which many AWS services refuse a value that their API model does not allow.

#include <string>
#include <string_view>

#include "base/result.h"

namespace taskyard {

// "1 validation error detected: Value 'up' at 'orderBy' failed to satisfy constraint: <rule>".
// member: as the sentence names it. path: JSON Pointer into the request. The value is shortened.
Error constraintError(std::string code, std::string_view value, std::string_view member,
                      const std::string& rule, std::string path);
// Its rules: "Member must have value less than or equal to 50".
std::string mostRule(std::int64_t most);
std::string leastRule(std::int64_t least);
// "Member must satisfy regular expression pattern: <pattern>".
std::string patternRule(std::string_view pattern);

}  // namespace taskyard
