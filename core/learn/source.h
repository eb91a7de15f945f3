#pragma once
// Where a statement comes from, and when somebody last read it there.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"

namespace taskyard {

// checked: "2026-11" or "2026-11-20".
struct Source {
  std::string title;
  std::string url;  // https only
  std::string checked;

  bool operator==(const Source&) const = default;
};

// "2026-11" or "2026-11-20".
bool isDate(std::string_view text);

// The list under `key`: [{"title", "url", "checked"}]. Empty when the key is absent.
std::vector<Source> readSources(ObjectReader& reader, std::string_view key, Problems& problems);

}  // namespace taskyard
