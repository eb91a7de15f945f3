#pragma once
// Asks the memory system for a record that is needed soon. Changes no result.

#include <cstddef>

namespace taskyard {

template <class Record>
void prefetch(const Record& record) {
  constexpr std::size_t kLineBytes = 64;
  const char* const bytes = reinterpret_cast<const char*>(&record);
  for (std::size_t at = 0; at < sizeof(Record); at += kLineBytes) {
#ifdef __EMSCRIPTEN__
    // WebAssembly has no such hint, but a processor reads ahead past a read nobody waits for.
    (void)*static_cast<const volatile char*>(bytes + at);
#else
    __builtin_prefetch(bytes + at);
#endif
  }
}

}  // namespace taskyard
