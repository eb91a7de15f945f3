#pragma once
// How figures went over time, for plots. State knows only what is now; this remembers a figure
// every few simulated seconds. What was not looked at while it happened (a jump, a saved run) is
// found out by playing a copy of the run.

#include <cstdint>
#include <string>
#include <vector>

#include "api/run.h"

namespace taskyard {

enum class SeriesKind : std::uint8_t {
  Desired,  // tasks; by service
  Running,
  Pending,
  Cpu,  // per cent; by service
  Memory,
  Arriving,  // requests per second; over all traffic, index 0
  Failing,
  P50,  // milliseconds
  P95,
  P99,
  Waiting,  // messages; by queue
  Oldest,   // seconds; by queue
};

class History {
 public:
  // Once per frame, before anything is drawn.
  void update(const Run& run);

  [[nodiscard]] const std::vector<TimeMs>& times() const { return times_; }
  // As many values as times; NaN where there was none. nullptr: never seen.
  [[nodiscard]] const std::vector<float>* series(SeriesKind kind, std::uint32_t index) const;

 private:
  struct Series {
    SeriesKind kind{};
    std::uint32_t index = 0;
    std::vector<float> values;
  };

  void forgetChangedPast(const Run& run);
  void clear();
  void dropAfter(TimeMs at);
  void fillGap(const Run& run, TimeMs last);
  void take(const State& state);
  void takeService(const State& state, ServiceIndex service);
  void takeTraffic(const State& state);
  void put(SeriesKind kind, std::uint32_t index, double value);
  void thin();

  std::vector<TimeMs> times_;
  std::vector<Series> series_;
  DurationMs step_ = 5 * kSecond;
  const Run* shown_ = nullptr;  // to know another run of the same scenario; never followed
  std::string scenario_;
  std::uint64_t seed_ = 0;
  std::size_t recorded_ = 0;
  TimeMs lastRequestAt_ = kNever;
};

}  // namespace taskyard
