#include "base/json.h"

#include <algorithm>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace taskyard {

JsonValue JsonValue::array(std::vector<JsonValue> items) {
  JsonValue value;
  value.kind_ = Kind::Array;
  value.items_ = std::move(items);
  return value;
}

JsonValue JsonValue::object(std::vector<Member> members) {
  JsonValue value;
  value.kind_ = Kind::Object;
  value.members_ = std::move(members);
  return value;
}

JsonValue JsonValue::real(std::string text) {
  JsonValue value;
  value.kind_ = Kind::Real;
  value.text_ = std::move(text);
  return value;
}

bool JsonValue::boolean() const {
  TY_ASSERT(kind_ == Kind::Boolean);
  return integer_ != 0;
}

std::int64_t JsonValue::integer() const {
  TY_ASSERT(kind_ == Kind::Integer);
  return integer_;
}

const std::string& JsonValue::string() const {
  TY_ASSERT(kind_ == Kind::String || kind_ == Kind::Real);
  return text_;
}

const std::vector<JsonValue>& JsonValue::items() const {
  TY_ASSERT(kind_ == Kind::Array);
  return items_;
}

std::vector<JsonValue>& JsonValue::items() {
  TY_ASSERT(kind_ == Kind::Array);
  return items_;
}

const std::vector<JsonValue::Member>& JsonValue::members() const {
  TY_ASSERT(kind_ == Kind::Object);
  return members_;
}

std::vector<JsonValue::Member>& JsonValue::members() {
  TY_ASSERT(kind_ == Kind::Object);
  return members_;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  if (kind_ != Kind::Object) return nullptr;
  for (const Member& member : members_) {
    if (member.first == key) return &member.second;
  }
  return nullptr;
}

const std::string& JsonValue::text(std::string_view key) const {
  static const std::string kEmpty;
  const JsonValue* value = find(key);
  return value != nullptr && value->isString() ? value->text_ : kEmpty;
}

JsonValue& JsonValue::set(std::string_view key, JsonValue value) {
  TY_ASSERT(kind_ == Kind::Object);
  for (Member& member : members_) {
    if (member.first == key) {
      member.second = std::move(value);
      return *this;
    }
  }
  members_.emplace_back(std::string(key), std::move(value));
  return *this;
}

JsonValue& JsonValue::push(JsonValue value) {
  TY_ASSERT(kind_ == Kind::Array);
  items_.push_back(std::move(value));
  return *this;
}

bool JsonValue::operator==(const JsonValue& other) const {
  return kind_ == other.kind_ && integer_ == other.integer_ && text_ == other.text_ &&
         items_ == other.items_ && members_ == other.members_;
}

const char* JsonValue::kindName() const {
  switch (kind_) {
    case Kind::Null: return "null";
    case Kind::Boolean: return "a boolean";
    case Kind::Integer: return "a whole number";
    case Kind::Real: return "a number";
    case Kind::String: return "a string";
    case Kind::Array: return "an array";
    case Kind::Object: return "an object";
  }
  return "";
}

namespace {

// Feeds the parser one character at a time and remembers how far it has read, which is where the
// token ends that a callback is about.
struct CountingIterator {
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** furthest = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    *furthest = at;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const JsonLimits& limits)
      : text_(text), limits_(limits), furthest_(text.data()), lineStart_(text.data()) {}

  // nlohmann's SAX interface.
  bool null() { return add(JsonValue()); }
  bool boolean(bool value) { return add(JsonValue(value)); }
  bool number_integer(std::int64_t value) { return add(JsonValue(value)); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) {
      return add(JsonValue::real(std::to_string(value)));
    }
    return add(JsonValue(static_cast<std::int64_t>(value)));
  }
  bool number_float(double, const std::string& source) { return add(JsonValue::real(source)); }
  bool string(std::string& value) { return add(JsonValue(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonValue::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(JsonValue::array()); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    if (stack_.back().find(name) != nullptr) {
      const int line = currentLine();
      error_ = {"DuplicateKey",
                "line " + std::to_string(line) + ": the key \"" + name +
                    "\" is there twice in one object; JSON keeps only one of them, so remove or "
                    "rename one",
                pointerTo(path(), name), line};
      return false;
    }
    keys_.back() = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string& token, const nlohmann::detail::exception&) {
    const int line = currentLine();
    const auto column = tokenStart(token) - lineStart_ + 1;
    error_ = {"InvalidJson",
              "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " +
                  explain(token),
              path(), line};
    return false;
  }

  CountingIterator begin() { return {text_.data(), &furthest_}; }
  CountingIterator end() { return {text_.data() + text_.size(), &furthest_}; }
  JsonValue takeRoot() { return std::move(root_); }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  // The line that holds the last character read. Scans each character of the text once.
  int currentLine() {
    const char* last = furthest_ > text_.data() ? furthest_ - 1 : text_.data();
    while (scanned_ < last) {
      if (*scanned_ == '\n') {
        ++line_;
        lineStart_ = scanned_ + 1;
      }
      ++scanned_;
    }
    return line_;
  }

  [[nodiscard]] const char* tokenStart(const std::string& token) const {
    const auto read = static_cast<std::size_t>(furthest_ - text_.data());
    const std::size_t back = std::min(read, std::max<std::size_t>(token.size(), 1));
    return std::max(furthest_ - back, lineStart_);
  }

  [[nodiscard]] std::string path() const {
    std::string pointer;
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      if (stack_[i].isArray()) {
        pointer = pointerTo(pointer, stack_[i].items().size());
      } else if (!keys_[i].empty()) {
        pointer = pointerTo(pointer, keys_[i]);
      }
    }
    return pointer;
  }

  [[nodiscard]] std::string explain(const std::string& token) const {
    if (text_.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      return "the text is empty; expected a JSON value such as {\"family\": \"web\"}";
    }
    const char last = furthest_ > text_.data() ? furthest_[-1] : '\0';
    if (!token.empty() && !isUtf8Tail(token)) {
      return "this is not valid UTF-8; save the file as UTF-8 text";
    }
    if (last == '/' || last == '#') {
      return "JSON has no comments; remove this one";
    }
    const bool template1 = token.size() >= 1 && (last == '{' || last == '$' || last == '<');
    if (template1 || token.starts_with("{%") || token.starts_with("$")) {
      return "expected a JSON value or key here; if this is a template (such as ${NAME} or "
             "{{ name }}), fill it in first";
    }
    if (last == '\'') return "JSON strings use double quotes (\"), not single ones";
    if (!stack_.empty() && (last == '}' || last == ']')) {
      return std::string("unexpected '") + last +
             "'; is there a trailing comma before it, or a value missing?";
    }
    if (furthest_ >= text_.data() + text_.size() && !stack_.empty()) {
      return std::string("the text ends before the ") +
             (stack_.back().isArray() ? "array is closed with ]" : "object is closed with }");
    }
    if (stack_.empty() && hasRoot_) {
      return "there is more text after the end of the JSON value; one file holds one value";
    }
    return "unexpected " + quoted(token) + "; is a comma, colon or quote missing before it?";
  }

  static bool isUtf8Tail(const std::string& token) {
    // The lexer prints bytes it cannot read as <U+00XX>; a lead byte that is cut off stays raw.
    int expected = 0;
    for (const char c : token) {
      const auto byte = static_cast<unsigned char>(c);
      if (expected > 0) {
        if ((byte & 0xC0) != 0x80) return false;
        --expected;
      } else if (byte >= 0xF0) {
        expected = byte < 0xF5 ? 3 : -1;
      } else if (byte >= 0xE0) {
        expected = 2;
      } else if (byte >= 0xC2) {
        expected = 1;
      } else if (byte >= 0x80) {
        return false;
      }
      if (expected < 0) return false;
    }
    return expected == 0;
  }

  static std::string quoted(const std::string& token) {
    if (token.empty()) return "end of text";
    constexpr std::size_t kShown = 40;
    return "'" + (token.size() > kShown ? "..." + token.substr(token.size() - kShown) : token) +
           "'";
  }

  bool add(JsonValue value) {
    value.setLine(currentLine());
    if (stack_.empty()) {
      root_ = std::move(value);
      hasRoot_ = true;
    } else if (stack_.back().isArray()) {
      stack_.back().push(std::move(value));
    } else {
      stack_.back().members().emplace_back(std::move(keys_.back()), std::move(value));
      keys_.back().clear();
    }
    return true;
  }

  bool open(JsonValue container) {
    container.setLine(currentLine());
    if (static_cast<int>(stack_.size()) >= limits_.depth) {
      error_ = {"TooDeep",
                "line " + std::to_string(line_) + ": nested more than " +
                    std::to_string(limits_.depth) + " levels deep; nothing real nests that far",
                path(), line_};
      return false;
    }
    stack_.push_back(std::move(container));
    keys_.emplace_back();
    return true;
  }

  bool close() {
    JsonValue finished = std::move(stack_.back());
    stack_.pop_back();
    keys_.pop_back();
    const int line = finished.line();
    add(std::move(finished));
    lastAdded().setLine(line);
    return true;
  }

  JsonValue& lastAdded() {
    if (stack_.empty()) return root_;
    if (stack_.back().isArray()) return stack_.back().items().back();
    return stack_.back().members().back().second;
  }

  std::string_view text_;
  JsonLimits limits_;
  const char* furthest_;
  const char* scanned_ = text_.data();
  const char* lineStart_;
  int line_ = 1;
  std::vector<JsonValue> stack_;
  std::vector<std::string> keys_;  // per open container: the key whose value comes next
  JsonValue root_;
  bool hasRoot_ = false;
  Error error_;
};

void appendEscaped(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
          out += escape;
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// indent < 0: everything on one line.
void append(std::string& out, const JsonValue& value, int indent) {
  const auto newLine = [&out](int spaces) {
    if (spaces < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(spaces), ' ');
  };
  const int inner = indent < 0 ? -1 : indent + 4;
  switch (value.kind()) {
    case JsonValue::Kind::Null: out += "null"; break;
    case JsonValue::Kind::Boolean: out += value.boolean() ? "true" : "false"; break;
    case JsonValue::Kind::Integer: out += std::to_string(value.integer()); break;
    case JsonValue::Kind::Real: out += value.string(); break;
    case JsonValue::Kind::String: appendEscaped(out, value.string()); break;
    case JsonValue::Kind::Array:
      out += '[';
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out += ',';
        newLine(inner);
        append(out, value.items()[i], inner);
      }
      if (!value.items().empty()) newLine(indent);
      out += ']';
      break;
    case JsonValue::Kind::Object: {
      out += '{';
      bool first = true;
      for (const auto& [key, member] : value.members()) {
        if (!first) out += ',';
        first = false;
        newLine(inner);
        appendEscaped(out, key);
        out += indent < 0 ? ":" : ": ";
        append(out, member, inner);
      }
      if (!value.members().empty()) newLine(indent);
      out += '}';
      break;
    }
  }
}

}  // namespace

Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    return Error{"TooLarge",
                 "the text is " + std::to_string(text.size()) + " bytes long; at most " +
                     std::to_string(limits.bytes) + " are read",
                 ""};
  }
  TreeBuilder builder(text, limits);
  if (!nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder)) {
    return builder.error();
  }
  return builder.takeRoot();
}

std::string dumpJson(const JsonValue& value) {
  std::string out;
  append(out, value, -1);
  return out;
}

std::string dumpJsonPretty(const JsonValue& value) {
  std::string out;
  append(out, value, 0);
  return out;
}

std::string pointerTo(std::string_view pointer, std::string_view key) {
  std::string result(pointer);
  result += '/';
  for (const char c : key) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

std::string pointerTo(std::string_view pointer, std::size_t index) {
  return pointerTo(pointer, std::to_string(index));
}

}  // namespace taskyard
