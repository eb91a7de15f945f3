#pragma once
// JSON as a value, with the place of everything in its source text.
//
// Reading is strict RFC 8259: no comments, no trailing commas, valid UTF-8, and, because a
// learner's file must never lose a line silently, no key twice in one object. Objects keep their
// order. Numbers are exact: an integer that fits 64 bits is one, anything else keeps its text. The
// parser underneath is nlohmann/json; only json_parse.cpp knows it.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace taskyard {

class JsonValue {
 public:
  enum class Kind : std::uint8_t { Null, Boolean, Integer, Real, String, Array, Object };
  using Member = std::pair<std::string, JsonValue>;
  struct Field;  // what an object is written down from

  // Every answer of the API is written with these: they are functions, not inline code, because a
  // third of the page's program would be copies of them.
  JsonValue();
  JsonValue(const JsonValue& other);
  JsonValue(JsonValue&& other) noexcept;
  JsonValue& operator=(const JsonValue& other);
  JsonValue& operator=(JsonValue&& other) noexcept;
  ~JsonValue();
  JsonValue(bool value);
  JsonValue(int value);
  JsonValue(std::int64_t value);
  JsonValue(std::uint32_t value);
  JsonValue(const char* text);
  JsonValue(std::string text);
  JsonValue(std::string_view text);
  static JsonValue array(std::vector<JsonValue> items = {});
  // JsonValue::object({{"clusterName", name}, {"tags", JsonValue::array()}})
  static JsonValue object(std::initializer_list<Field> fields = {});
  static JsonValue object(std::vector<Member> members);
  // A number that is no 64-bit integer, as its JSON text ("1.5", "1e9").
  static JsonValue real(std::string text);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool isNull() const { return kind_ == Kind::Null; }
  [[nodiscard]] bool isBoolean() const { return kind_ == Kind::Boolean; }
  [[nodiscard]] bool isInteger() const { return kind_ == Kind::Integer; }
  [[nodiscard]] bool isString() const { return kind_ == Kind::String; }
  [[nodiscard]] bool isArray() const { return kind_ == Kind::Array; }
  [[nodiscard]] bool isObject() const { return kind_ == Kind::Object; }

  // Each REQUIRES the matching kind.
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::int64_t integer() const;
  [[nodiscard]] const std::string& string() const;  // also the text of a Real
  [[nodiscard]] const std::vector<JsonValue>& items() const;
  [[nodiscard]] std::vector<JsonValue>& items();
  [[nodiscard]] const std::vector<Member>& members() const;
  [[nodiscard]] std::vector<Member>& members();

  // The member's value, or nullptr; also nullptr when this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
  // The member's text, or "" when it is absent or no string.
  [[nodiscard]] const std::string& text(std::string_view key) const;
  // Replaces the member or appends it. REQUIRES: an object. Returns *this, to chain.
  JsonValue& set(std::string_view key, JsonValue value);
  // REQUIRES: an array.
  JsonValue& push(JsonValue value);

  // 1-based line in the text this was parsed from; 0 for values made by program.
  [[nodiscard]] int line() const { return line_; }
  void setLine(int line) { line_ = line; }

  // Equality of content; lines do not count.
  bool operator==(const JsonValue& other) const;

  // "an object", "a string", ...: for messages.
  [[nodiscard]] const char* kindName() const;

 private:
  Kind kind_ = Kind::Null;
  int line_ = 0;
  std::int64_t integer_ = 0;
  std::string text_;
  std::vector<JsonValue> items_;
  std::vector<Member> members_;
};

// `value` is moved out of the list it is written in.
struct JsonValue::Field {
  std::string_view key;
  mutable JsonValue value;
};

struct JsonLimits {
  std::size_t bytes = 4u << 20;  // Model choice: far above any real input, far below a stalled tab
  int depth = 64;                // Model choice: real task definitions nest 7 deep
};

// Errors: "InvalidJson" (message has line and column and what would be right; path points at the
// place reached), "TooLarge", "TooDeep", "DuplicateKey".
Result<JsonValue> parseJson(std::string_view text, const JsonLimits& limits = {});

// One line, no spaces.
std::string dumpJson(const JsonValue& value);
// Indented by four spaces, as the AWS CLI prints.
std::string dumpJsonPretty(const JsonValue& value);

// pointer + "/" + key, with "~" and "/" in key escaped (RFC 6901).
std::string pointerTo(std::string_view pointer, std::string_view key);
std::string pointerTo(std::string_view pointer, std::size_t index);

}  // namespace taskyard
