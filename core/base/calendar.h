#pragma once
// The Gregorian calendar in whole numbers: days counted from 1970-01-01, weekdays, and the two
// forms in which AWS requests give a moment. All times are UTC.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace taskyard {

struct CalendarDate {
  std::int64_t year = 1970;
  std::int64_t month = 1;  // 1 to 12
  std::int64_t day = 1;    // 1 to 31

  bool operator==(const CalendarDate&) const = default;
};

// Days since 1970-01-01 to a date and back.
CalendarDate dateOfDay(std::int64_t days);
std::int64_t dayOfDate(const CalendarDate& date);
// 0 = Sunday to 6 = Saturday.
std::int64_t weekdayOfDay(std::int64_t days);
// REQUIRES: month is 1 to 12.
std::int64_t daysInMonth(std::int64_t year, std::int64_t month);

// "2026-01-05T08:00:00", with or without fractions of a second, and with "Z", "+00:00" or nothing
// behind it; also "2026-01-05". Nothing when it is no such moment. May be before the run
// (negative).
std::optional<TimeMs> timeOfIso(std::string_view text);

}  // namespace taskyard
