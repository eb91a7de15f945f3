#include "base/time.h"

#include <cstdio>

namespace taskyard {

namespace {

struct CivilDate {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

// Days since 1970-01-01 to a Gregorian date, by counting from 1 March of year 0 so that the
// leap day falls at the end of the counted year.
CivilDate civilFromDays(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = shifted / 146097;
  const std::int64_t dayOfEra = shifted - era * 146097;
  const std::int64_t yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t monthFromMarch = (5 * dayOfYear + 2) / 153;
  const std::int64_t day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
  const std::int64_t month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

}  // namespace

std::string isoTimestamp(TimeMs at) {
  const std::int64_t epochMs = kEpochAtStartMs + at;
  const CivilDate date = civilFromDays(epochMs / kDay);
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
