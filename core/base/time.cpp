#include "base/time.h"

#include <cstdio>

#include "base/calendar.h"

namespace taskyard {

std::string isoTimestamp(TimeMs at) {
  const std::int64_t epochMs = kEpochAtStartMs + at;
  const CalendarDate date = dateOfDay(epochMs / kDay);
  const std::int64_t ms = epochMs % kDay;
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03d000+00:00",
                static_cast<int>(date.year), static_cast<int>(date.month),
                static_cast<int>(date.day), static_cast<int>(ms / kHour),
                static_cast<int>(ms / kMinute % 60), static_cast<int>(ms / kSecond % 60),
                static_cast<int>(ms % kSecond));
  return text;
}

std::string clockText(TimeMs at) {
  char text[48];
  if (at < kHour) {
    std::snprintf(text, sizeof text, "%02d:%02d.%d", static_cast<int>(at / kMinute),
                  static_cast<int>(at / kSecond % 60), static_cast<int>(at % kSecond / 100));
  } else {
    std::snprintf(text, sizeof text, "%lld:%02d:%02d", static_cast<long long>(at / kHour),
                  static_cast<int>(at / kMinute % 60), static_cast<int>(at / kSecond % 60));
  }
  return text;
}

std::string durationText(DurationMs duration) {
  const std::int64_t seconds = duration / kSecond;
  char text[48];
  if (duration < kMinute) {
    if (duration % kSecond == 0) return std::to_string(seconds) + " s";
    std::snprintf(text, sizeof text, "%d.%d s", static_cast<int>(seconds),
                  static_cast<int>(duration % kSecond / 100));
    return text;
  }
  if (duration < kHour) {
    const std::string minutes = std::to_string(seconds / 60) + " min";
    return seconds % 60 == 0 ? minutes : minutes + " " + std::to_string(seconds % 60) + " s";
  }
  const std::string hours = std::to_string(seconds / 3600) + " h";
  const std::int64_t minutes = seconds / 60 % 60;
  return minutes == 0 ? hours : hours + " " + std::to_string(minutes) + " min";
}

}  // namespace taskyard
