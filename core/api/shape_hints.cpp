#include "api/shape_hints.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "model/validate_task_definition.h"

namespace taskyard {

namespace {

// Takes the first part off a JSON Pointer, unescaped. REQUIRES: pointer starts with "/".
std::string takePart(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::size_t end = std::min(pointer.find('/'), pointer.size());
  std::string part;
  for (std::size_t i = 0; i < end; ++i) {
    if (pointer[i] == '~' && i + 1 < end) {
      part += pointer[++i] == '1' ? '/' : '~';
    } else {
      part += pointer[i];
    }
  }
  pointer.remove_prefix(end);
  return part;
}

const JsonValue* step(const JsonValue& value, const std::string& part) {
  if (value.isObject()) return value.find(part);
  constexpr std::size_t kMostDigits = 9;
  if (!value.isArray() || part.empty() || part.size() > kMostDigits) return nullptr;
  std::size_t index = 0;
  for (const char c : part) {
    if (c < '0' || c > '9') return nullptr;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return index < value.items().size() ? &value.items()[index] : nullptr;
}

const Shape* shapeAt(const Shape& root, std::string_view pointer) {
  const Shape* shape = &root;
  while (shape != nullptr && pointer.starts_with('/')) {
    const std::string part = takePart(pointer);
    if (shape->kind == ShapeKind::Structure) {
      const ShapeMember* member = shape->find(part);
      shape = member != nullptr ? member->shape : nullptr;
    } else {
      shape = shape->element;
    }
  }
  return shape;
}

bool isWholeNumber(std::string_view text) {
  constexpr std::size_t kMostDigits = 10;
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > kMostDigits) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string remedy(const JsonValue& value, const Shape& shape) {
  const bool number = value.isInteger() || value.kind() == JsonValue::Kind::Real;
  if (value.isNull()) return "Leave the member out where it has no value.";
  switch (shape.kind) {
    case ShapeKind::String:
      if (!value.isBoolean() && !number) return "";
      return "Write \"" + shownText(dumpJson(value)) + "\", with quotes.";
    case ShapeKind::Integer:
      if (value.isString() && isWholeNumber(value.string())) {
        return "Write " + value.string() + ", without quotes.";
      }
      return number ? "It takes whole numbers only." : "";
    case ShapeKind::Boolean:
      if (value.isString() && (value.string() == "true" || value.string() == "false")) {
        return "Write " + value.string() + ", without quotes.";
      }
      return "Write true or false.";
    case ShapeKind::List: return "It takes a list: put square brackets around it.";
    case ShapeKind::Structure:
    case ShapeKind::Map: return "It takes an object, in curly braces.";
    default: return "";
  }
}

class ValueChecker {
 public:
  void check(const Shape& shape, const JsonValue& value, const std::string& name,
             const std::string& path) {
    if (problems_.size() >= kInputProblemsMost) return;
    switch (shape.kind) {
      case ShapeKind::String:
        if (value.isString()) checkEnum(shape, value, name, path);
        break;
      case ShapeKind::Integer:
        if (value.isInteger()) checkSize(value, name, path);
        break;
      case ShapeKind::Structure:
        if (!value.isObject()) break;
        for (const auto& [key, content] : value.members()) {
          const ShapeMember* member = shape.find(key);
          if (member == nullptr) continue;
          check(*member->shape, content, name.empty() ? key : name + "." + key,
                pointerTo(path, key));
        }
        break;
      case ShapeKind::List:
        if (!value.isArray()) break;
        for (std::size_t i = 0; i < value.items().size(); ++i) {
          check(*shape.element, value.items()[i], name + "[" + std::to_string(i) + "]",
                pointerTo(path, i));
        }
        break;
      default: break;
    }
  }

  Problems take() { return std::move(problems_); }

 private:
  void checkEnum(const Shape& shape, const JsonValue& value, const std::string& name,
                 const std::string& path) {
    if (shape.enumValues.empty()) return;
    std::vector<std::string> names(shape.enumValues.begin(), shape.enumValues.end());
    if (std::find(names.begin(), names.end(), value.string()) != names.end()) return;
    const std::string nearest = closestWord(value.string(), names);
    problems_.push_back({"ClientException",
                         "Invalid value '" + shownText(value.string()) + "' for " + name +
                             ". Must be one of [" + joinWords(names) + "]" +
                             (nearest.empty() ? "" : ". Did you mean " + nearest + "?"),
                         path, value.line()});
  }

  void checkSize(const JsonValue& value, const std::string& name, const std::string& path) {
    if (value.integer() >= INT32_MIN && value.integer() <= INT32_MAX) return;
    problems_.push_back({"ParamValidationError",
                         "Invalid value for parameter " + name + ": " +
                             std::to_string(value.integer()) +
                             " does not fit the 32-bit integer the API takes.",
                         path, value.line()});
  }

  Problems problems_;
};

}  // namespace

void addTypeHints(const Shape& shape, const JsonValue& value, Problems& problems) {
  for (Error& problem : problems) {
    if (!problem.message.starts_with("Invalid type")) continue;
    const JsonValue* at = valueAt(value, problem.path);
    const Shape* expected = shapeAt(shape, problem.path);
    if (at == nullptr || expected == nullptr) continue;
    const std::string hint = remedy(*at, *expected);
    if (!hint.empty()) problem.message += ". " + hint;
  }
}

void shortenNameLists(Problems& problems) {
  constexpr std::size_t kMostNames = 8;
  constexpr std::string_view kIntroduction = "must be one of: ";
  for (Error& problem : problems) {
    if (!problem.message.starts_with("Unknown parameter")) continue;
    // The last one: a hostile parameter name may hold the words too.
    const std::size_t introduction = problem.message.rfind(kIntroduction);
    if (introduction == std::string::npos) continue;
    const std::size_t first = introduction + kIntroduction.size();
    const std::size_t end = std::min(problem.message.find(". ", first), problem.message.size());
    std::size_t cut = std::string::npos;
    std::size_t names = 1;
    for (std::size_t at = problem.message.find(", ", first); at < end;
         at = problem.message.find(", ", at + 2)) {
      if (names == kMostNames) cut = at;
      ++names;
    }
    if (cut == std::string::npos) continue;
    problem.message.replace(cut, end - cut, ", ... (" + std::to_string(names) + " names)");
  }
}

Problems checkValues(const Shape& shape, const JsonValue& value) {
  ValueChecker checker;
  checker.check(shape, value, "", "");
  return checker.take();
}

const JsonValue* valueAt(const JsonValue& root, std::string_view pointer) {
  const JsonValue* value = &root;
  while (value != nullptr && pointer.starts_with('/')) value = step(*value, takePart(pointer));
  return value;
}

int lineAt(const JsonValue& root, std::string_view pointer) {
  const JsonValue* value = &root;
  int line = root.line();
  while (pointer.starts_with('/')) {
    value = step(*value, takePart(pointer));
    if (value == nullptr) break;
    line = value->line();
  }
  return line;
}

}  // namespace taskyard
