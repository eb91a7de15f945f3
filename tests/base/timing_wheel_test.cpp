// Goal: timers come out by time, then in the order they went in, whatever the distances.
// Method: random schedules against a sorted list.

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/draw.h"
#include "base/timing_wheel.h"

namespace taskyard {

TEST_CASE("timing_wheel: order is time, then order of scheduling") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    TimingWheel<int> wheel;
    std::vector<std::pair<TimeMs, int>> expected;
    std::vector<std::pair<TimeMs, int>> seen;
    int next = 0;
    const auto add = [&](TimeMs now) {
      const std::int64_t reach =
          1LL << drawBetween({seed, Purpose::RandomWalk, 0, 9000u + next}, 0, 34);
      const TimeMs due = now + drawBetween({seed, Purpose::RandomWalk, 1, 9000u + next}, 0,
                                           std::min<std::int64_t>(reach, (1LL << 31)));
      wheel.schedule(due, next);
      expected.emplace_back(due, next++);
    };
    for (int i = 0; i < 500; ++i) add(0);
    TimeMs until = 0;
    while (seen.size() < expected.size()) {
      until += drawBetween({seed, Purpose::RandomWalk, 2, static_cast<std::uint64_t>(until)}, 1,
                           1LL << 26);
      TimingWheel<int>::Entry entry;
      while (wheel.popUntil(until, entry)) {
        CHECK(entry.dueMs <= until);
        CHECK(wheel.now() == entry.dueMs);
        seen.emplace_back(entry.dueMs, entry.payload);
        if (next < 1500) add(entry.dueMs);
      }
      CHECK(wheel.now() == until);
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    CHECK(seen == expected);
    CHECK(wheel.size() == 0);
  }
}

TEST_CASE("timing_wheel: a copy goes on by itself") {
  TimingWheel<int> wheel;
  for (int i = 0; i < 100; ++i) wheel.schedule(i * 777, i);
  TimingWheel<int>::Entry entry;
  for (int i = 0; i < 50; ++i) CHECK(wheel.popUntil(1'000'000, entry));
  TimingWheel<int> copy = wheel;
  for (int i = 50; i < 100; ++i) {
    CHECK(copy.popUntil(1'000'000, entry));
    CHECK(entry.payload == i);
  }
  CHECK(wheel.size() == 50);
  CHECK(wheel.nextDueMs() == 50 * 777);
}

TEST_CASE("timing_wheel: nextDueMs finds the earliest on every level") {
  for (const TimeMs due : {0LL, 1LL, 255LL, 256LL, 70'000LL, 20'000'000LL, 5'000'000'000LL}) {
    TimingWheel<int> wheel;
    CHECK(wheel.nextDueMs() == kNever);
    wheel.schedule(due, 1);
    wheel.schedule(due + 3, 2);
    CHECK(wheel.nextDueMs() == due);
  }
}

}  // namespace taskyard
