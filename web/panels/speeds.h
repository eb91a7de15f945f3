#pragma once
// The speeds that buttons and keys offer, in simulated seconds per real second.

#include <array>
#include <cstdlib>

namespace taskyard {

inline constexpr std::array<int, 5> kSpeedStops = {1, 10, 60, 300, 1000};
inline constexpr std::array<const char*, 5> kSpeedLabels = {"1\xC3\x97", "10\xC3\x97", "60\xC3\x97",
                                                            "300\xC3\x97", "1000\xC3\x97"};

inline int nearestSpeedStop(int speed) {
  int best = 0;
  for (int i = 1; i < static_cast<int>(kSpeedStops.size()); ++i) {
    const int found = std::abs(kSpeedStops[static_cast<std::size_t>(i)] - speed);
    if (found < std::abs(kSpeedStops[static_cast<std::size_t>(best)] - speed)) best = i;
  }
  return best;
}

}  // namespace taskyard
