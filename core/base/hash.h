#pragma once
// 64-bit mixing and a running fingerprint. The same bits on every compiler and machine.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "base/chunked_array.h"
#include "base/id.h"

namespace taskyard {

// A bijection on 64 bits in which every input bit reaches every output bit.
// Source: the finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", 2014).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

[[nodiscard]] constexpr std::uint64_t combine64(std::uint64_t a, std::uint64_t b) {
  return mix64(a ^ mix64(b));
}

// A record takes part in fingerprints by listing its fields:
//   auto fields() const { return std::tie(a, b, c); }
template <class T>
concept HasFields = requires(const T& value) { value.fields(); };

class Fingerprint {
 public:
  [[nodiscard]] std::uint64_t value() const { return hash_; }

  template <class T>
    requires(std::is_integral_v<T> || std::is_enum_v<T>)
  void add(T value) {
    mix(static_cast<std::uint64_t>(value));
  }
  void add(std::string_view text) {
    add(text.size());
    for (const char c : text) add(static_cast<unsigned char>(c));
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  template <class Tag>
  void add(Index<Tag> index) {
    add(index.value);
  }
  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class T>
  void add(const std::vector<T>& values) {
    add(values.size());
    for (const auto& value : values) add(value);
  }
  template <class T>
  void add(const ChunkedArray<T>& values) {
    add(values.size());
    for (const auto& value : values) add(value);
  }
  template <class T, std::size_t N>
  void add(const std::array<T, N>& values) {
    for (const auto& value : values) add(value);
  }
  template <HasFields T>
  void add(const T& record) {
    std::apply([this](const auto&... field) { (add(field), ...); }, record.fields());
  }

 private:
  void mix(std::uint64_t value);  // not inline: a State has a thousand members

  std::uint64_t hash_ = 0x7461736B79617264ull;  // "taskyard"
};

[[nodiscard]] inline std::uint64_t hashOf(std::string_view text) {
  Fingerprint print;
  print.add(text);
  return print.value();
}

// Sixteen lower-case hexadecimal digits.
std::string hex64(std::uint64_t value);

}  // namespace taskyard
