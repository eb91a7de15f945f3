#include "engine/queueing.h"

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
  rate.latencySum += answeringMilli * ((constantUs + exponentialUs + 50) / 100);
  std::int64_t left = answeringMilli;
  for (const Slice& slice : kSlices) {
    const bool last = &slice == &kSlices.back();
    const std::int64_t part = last ? left : answeringMilli * slice.perMille / 1000;
    left -= part;
    rate.byLatency[bucketOf(constantUs + exponentialUs * slice.factor / 1000)] += part;
  }
}

std::int64_t percentileMs(const FlowFigures& sum, std::int32_t percent) {
  std::int64_t all = 0;
  for (const std::int64_t count : sum.byLatency) all += count;
  if (all <= 0) return 0;
  std::int64_t wanted = mulDiv(all, percent, 100);
  for (std::size_t i = 0; i < kLatencyBucketsMs.size(); ++i) {
    const std::int64_t count = sum.byLatency[i];
    const std::int64_t low = i == 0 ? 0 : kLatencyBucketsMs[i - 1];
    if (wanted <= count && count > 0) {
      const std::int64_t width = kLatencyBucketsMs[i] - low;
      return low + mulDiv(width, wanted, count);
    }
    wanted -= count;
  }
  return kLatencyBucketsMs.back();
}

std::int64_t meanResponseUs(const FlowFigures& sum) {
  if (sum.answered <= 0) return 0;
  return mulDiv(sum.latencySum, 100, sum.answered);
}

std::int64_t failuresOf(const FlowFigures& figures) {
  std::int64_t all = 0;
  for (const std::int64_t count : figures.failed) all += count;
  return all;
}

}  // namespace taskyard
