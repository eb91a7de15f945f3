#include "engine/routing.h"

namespace taskyard {

std::vector<TargetShare> sharesOf(const State&, std::uint32_t) { return {}; }

}  // namespace taskyard
