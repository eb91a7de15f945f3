// parseJson(): nlohmann's SAX parser feeds a tree builder that knows where in the text it is. This
// is the only file that includes nlohmann/json.
//
// The parser's own messages are for programmers. Its diagnosis and the place of the refused token
// are turned into a sentence that says what to change.

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace taskyard {

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

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What a callback of the parser knows about the text: how far it was read, and where that is.
class TextPlace {
 public:
  explicit TextPlace(std::string_view text)
      : text_(text),
        furthest_(text.data()),
        accepted_(text.data()),
        scanned_(text.data()),
        lineStart_(text.data()) {
    // A byte order mark is no character of the first line.
    if (text.starts_with("\xEF\xBB\xBF")) accepted_ += 3;
    scanned_ = lineStart_ = accepted_;
  }

  CountingIterator begin() { return {text_.data(), &furthest_}; }
  CountingIterator end() { return {textEnd(), &furthest_}; }

  // Call when a token was accepted. The parser reads one character beyond a number, unless the text
  // ends there.
  void accept() { accepted_ = furthest_; }
  void acceptNumber(bool isZero) {
    const char* end = furthest_;
    bool beyond = end > text_.data() && !isDigit(end[-1]);
    // A zero ends after its first digit, so what follows may be a digit too.
    if (isZero && !beyond) beyond = end - text_.data() > 1 && (end[-1] != '0' || end[-2] == '0');
    accepted_ = beyond ? end - 1 : end;
  }

  // 1-based line of the last accepted character. Scans each character of the text once.
  int acceptedLine() {
    scanTo(accepted_ > text_.data() ? accepted_ - 1 : accepted_);
    return line_;
  }

  // Moves to the first character of the token that was refused, or to the end of the text.
  void findRefused(bool atEnd) {
    refused_ = textEnd();
    if (!atEnd) {
      // Only commas, colons and blanks are read without a callback.
      const char* last = furthest_ > accepted_ ? furthest_ - 1 : accepted_;
      refused_ = accepted_;
      while (refused_ < last && isBetweenTokens(*refused_)) ++refused_;
    }
    scanTo(refused_);
  }
  [[nodiscard]] int refusedLine() const { return line_; }
  // In characters, not bytes, from 1.
  [[nodiscard]] int refusedColumn() const {
    int column = 1;
    for (const char* at = lineStart_; at < refused_; ++at) {
      if ((static_cast<unsigned char>(*at) & 0xC0) != 0x80) ++column;
    }
    return column;
  }
  [[nodiscard]] std::string_view refused() const {
    return {refused_, static_cast<std::size_t>(std::max(furthest_, refused_) - refused_)};
  }
  // As much of it as a person reads as one word or number.
  [[nodiscard]] std::string_view refusedWord() const {
    const char* end = refused_;
    while (end < textEnd() && (isLetter(*end) || isDigit(*end) || *end == '_' || *end == '.' ||
                               *end == '-' || *end == '+')) {
      ++end;
    }
    return {refused_, static_cast<std::size_t>(end - refused_)};
  }
  [[nodiscard]] bool isAfterZero() const { return refused_ > text_.data() && refused_[-1] == '0'; }
  // The last character before it that is no blank, or 0.
  [[nodiscard]] char before() const {
    const char* at = refused_;
    while (at > text_.data()) {
      --at;
      if (!isBlank(*at)) return *at;
    }
    return '\0';
  }

 private:
  static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
  static bool isBetweenTokens(char c) { return isBlank(c) || c == ',' || c == ':'; }
  [[nodiscard]] const char* textEnd() const { return text_.data() + text_.size(); }

  void scanTo(const char* target) {
    for (; scanned_ < target; ++scanned_) {
      if (*scanned_ != '\n') continue;
      ++line_;
      lineStart_ = scanned_ + 1;
    }
  }

  std::string_view text_;
  const char* furthest_;
  const char* accepted_;
  const char* refused_ = nullptr;
  const char* scanned_;
  const char* lineStart_;
  int line_ = 1;
};

// At most 40 bytes of the first line of a token, cut between characters.
std::string quotedToken(std::string_view token) {
  constexpr std::size_t kShown = 40;
  token = token.substr(0, token.find_first_of("\r\n"));
  if (token.size() <= kShown) return "'" + std::string(token) + "'";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(token[end]) & 0xC0) == 0x80) --end;
  return "'" + std::string(token.substr(0, end)) + "...'";
}

// What is wrong with a string or number that broke off, from the parser's own diagnosis, or "".
std::string explainBrokenToken(std::string_view diagnosis) {
  const auto says = [diagnosis](std::string_view words) {
    return diagnosis.find(words) != std::string_view::npos;
  };
  if (says("UTF-8")) return "this is not valid UTF-8; save the file as UTF-8 text";
  if (says("missing closing quote")) return "this string is not closed with a double quote (\")";
  if (says("control character")) {
    return "a line break or tab inside a string is written \\n or \\t; is a closing quote missing?";
  }
  if (says("surrogate") || says("'\\u' must be followed")) {
    return "\\u in a string is followed by the four hexadecimal digits of a character (two such "
           "pairs for characters beyond FFFF)";
  }
  if (says("forbidden character after backslash")) {
    return "a backslash in a string is written twice (\\\\), unless it starts an escape such as "
           "\\n";
  }
  if (says("number overflow")) return "this number is too large";
  if (says("invalid number")) {
    return "this is no JSON number; write it like 10, -1 or 0.5";
  }
  return "";
}

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const JsonLimits& limits) : limits_(limits), place_(text) {}

  // nlohmann's SAX interface.
  bool null() { return addToken(JsonValue()); }
  bool boolean(bool value) { return addToken(JsonValue(value)); }
  bool number_integer(std::int64_t value) { return addNumber(JsonValue(value), value == 0); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) {
      return addNumber(JsonValue::real(std::to_string(value)), false);
    }
    return addNumber(JsonValue(static_cast<std::int64_t>(value)), value == 0);
  }
  bool number_float(double, const std::string& source) {
    return addNumber(JsonValue::real(source), false);
  }
  bool string(std::string& value) { return addToken(JsonValue(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonValue::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(JsonValue::array()); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    place_.accept();
    if (isTaken(name)) {
      const int line = place_.acceptedLine();
      error_ = {"DuplicateKey",
                "line " + std::to_string(line) + ": the key \"" + name +
                    "\" is there twice in one object; JSON keeps only one of them, so remove or "
                    "rename one",
                pointerTo(path(), name), line};
      return false;
    }
    open_.back().key = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& problem) {
    const std::string_view diagnosis = problem.what();
    const bool atEnd = diagnosis.find("unexpected end of input") != std::string_view::npos;
    place_.findRefused(atEnd);
    const int line = place_.refusedLine();
    error_ = {"InvalidJson",
              "line " + std::to_string(line) + ", column " +
                  std::to_string(place_.refusedColumn()) + ": " +
                  (atEnd ? explainEnd() : explain(diagnosis)),
              path(), line};
    return false;
  }

  CountingIterator begin() { return place_.begin(); }
  CountingIterator end() { return place_.end(); }
  JsonValue takeRoot() { return std::move(root_); }
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  struct Open {
    JsonValue container;
    std::optional<std::string> key;  // whose value comes next
    std::set<std::string> taken;     // the keys so far, once there are many
  };

  // Looking through the members is fastest for few keys, and quadratic for many.
  bool isTaken(const std::string& name) {
    constexpr std::size_t kFew = 16;
    Open& object = open_.back();
    if (object.container.members().size() < kFew) return object.container.find(name) != nullptr;
    if (object.taken.empty()) {
      for (const auto& [key, value] : object.container.members()) object.taken.insert(key);
    }
    return !object.taken.insert(name).second;
  }

  [[nodiscard]] std::string path() const {
    std::string pointer;
    for (const Open& level : open_) {
      if (level.container.isArray()) {
        pointer = pointerTo(pointer, level.container.items().size());
      } else if (level.key) {
        pointer = pointerTo(pointer, *level.key);
      }
    }
    return pointer;
  }

  [[nodiscard]] std::string explainEnd() const {
    if (open_.empty()) {
      return "the text is empty; expected a JSON value such as {\"family\": \"web\"}";
    }
    return std::string("the text ends before the ") + (open_.back().container.isArray()
                                                           ? "array is closed with ]"
                                                           : "object is closed with }");
  }

  [[nodiscard]] std::string explain(std::string_view diagnosis) const {
    const std::string broken = explainBrokenToken(diagnosis);
    if (!broken.empty()) return broken;
    const std::string_view token = place_.refused();
    const char first = token.empty() ? '\0' : token.front();
    const char before = place_.before();
    if (static_cast<unsigned char>(first) >= 0x80) {
      return "unexpected character outside of a string; is this UTF-8 text with plain double "
             "quotes "
             "(\")?";
    }
    if (first == '/' || first == '#') return "JSON has no comments; remove this one";
    if (first == '$' || first == '<' || first == '%' || (first == '{' && before == '{')) {
      return "expected a JSON value or key here; if this is a template (such as ${NAME} or "
             "{{ name }}), fill it in first";
    }
    if (first == '\'') return "JSON strings use double quotes (\"), not single ones";
    if (hasRoot_ && open_.empty()) {
      return "there is more text after the end of the JSON value; one file holds one value";
    }
    if (first == '}' || first == ']') {
      return std::string("unexpected '") + first +
             (before == ',' ? "'; remove the trailing comma before it"
                            : "'; is a value missing before it, or is it the wrong bracket?");
    }
    if (first == ',') return "unexpected ','; a value is missing before it";
    if (isDigit(first) && place_.isAfterZero()) {
      return "JSON numbers have no leading zeros";
    }
    if (isLetter(first)) {
      return "unexpected " + quotedToken(place_.refusedWord()) +
             (open_.empty() ? "; a JSON text starts with { or ["
                            : "; text needs double quotes, and true, false and null are written in "
                              "lower case");
    }
    const bool isNumber = isDigit(first) || first == '-';
    return "unexpected " + quotedToken(isNumber ? place_.refusedWord() : token) +
           "; is a comma, colon or quote missing before it?";
  }

  bool addToken(JsonValue value) {
    place_.accept();
    return add(std::move(value));
  }
  bool addNumber(JsonValue value, bool isZero) {
    place_.acceptNumber(isZero);
    return add(std::move(value));
  }

  bool add(JsonValue value) {
    value.setLine(place_.acceptedLine());
    return attach(std::move(value));
  }

  bool attach(JsonValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
      hasRoot_ = true;
      return true;
    }
    Open& level = open_.back();
    if (level.container.isArray()) {
      level.container.push(std::move(value));
    } else {
      level.container.members().emplace_back(std::move(*level.key), std::move(value));
      level.key.reset();
    }
    return true;
  }

  bool open(JsonValue container) {
    place_.accept();
    const int line = place_.acceptedLine();
    container.setLine(line);
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      error_ = {"TooDeep",
                "line " + std::to_string(line) + ": nested more than " +
                    std::to_string(limits_.depth) + " levels deep; nothing real nests that far",
                path(), line};
      return false;
    }
    open_.push_back({std::move(container), std::nullopt, {}});
    return true;
  }

  bool close() {
    place_.accept();
    JsonValue finished = std::move(open_.back().container);
    open_.pop_back();
    return attach(std::move(finished));
  }

  JsonLimits limits_;
  TextPlace place_;
  std::vector<Open> open_;  // outermost first
  JsonValue root_;
  bool hasRoot_ = false;
  Error error_;
};

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

}  // namespace taskyard
