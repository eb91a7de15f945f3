#pragma once
// CloudWatch: metrics as rings of one-minute datapoints, and alarms.
//
// A value is a whole number of thousandths (base/milli.h): 80 % is 80,000, half a second is 500.
// A metric is named by namespace, name and dimensions together; two lists of dimensions are two
// metrics. Source: CloudWatch User Guide, "Metrics concepts".
//
// Nothing is measured until something needs it (engine/monitoring_system.h).

#include <compare>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

struct MetricDimension {
  std::string name;
  std::string value;

  auto fields() const { return std::tie(name, value); }
  bool operator==(const MetricDimension&) const = default;
  bool operator<(const MetricDimension& other) const { return fields() < other.fields(); }
};

struct MetricKey {
  std::string nameSpace;                    // "AWS/ECS"
  std::string name;                         // "CPUUtilization"
  std::vector<MetricDimension> dimensions;  // by name

  auto fields() const { return std::tie(nameSpace, name, dimensions); }
  bool operator==(const MetricKey&) const = default;
  bool operator<(const MetricKey& other) const { return fields() < other.fields(); }
};

// Everything that was reported for one minute.
struct MetricPoint {
  std::int32_t minute = 0;  // minutes since the start of the run
  std::int32_t sampleCount = 0;
  std::int64_t sum = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;

  auto fields() const { return std::tie(minute, sampleCount, sum, minimum, maximum); }
};

// Percentiles of one minute, for metrics that are measured one by one.
struct MetricPercentiles {
  std::int64_t p50 = 0;
  std::int64_t p90 = 0;
  std::int64_t p95 = 0;
  std::int64_t p99 = 0;

  auto fields() const { return std::tie(p50, p90, p95, p99); }
};

// One piece of a pattern that somebody feeds by hand.
struct MetricPatternStep {
  std::int32_t minutes = 0;  // 0: from here on
  bool missing = false;      // no datapoint
  std::int64_t value = 0;

  auto fields() const { return std::tie(minutes, missing, value); }
};

// Model choice: what AWS keeps for 15 days is kept for a day where an alarm or a person uses it,
// and for three hours elsewhere: longer than any alarm of a lesson looks back.
inline constexpr std::size_t kWatchedPointsKept = 24 * 60;
inline constexpr std::size_t kPointsKept = 3 * 60;

struct Metric {
  MetricKey key;
  std::string unit = "None";  // "Percent", "Count", "Seconds", ...
  bool watched = false;       // keeps kWatchedPointsKept
  // A ring, in the order of minutes, starting at `oldest`.
  std::vector<MetricPoint> points;
  std::vector<MetricPercentiles> percentiles;  // one per point, or none at all
  std::uint32_t oldest = 0;
  EventId source = kNoEvent;  // the request that fed it last; kNoEvent: it is measured
  // What SimSetMetric asked for: it stands in for what would be measured.
  std::vector<MetricPatternStep> pattern;
  std::int32_t patternFrom = 0;  // minute
  EventId patternBy = kNoEvent;

  auto fields() const {
    return std::tie(key, unit, watched, points, percentiles, oldest, source, pattern, patternFrom,
                    patternBy);
  }
};

enum class AlarmState : std::uint8_t { OK, ALARM, INSUFFICIENT_DATA };
enum class MetricStatistic : std::uint8_t {
  SampleCount,
  Average,
  Sum,
  Minimum,
  Maximum,
  p50,
  p90,
  p95,
  p99
};
enum class ComparisonOperator : std::uint8_t {
  GreaterThanOrEqualToThreshold,
  GreaterThanThreshold,
  LessThanThreshold,
  LessThanOrEqualToThreshold
};
enum class TreatMissingData : std::uint8_t { missing, ignore, breaching, notBreaching };

// One step of an expression in postfix order.
struct MathStep {
  enum class Kind : std::uint8_t { Number, Operand, Add, Subtract, Multiply, Divide, Negate };
  Kind kind = Kind::Number;
  std::int64_t number = 0;    // Number
  std::uint32_t operand = 0;  // Operand: position of another query

  auto fields() const { return std::tie(kind, number, operand); }
};

// One line of a list of metrics and expressions: `m1`, `m2`, `m1/m2`.
struct MetricQuery {
  std::string id;
  std::string label;
  bool returnData = true;
  MetricIndex metric;  // not valid: an expression
  MetricStatistic statistic = MetricStatistic::Average;
  std::int32_t periodMinutes = 1;
  std::string expression;
  std::vector<MathStep> steps;

  auto fields() const {
    return std::tie(id, label, returnData, metric, statistic, periodMinutes, expression, steps);
  }
};

struct AlarmHistoryItem {
  enum class Type : std::uint8_t { ConfigurationUpdate, StateUpdate, Action };
  TimeMs at = 0;
  Type type = Type::StateUpdate;
  std::string summary;

  auto fields() const { return std::tie(at, type, summary); }
};
inline constexpr std::size_t kAlarmHistoryKept = 100;  // Model choice: AWS keeps 30 days

struct Alarm {
  std::string alarmName;
  std::string alarmDescription;
  bool deleted = false;
  bool actionsEnabled = true;
  std::vector<std::string> okActions;
  std::vector<std::string> alarmActions;
  std::vector<std::string> insufficientDataActions;
  std::vector<MetricQuery> queries;  // at least one
  std::uint32_t watched = 0;         // which of them is compared
  bool listForm = false;             // it was given as a list ("Metrics")
  std::int32_t evaluationPeriods = 1;
  std::int32_t datapointsToAlarm = 1;
  std::int64_t threshold = 0;
  ComparisonOperator comparison = ComparisonOperator::GreaterThanThreshold;
  TreatMissingData treatMissingData = TreatMissingData::missing;
  AlarmState state = AlarmState::INSUFFICIENT_DATA;
  std::string stateReason = "Unchecked: Initial alarm creation";
  TimeMs stateUpdatedAt = 0;
  TimeMs configuredAt = 0;
  ScalingPolicyIndex ownedBy;  // the target tracking policy that made it
  EventId createdBy = kNoEvent;
  EventId lastEvent = kNoEvent;  // of its last change of state
  std::vector<AlarmHistoryItem> history;

  auto fields() const {
    return std::tie(alarmName, alarmDescription, deleted, actionsEnabled, okActions, alarmActions,
                    insufficientDataActions, queries, watched, listForm, evaluationPeriods,
                    datapointsToAlarm, threshold, comparison, treatMissingData, state, stateReason,
                    stateUpdatedAt, configuredAt, ownedBy, createdBy, lastEvent, history);
  }
};

// Where the metrics of a service are, so that measuring does not search.
struct ServiceMetrics {
  MetricIndex cpuUtilization;
  MetricIndex memoryUtilization;
  std::vector<MetricIndex> insights;  // of Container Insights; empty while it is off

  auto fields() const { return std::tie(cpuUtilization, memoryUtilization, insights); }
};

struct Monitoring {
  std::vector<Metric> metrics;
  std::vector<MetricIndex> byKey;  // all of them, in the order of their keys
  std::vector<Alarm> alarms;
  std::vector<ServiceMetrics> ofService;  // by ServiceIndex, as far as any were measured
  TimeMs minuteAt = kNever;               // when the minute timer is due; kNever: it does not run

  auto fields() const { return std::tie(metrics, byKey, alarms, ofService, minuteAt); }
};

const char* nameOf(AlarmState state);
const char* nameOf(MetricStatistic statistic);
const char* nameOf(ComparisonOperator comparison);
const char* nameOf(TreatMissingData treatment);

}  // namespace taskyard
