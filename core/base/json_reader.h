#pragma once
// A strict reader for one JSON object: every key is asked for by name, a wrong type is a problem,
// and a key nobody asked for is a problem too, with the nearest known key as a hint. Problems are
// collected, so an author sees all of them at once.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace taskyard {

using Problems = std::vector<Error>;

struct IntegerRange {
  std::int64_t low = INT64_MIN;
  std::int64_t high = INT64_MAX;
};

class ObjectReader {
 public:
  // value: anything; if it is no object that is a problem and every read returns its fallback.
  ObjectReader(const JsonValue& value, std::string path, Problems& problems);

  // Required members: a missing or mistyped one is a problem and gives an empty value.
  std::string requiredString(std::string_view key);
  std::int64_t requiredInteger(std::string_view key, IntegerRange range = {});
  const JsonValue* requiredArray(std::string_view key);
  const JsonValue* requiredObject(std::string_view key);
  // Any kind; nullptr (and a problem) when missing.
  const JsonValue* required(std::string_view key);

  // Optional members: nothing when absent; a mistyped one is a problem.
  std::optional<std::string> string(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, IntegerRange range = {});
  std::optional<bool> boolean(std::string_view key);
  const JsonValue* array(std::string_view key);
  const JsonValue* object(std::string_view key);
  const JsonValue* any(std::string_view key);
  // A list of strings; empty when absent.
  std::vector<std::string> strings(std::string_view key);

  // Reports what was never asked for. Call once, after the last read.
  void rejectUnknownKeys();

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string pathOf(std::string_view key) const { return pointerTo(path_, key); }
  // Adds a problem at a member (or at the object itself for key "").
  void problem(std::string_view key, std::string code, std::string message);

 private:
  const JsonValue* read(std::string_view key, JsonValue::Kind kind, const char* kindName);

  const JsonValue& value_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace taskyard
