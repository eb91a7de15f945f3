#include "engine/schedule_expression.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <vector>

#include "base/calendar.h"

namespace taskyard {

namespace {

constexpr std::int64_t kFirstYear = 1970;
constexpr std::int64_t kLastYear = 2199;
constexpr std::size_t kMostValues = 231;

using Values = std::bitset<kMostValues>;  // bit n: the value `low + n` is meant

// One field of a cron expression.
struct FieldRule {
  const char* name = "";
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::string_view words;  // three letters each, for low, low + 1, ...
};
constexpr FieldRule kMinutes{"minutes", 0, 59, ""};
constexpr FieldRule kHours{"hours", 0, 23, ""};
constexpr FieldRule kDayOfMonth{"day-of-month", 1, 31, ""};
constexpr FieldRule kMonth{"month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"};
constexpr FieldRule kDayOfWeek{"day-of-week", 1, 7, "SUNMONTUEWEDTHUFRISAT"};
constexpr FieldRule kYear{"year", kFirstYear, kLastYear, ""};

struct Cron {
  Values minutes, hours, days, months, weekdays, years;
  bool anyDay = false;                // day-of-month is "?"
  bool anyWeekday = false;            // day-of-week is "?"
  bool lastDay = false;               // L
  bool lastWorkday = false;           // LW
  std::int64_t nearestWorkdayTo = 0;  // nW
  std::int64_t lastWeekday = 0;       // nL, 1 to 7
  std::int64_t nthWeekday = 0;        // n#k: weekday n ...
  std::int64_t nth = 0;               // ... for the k-th time
};

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::optional<std::int64_t> numberOf(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<std::int64_t> valueIn(const FieldRule& rule, const std::string& text) {
  for (std::size_t i = 0; i + 3 <= rule.words.size(); i += 3) {
    if (rule.words.substr(i, 3) == text) return rule.low + static_cast<std::int64_t>(i / 3);
  }
  const auto number = numberOf(text);
  if (!number || *number < rule.low || *number > rule.high) return std::nullopt;
  return number;
}

// "*", "5", "1-5", "*/15", "0/10", "MON-FRI", joined by commas.
bool readValues(const FieldRule& rule, const std::string& text, Values& values) {
  for (const std::string& part : split(text, ',')) {
    const std::vector<std::string> stepped = split(part, '/');
    if (stepped.size() > 2) return false;
    std::int64_t every = 1;
    if (stepped.size() == 2) {
      const auto step = numberOf(stepped[1]);
      if (!step || *step < 1) return false;
      every = *step;
    }
    std::int64_t from = rule.low;
    std::int64_t to = rule.high;
    if (stepped[0] != "*") {
      const std::vector<std::string> ends = split(stepped[0], '-');
      const auto first = valueIn(rule, ends[0]);
      const auto last = ends.size() == 2 ? valueIn(rule, ends[1]) : first;
      if (!first || !last || ends.size() > 2) return false;
      from = *first;
      to = ends.size() == 2 || stepped.size() == 1 ? *last : rule.high;
    }
    // A range may go over the end of the week: FRI-MON.
    const std::int64_t span = rule.high - rule.low + 1;
    if (to < from) to += span;
    for (std::int64_t value = from; value <= to; value += every) {
      values.set(static_cast<std::size_t>((value - rule.low) % span));
    }
  }
  return true;
}

bool readDayOfMonth(const std::string& text, Cron& cron) {
  if (text == "?") return cron.anyDay = true;
  if (text == "L") return cron.lastDay = true;
  if (text == "LW") return cron.lastWorkday = true;
  if (text.size() > 1 && text.back() == 'W') {
    const auto day = valueIn(kDayOfMonth, text.substr(0, text.size() - 1));
    cron.nearestWorkdayTo = day.value_or(0);
    return day.has_value();
  }
  return readValues(kDayOfMonth, text, cron.days);
}

bool readDayOfWeek(const std::string& text, Cron& cron) {
  if (text == "?") return cron.anyWeekday = true;
  if (text == "L") return (cron.lastWeekday = 7) != 0;
  if (text.size() > 1 && text.back() == 'L') {
    const auto day = valueIn(kDayOfWeek, text.substr(0, text.size() - 1));
    cron.lastWeekday = day.value_or(0);
    return day.has_value();
  }
  if (const std::size_t hash = text.find('#'); hash != std::string::npos) {
    const auto day = valueIn(kDayOfWeek, text.substr(0, hash));
    const auto nth = numberOf(text.substr(hash + 1));
    if (!day || !nth || *nth < 1 || *nth > 5) return false;
    cron.nthWeekday = *day;
    cron.nth = *nth;
    return true;
  }
  return readValues(kDayOfWeek, text, cron.weekdays);
}

Error invalid(const std::string& message) { return {"ValidationException", message}; }

// What stands between the brackets of `name(...)`; nothing when it is something else.
std::optional<std::string_view> inside(std::string_view expression, std::string_view name) {
  if (!expression.starts_with(name) || expression.size() < name.size() + 2) return std::nullopt;
  if (expression[name.size()] != '(' || expression.back() != ')') return std::nullopt;
  return expression.substr(name.size() + 1, expression.size() - name.size() - 2);
}

Result<Cron> readCron(std::string_view text) {
  std::vector<std::string> fields;
  for (std::string& field : split(text, ' ')) {
    if (!field.empty()) fields.push_back(upper(field));
  }
  if (fields.size() != 6) {
    return invalid("Invalid Schedule Expression cron(" + std::string(text) +
                   "): six fields are needed: minutes hours day-of-month month day-of-week year.");
  }
  Cron cron;
  const auto wrong = [&](const FieldRule& rule, const std::string& given) {
    return invalid("Invalid Schedule Expression cron(" + std::string(text) + "): " + given +
                   " is not valid for " + rule.name + ".");
  };
  if (!readValues(kMinutes, fields[0], cron.minutes)) return wrong(kMinutes, fields[0]);
  if (!readValues(kHours, fields[1], cron.hours)) return wrong(kHours, fields[1]);
  if (!readDayOfMonth(fields[2], cron)) return wrong(kDayOfMonth, fields[2]);
  if (!readValues(kMonth, fields[3], cron.months)) return wrong(kMonth, fields[3]);
  if (!readDayOfWeek(fields[4], cron)) return wrong(kDayOfWeek, fields[4]);
  if (!readValues(kYear, fields[5], cron.years)) return wrong(kYear, fields[5]);
  if (cron.anyDay == cron.anyWeekday) {
    return invalid("Invalid Schedule Expression cron(" + std::string(text) +
                   "): one of day-of-month and day-of-week must be ?, and not both.");
  }
  return cron;
}

bool isWorkday(std::int64_t days) {
  const std::int64_t weekday = weekdayOfDay(days);
  return weekday != 0 && weekday != 6;
}

// The workday nearest to a day, within the day's month.
std::int64_t nearestWorkday(const CalendarDate& date) {
  const std::int64_t wanted = dayOfDate(date);
  for (const std::int64_t shift : {0, -1, 1, -2, 2}) {
    const CalendarDate shifted = dateOfDay(wanted + shift);
    if (shifted.month == date.month && isWorkday(wanted + shift)) return wanted + shift;
  }
  return wanted;
}

bool dayMatches(const Cron& cron, std::int64_t days) {
  const CalendarDate date = dateOfDay(days);
  const std::int64_t last = daysInMonth(date.year, date.month);
  if (!cron.anyDay) {
    if (cron.lastDay) return date.day == last;
    if (cron.lastWorkday) return days == nearestWorkday({date.year, date.month, last});
    if (cron.nearestWorkdayTo > 0) {
      const std::int64_t day = std::min(cron.nearestWorkdayTo, last);
      return days == nearestWorkday({date.year, date.month, day});
    }
    return cron.days.test(static_cast<std::size_t>(date.day - 1));
  }
  const std::int64_t weekday = weekdayOfDay(days) + 1;  // cron: 1 = Sunday
  if (cron.lastWeekday > 0) return weekday == cron.lastWeekday && date.day + 7 > last;
  if (cron.nthWeekday > 0) {
    return weekday == cron.nthWeekday && (date.day - 1) / 7 + 1 == cron.nth;
  }
  return cron.weekdays.test(static_cast<std::size_t>(weekday - 1));
}

// The first value at or after `from`, or -1.
std::int64_t nextOf(const Values& values, std::int64_t from, std::int64_t count) {
  for (std::int64_t i = from; i < count; ++i) {
    if (values.test(static_cast<std::size_t>(i))) return i;
  }
  return -1;
}

std::optional<TimeMs> nextCron(const Cron& cron, TimeMs after) {
  const std::int64_t epochMs = std::max<std::int64_t>(0, after + kEpochAtStartMs);
  const std::int64_t firstMinute = epochMs / kMinute + 1;
  std::int64_t days = firstMinute / (24 * 60);
  std::int64_t minuteOfDay = firstMinute % (24 * 60);
  const std::int64_t lastDay = dayOfDate({kLastYear, 12, 31});
  while (days <= lastDay) {
    const CalendarDate date = dateOfDay(days);
    if (!cron.years.test(static_cast<std::size_t>(date.year - kFirstYear))) {
      days = dayOfDate({date.year + 1, 1, 1});
      minuteOfDay = 0;
      continue;
    }
    if (!cron.months.test(static_cast<std::size_t>(date.month - 1))) {
      days += daysInMonth(date.year, date.month) - date.day + 1;
      minuteOfDay = 0;
      continue;
    }
    if (dayMatches(cron, days)) {
      std::int64_t hour = minuteOfDay / 60;
      std::int64_t minute = nextOf(cron.minutes, minuteOfDay % 60, 60);
      if (!cron.hours.test(static_cast<std::size_t>(hour)) || minute < 0) {
        hour = nextOf(cron.hours, hour + 1, 24);
        minute = nextOf(cron.minutes, 0, 60);
      }
      if (hour >= 0) {
        return ((days * 24 + hour) * 60 + minute) * kMinute - kEpochAtStartMs;
      }
    }
    ++days;
    minuteOfDay = 0;
  }
  return std::nullopt;
}

// Milliseconds of "5 minutes", or nothing.
std::optional<DurationMs> rateOf(std::string_view text) {
  const std::vector<std::string> words = split(text, ' ');
  if (words.size() != 2) return std::nullopt;
  const auto number = numberOf(words[0]);
  if (!number || *number < 1) return std::nullopt;
  const std::string& unit = words[1];
  if (unit == "minute" || unit == "minutes") return *number * kMinute;
  if (unit == "hour" || unit == "hours") return *number * kHour;
  if (unit == "day" || unit == "days") return *number * kDay;
  return std::nullopt;
}

}  // namespace

Result<Done> checkSchedule(std::string_view expression) {
  if (const auto text = inside(expression, "at")) {
    if (text->size() == 19 && timeOfIso(*text)) return Done{};
    return invalid("Invalid Schedule Expression " + std::string(expression) +
                   ": the form is at(yyyy-mm-ddThh:mm:ss).");
  }
  if (const auto text = inside(expression, "rate")) {
    if (rateOf(*text)) return Done{};
    return invalid("Invalid Schedule Expression " + std::string(expression) +
                   ": the form is rate(5 minutes), with minutes, hours or days.");
  }
  if (const auto text = inside(expression, "cron")) {
    const Result<Cron> cron = readCron(*text);
    if (!cron) return cron.error();
    return Done{};
  }
  return invalid("Invalid Schedule Expression " + std::string(expression.substr(0, 80)) +
                 ": it is at(...), rate(...) or cron(...).");
}

std::optional<TimeMs> nextScheduleTime(std::string_view expression, TimeMs after, TimeMs anchor) {
  if (const auto text = inside(expression, "at")) {
    const auto at = timeOfIso(*text);
    return at && *at > after ? at : std::nullopt;
  }
  if (const auto text = inside(expression, "rate")) {
    if (after < anchor) return anchor;
    const DurationMs every = rateOf(*text).value_or(kMinute);
    return anchor + ((after - anchor) / every + 1) * every;
  }
  const auto text = inside(expression, "cron");
  const Result<Cron> cron = readCron(text.value_or(""));
  return cron ? nextCron(cron.value(), after) : std::nullopt;
}

}  // namespace taskyard
