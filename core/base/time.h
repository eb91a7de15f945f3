#pragma once
// Simulated time. There is no clock here: whoever runs the simulation passes time in.

#include <cstdint>
#include <string>

namespace taskyard {

using TimeMs = std::int64_t;      // milliseconds since the start of the run, >= 0
using DurationMs = std::int64_t;  // milliseconds

inline constexpr DurationMs kSecond = 1000;
inline constexpr DurationMs kMinute = 60 * kSecond;
inline constexpr DurationMs kHour = 60 * kMinute;
inline constexpr DurationMs kDay = 24 * kHour;

// A moment that has not come (a timestamp AWS would leave out).
inline constexpr TimeMs kNever = -1;

// The calendar moment at which every run starts: 2026-01-05T08:00:00Z, a Monday.
// Model choice: fixed, so that timestamps in describe output are the same for everyone.
inline constexpr std::int64_t kEpochAtStartMs = 1767600000000;

// "2026-01-05T08:00:12.345000+00:00", as the AWS CLI prints timestamps.
std::string isoTimestamp(TimeMs at);
// "00:12.3" below an hour, "1:02:03" from there on: for logs and labels.
std::string clockText(TimeMs at);
// "45 s", "2 min 30 s", "1 h 5 min": for sentences.
std::string durationText(DurationMs duration);

}  // namespace taskyard
