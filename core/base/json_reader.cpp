#include "base/json_reader.h"

#include <algorithm>

#include "base/text.h"

namespace taskyard {

ObjectReader::ObjectReader(const JsonValue& value, std::string path, Problems& problems)
    : value_(value), path_(std::move(path)), problems_(problems) {
  if (!value_.isObject()) {
    problem("", "WrongType", std::string("expected an object, found ") + value_.kindName());
  }
}

void ObjectReader::problem(std::string_view key, std::string code, std::string message) {
  const JsonValue* member = key.empty() ? nullptr : value_.find(key);
  problems_.push_back({std::move(code), std::move(message), key.empty() ? path_ : pathOf(key),
                       member != nullptr ? member->line() : value_.line()});
}

const JsonValue* ObjectReader::any(std::string_view key) {
  known_.emplace_back(key);
  return value_.find(key);
}

const JsonValue* ObjectReader::required(std::string_view key) {
  const JsonValue* member = any(key);
  if (member == nullptr && value_.isObject()) {
    problem("", "MissingKey", "the key \"" + std::string(key) + "\" is missing");
  }
  return member;
}

const JsonValue* ObjectReader::read(std::string_view key, JsonValue::Kind kind,
                                    const char* kindName) {
  const JsonValue* member = any(key);
  if (member == nullptr) return nullptr;
  if (member->kind() != kind) {
    problem(key, "WrongType",
            std::string("expected ") + kindName + ", found " + member->kindName());
    return nullptr;
  }
  return member;
}

std::optional<std::string> ObjectReader::string(std::string_view key) {
  const JsonValue* member = read(key, JsonValue::Kind::String, "a string");
  if (member == nullptr) return std::nullopt;
  return member->string();
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view key, IntegerRange range) {
  const JsonValue* member = read(key, JsonValue::Kind::Integer, "a whole number");
  if (member == nullptr) return std::nullopt;
  if (member->integer() < range.low || member->integer() > range.high) {
    problem(key, "OutOfRange",
            std::to_string(member->integer()) + " is outside " + std::to_string(range.low) +
                " to " + std::to_string(range.high));
    return std::nullopt;
  }
  return member->integer();
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const JsonValue* member = read(key, JsonValue::Kind::Boolean, "true or false");
  if (member == nullptr) return std::nullopt;
  return member->boolean();
}

const JsonValue* ObjectReader::array(std::string_view key) {
  return read(key, JsonValue::Kind::Array, "an array");
}

const JsonValue* ObjectReader::object(std::string_view key) {
  return read(key, JsonValue::Kind::Object, "an object");
}

std::vector<std::string> ObjectReader::strings(std::string_view key) {
  std::vector<std::string> result;
  const JsonValue* list = array(key);
  if (list == nullptr) return result;
  for (std::size_t i = 0; i < list->items().size(); ++i) {
    const JsonValue& item = list->items()[i];
    if (item.isString()) {
      result.push_back(item.string());
    } else {
      problems_.push_back({"WrongType", std::string("expected a string, found ") + item.kindName(),
                           pointerTo(pathOf(key), i), item.line()});
    }
  }
  return result;
}

std::string ObjectReader::requiredString(std::string_view key) {
  if (required(key) == nullptr) return "";
  known_.pop_back();
  return string(key).value_or("");
}

std::int64_t ObjectReader::requiredInteger(std::string_view key, IntegerRange range) {
  if (required(key) == nullptr) return 0;
  known_.pop_back();
  return integer(key, range).value_or(0);
}

const JsonValue* ObjectReader::requiredArray(std::string_view key) {
  if (required(key) == nullptr) return nullptr;
  known_.pop_back();
  return array(key);
}

const JsonValue* ObjectReader::requiredObject(std::string_view key) {
  if (required(key) == nullptr) return nullptr;
  known_.pop_back();
  return object(key);
}

void ObjectReader::rejectUnknownKeys() {
  // A hostile object of many thousand keys must not cost time for each of them.
  constexpr int kMostReported = 20;
  if (!value_.isObject()) return;
  int reported = 0;
  for (const auto& [key, member] : value_.members()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    if (++reported > kMostReported) {
      problem("", "UnknownKey", "there are more unknown keys; mend these first");
      return;
    }
    const std::string nearest = closestWord(key, known_);
    problem(key, "UnknownKey",
            "unknown key \"" + key + "\"; " +
                (nearest.empty() ? "known here: " + joinWords(known_)
                                 : "did you mean \"" + nearest + "\"?"));
  }
}

}  // namespace taskyard
