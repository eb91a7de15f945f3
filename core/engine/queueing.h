#pragma once
// Waiting lines in whole numbers.
//
// A task is an M/M/c station: requests come at random, each takes an exponentially distributed time
// on one of c servers (vCPUs, or the program's own limit of concurrent requests). The mean wait is
// Erlang's C formula by the usual recursion in fixed point of 10^-9: within one part in 10^5 of the
// exact value for c <= 64. The spread of response times is taken as a constant part (the work of
// one request, which the image fixes, and what it waits for elsewhere) and an exponential part (its
// wait in line), so without a line every request takes the same time.
// Model choice: the line is as long as if work varied; with fixed work it would be half of that.
// Source: Erlang (1917); Kleinrock, "Queueing Systems" I, chapter 3.

#include <array>
#include <cstdint>

#include "model/work.h"

namespace taskyard {

// Mean time a request waits before it is worked on, in microseconds.
// serviceUs: mean work on one server; arrivingMilli: per 1,000 s; servers >= 1.
// REQUIRES: arrivingMilli * serviceUs < servers * 10^9 (utilisation below 1).
std::int64_t meanWaitUs(std::int64_t arrivingMilli, std::int64_t serviceUs, std::int32_t servers);

// Adds `answeringMilli` requests per 1,000 s whose response time is constantUs plus an exponential
// part with this mean to the figures: answered, byLatency, latencySums. The exponential part is
// cut into thirteen slices, each as its own mean; the last ones are the slowest per cents.
void addAnswers(FlowFigures& rate, std::int64_t answeringMilli, std::int64_t constantUs,
                std::int64_t exponentialUs);

// The time within which `percent` (1 to 100) of the answered requests were answered, in
// milliseconds: straight lines between the means of neighbouring buckets, never outside the bucket
// that it is in; 0 when nothing was answered. Rates and minutes, not totals, which keep no
// latencies.
std::int64_t percentileMs(const FlowFigures& sum, std::int32_t percent);

// Mean response time of the answered requests, in microseconds; 0 when there are none.
std::int64_t meanResponseUs(const FlowFigures& sum);

// All failures together.
std::int64_t failuresOf(const FlowFigures& figures);

}  // namespace taskyard
