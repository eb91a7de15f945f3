// Goal: times and durations read as AWS and people write them.

#include <doctest/doctest.h>

#include "base/time.h"

namespace taskyard {

TEST_CASE("time: timestamps as the AWS CLI prints them") {
  CHECK(isoTimestamp(0) == "2026-01-05T08:00:00.000000+00:00");
  CHECK(isoTimestamp(12'345) == "2026-01-05T08:00:12.345000+00:00");
  CHECK(isoTimestamp(54 * kDay) == "2026-02-28T08:00:00.000000+00:00");
  CHECK(isoTimestamp(55 * kDay) == "2026-03-01T08:00:00.000000+00:00");
  CHECK(isoTimestamp(1000 * kDay + 16 * kHour) == "2028-10-02T00:00:00.000000+00:00");
}

TEST_CASE("time: clocks and durations") {
  CHECK(clockText(65'432) == "01:05.4");
  CHECK(clockText(3'723'000) == "1:02:03");
  CHECK(durationText(45'000) == "45 s");
  CHECK(durationText(1'500) == "1.5 s");
  CHECK(durationText(150'000) == "2 min 30 s");
  CHECK(durationText(3'900'000) == "1 h 5 min");
}

}  // namespace taskyard
