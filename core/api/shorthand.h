#pragma once
// The AWS CLI's shorthand syntax for structures, such as
//   awsvpcConfiguration={subnets=[subnet-a,subnet-b],assignPublicIp=ENABLED}
//   key=team,value=web
//   name=NAME,options=a,b
// Grammar (after the AWS CLI User Guide, "Using shorthand syntax"; behaviour compared with
// aws-cli 1.45.11):
//   pairs   = pair *("," pair)
//   pair    = key "=" (list / braces / value *("," value))   more values than one make a list; a
//                                                           value that is followed by "=" is the
//                                                           next key
//   list    = "[" [item *("," item)] "]"
//   braces  = "{" [key "=" item *("," key "=" item)] "}"
//   item    = list / braces / value
//   value   = 'text' / "text" / bare text, in which "\," stands for a comma
// The text itself has no types: each value is then turned into what the shape asks for.

#include <cstddef>
#include <string_view>

#include "api/shapes.h"
#include "base/json.h"
#include "base/result.h"

namespace taskyard {

// Model choice: AWS's deepest input nests 7 levels.
inline constexpr int kShorthandDepthMost = 32;

// What is wrong and where in the shorthand text (a byte offset).
struct ShorthandError {
  std::string message;
  std::size_t offset = 0;
};

// REQUIRES: shape is a structure or a map. On failure returns Null and fills *error.
// Members the shape does not have stay text: checkInput reports them.
JsonValue parseShorthand(std::string_view text, const Shape& shape, ShorthandError* error);

// Text as the value a scalar shape asks for: whole numbers and true/false. False when it is none.
// A boolean that is neither true nor false stays text, as in the AWS CLI: checkInput reports it.
bool scalarFromText(const Shape& shape, std::string_view text, JsonValue* value);

}  // namespace taskyard
