// Goal: draws are repeatable, independent of each other, and shaped as they say.
// Method: fixed values (they are part of every recorded run) and counts over many draws.

#include <doctest/doctest.h>

#include "base/draw.h"

namespace taskyard {

TEST_CASE("draw: the same key gives the same bits on every machine") {
  CHECK(draw({1, Purpose::TaskId, 0, 0}) == draw({1, Purpose::TaskId, 0, 0}));
  CHECK(draw({1, Purpose::TaskId, 0, 0}) != draw({2, Purpose::TaskId, 0, 0}));
  CHECK(draw({1, Purpose::TaskId, 0, 0}) != draw({1, Purpose::PullSpeed, 0, 0}));
  CHECK(draw({1, Purpose::TaskId, 0, 0}) != draw({1, Purpose::TaskId, 1, 0}));
  CHECK(draw({1, Purpose::TaskId, 0, 0}) != draw({1, Purpose::TaskId, 0, 1}));
}

TEST_CASE("draw: between covers both ends evenly") {
  int counts[6] = {};
  for (std::uint64_t i = 0; i < 60000; ++i) {
    const std::int64_t value = drawBetween({3, Purpose::RandomWalk, 0, i}, 10, 15);
    REQUIRE(value >= 10);
    REQUIRE(value <= 15);
    ++counts[value - 10];
  }
  for (const int count : counts) {
    CHECK(count > 9500);
    CHECK(count < 10500);
  }
}

TEST_CASE("draw: trials until a success have the right mean") {
  for (const std::int64_t millionths : {1'000, 9'999, 10'001, 20'000, 250'000, 900'000}) {
    CAPTURE(millionths);
    std::int64_t sum = 0;
    constexpr std::int64_t kDraws = 200'000;
    for (std::uint64_t i = 0; i < kDraws; ++i) {
      const std::int64_t trials = drawTrials({4, Purpose::HealthCheck, i, 0}, millionths);
      REQUIRE(trials >= 1);
      sum += trials;
    }
    const std::int64_t successesPerMillion = kDraws * 1'000'000 / sum;
    CHECK(successesPerMillion > millionths * 99 / 100);
    CHECK(successesPerMillion < millionths * 101 / 100);
  }
  CHECK(drawTrials({4, Purpose::HealthCheck, 0, 0}, 0) == kNoSuccess);
  CHECK(drawTrials({4, Purpose::HealthCheck, 0, 0}, 1'000'000) == 1);
}

TEST_CASE("draw: exponential has its mean and its median") {
  constexpr std::int64_t kMean = 1'800'000;
  std::int64_t sum = 0;
  int belowMedian = 0;
  constexpr int kDraws = 100000;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const std::int64_t value = drawExponential({9, Purpose::ContainerLifetime, i, 0}, kMean);
    REQUIRE(value >= 1);
    sum += value;
    if (value < 1247665) ++belowMedian;  // mean * ln 2
  }
  CHECK(sum / kDraws > kMean * 98 / 100);
  CHECK(sum / kDraws < kMean * 102 / 100);
  CHECK(belowMedian > kDraws * 49 / 100);
  CHECK(belowMedian < kDraws * 51 / 100);
}

}  // namespace taskyard
