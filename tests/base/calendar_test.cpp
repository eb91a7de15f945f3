// Goal: dates, weekdays and moments agree with the calendar, over leap years and centuries.

#include "base/calendar.h"

#include <doctest/doctest.h>

#include "base/milli.h"

namespace taskyard {

TEST_CASE("calendar: days and dates are each other's inverse") {
  for (std::int64_t days = -200000; days < 200000; days += 13) {
    CHECK(dayOfDate(dateOfDay(days)) == days);
  }
  CHECK(dateOfDay(0) == CalendarDate{1970, 1, 1});
  CHECK(dateOfDay(dayOfDate({2028, 2, 29})) == CalendarDate{2028, 2, 29});
  CHECK(dateOfDay(dayOfDate({2100, 2, 28}) + 1) == CalendarDate{2100, 3, 1});
}

TEST_CASE("calendar: weekdays and lengths of months") {
  CHECK(weekdayOfDay(dayOfDate({2026, 1, 5})) == 1);  // the run begins on a Monday
  CHECK(weekdayOfDay(dayOfDate({1969, 12, 31})) == 3);
  CHECK(daysInMonth(2024, 2) == 29);
  CHECK(daysInMonth(2100, 2) == 28);
  CHECK(daysInMonth(2000, 2) == 29);
  CHECK(daysInMonth(2026, 4) == 30);
}

TEST_CASE("calendar: moments as AWS requests write them") {
  CHECK(timeOfIso("2026-01-05T08:00:00Z") == 0);
  CHECK(timeOfIso("2026-01-05T08:00:12.345000+00:00") == 12345);
  CHECK(timeOfIso("2026-01-06") == 16 * kHour);
  CHECK(timeOfIso("2026-01-05T07:59:59") == -kSecond);
  for (const char* wrong : {"", "2026", "2026-13-01", "2026-02-29", "2026-01-05T24:00:00",
                            "2026-01-05T08:00:00+02:00", "2026-01-05 08:00:00", "yesterday"}) {
    CHECK_MESSAGE(!timeOfIso(wrong), wrong);
  }
}

TEST_CASE("milli: decimal numbers as whole thousandths") {
  CHECK(milliOf("80") == 80000);
  CHECK(milliOf("-0.25") == -250);
  CHECK(milliOf("1.5e3") == 1500000);
  CHECK(milliOf("2e-2") == 20);
  CHECK(milliOf("0.0004") == 0);
  CHECK(milliOf("1000000000000") == kMostMilli);
  for (const char* wrong : {"", "-", "x", "1.2.3", "1e", "1e999", "1000000000001", "9e15"}) {
    CHECK_MESSAGE(!milliOf(wrong), wrong);
  }
  CHECK(milliText(80500) == "80.5");
  CHECK(milliText(-250) == "-0.25");
  CHECK(milliText(3000) == "3");
  CHECK(milliTextWithPoint(50000) == "50.0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(-1234567) == "-1,234,567");
  CHECK(ratioUp(4, 80000, 50000) == 7);
  CHECK(!ratioUp(INT64_MAX, 2, 1));
}

}  // namespace taskyard
