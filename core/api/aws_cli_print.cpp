// toCommandLine(): a request as the command a person would type.

#include "api/aws_cli.h"
#include "api/aws_cli_names.h"
#include "api/shapes.h"
#include "api/shell_words.h"

namespace taskyard {

namespace {

// A command line carries text, not bytes: what has control characters travels as escaped JSON.
bool fitsWord(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) return false;
  }
  return !text.starts_with("file://") && !text.starts_with("fileb://");
}

// A word of a list that the parser would take for an option or for JSON.
bool isPlainItem(std::string_view text) {
  return fitsWord(text) && !text.starts_with('-') &&
         text.substr(0, 1).find_first_of("[{ ") == std::string_view::npos;
}

bool isPlainList(const JsonValue& list) {
  if (list.items().empty()) return false;
  for (const JsonValue& item : list.items()) {
    if (!item.isString() || !isPlainItem(item.string())) return false;
  }
  return true;
}

// Appends " --option value"; false when the value has no such form.
bool appendOption(std::string& line, const ShapeMember& member, const JsonValue& value) {
  const std::string option = optionName(member);
  switch (value.kind()) {
    case JsonValue::Kind::Boolean:
      line += value.boolean() ? " " + option : " " + negativeOptionName(member);
      return true;
    case JsonValue::Kind::Integer:
      line += " " + option + " " + std::to_string(value.integer());
      return true;
    case JsonValue::Kind::Real: line += " " + option + " " + value.string(); return true;
    case JsonValue::Kind::String:
      if (!fitsWord(value.string())) return false;
      if (value.string().starts_with('-')) {
        line += " " + quoteForShell(option + "=" + value.string());
      } else {
        line += " " + option + " " + quoteForShell(value.string());
      }
      return true;
    case JsonValue::Kind::Array:
      line += " " + option;
      if (!isPlainList(value)) {
        line += " " + quoteForShell(dumpJson(value));
        return true;
      }
      for (const JsonValue& item : value.items()) line += " " + quoteForShell(item.string());
      return true;
    case JsonValue::Kind::Object:
      line += " " + option + " " + quoteForShell(dumpJson(value));
      return true;
    case JsonValue::Kind::Null: break;
  }
  return false;
}

bool appendOptions(std::string& line, const OperationShape& operation, const JsonValue& input) {
  if (!checkInput(operation, input).empty()) return false;
  for (const auto& [key, value] : input.members()) {
    const ShapeMember* member = operation.input->find(key);
    if (member == nullptr || !appendOption(line, *member, value)) return false;
  }
  return true;
}

}  // namespace

std::string toCommandLine(const Request& request) {
  const OperationShape* operation = findOperation(request.service, request.operation);
  std::string line = request.service == "sim" ? "sim" : "aws " + quoteForShell(request.service);
  line += " " + (operation != nullptr ? commandName(*operation)
                                      : quoteForShell(kebabCase(request.operation)));
  std::string options;
  if (operation != nullptr && appendOptions(options, *operation, request.input)) {
    return line + options;
  }
  return line + " --cli-input-json " + quoteForShell(dumpJson(request.input));
}

}  // namespace taskyard
