#pragma once
// Typed indices: the position of a record in one of State's flat arrays. A ServiceIndex cannot be
// passed where a TaskIndex is meant, and a default one points nowhere.

#include <cstdint>

namespace taskyard {

template <class Tag>
struct Index {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  std::uint32_t value = kNone;

  constexpr Index() = default;
  constexpr explicit Index(std::uint32_t position) : value(position) {}
  constexpr explicit Index(std::size_t position) : value(static_cast<std::uint32_t>(position)) {}

  [[nodiscard]] constexpr bool valid() const { return value != kNone; }
  constexpr bool operator==(const Index&) const = default;
};

}  // namespace taskyard
