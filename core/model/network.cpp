#include "model/network.h"

namespace taskyard {

std::string zoneName(std::uint8_t zone) {
  return std::string(kRegion) + static_cast<char>('a' + zone);
}

std::string ipText(std::uint32_t address) {
  return std::to_string(address >> 24) + "." + std::to_string((address >> 16) & 255) + "." +
         std::to_string((address >> 8) & 255) + "." + std::to_string(address & 255);
}

std::vector<Subnet> defaultSubnets() {
  constexpr std::uint32_t kDefaultVpcNetwork = (172u << 24) | (31u << 16);
  constexpr std::uint32_t kSubnetSize = 1u << 12;  // a /20
  const char* const ids[] = {"subnet-0a11", "subnet-0b22", "subnet-0c33"};
  std::vector<Subnet> subnets;
  for (std::uint8_t zone = 0; zone < 3; ++zone) {
    Subnet subnet;
    subnet.subnetId = ids[zone];
    subnet.zone = zone;
    subnet.network = kDefaultVpcNetwork + zone * kSubnetSize;
    subnets.push_back(subnet);
  }
  return subnets;
}

}  // namespace taskyard
