#pragma once
// What checkInput() (shapes.h) leaves out because an AWS client leaves it out, and what a person
// with a file wants to know besides: unknown enum values, numbers beyond 32 bits, and what to write
// instead of a value of the wrong type.

#include "api/shapes.h"
#include "base/json.h"
#include "base/json_reader.h"

namespace taskyard {

// Appends to each "Invalid type" problem of checkInput(shape, value) what to write instead, where
// that can be said: "Write 256, without quotes."
void addTypeHints(const Shape& shape, const JsonValue& value, Problems& problems);

// Shortens the list of all names in "Unknown parameter" problems to the first few.
void shortenNameLists(Problems& problems);

// Unknown enum values ("ClientException", our text: ECS words it differently from member to member)
// and whole numbers that do not fit the API's 32 bits ("ParamValidationError", although the real
// answer comes from the service). Values of the wrong type are checkInput()'s. At most
// kInputProblemsMost.
Problems checkValues(const Shape& shape, const JsonValue& value);

// The value a JSON Pointer leads to, or nullptr.
const JsonValue* valueAt(const JsonValue& root, std::string_view pointer);
// The line of that value or, when it is absent, of the nearest thing around it.
int lineAt(const JsonValue& root, std::string_view pointer);

}  // namespace taskyard
