#include "base/calendar.h"

namespace taskyard {

// Both count from 1 March of year 0, so that the leap day falls at the end of the counted year.
CalendarDate dateOfDay(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t dayOfEra = shifted - era * 146097;
  const std::int64_t yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t monthFromMarch = (5 * dayOfYear + 2) / 153;
  const std::int64_t day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
  const std::int64_t month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t dayOfDate(const CalendarDate& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t monthFromMarch = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

std::int64_t weekdayOfDay(std::int64_t days) {
  return ((days + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
}

std::int64_t daysInMonth(std::int64_t year, std::int64_t month) {
  constexpr std::int64_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

namespace {

// Takes `digits` digits off the front of text.
std::optional<std::int64_t> takeNumber(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<TimeMs> timeOfIso(std::string_view text) {
  const auto year = takeNumber(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = takeNumber(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return std::nullopt;
  const auto day = takeNumber(text, 2);
  if (!day || *day < 1 || *day > daysInMonth(*year, *month)) return std::nullopt;
  const TimeMs midnight = dayOfDate({*year, *month, *day}) * kDay - kEpochAtStartMs;
  if (text.empty()) return midnight;
  if (!take(text, 'T')) return std::nullopt;
  const auto hour = takeNumber(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = takeNumber(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t ms = *hour * kHour + *minute * kMinute;
  if (take(text, ':')) {
    const auto second = takeNumber(text, 2);
    if (!second || *second > 59) return std::nullopt;
    ms += *second * kSecond;
    if (take(text, '.')) {
      std::int64_t unit = 100;
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        ms += (text.front() - '0') * unit;
        unit /= 10;
        text.remove_prefix(1);
      }
    }
  }
  if (text.empty() || text == "Z" || text == "+00:00" || text == "+0000") return midnight + ms;
  return std::nullopt;
}

}  // namespace taskyard
