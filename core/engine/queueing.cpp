#include "engine/queueing.h"

#include <algorithm>

#include "base/assert.h"
#include "base/mul_div.h"

namespace taskyard {

namespace {

constexpr std::int64_t kFixed = 1'000'000'000;

struct Slice {
  std::int64_t perMille = 0;
  std::int64_t factor = 0;  // the slice's mean in thousandths of the distribution's mean
};
// Mean of an exponential variable between two quantiles a and b:
// [(1-a)(1-ln(1-a)) - (1-b)(1-ln(1-b))] / (b-a).
constexpr std::array<Slice, 13> kSlices = {{{100, 52},
                                            {100, 163},
                                            {100, 288},
                                            {100, 432},
                                            {100, 599},
                                            {100, 801},
                                            {100, 1053},
                                            {100, 1393},
                                            {100, 1916},
                                            {50, 2609},
                                            {30, 3385},
                                            {10, 4219},
                                            {10, 5605}}};

std::size_t bucketOf(std::int64_t us) {
  std::size_t bucket = 0;
  while (bucket < kLatencyBucketsMs.size() && us > kLatencyBucketsMs[bucket] * 1000LL) ++bucket;
  return bucket;
}

// In 0.1 ms.
constexpr std::int64_t kTenthsPerMs = 10;
std::int64_t lowerBound(std::size_t bucket) {
  return bucket == 0 ? 0 : kLatencyBucketsMs[bucket - 1] * kTenthsPerMs;
}
std::int64_t upperBound(std::size_t bucket) {
  return bucket < kLatencyBucketsMs.size() ? kLatencyBucketsMs[bucket] * kTenthsPerMs : INT64_MAX;
}
std::int64_t bucketMean(const FlowFigures& sum, std::size_t bucket) {
  return sum.latencySums[bucket] / sum.byLatency[bucket];
}

}  // namespace

std::int64_t meanWaitUs(std::int64_t arrivingMilli, std::int64_t serviceUs, std::int32_t servers) {
  TY_ASSERT(servers >= 1);
  if (arrivingMilli <= 0 || serviceUs <= 0) return 0;
  // Offered load in Erlang, 10^-9.
  const std::int64_t load = arrivingMilli * serviceUs;
  const std::int64_t room = servers * kFixed - load;
  TY_ASSERT(room > 0);
  // B(n) = load B(n-1) / (n + load B(n-1)).
  std::int64_t blocked = kFixed;
  for (std::int32_t n = 1; n <= servers; ++n) {
    const std::int64_t part = mulDiv(load, blocked, kFixed);
    blocked = mulDiv(part, kFixed, n * kFixed + part);
  }
  // C = c B / (c - load (1 - B)); wait = C service / (c - load).
  const std::int64_t carried = mulDiv(load, kFixed - blocked, kFixed);
  const std::int64_t waits = mulDiv(servers * kFixed, blocked, servers * kFixed - carried);
  return mulDiv(waits, serviceUs, room);
}

void addAnswers(FlowFigures& rate, std::int64_t answeringMilli, std::int64_t constantUs,
                std::int64_t exponentialUs) {
  if (answeringMilli <= 0) return;
  rate.answered += answeringMilli;
  std::int64_t given = 0;
  std::int64_t perMille = 0;
  std::int64_t sumLeft = answeringMilli * ((constantUs + exponentialUs + 50) / 100);
  for (const Slice& slice : kSlices) {
    perMille += slice.perMille;
    const std::int64_t part = answeringMilli * perMille / 1000 - given;
    given += part;
    const std::int64_t us = constantUs + exponentialUs * slice.factor / 1000;
    const std::size_t bucket = bucketOf(us);
    // The last slice makes the mean exact.
    const bool last = &slice == &kSlices.back();
    const std::int64_t sum = last ? sumLeft : part * ((us + 50) / 100);
    sumLeft -= sum;
    rate.byLatency[bucket] += part;
    rate.latencySums[bucket] += sum;
  }
}

std::int64_t percentileMs(const FlowFigures& sum, std::int32_t percent) {
  std::int64_t all = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < kLatencyBuckets; ++i) {
    all += sum.byLatency[i];
    if (sum.byLatency[i] > 0) last = i;
  }
  if (all <= 0) return 0;
  const std::int64_t wanted = mulDiv(all, percent, 100);
  // Where the means of two neighbouring buckets lie among all answers: in the middle of each.
  std::int64_t below = 0;
  std::int64_t rankBefore = 0;
  std::int64_t meanBefore = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    const std::int64_t count = sum.byLatency[i];
    if (count == 0) continue;
    const std::int64_t rank = below + count / 2;
    const std::int64_t mean = bucketMean(sum, i);
    below += count;
    if (wanted > below && i != last) {
      rankBefore = rank;
      meanBefore = mean;
      continue;
    }
    std::int64_t value = mean;
    if (wanted < rank && rankBefore > 0) {
      value = meanBefore + mulDiv(mean - meanBefore, wanted - rankBefore, rank - rankBefore);
    } else if (wanted > rank && i != last) {
      std::size_t next = i + 1;
      while (sum.byLatency[next] == 0) ++next;
      const std::int64_t rankNext = below + sum.byLatency[next] / 2;
      value = mean + mulDiv(bucketMean(sum, next) - mean, wanted - rank, rankNext - rank);
    }
    return (std::clamp(value, lowerBound(i), upperBound(i)) + kTenthsPerMs / 2) / kTenthsPerMs;
  }
  return 0;
}

std::int64_t meanResponseUs(const FlowFigures& sum) {
  if (sum.answered <= 0) return 0;
  std::int64_t latency = 0;
  for (const std::int64_t part : sum.latencySums) latency += part;
  return mulDiv(latency, 100, sum.answered);
}

std::int64_t failuresOf(const FlowFigures& figures) {
  std::int64_t all = 0;
  for (const std::int64_t count : figures.failed) all += count;
  return all;
}

}  // namespace taskyard
