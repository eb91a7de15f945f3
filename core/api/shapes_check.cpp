// checkInput(): botocore's client-side validation, in its order: per structure first what is
// missing, then what is unknown, then each member.

#include "api/shapes.h"
#include "base/text.h"

namespace taskyard {

namespace {

// Enough to recognise one's own value; botocore would print all of it.
constexpr std::size_t kShownValueBytes = 80;

std::string shortened(std::string text) {
  if (text.size() <= kShownValueBytes) return text;
  std::size_t cut = kShownValueBytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  text.resize(cut);
  return text + "...";
}

// The value as a Python client prints it, as far as learners meet it.
std::string shownValue(const JsonValue& value) {
  switch (value.kind()) {
    case JsonValue::Kind::Null: return "None";
    case JsonValue::Kind::Boolean: return value.boolean() ? "True" : "False";
    case JsonValue::Kind::String:
    case JsonValue::Kind::Real: return shortened(value.string());
    default: return shortened(dumpJson(value));
  }
}

const char* pythonType(const JsonValue& value) {
  switch (value.kind()) {
    case JsonValue::Kind::Null: return "<class 'NoneType'>";
    case JsonValue::Kind::Boolean: return "<class 'bool'>";
    case JsonValue::Kind::Integer: return "<class 'int'>";
    case JsonValue::Kind::Real: return "<class 'float'>";
    case JsonValue::Kind::String: return "<class 'str'>";
    case JsonValue::Kind::Array: return "<class 'list'>";
    case JsonValue::Kind::Object: return "<class 'dict'>";
  }
  return "";
}

const char* validPythonTypes(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::String: return "<class 'str'>";
    case ShapeKind::Integer: return "<class 'int'>";
    case ShapeKind::Number: return "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>";
    case ShapeKind::Boolean: return "<class 'bool'>";
    case ShapeKind::Timestamp: return "<class 'datetime.datetime'>, timestamp-string";
    case ShapeKind::List: return "<class 'list'>, <class 'tuple'>";
    case ShapeKind::Structure:
    case ShapeKind::Map: return "<class 'dict'>";
    case ShapeKind::Document: return "";
  }
  return "";
}

bool hasKind(const JsonValue& value, ShapeKind kind) {
  switch (kind) {
    case ShapeKind::String: return value.isString();
    case ShapeKind::Integer: return value.isInteger();
    case ShapeKind::Number: return value.isInteger() || value.kind() == JsonValue::Kind::Real;
    case ShapeKind::Boolean: return value.isBoolean();
    case ShapeKind::Timestamp:
      return value.isString() || value.isInteger() || value.kind() == JsonValue::Kind::Real;
    case ShapeKind::List: return value.isArray();
    case ShapeKind::Structure:
    case ShapeKind::Map: return value.isObject();
    case ShapeKind::Document: return true;
  }
  return false;
}

std::int64_t lengthOf(const JsonValue& value) {
  if (value.isArray()) return static_cast<std::int64_t>(value.items().size());
  std::int64_t characters = 0;
  for (const char c : value.string()) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++characters;
  }
  return characters;
}

class Checker {
 public:
  // The place of a value: a member, by its key, or an item, by its index, of an outer value. It is
  // put into words only for a problem.
  struct Place {
    const Place* outer = nullptr;  // nullptr: the input itself
    std::string_view key;
    std::optional<std::size_t> index;

    [[nodiscard]] Place member(std::string_view name) const { return {this, name, std::nullopt}; }
    [[nodiscard]] Place item(std::size_t at) const { return {this, {}, at}; }
    // In botocore's notation: "tags[0].key".
    [[nodiscard]] std::string shown() const {
      if (outer == nullptr) return "input";
      const std::string before = outer->outer == nullptr ? "" : outer->shown();
      if (index) return before + "[" + std::to_string(*index) + "]";
      return before.empty() ? std::string(key) : before + "." + std::string(key);
    }
    // As a JSON Pointer.
    [[nodiscard]] std::string pointer() const {
      if (outer == nullptr) return "";
      return index ? pointerTo(outer->pointer(), *index) : pointerTo(outer->pointer(), key);
    }
  };

  // REQUIRES: shape is a structure.
  void checkStructure(const Shape& shape, const JsonValue& value, const Place& place) {
    for (const ShapeMember& member : shape.members) {
      if (member.required && value.find(member.name) == nullptr)
        reportMissing(member, value, place);
    }
    for (const auto& [key, memberValue] : value.members()) {
      if (shape.find(key) == nullptr) reportUnknown(shape, key, memberValue, value, place);
    }
    for (const auto& [key, memberValue] : value.members()) {
      const ShapeMember* member = shape.find(key);
      if (member == nullptr || full()) continue;
      const Place at = place.member(key);
      check(*member->shape, memberValue, at);
      if (hasKind(memberValue, member->shape->kind)) checkRange(*member, memberValue, at);
    }
  }

  void check(const Shape& shape, const JsonValue& value, const Place& place) {
    if (full()) return;
    if (!hasKind(value, shape.kind)) {
      report(value, place.pointer(),
             "Invalid type for parameter " + place.shown() + ", value: " + shownValue(value) +
                 ", type: " + pythonType(value) + ", valid types: " + validPythonTypes(shape.kind));
      return;
    }
    switch (shape.kind) {
      case ShapeKind::Structure: checkStructure(shape, value, place); break;
      case ShapeKind::List:
        for (std::size_t i = 0; i < value.items().size() && !full(); ++i) {
          check(*shape.element, value.items()[i], place.item(i));
        }
        break;
      case ShapeKind::Map:
        for (const auto& [key, element] : value.members()) {
          if (full()) return;
          check(*shape.element, element, place.member(key));
        }
        break;
      default: break;
    }
  }

  Problems take() { return std::move(problems_); }

 private:
  [[nodiscard]] bool full() const { return problems_.size() >= kInputProblemsMost; }

  void report(const JsonValue& at, std::string pointer, std::string message) {
    if (full()) return;
    problems_.push_back(
        {"ParamValidationError", std::move(message), std::move(pointer), at.line()});
  }

  void reportMissing(const ShapeMember& member, const JsonValue& value, const Place& place) {
    report(value, place.pointer(),
           "Missing required parameter in " + place.shown() + ": \"" + std::string(member.name) +
               "\"");
  }

  void reportUnknown(const Shape& shape, const std::string& key, const JsonValue& memberValue,
                     const JsonValue& value, const Place& place) {
    if (full()) return;
    std::vector<std::string> allowed;
    std::vector<std::string> unused;
    for (const ShapeMember& member : shape.members) {
      allowed.emplace_back(member.name);
      if (value.find(member.name) == nullptr) unused.emplace_back(member.name);
    }
    std::string message = "Unknown parameter in " + place.shown() + ": \"" + shortened(key) +
                          "\", must be one of: " + joinWords(allowed);
    const std::string nearest = closestWord(key, unused);
    if (!nearest.empty()) message += ". Did you mean \"" + nearest + "\"?";
    report(memberValue, pointerTo(place.pointer(), key), std::move(message));
  }

  void checkRange(const ShapeMember& member, const JsonValue& value, const Place& place) {
    using Checked = ShapeRange::Checked;
    const ShapeRange& range = member.range;
    if (range.checked == Checked::None) return;
    const bool isNumber = member.shape->kind == ShapeKind::Integer;
    if (!isNumber && member.shape->kind != ShapeKind::String &&
        member.shape->kind != ShapeKind::List) {
      return;
    }
    const std::int64_t measured = isNumber ? value.integer() : lengthOf(value);
    const bool low = measured < range.low;
    const bool high = range.checked == Checked::Both && measured > range.high;
    if (!low && !high) return;
    report(value, place.pointer(),
           std::string("Invalid ") + (isNumber ? "value" : "length") + " for parameter " +
               place.shown() + ", value: " + std::to_string(measured) + ", valid " +
               (low ? "min" : "max") + (isNumber ? " value: " : " length: ") +
               std::to_string(low ? range.low : range.high));
  }

  Problems problems_;
};

}  // namespace

Problems checkInput(const OperationShape& operation, const JsonValue& input) {
  return checkInput(*operation.input, input);
}

Problems checkInput(const Shape& shape, const JsonValue& input) {
  Checker checker;
  checker.check(shape, input, {});
  return checker.take();
}

}  // namespace taskyard
