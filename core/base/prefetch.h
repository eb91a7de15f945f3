#pragma once
// A hint to the memory system: this record is needed soon. Changes no result.

#include <cstddef>

namespace taskyard {

template <class Record>
void prefetch(const Record& record) {
  constexpr std::size_t kLineBytes = 64;
  const char* const bytes = reinterpret_cast<const char*>(&record);
  for (std::size_t at = 0; at < sizeof(Record); at += kLineBytes) __builtin_prefetch(bytes + at);
}

}  // namespace taskyard
