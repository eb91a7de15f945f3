// Goal: CloudWatch's requests answer as CloudWatch does: metrics in, statistics and expressions
// out, alarms with their states, reasons and history; bad input is refused.

#include <doctest/doctest.h>

#include "engine/alarms.h"
#include "engine/invariants.h"
#include "engine/metrics.h"
#include "support/world.h"

namespace taskyard {

namespace {

void feed(World& world, const std::string& pattern, const std::string& name = "load") {
  world.must("SimSetMetric",
             R"({"namespace":"My","name":")" + name + R"(","pattern":[)" + pattern + "]}");
}

void alarmOn(World& world, const std::string& more) {
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":"a","MetricName":"load","Namespace":"My","Statistic":"Average",)"
             R"("Period":60,"Threshold":50,"ComparisonOperator":"GreaterThanThreshold",)" +
                 more + "}");
}

AlarmState stateOf(const World& world) { return alarmState(world.state(), "a").value(); }

const std::string kHour8 = R"("StartTime":"2026-01-05T08:00:00Z","EndTime":"2026-01-05T09:00:00Z")";

}  // namespace

TEST_CASE("cloudwatch: PutMetricData, ListMetrics and GetMetricStatistics") {
  World world;
  world.must("cloudwatch:PutMetricData", R"({"Namespace":"My","MetricData":[
    {"MetricName":"load","Value":10,"Unit":"Percent"},{"MetricName":"load","Value":20.5},
    {"MetricName":"load","Dimensions":[{"Name":"b","Value":"2"},{"Name":"a","Value":"1"}],
     "Values":[1,2],"Counts":[3,1]},
    {"MetricName":"sum","StatisticValues":{"SampleCount":4,"Sum":10,"Minimum":1,"Maximum":4}}]})");
  CHECK(world.must("cloudwatch:ListMetrics").find("Metrics")->items().size() == 3);
  CHECK(world.must("cloudwatch:ListMetrics", R"({"Dimensions":[{"Name":"a"}]})")
            .find("Metrics")
            ->items()
            .size() == 1);
  const JsonValue read = world.must("cloudwatch:GetMetricStatistics",
                                    R"({"Namespace":"My","MetricName":"load","Period":60,)"
                                    R"("Statistics":["Average","Sum","Minimum","Maximum",)"
                                    R"("SampleCount"],)" +
                                        kHour8 + "}");
  REQUIRE(read.find("Datapoints")->items().size() == 1);
  CHECK(dumpJson(read.find("Datapoints")->items()[0]) ==
        R"({"Timestamp":"2026-01-05T08:00:00.000000+00:00","Average":15.25,"Sum":30.5,)"
        R"("Minimum":10,"Maximum":20.5,"SampleCount":2,"Unit":"Percent"})");
  const JsonValue other =
      world.must("cloudwatch:GetMetricStatistics",
                 R"({"Namespace":"My","MetricName":"load","Dimensions":[{"Name":"a","Value":"1"},)"
                 R"({"Name":"b","Value":"2"}],"Period":300,"Statistics":["Average"],)" +
                     kHour8 + "}");
  CHECK(other.find("Datapoints")->items()[0].find("Average")->string() == "1.25");
}

TEST_CASE("cloudwatch: old and late values find their minute; order is kept") {
  World world;
  world.advance(10 * kMinute);
  for (const char* minute : {"08:05", "08:02", "08:09", "08:02"}) {
    world.must("cloudwatch:PutMetricData",
               std::string(R"({"Namespace":"My","MetricData":[{"MetricName":"load","Value":1,)") +
                   R"("Timestamp":"2026-01-05T)" + minute + R"(:30Z"}]})");
  }
  const Metric& metric = world.state().monitoring.metrics[0];
  REQUIRE(metric.points.size() == 3);
  CHECK(pointOf(metric, 0).minute == 2);
  CHECK(pointOf(metric, 0).sampleCount == 2);
  CHECK(pointOf(metric, 2).minute == 9);
  CHECK(brokenInvariants(world.state()).empty());
  CHECK(world
            .refused("cloudwatch:PutMetricData",
                     R"({"Namespace":"My","MetricData":[{"MetricName":"load","Value":1,
                        "Timestamp":"2025-12-01T00:00:00Z"}]})")
            .starts_with("InvalidParameterValue"));
}

TEST_CASE("cloudwatch: a ring forgets the oldest points and stays in order") {
  World world;
  feed(world, R"({"value":1,"minutes":1000},{"value":2})");
  world.advance(2 * kDay);
  const Metric& metric = world.state().monitoring.metrics[0];
  CHECK(metric.points.size() == kWatchedPointsKept);
  CHECK(pointOf(metric, 0).minute == 2 * 24 * 60 - static_cast<int>(kWatchedPointsKept));
  CHECK(brokenInvariants(world.state()).empty());
}

TEST_CASE("cloudwatch: GetMetricData with an expression, newest first unless asked otherwise") {
  World world;
  feed(world, R"({"value":1500,"minutes":2},{"value":3000})", "messages");
  feed(world, R"({"value":10})", "tasks");
  world.advance(3 * kMinute);
  const auto ask = [&](const std::string& more) {
    return world.must("cloudwatch:GetMetricData",
                      R"({"MetricDataQueries":[)"
                      R"({"Id":"m1","ReturnData":false,"MetricStat":{"Period":60,"Stat":"Sum",)"
                      R"("Metric":{"Namespace":"My","MetricName":"messages"}}},)"
                      R"({"Id":"m2","ReturnData":false,"MetricStat":{"Period":60,"Stat":"Sum",)"
                      R"("Metric":{"Namespace":"My","MetricName":"tasks"}}},)"
                      R"({"Id":"backlog","Expression":"m1 / m2"}],)" +
                          kHour8 + more + "}");
  };
  const JsonValue newest = ask("");
  REQUIRE(newest.find("MetricDataResults")->items().size() == 1);
  CHECK(dumpJson(*newest.find("MetricDataResults")->items()[0].find("Values")) == "[300,150,150]");
  const JsonValue oldest = ask(R"(,"ScanBy":"TimestampAscending")");
  CHECK(dumpJson(*oldest.find("MetricDataResults")->items()[0].find("Values")) == "[150,150,300]");
}

TEST_CASE("cloudwatch: an alarm goes to ALARM and back, and says why in CloudWatch's words") {
  World world;
  feed(world, R"({"value":81.2,"minutes":3},{"value":40})");
  alarmOn(world, R"("EvaluationPeriods":3)");
  CHECK(stateOf(world) == AlarmState::INSUFFICIENT_DATA);
  world.advance(3 * kMinute);
  CHECK(stateOf(world) == AlarmState::ALARM);
  const JsonValue described = world.must("cloudwatch:DescribeAlarms", R"({"StateValue":"ALARM"})");
  REQUIRE(described.find("MetricAlarms")->items().size() == 1);
  CHECK(described.find("MetricAlarms")->items()[0].text("StateReason") ==
        "Threshold Crossed: 3 out of the last 3 datapoints [81.2 (05/01/26 08:02:00), 81.2 "
        "(05/01/26 08:01:00), 81.2 (05/01/26 08:00:00)] were greater than the threshold (50.0) "
        "(minimum 3 datapoints for OK -> ALARM transition).");
  world.advance(kMinute);
  CHECK(stateOf(world) == AlarmState::OK);
  const JsonValue history = world.must("cloudwatch:DescribeAlarmHistory", R"({"AlarmName":"a"})");
  const auto& items = history.find("AlarmHistoryItems")->items();
  REQUIRE(items.size() == 3);
  CHECK(items[0].text("HistorySummary") == "Alarm updated from ALARM to OK.");
  CHECK(items[2].text("HistorySummary") == "Alarm \"a\" created");
}

TEST_CASE("cloudwatch: missing data is treated as asked") {
  struct Row {
    const char* treatment;
    AlarmState expected;
  };
  for (const Row& row :
       {Row{"missing", AlarmState::INSUFFICIENT_DATA}, Row{"ignore", AlarmState::ALARM},
        Row{"breaching", AlarmState::ALARM}, Row{"notBreaching", AlarmState::OK}}) {
    CAPTURE(row.treatment);
    World world;
    feed(world, R"({"value":80,"minutes":3},{"minutes":30})");
    alarmOn(world,
            std::string(R"("EvaluationPeriods":3,"TreatMissingData":")") + row.treatment + "\"");
    world.advance(3 * kMinute);
    CHECK(stateOf(world) == AlarmState::ALARM);
    world.advance(10 * kMinute);
    CHECK(stateOf(world) == row.expected);
  }
}

TEST_CASE("cloudwatch: M out of N, longer periods, and percentiles") {
  World world;
  feed(world, R"({"value":80,"minutes":1},{"value":10,"minutes":1},{"value":80,"minutes":1},
                 {"value":10})");
  alarmOn(world, R"("EvaluationPeriods":3,"DatapointsToAlarm":2)");
  world.advance(2 * kMinute);
  CHECK(stateOf(world) != AlarmState::ALARM);
  world.advance(kMinute);
  CHECK(stateOf(world) == AlarmState::ALARM);
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":"slow","MetricName":"load","Namespace":"My","ExtendedStatistic":"p99",
    "Period":300,"EvaluationPeriods":1,"Threshold":50,
    "ComparisonOperator":"LessThanOrEqualToThreshold"})");
  world.advance(kMinute);
  CHECK((alarmState(world.state(), "slow") == AlarmState::ALARM));  // 45, the mean of four
  CHECK(!alarmState(world.state(), "none"));
}

TEST_CASE("cloudwatch: SetAlarmState lasts until the next evaluation") {
  World world;
  feed(world, R"({"value":10})");
  alarmOn(world, R"("EvaluationPeriods":1)");
  world.advance(kMinute);
  CHECK(stateOf(world) == AlarmState::OK);
  world.must("cloudwatch:SetAlarmState",
             R"({"AlarmName":"a","StateValue":"ALARM","StateReason":"a drill"})");
  CHECK(stateOf(world) == AlarmState::ALARM);
  world.advance(kMinute);
  CHECK(stateOf(world) == AlarmState::OK);
  world.must("cloudwatch:DeleteAlarms", R"({"AlarmNames":["a"]})");
  CHECK(!alarmState(world.state(), "a"));
}

TEST_CASE("cloudwatch: a service's CPU is measured while an alarm needs it and a task runs") {
  World world;
  world.createWeb(2);
  world.must("cloudwatch:PutMetricAlarm",
             R"({"AlarmName":"cpu","MetricName":"CPUUtilization","Namespace":"AWS/ECS",
    "Dimensions":[{"Name":"ServiceName","Value":"web"},{"Name":"ClusterName","Value":"default"}],
    "Statistic":"SampleCount","Period":60,"EvaluationPeriods":1,"Threshold":2,
    "ComparisonOperator":"GreaterThanOrEqualToThreshold"})");
  world.advance(5 * kMinute);
  CHECK(alarmState(world.state(), "cpu") == AlarmState::ALARM);  // SampleCount: running tasks
  world.must("UpdateService", R"({"service":"web","desiredCount":0})");
  world.advance(10 * kMinute);
  CHECK(alarmState(world.state(), "cpu") == AlarmState::INSUFFICIENT_DATA);
}

TEST_CASE("cloudwatch: without anything that needs metrics no minute passes") {
  World world;
  world.createWeb(2);
  world.advance(kHour);
  CHECK(world.state().monitoring.minuteAt == kNever);
  CHECK(world.state().monitoring.metrics.empty());
}

TEST_CASE("cloudwatch: units, periods and the number of datapoints") {
  World world;
  const std::string units =
      " must be a value in the set [ Seconds, Microseconds, Milliseconds, Bytes, ";
  CHECK(
      world
          .refused("cloudwatch:PutMetricData",
                   R"({"Namespace":"My","MetricData":[{"MetricName":"x","Value":1,"Unit":"None"},)"
                   R"({"MetricName":"x","Value":1,"Unit":"percent"}]})")
          .starts_with("InvalidParameterValue: The parameter MetricData.member.2.Unit" + units));
  CHECK(world
            .refused("cloudwatch:PutMetricAlarm",
                     R"({"AlarmName":"a","ComparisonOperator":"GreaterThanThreshold",)"
                     R"("MetricName":"x","Namespace":"My","Statistic":"Sum","Period":60,)"
                     R"("EvaluationPeriods":1,"Threshold":1,"Unit":"Apples"})")
            .starts_with("InvalidParameterValue: The parameter Unit" + units));
  CHECK(world.state().monitoring.metrics.empty());
  const auto read = [&](const std::string& end, int period, const std::string& more = "") {
    return world.refused("cloudwatch:GetMetricStatistics",
                         R"({"Namespace":"My","MetricName":"x","Statistics":["Sum"],"StartTime":)"
                         R"("2026-01-05T08:00:00Z","EndTime":")" +
                             end + R"(","Period":)" + std::to_string(period) + more + "}");
  };
  CHECK(read("2026-01-06T08:00:00Z", 60) == "accepted");
  CHECK(read("2026-01-06T08:00:01Z", 60) ==
        "InvalidParameterCombination: You have requested up to 1,441 datapoints, which exceeds the "
        "limit of 1,440. You may reduce the datapoints requested by increasing Period, or "
        "decreasing the time range.");
  CHECK(read("2026-01-10T08:00:00Z", 300) == "accepted");
  CHECK(read("2026-01-15T08:00:00Z", 300).find("up to 2,880 datapoints") != std::string::npos);
  CHECK(read("2026-01-05T09:00:00Z", 60, R"(,"Unit":"Apples")")
            .starts_with("InvalidParameterValue: The parameter Unit" + units));
  for (const int period : {2, 45, 90}) {
    CHECK(read("2026-01-05T09:00:00Z", period) ==
          "InvalidParameterValue: The parameter Period must be 1, 5, 10, 20, 30 or a multiple of "
          "60, and at most 86400.");
  }
  for (const int period : {1, 5, 10, 20, 30}) {
    CHECK(read("2026-01-05T09:00:00Z", period).starts_with("SimNotModelled: High-resolution"));
  }
}

TEST_CASE("cloudwatch: bad requests are refused, and change nothing") {
  World world;
  const auto refused = [&](const char* operation, const std::string& input) {
    return world.refused(std::string("cloudwatch:") + operation, input);
  };
  CHECK(refused("PutMetricData", R"({"Namespace":"AWS/ECS","MetricData":[
      {"MetricName":"x","Value":1}]})")
            .starts_with("InvalidParameterValue"));
  for (const char* datum :
       {R"({"MetricName":"x"})", R"({"MetricName":"x","Value":1,"Values":[1]})",
        R"({"MetricName":"x","Values":[1],"Counts":[1,2]})", R"({"MetricName":"x","Value":1e30})",
        R"({"MetricName":"x","Value":1,"Timestamp":"soon"})"}) {
    CAPTURE(datum);
    CHECK(
        refused("PutMetricData", std::string(R"({"Namespace":"My","MetricData":[)") + datum + "]}")
            .starts_with("InvalidParameter"));
  }
  const std::string head = R"({"AlarmName":"a","ComparisonOperator":"GreaterThanThreshold",)";
  const std::string metric = R"("MetricName":"x","Namespace":"My","Statistic":"Sum",)";
  CHECK(refused("PutMetricAlarm", head + metric + R"("Period":3600,"EvaluationPeriods":25,
      "Threshold":1})") ==
        "ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * "
        "Period must be <= 86400).");
  for (const std::string& body :
       {metric + R"("Period":90,"EvaluationPeriods":1,"Threshold":1})",
        metric + R"("Period":60,"EvaluationPeriods":1})",
        metric + R"("Period":60,"EvaluationPeriods":1,"DatapointsToAlarm":2,"Threshold":1})",
        metric + R"("Period":60,"EvaluationPeriods":1,"Threshold":1,"TreatMissingData":"no"})",
        metric + R"("Period":60,"EvaluationPeriods":1,"Threshold":1,"AlarmActions":["x"]})",
        std::string(R"("EvaluationPeriods":1,"Threshold":1})"),
        std::string(R"("EvaluationPeriods":1,"Threshold":1,"Metrics":[]})")}) {
    CAPTURE(body);
    CHECK(refused("PutMetricAlarm", head + body).starts_with("ValidationError"));
  }
  CHECK(refused("PutMetricAlarm", head + R"j("EvaluationPeriods":1,"Threshold":1,"Metrics":[
      {"Id":"e1","Expression":"FILL(m1, 0)"}]})j")
            .starts_with("SimNotModelled"));
  CHECK(refused("PutMetricAlarm", head + metric + R"("Period":30,"EvaluationPeriods":1,
      "Threshold":1})")
            .starts_with("SimNotModelled"));
  CHECK(refused("DeleteAlarms", R"({"AlarmNames":["none"]})").starts_with("ResourceNotFound"));
  CHECK(refused("GetMetricStatistics",
                R"({"Namespace":"My","MetricName":"x","Period":60,"Statistics":["Sum"],
      "StartTime":"2026-01-05T09:00:00Z","EndTime":"2026-01-05T08:00:00Z"})")
            .starts_with("InvalidParameterCombination"));
  CHECK(world
            .refused("SimSetMetric",
                     R"({"namespace":"My","name":"x","pattern":[{"value":1},{"value":2}]})")
            .starts_with("SimInvalidRequest"));
  CHECK(world.state().monitoring.alarms.empty());
  CHECK(world.state().monitoring.metrics.empty());
}

}  // namespace taskyard
