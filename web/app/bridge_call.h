#pragma once
// What the handlers of the bridge share: reading a request strictly, and saying no.

#include <span>
#include <string>
#include <string_view>

#include "app/app.h"
#include "base/json_reader.h"

namespace taskyard {

JsonValue fine();
JsonValue refusal(const Error& error);

// One request being answered. Read every member first, then ask broken(); only then act.
struct BridgeCall {
  App& app;
  ObjectReader& in;
  Problems& problems;

  [[nodiscard]] bool broken() {
    in.rejectUnknownKeys();
    return !problems.empty();
  }
  // REQUIRES: broken().
  [[nodiscard]] JsonValue refuse() const { return refusal(problems.front()); }
};

using BridgeHandler = JsonValue (*)(BridgeCall&);

struct BridgeEntry {
  std::string_view name;
  BridgeHandler handle;
};

// nullptr when there is none of that name.
inline BridgeHandler handlerIn(std::span<const BridgeEntry> entries, std::string_view name) {
  for (const BridgeEntry& entry : entries) {
    if (entry.name == name) return entry.handle;
  }
  return nullptr;
}
// The same of the table of each bridge_*.cpp.
BridgeHandler findStudyHandler(std::string_view name);
BridgeHandler findFileHandler(std::string_view name);
BridgeHandler findTimeHandler(std::string_view name);
BridgeHandler findPracticeHandler(std::string_view name);
BridgeHandler findSetHandler(std::string_view name);
BridgeHandler findLuckHandler(std::string_view name);

// What "now" may be: ms since 1970.
inline constexpr IntegerRange kMoments{0, INT64_MAX / 4};
// Why a second exam is not begun.
Error examIsOpen();

// "guess", "unsure", "sure"; nothing or "" is NotAsked.
Result<Certainty> readCertainty(const std::optional<std::string>& word);

}  // namespace taskyard
