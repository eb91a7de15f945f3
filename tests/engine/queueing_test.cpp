#include "engine/queueing.h"

#include <doctest/doctest.h>

#include "engine/load_pattern.h"

namespace taskyard {

namespace {

// Wait of M/M/1: rho / (1 - rho) of a service time.
std::int64_t onePersonWait(std::int64_t percent, std::int64_t serviceUs) {
  return serviceUs * percent / (100 - percent);
}

}  // namespace

TEST_CASE("one server waits as M/M/1 says") {
  constexpr std::int64_t kService = 100'000;  // 10 per second
  for (const std::int64_t percent : {10, 50, 80, 90, 98}) {
    const std::int64_t wait = meanWaitUs(percent * 100, kService, 1);
    const std::int64_t exact = onePersonWait(percent, kService);
    CAPTURE(percent);
    CHECK(std::abs(wait - exact) <= exact / 100'000 + 1);
  }
}

TEST_CASE("several servers wait as Erlang's C says") {
  struct Row {
    std::int64_t arrivingMilli;
    std::int32_t servers;
    std::int64_t waitUs;  // textbook values: service 1 s
  };
  // C(2, 1) = 1/3, wait 1/3 s; C(4, 3) = 0.5094, wait 0.5094 s; C(10, 8) = 0.4092, wait 0.2046 s.
  for (const Row& row : {Row{1000, 2, 333'333}, Row{3000, 4, 509'434}, Row{8000, 10, 204'590}}) {
    CAPTURE(row.servers);
    CHECK(std::abs(meanWaitUs(row.arrivingMilli, 1'000'000, row.servers) - row.waitUs) <= 20);
  }
}

TEST_CASE("the slices of a response time add up to what was answered") {
  FlowFigures rate;
  addAnswers(rate, 12'345, 20'000, 100'000);
  std::int64_t all = 0;
  for (const std::int64_t count : rate.byLatency) all += count;
  CHECK(all == 12'345);
  CHECK(rate.answered == 12'345);
  CHECK(std::abs(meanResponseUs(rate) - 120'000) <= 100);
  // Exponential with mean 100 ms, 20 ms later: p50 = 89 ms, p90 = 250 ms, p99 = 480 ms.
  CHECK(percentileMs(rate, 50) >= 70);
  CHECK(percentileMs(rate, 50) <= 110);
  CHECK(percentileMs(rate, 90) >= 200);
  CHECK(percentileMs(rate, 90) <= 300);
  CHECK(percentileMs(rate, 99) >= 400);
  CHECK(percentileMs(rate, 99) <= 550);
}

TEST_CASE("a fixed response time is every percentile, and the mean") {
  for (const std::int64_t us : {0, 1'000, 18'000, 20'000, 20'400, 250'000, 70'000'000}) {
    CAPTURE(us);
    FlowFigures rate;
    addAnswers(rate, 12'345, us, 0);
    CHECK(meanResponseUs(rate) == us);
    for (const std::int32_t percent : {1, 50, 90, 99, 100}) {
      CHECK(percentileMs(rate, percent) == (us + 500) / 1000);
    }
  }
}

TEST_CASE("a slow twentieth does not move the median") {
  FlowFigures rate;
  addAnswers(rate, 95'000, 5'000, 0);
  addAnswers(rate, 5'000, 1'000'000, 0);
  CHECK(percentileMs(rate, 50) == 5);
  CHECK(percentileMs(rate, 90) == 5);
  CHECK(percentileMs(rate, 99) == 1000);
}

TEST_CASE("patterns over time") {
  LoadPattern pattern;
  pattern.rateMilli = 1000;
  pattern.peakMilli = 5000;
  pattern.startAt = 10 * kSecond;
  pattern.riseMs = 40 * kSecond;
  pattern.holdMs = 60 * kSecond;
  pattern.fallMs = 20 * kSecond;
  SUBCASE("constant") {
    CHECK(rateAt(pattern, 0) == 1000);
    CHECK(steadyUntil(pattern, 0) == kForever);
  }
  SUBCASE("flash crowd") {
    pattern.kind = PatternKind::flashCrowd;
    CHECK(rateAt(pattern, 0) == 1000);
    CHECK(steadyUntil(pattern, 0) == 10 * kSecond);
    CHECK(rateAt(pattern, 30 * kSecond) == 3000);
    CHECK(steadyUntil(pattern, 30 * kSecond) == 30 * kSecond);
    CHECK(rateAt(pattern, 60 * kSecond) == 5000);
    CHECK(steadyUntil(pattern, 60 * kSecond) == 110 * kSecond);
    CHECK(rateAt(pattern, 120 * kSecond) == 3000);
    CHECK(rateAt(pattern, 130 * kSecond) == 1000);
    CHECK(steadyUntil(pattern, 130 * kSecond) == kForever);
  }
  SUBCASE("daily") {
    pattern.kind = PatternKind::daily;
    pattern.riseMs = kDay;
    CHECK(rateAt(pattern, pattern.startAt) == 1000);
    CHECK(rateAt(pattern, pattern.startAt + kDay / 2) == 5000);
    CHECK(rateAt(pattern, pattern.startAt + kDay / 4) == 3000);
  }
  SUBCASE("recorded") {
    pattern.kind = PatternKind::recorded;
    pattern.points = {{0, 2000}, {60 * kSecond, 3000}};
    CHECK(rateAt(pattern, 15 * kSecond) == 2000);
    CHECK(steadyUntil(pattern, 15 * kSecond) == 70 * kSecond);
    CHECK(rateAt(pattern, 70 * kSecond) == 3000);
  }
  SUBCASE("noise stays within its bounds and repeats") {
    pattern.noisePercent = 10;
    for (TimeMs at = 0; at < 100 * kSecond; at += kSecond) {
      const std::int64_t rate = noisyRateAt(pattern, 7, 1, at);
      CHECK(rate >= 900);
      CHECK(rate <= 1100);
      CHECK(rate == noisyRateAt(pattern, 7, 1, at));
    }
  }
}

}  // namespace taskyard
