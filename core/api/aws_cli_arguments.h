#pragma once
// The values of options: text, shorthand or JSON, as the AWS CLI decides between them; and the
// options that every AWS command has.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "api/shapes.h"
#include "api/shell_words.h"
#include "base/json.h"

namespace taskyard {

// error: "" or a sentence for the person who typed it, with offset: the byte of the line it is
// about.
struct ArgumentResult {
  JsonValue value;
  std::vector<std::string> notes;
  std::string error;
  std::size_t offset = 0;
};

// REQUIRES: values is not empty, and has one element unless the shape is a list.
// option: "--services", for messages.
ArgumentResult readArgument(const Shape& shape, const std::string& option,
                            const std::vector<const ShellWord*>& values);
ArgumentResult readJsonArgument(const std::string& option, const std::string& text,
                                std::size_t offset);

// True for "--name", "--name=value" and "-x"; false for values such as "-1", "-" and "- a".
bool looksLikeOption(std::string_view word);

// An option of the AWS CLI itself, which may stand anywhere.
struct GlobalOption {
  std::string_view name;
  bool takesValue = false;
};
const GlobalOption* findGlobalOption(std::string_view name);
inline bool isGlobalOption(std::string_view name) { return findGlobalOption(name) != nullptr; }
// "" when the option may be ignored, else why not.
std::string refuseGlobalOption(std::string_view name, const std::string& value);

// What to use instead of an option of the AWS CLI that does not exist here, or "".
std::string adviceFor(std::string_view option);

// A typed word in a message: short, and whole characters only.
std::string shownWord(std::string_view word);

}  // namespace taskyard
