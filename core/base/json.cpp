#include "base/json.h"

#include <cstdio>

namespace taskyard {

JsonValue::JsonValue() = default;
JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue::JsonValue(bool value) : kind_(Kind::Boolean), integer_(value ? 1 : 0) {}
JsonValue::JsonValue(int value) : kind_(Kind::Integer), integer_(value) {}
JsonValue::JsonValue(std::int64_t value) : kind_(Kind::Integer), integer_(value) {}
JsonValue::JsonValue(std::uint32_t value) : kind_(Kind::Integer), integer_(value) {}
JsonValue::JsonValue(const char* text) : kind_(Kind::String), text_(text) {}
JsonValue::JsonValue(std::string text) : kind_(Kind::String), text_(std::move(text)) {}
JsonValue::JsonValue(std::string_view text) : kind_(Kind::String), text_(text) {}

JsonValue JsonValue::array(std::vector<JsonValue> items) {
  JsonValue value;
  value.kind_ = Kind::Array;
  value.items_ = std::move(items);
  return value;
}

JsonValue JsonValue::object(std::initializer_list<Field> fields) {
  JsonValue value;
  value.kind_ = Kind::Object;
  value.members_.reserve(fields.size());
  for (const Field& field : fields) {
    value.members_.emplace_back(field.key, std::move(field.value));
  }
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
