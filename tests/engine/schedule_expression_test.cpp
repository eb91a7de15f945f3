// Goal: schedules are due when AWS says, over month ends, leap years and weekends.

#include "engine/schedule_expression.h"

#include <doctest/doctest.h>

#include <string>

#include "base/calendar.h"

namespace taskyard {

namespace {

// The next `count` moments after `after`, as "2026-01-31T09:00" each.
std::string due(const char* expression, const char* after, int count = 1) {
  REQUIRE_MESSAGE(checkSchedule(expression).ok(), expression);
  TimeMs at = *timeOfIso(after);
  std::string found;
  for (int i = 0; i < count; ++i) {
    const auto next = nextScheduleTime(expression, at, 0);
    if (!next) return found + (found.empty() ? "" : " ") + "never";
    CHECK(*next > at);
    at = *next;
    found += (found.empty() ? "" : " ") + isoTimestamp(at).substr(0, 16);
  }
  return found;
}

}  // namespace

TEST_CASE("schedules: cron over hours, days and years") {
  CHECK(due("cron(0 9 * * ? *)", "2026-01-05T08:00:00", 2) == "2026-01-05T09:00 2026-01-06T09:00");
  CHECK(due("cron(0/15 * * * ? *)", "2026-01-05T08:00:00", 4) ==
        "2026-01-05T08:15 2026-01-05T08:30 2026-01-05T08:45 2026-01-05T09:00");
  CHECK(due("cron(30 18 ? * MON-FRI *)", "2026-01-09T19:00:00") == "2026-01-12T18:30");
  CHECK(due("cron(59 23 31 12 ? *)", "2026-01-05T08:00:00") == "2026-12-31T23:59");
  CHECK(due("cron(0 0 1 JAN ? 2028)", "2026-01-05T08:00:00") == "2028-01-01T00:00");
  CHECK(due("cron(0 0 1 1 ? 2025)", "2026-01-05T08:00:00") == "never");
  CHECK(due("cron(10,20 5,6 * * ? *)", "2026-01-05T05:20:00", 2) ==
        "2026-01-05T06:10 2026-01-05T06:20");
}

TEST_CASE("schedules: month ends and leap years") {
  CHECK(due("cron(0 9 31 * ? *)", "2026-01-31T09:00:00", 2) == "2026-03-31T09:00 2026-05-31T09:00");
  CHECK(due("cron(0 9 L * ? *)", "2026-01-31T09:00:00", 3) ==
        "2026-02-28T09:00 2026-03-31T09:00 2026-04-30T09:00");
  CHECK(due("cron(0 0 29 2 ? *)", "2026-01-05T08:00:00", 2) == "2028-02-29T00:00 2032-02-29T00:00");
  CHECK(due("cron(0 0 29 2 ? *)", "2096-03-01T00:00:00") == "2104-02-29T00:00");
  CHECK(due("cron(0 0 L 2 ? 2028)", "2026-01-05T08:00:00") == "2028-02-29T00:00");
}

TEST_CASE("schedules: workdays and the n-th weekday") {
  // 1 February 2026 is a Sunday: the nearest workday of the month is Monday the 2nd.
  CHECK(due("cron(0 9 1W 2 ? 2026)", "2026-01-05T08:00:00") == "2026-02-02T09:00");
  // 31 January 2026 is a Saturday.
  CHECK(due("cron(0 9 LW 1 ? 2026)", "2026-01-05T08:00:00") == "2026-01-30T09:00");
  CHECK(due("cron(0 9 ? * 3#2 *)", "2026-01-05T08:00:00", 2) ==
        "2026-01-13T09:00 2026-02-10T09:00");
  CHECK(due("cron(0 9 ? * FRIL *)", "2026-01-05T08:00:00") == "2026-01-30T09:00");
  CHECK(due("cron(0 9 ? * MON#5 *)", "2026-01-05T08:00:00") == "2026-03-30T09:00");
}

TEST_CASE("schedules: rates and single moments") {
  CHECK(nextScheduleTime("rate(5 minutes)", 0, 0) == 5 * kMinute);
  CHECK(nextScheduleTime("rate(5 minutes)", 5 * kMinute - 1, 0) == 5 * kMinute);
  CHECK(nextScheduleTime("rate(1 day)", -1, 0) == 0);
  CHECK(nextScheduleTime("at(2026-01-05T09:00:00)", 0, 0) == kHour);
  CHECK(!nextScheduleTime("at(2026-01-05T09:00:00)", kHour, 0));
}

TEST_CASE("schedules: bad expressions are refused with a reason") {
  for (const char* wrong : {"",
                            "5 minutes",
                            "rate()",
                            "rate(0 minutes)",
                            "rate(5 weeks)",
                            "rate(-1 hours)",
                            "at(tomorrow)",
                            "at(2026-02-29T00:00:00)",
                            "cron(* * * * *)",
                            "cron(0 9 * * * *)",
                            "cron(0 9 ? * ? *)",
                            "cron(60 9 * * ? *)",
                            "cron(0 24 * * ? *)",
                            "cron(0 9 32 * ? *)",
                            "cron(0 9 * 13 ? *)",
                            "cron(0 9 ? * 8 *)",
                            "cron(0 9 * * ? 1969)",
                            "cron(a b c d e f)",
                            "cron(0/0 9 * * ? *)",
                            "cron(0 9 ? * 2#6 *)",
                            "cron(0 9 * * ? *",
                            "cron(0 9 40W * ? *)"}) {
    const auto checked = checkSchedule(wrong);
    CHECK_MESSAGE(!checked.ok(), wrong);
    if (!checked.ok()) CHECK(checked.error().message.starts_with("Invalid Schedule Expression"));
  }
}

}  // namespace taskyard
