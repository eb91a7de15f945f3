// Goal: alarms change state as CloudWatch's documents tabulate. "0" is a datapoint on the good
// side, "X" one that breaches, "-" a missing one; oldest first, as in the documents.

#include "engine/alarms.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "engine/metrics.h"

namespace taskyard {

namespace {

// kept: what `ignore` leaves as it was is INSUFFICIENT_DATA here.
AlarmState stateFor(std::string_view points, std::int32_t needed, std::int32_t periods,
                    TreatMissingData treatment, AlarmState current) {
  std::vector<std::optional<std::int64_t>> values;
  for (const char c : points) {
    values.push_back(c == '-' ? std::nullopt : std::optional<std::int64_t>(c == 'X' ? 100 : 0));
  }
  std::reverse(values.begin(), values.end());
  AlarmRule rule;
  rule.evaluationPeriods = periods;
  rule.datapointsToAlarm = needed;
  rule.threshold = 50;
  rule.treatMissingData = treatment;
  return alarmStateOf(rule, current, values);
}

struct Row {
  std::string_view points;
  AlarmState missing, ignore, breaching, notBreaching;
};
constexpr auto OK = AlarmState::OK;
constexpr auto ALARM = AlarmState::ALARM;
constexpr auto NONE = AlarmState::INSUFFICIENT_DATA;

void checkRows(std::int32_t needed, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.points);
    using T = TreatMissingData;
    CHECK(stateFor(row.points, needed, 3, T::missing, NONE) == row.missing);
    CHECK(stateFor(row.points, needed, 3, T::ignore, NONE) == row.ignore);
    CHECK(stateFor(row.points, needed, 3, T::breaching, NONE) == row.breaching);
    CHECK(stateFor(row.points, needed, 3, T::notBreaching, NONE) == row.notBreaching);
  }
}

}  // namespace

TEST_CASE("alarms: 3 out of 3 with missing data, as the User Guide's table has it") {
  checkRows(3, {{"0-X-X", OK, OK, OK, OK},
                {"0----", OK, OK, OK, OK},
                {"-----", NONE, NONE, ALARM, OK},
                {"0XX-X", ALARM, ALARM, ALARM, ALARM},
                {"--X--", ALARM, NONE, ALARM, OK}});
}

TEST_CASE("alarms: 2 out of 3 with missing data, as the User Guide's table has it") {
  checkRows(2, {{"0-X-X", ALARM, ALARM, ALARM, ALARM},
                {"00X0X", ALARM, ALARM, ALARM, ALARM},
                {"0-X--", OK, OK, ALARM, OK},
                {"----0", OK, OK, ALARM, OK},
                {"---X-", ALARM, NONE, ALARM, OK}});
}

TEST_CASE("alarms: a first breach among missing data does not raise an alarm yet") {
  CHECK(stateFor("----X", 3, 3, TreatMissingData::missing, NONE) == NONE);
  CHECK(stateFor("----X", 3, 3, TreatMissingData::missing, OK) == OK);
}

TEST_CASE("alarms: the comparisons") {
  using C = ComparisonOperator;
  CHECK(breaches(50, 50, C::GreaterThanOrEqualToThreshold));
  CHECK(!breaches(50, 50, C::GreaterThanThreshold));
  CHECK(breaches(50, 50, C::LessThanOrEqualToThreshold));
  CHECK(!breaches(50, 50, C::LessThanThreshold));
}

TEST_CASE("metric math: arithmetic in thousandths, and what has no value") {
  const std::vector<std::string> ids = {"m1", "m2", "e1"};
  State state;
  for (const std::int64_t value : {1500000, 10000}) {
    Metric metric;
    metric.points.push_back({0, 1, value, value, value});
    state.monitoring.metrics.push_back(metric);
  }
  const auto value = [&](const char* text) -> std::optional<std::int64_t> {
    std::vector<MetricQuery> queries(3);
    queries[0].metric = MetricIndex(std::size_t{0});
    queries[1].metric = MetricIndex(std::size_t{1});
    const auto steps = parseExpression(text, ids);
    REQUIRE(steps.ok());
    queries[2].steps = steps.value();
    return valueOf(state, queries, 2, 1);
  };
  CHECK(value("m1/m2") == 150000);
  CHECK(value("m1 / (m2 - 10)") == std::nullopt);
  CHECK(value("2 + 3 * m2") == 32000);
  CHECK(value("(2 + 3) * m2") == 50000);
  CHECK(value("-m2 + 0.5") == -9500);
  CHECK(value("1/3") == 333);
  for (const char* wrong : {"", "m1 +", "m3", "m1 m2", "(m1", "1..2", "m1)", "m1 % m2"}) {
    CHECK_MESSAGE(!parseExpression(wrong, ids).ok(), wrong);
  }
  CHECK(parseExpression("IF(m1 > 1, m1)", ids).error().code == "SimNotModelled");
  CHECK(parseExpression("SUM(m1)", ids).error().code == "SimNotModelled");
}

}  // namespace taskyard
