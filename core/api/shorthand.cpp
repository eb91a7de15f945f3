#include "api/shorthand.h"

#include <charconv>
#include <set>
#include <string>

namespace taskyard {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool isKeyCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '#' || c == '/' || c == ':';
}

// Reads text into strings, lists and objects; types come later.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  JsonValue parse() {
    JsonValue pairs = JsonValue::object();
    std::set<std::string> keys;
    readPair(pairs, keys, false);
    while (!failed() && at_ < text_.size()) {
      if (expect(',')) readPair(pairs, keys, false);
    }
    return failed() ? JsonValue() : std::move(pairs);
  }

  [[nodiscard]] const ShorthandError& error() const { return error_; }

 private:
  [[nodiscard]] bool failed() const { return !error_.message.empty(); }
  [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void skipSpaces() {
    while (at_ < text_.size() && isSpace(text_[at_])) ++at_;
  }

  void fail(std::size_t offset, std::string message) {
    if (!failed()) error_ = {std::move(message), offset};
  }

  // One character of the text as it is shown: whole, not cut inside UTF-8.
  [[nodiscard]] std::string shownCharacter() const {
    if (at_ >= text_.size()) return "EOF";
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return std::string(text_.substr(at_, end - at_));
  }

  bool expect(char c) {
    skipSpaces();
    if (!at(c)) {
      fail(at_, std::string("Expected: '") + c + "', received: '" + shownCharacter() + "'");
      return false;
    }
    ++at_;
    skipSpaces();
    return true;
  }

  void readPair(JsonValue& into, std::set<std::string>& keys, bool inBraces) {
    skipSpaces();
    const std::size_t start = at_;
    while (at_ < text_.size() && isKeyCharacter(text_[at_])) ++at_;
    std::string key(text_.substr(start, at_ - start));
    if (at('@')) {
      fail(at_, "files cannot be read here: write \"=\" and the value itself instead of \"@=\"");
      return;
    }
    if (!expect('=')) return;
    if (key.empty()) {
      fail(start, "a name is missing before \"=\"");
      return;
    }
    if (!keys.insert(key).second) {
      fail(start, "Second instance of key \"" + key +
                      "\" encountered; a space, not a comma, separates the items of a list");
      return;
    }
    if (inBraces && at('}')) {
      fail(at_, "a value is missing here; an empty text is written ''");
      return;
    }
    JsonValue value = inBraces ? readItem() : readValues();
    into.members().emplace_back(std::move(key), std::move(value));
  }

  // After a top-level "=": a list, braces, or one or more values with commas between.
  JsonValue readValues() {
    if (at('[') || at('{')) return readItem();
    JsonValue first = readItem();
    skipSpaces();
    if (failed() || !at(',')) return first;
    JsonValue list = JsonValue::array();
    list.push(first);
    while (!failed() && at(',')) {
      const std::size_t comma = at_++;
      skipSpaces();
      if (at_ >= text_.size()) {
        fail(at_, "the text ends after a comma; remove it or add what is missing");
        break;
      }
      JsonValue next;
      const bool isValue = readListedValue(next);
      skipSpaces();
      if (!isValue || !(at(',') || at_ >= text_.size())) {
        // It was the name of the next pair: go back to the comma before it.
        at_ = comma;
        break;
      }
      list.push(std::move(next));
    }
    return list.items().size() == 1 ? std::move(first) : std::move(list);
  }

  // A second or later value of a list without brackets: it ends where a key would.
  bool readListedValue(JsonValue& value) {
    if (at('\'') || at('"')) {
      value = readQuoted();
      return !failed();
    }
    const std::size_t start = at_;
    value = readBare("\"',=");
    return at_ > start;
  }

  JsonValue readItem() {
    if (at('[') || at('{')) {
      if (++depth_ > kShorthandDepthMost) {
        fail(at_, "nested more than " + std::to_string(kShorthandDepthMost) +
                      " levels deep; nothing real nests that far");
        return {};
      }
      JsonValue value = at('[') ? readList() : readBraces();
      --depth_;
      return value;
    }
    if (at('\'') || at('"')) return readQuoted();
    return readBare("\"',]}");
  }

  JsonValue readList() {
    JsonValue list = JsonValue::array();
    expect('[');
    while (!failed() && !at(']')) {
      list.push(readItem());
      skipSpaces();
      if (!at(']')) expect(',');
    }
    ++at_;
    return list;
  }

  JsonValue readBraces() {
    JsonValue object = JsonValue::object();
    std::set<std::string> keys;
    expect('{');
    while (!failed() && !at('}')) {
      readPair(object, keys, true);
      skipSpaces();
      if (!failed() && !at('}')) expect(',');
    }
    ++at_;
    return object;
  }

  JsonValue readQuoted() {
    const std::size_t start = at_;
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() &&
          (text_[at_ + 1] == quote || text_[at_ + 1] == '\\')) {
        ++at_;
      }
      value += text_[at_++];
    }
    if (at_ >= text_.size()) fail(start, std::string("the quote ") + quote + " is never closed");
    ++at_;
    return value;
  }

  // Up to one of the characters in `ends`; "\," is a comma. Blanks at the end do not count. What
  // would open a bracket or repeat the "=" cannot start it: then the value is empty.
  JsonValue readBare(std::string_view ends) {
    std::string value;
    if (at('=') || at('[') || at('{')) return value;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == ',') {
        value += ',';
        at_ += 2;
        continue;
      }
      if (ends.find(text_[at_]) != std::string_view::npos) break;
      value += text_[at_++];
    }
    while (!value.empty() && isSpace(value.back())) value.pop_back();
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  ShorthandError error_;
};

// Gives strings the type their shape asks for. Returns "" or what is wrong.
std::string applyShape(JsonValue& value, const Shape& shape) {
  switch (shape.kind) {
    case ShapeKind::Structure:
      if (!value.isObject()) return "";
      for (auto& [key, member] : value.members()) {
        const ShapeMember* known = shape.find(key);
        if (known == nullptr) continue;
        std::string wrong = applyShape(member, *known->shape);
        if (!wrong.empty()) return wrong;
      }
      return "";
    case ShapeKind::Map:
      if (!value.isObject()) return "";
      for (auto& [key, member] : value.members()) {
        std::string wrong = applyShape(member, *shape.element);
        if (!wrong.empty()) return wrong;
      }
      return "";
    case ShapeKind::List:
      // "subnets=subnet-a" means a list of one.
      if (!value.isArray()) value = JsonValue::array({value});
      for (JsonValue& item : value.items()) {
        std::string wrong = applyShape(item, *shape.element);
        if (!wrong.empty()) return wrong;
      }
      return "";
    case ShapeKind::Document:
      return "shorthand cannot say whether a value is text or a number here; write the whole "
             "argument as JSON";
    default: break;
  }
  if (!value.isString()) return "";
  const std::string text = value.string();
  if (!scalarFromText(shape, text, &value)) {
    return "invalid literal for int() with base 10: '" + text + "'; a whole number belongs here";
  }
  return "";
}

bool isJsonNumber(std::string_view text) {
  Result<JsonValue> parsed = parseJson(text);
  return parsed.ok() &&
         (parsed.value().isInteger() || parsed.value().kind() == JsonValue::Kind::Real);
}

}  // namespace

bool scalarFromText(const Shape& shape, std::string_view text, JsonValue* value) {
  if (shape.kind == ShapeKind::Integer) {
    const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
      return false;
    }
    *value = JsonValue(number);
    return true;
  }
  if (shape.kind == ShapeKind::Number) {
    if (!isJsonNumber(text)) return false;
    *value = parseJson(text).value();
    return true;
  }
  if (shape.kind == ShapeKind::Boolean && (text == "true" || text == "True")) {
    *value = JsonValue(true);
  } else if (shape.kind == ShapeKind::Boolean && (text == "false" || text == "False")) {
    *value = JsonValue(false);
  } else {
    *value = JsonValue(text);
  }
  return true;
}

JsonValue parseShorthand(std::string_view text, const Shape& shape, ShorthandError* error) {
  Parser parser(text);
  JsonValue value = parser.parse();
  *error = parser.error();
  if (!error->message.empty()) return {};
  error->message = applyShape(value, shape);
  return error->message.empty() ? std::move(value) : JsonValue();
}

}  // namespace taskyard
