#pragma once
// One task as a station that requests come to: whether it takes them, how fast it works, and how a
// line in front of it goes on.

#include "engine/dependency_calls.h"
#include "model/state.h"

namespace taskyard {

inline constexpr std::int64_t kNoRateLimit = 1'000'000'000'000;  // requests per 1,000 s
// Up to here a task's wait is the stationary one of queueing.h; above, its line grows.
inline constexpr std::int64_t kSteadyPercent = 98;

// What a task can do with requests at this moment.
struct Station {
  enum class Mode : std::uint8_t { Answers, Drains, Hangs, Refuses };
  Mode mode = Mode::Refuses;
  std::int64_t capacity = kNoRateLimit;  // thousandths per second
  std::int64_t constantUs = 0;           // calls and slow responses
  std::int64_t serviceUs = 0;            // work on one server
  std::int32_t servers = 1;
  std::int64_t cpuUsPerRequest = 0;
  std::int64_t idleMilli = 0;
  CallsOutcome calls;
};

Station stationOf(const State& state, const Task& task, std::int32_t port);

// How a task's requests go on until the next step.
struct Outcome {
  std::int64_t answering = 0;  // good and 500 together
  std::int64_t lineUs = 0;     // wait behind those that came too early: the same for everybody
  std::int64_t randomUs = 0;   // wait by chance
  bool steady = true;
  bool overloaded = false;  // more comes than the stationary wait holds for
};

// arriving: thousandths per second; inFlight: millionths.
Outcome serve(const Station& station, std::int64_t arriving, std::int64_t inFlight);

}  // namespace taskyard
