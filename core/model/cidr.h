#pragma once
// Blocks of IPv4 addresses, as "10.0.0.0/16" writes them. Addresses are in host byte order.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace taskyard {

struct Cidr {
  std::uint32_t address = 0;  // the first one
  std::uint8_t prefix = 0;    // 0 to 32: how many leading bits are fixed

  auto fields() const { return std::tie(address, prefix); }
  bool operator==(const Cidr&) const = default;

  [[nodiscard]] constexpr std::uint32_t mask() const {
    return prefix == 0 ? 0 : 0xFFFFFFFFu << (32 - prefix);
  }
  [[nodiscard]] constexpr bool contains(const Cidr& inner) const {
    return inner.prefix >= prefix && (inner.address & mask()) == address;
  }
  [[nodiscard]] constexpr bool contains(std::uint32_t one) const {
    return (one & mask()) == address;
  }
  [[nodiscard]] constexpr bool overlaps(const Cidr& other) const {
    return contains(other) || other.contains(*this);
  }
};

inline constexpr Cidr kAnywhere = {};  // 0.0.0.0/0
constexpr Cidr hostBlock(std::uint32_t address) { return {address, 32}; }

// "172.31.0.17".
std::string ipText(std::uint32_t address);
// "10.0.0.0/16".
std::string cidrText(const Cidr& block);
// "10.0.3.7/16" reads as 10.0.0.0/16, as EC2 does; nullopt for what is no block.
std::optional<Cidr> readCidr(std::string_view text);

}  // namespace taskyard
