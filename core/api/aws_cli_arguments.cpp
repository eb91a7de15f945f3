#include "api/aws_cli_arguments.h"

#include <algorithm>

#include "api/shorthand.h"

namespace taskyard {

namespace {

constexpr GlobalOption kGlobalOptions[] = {
    {"--region", true},
    {"--output", true},
    {"--query", true},
    {"--profile", true},
    {"--color", true},
    {"--endpoint-url", true},
    {"--ca-bundle", true},
    {"--cli-binary-format", true},
    {"--cli-connect-timeout", true},
    {"--cli-read-timeout", true},
    {"--cli-auto-prompt", false},
    {"--no-cli-auto-prompt", false},
    {"--no-cli-pager", false},
    {"--no-paginate", false},
    {"--no-sign-request", false},
    {"--no-verify-ssl", false},
    {"--debug", false},
};

char firstVisible(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? '\0' : text[at];
}

bool isFileReference(std::string_view text) {
  return text.starts_with("file://") || text.starts_with("fileb://");
}

ArgumentResult failure(std::string message, std::size_t offset) {
  ArgumentResult result;
  result.error = std::move(message);
  result.offset = offset;
  return result;
}

ArgumentResult fileFailure(const std::string& option, std::size_t offset) {
  return failure("Error parsing parameter '" + option +
                     "': files on your disk cannot be read from here: paste the JSON itself in "
                     "single quotes, or drop the file on the page",
                 offset);
}

bool isScalar(const Shape& shape) {
  return shape.kind != ShapeKind::List && shape.kind != ShapeKind::Structure &&
         shape.kind != ShapeKind::Map && shape.kind != ShapeKind::Document;
}

// One word for one value that is no list.
ArgumentResult readOne(const Shape& shape, const std::string& option, const ShellWord& word) {
  ArgumentResult result;
  if (isScalar(shape)) {
    if (!scalarFromText(shape, word.text, &result.value)) {
      return failure("argument " + option + ": invalid literal for int() with base 10: '" +
                         shownWord(word.text) + "'; a whole number belongs here, such as 3",
                     word.offset);
    }
    return result;
  }
  const char first = firstVisible(word.text);
  if (shape.kind == ShapeKind::Document || first == '{' || first == '[') {
    return readJsonArgument(option, word.text, word.offset);
  }
  ShorthandError error;
  result.value = parseShorthand(word.text, shape, &error);
  if (error.message.empty()) return result;
  constexpr std::size_t kBefore = 24;
  const std::size_t from = error.offset > kBefore ? error.offset - kBefore : 0;
  return failure("Error parsing parameter '" + option + "': " + error.message + ", after '" +
                     shownWord(std::string_view(word.text).substr(from, error.offset - from)) + "'",
                 word.offset + (word.quoted ? 1 : 0) + error.offset);
}

void noteAboutWord(const std::string& option, const Shape& shape, const ShellWord& word,
                   std::vector<std::string>& notes) {
  if (word.bareBraces) {
    notes.push_back("put the value of " + option +
                    " in quotes: here it is fine without, but bash would expand {a,b}");
  }
  const bool scalars = shape.kind == ShapeKind::List && isScalar(*shape.element);
  if (scalars && word.text.find(',') != std::string::npos) {
    notes.push_back("\"" + shownWord(word.text) + "\" is one item of " + option +
                    ": blanks, not commas, separate items");
  }
}

// The words of a list: scalars, shorthand structures, JSON structures.
ArgumentResult readItems(const Shape& shape, const std::string& option,
                         const std::vector<const ShellWord*>& values) {
  ArgumentResult result;
  result.value = JsonValue::array();
  for (const ShellWord* word : values) {
    ArgumentResult item = readOne(*shape.element, option, *word);
    if (!item.error.empty()) return item;
    result.value.push(std::move(item.value));
    noteAboutWord(option, shape, *word, result.notes);
  }
  return result;
}

}  // namespace

std::string shownWord(std::string_view word) {
  constexpr std::size_t kShownBytes = 60;
  std::size_t start = 0;
  while (start < word.size() && (static_cast<unsigned char>(word[start]) & 0xC0) == 0x80) ++start;
  word.remove_prefix(start);
  std::size_t end = std::min(word.size(), kShownBytes);
  while (end > 0 && end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(word.substr(0, end)) + (end < word.size() ? "..." : "");
}

ArgumentResult readJsonArgument(const std::string& option, const std::string& text,
                                std::size_t offset) {
  if (isFileReference(text)) return fileFailure(option, offset);
  Result<JsonValue> parsed = parseJson(text);
  if (parsed.ok()) {
    ArgumentResult result;
    result.value = std::move(parsed.value());
    return result;
  }
  std::string message =
      "Error parsing parameter '" + option + "': Invalid JSON: " + parsed.error().message;
  if (text.find('"') == std::string::npos && text.find(':') != std::string::npos) {
    message +=
        "; JSON needs double quotes, and a shell takes them away unless the whole value "
        "stands in single quotes";
  }
  return failure(std::move(message), offset);
}

ArgumentResult readArgument(const Shape& shape, const std::string& option,
                            const std::vector<const ShellWord*>& values) {
  for (const ShellWord* word : values) {
    if (isFileReference(word->text)) return fileFailure(option, word->offset);
  }
  const ShellWord& first = *values.front();
  if (shape.kind != ShapeKind::List) {
    ArgumentResult result = readOne(shape, option, first);
    if (result.error.empty()) noteAboutWord(option, shape, first, result.notes);
    return result;
  }
  if (values.size() == 1 && firstVisible(first.text) == '[') {
    return readJsonArgument(option, first.text, first.offset);
  }
  return readItems(shape, option, values);
}

bool looksLikeOption(std::string_view word) {
  if (word.size() < 2 || word[0] != '-') return false;
  if (word[1] >= '0' && word[1] <= '9') return false;
  // As in the AWS CLI, a word with blanks is a value.
  return word.substr(0, word.find('=')).find_first_of(" \t\n") == std::string_view::npos;
}

const GlobalOption* findGlobalOption(std::string_view name) {
  for (const GlobalOption& option : kGlobalOptions) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

std::string refuseGlobalOption(std::string_view name, const std::string& value) {
  if (name == "--region" && value != "us-east-1") {
    return "argument --region: only us-east-1 exists here, not '" + shownWord(value) + "'";
  }
  if (name == "--output" && value != "json") {
    return "argument --output: Invalid choice: '" + shownWord(value) +
           "', answers are always whole JSON here";
  }
  if (name == "--query") {
    return "argument --query: not available here, answers are always whole JSON; leave it out";
  }
  return "";
}

std::string adviceFor(std::string_view option) {
  if (option == "--max-items" || option == "--page-size") {
    return "which is the AWS CLI's own paging: use --max-results here";
  }
  if (option == "--starting-token") {
    return "which is the AWS CLI's own paging: use --next-token here";
  }
  if (option == "--cli-input-yaml") return "YAML is not read here: use --cli-input-json";
  if (option == "--generate-cli-skeleton") return "there are no skeletons here: see help";
  if (option.starts_with("\xE2\x80\x93") || option.starts_with("\xE2\x80\x94")) {
    return "which starts with a typographic dash: type two hyphens";
  }
  return "";
}

}  // namespace taskyard
