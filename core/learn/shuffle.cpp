#include "learn/shuffle.h"

#include <numeric>
#include <utility>

#include "base/draw.h"
#include "base/hash.h"

namespace taskyard {

std::vector<std::size_t> shuffledPositions(std::size_t count, std::string_view id,
                                           std::uint64_t seed) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Fingerprint shuffle;
  shuffle.add(seed);
  shuffle.add(id);
  for (std::size_t i = count; i > 1; --i) {
    const DrawKey key{shuffle.value(), Purpose::Workload, count, i};
    const auto other =
        static_cast<std::size_t>(drawBetween(key, 0, static_cast<std::int64_t>(i) - 1));
    std::swap(order[i - 1], order[other]);
  }
  return order;
}

}  // namespace taskyard
