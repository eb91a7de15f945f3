#pragma once
// How many requests or messages per second a pattern gives at a moment.

#include "model/work.h"

namespace taskyard {

inline constexpr TimeMs kForever = INT64_MAX;

// Thousandths per second at `now`, without noise. Before the pattern's start: the base rate.
// daily follows a cosine in 24 straight pieces, lowest at its start and highest half a period later
// (off by less than 1 % of the difference); ramp and flashCrowd are straight lines.
std::int64_t rateAt(const LoadPattern& pattern, TimeMs now);

// The same with the pattern's noise. `entity` tells patterns apart; a second has one draw.
std::int64_t noisyRateAt(const LoadPattern& pattern, std::uint64_t seed, std::uint64_t entity,
                         TimeMs now);

// The rate stays what it is from `now` until this moment; `now` itself when it is changing.
TimeMs steadyUntil(const LoadPattern& pattern, TimeMs now);

}  // namespace taskyard
