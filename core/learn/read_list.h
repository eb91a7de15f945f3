#pragma once
// Reading arrays of things, for the readers of content.

#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace taskyard {

// Calls read(item, pointer) for every item of the array under `key`; nothing when it is absent.
template <class Read>
void readEach(ObjectReader& reader, std::string_view key, Read&& read) {
  const JsonValue* list = reader.array(key);
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->items().size(); ++i) {
    read(list->items()[i], pointerTo(reader.pathOf(key), i));
  }
}

// As above, and a problem when the key is absent or the array is empty.
template <class Read>
void readSome(ObjectReader& reader, std::string_view key, Read&& read) {
  const JsonValue* list = reader.requiredArray(key);
  if (list == nullptr) return;
  if (list->items().empty()) reader.problem(key, "Empty", "must not be empty");
  for (std::size_t i = 0; i < list->items().size(); ++i) {
    read(list->items()[i], pointerTo(reader.pathOf(key), i));
  }
}

}  // namespace taskyard
