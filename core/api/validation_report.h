#pragma once
// What the checks of a file found, in the shape `taskyard validate` prints.

#include <string>
#include <vector>

#include "base/json.h"
#include "base/json_reader.h"

namespace taskyard {

struct ValidationReport {
  bool accepted = false;  // ECS would take it: there are no errors
  // Everything that is wrong, although ECS would stop at the first.
  Problems errors;
  Problems warnings;
  std::vector<std::string> notModelled;  // JSON Pointers of what is kept but not simulated
};

// {"accepted", "errors": [{"code", "message", "path", "line"}], "warnings": [the same],
//  "notModelled": [JSON Pointers]}; "line" is left out where there is none.
JsonValue reportJson(const ValidationReport& report);

}  // namespace taskyard
