#include "model/cidr.h"

namespace taskyard {

namespace {

// A number of at most `most` at the front of the text, taken off it.
std::optional<std::uint32_t> takeNumber(std::string_view& text, std::uint32_t most) {
  std::uint32_t number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    number = number * 10 + static_cast<std::uint32_t>(text[digits] - '0');
    if (number > most) return std::nullopt;
    ++digits;
  }
  if (digits == 0 || (digits > 1 && text[0] == '0')) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

}  // namespace

std::string ipText(std::uint32_t address) {
  return std::to_string(address >> 24) + "." + std::to_string((address >> 16) & 255) + "." +
         std::to_string((address >> 8) & 255) + "." + std::to_string(address & 255);
}

std::string cidrText(const Cidr& block) {
  return ipText(block.address) + "/" + std::to_string(block.prefix);
}

std::optional<Cidr> readCidr(std::string_view text) {
  Cidr block;
  for (int part = 0; part < 4; ++part) {
    const auto number = takeNumber(text, 255);
    if (!number || text.empty() || text.front() != (part < 3 ? '.' : '/')) return std::nullopt;
    text.remove_prefix(1);
    block.address = (block.address << 8) | *number;
  }
  const auto prefix = takeNumber(text, 32);
  if (!prefix || !text.empty()) return std::nullopt;
  block.prefix = static_cast<std::uint8_t>(*prefix);
  block.address &= block.mask();
  return block;
}

}  // namespace taskyard
