#pragma once
// The order in which the options of a question are shown, so that no position gives the key away.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace taskyard {

// The positions 0 to count - 1, mixed: the same for the same id and seed. id: what is asked, so
// that with one seed two questions have different orders.
std::vector<std::size_t> shuffledPositions(std::size_t count, std::string_view id,
                                           std::uint64_t seed);

}  // namespace taskyard
