// The inputs of service "cloudwatch", and of SimSetMetric, which feeds it by hand.
// Names from AWS's public API model (monitoring, 2010-08-01).

#include "api/shapes_cloudwatch.h"

#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr Shape kTime = {.kind = ShapeKind::Timestamp};
constexpr Shape kNumbers = listOf(kNumber);

constexpr ShapeMember kDimensionMembers[] = {
    required("Name", kString, "Name of the dimension, such as ServiceName."),
    required("Value", kString, "Its value."),
};
constexpr Shape kDimension = structure(kDimensionMembers);
constexpr Shape kDimensions = listOf(kDimension);
constexpr ShapeMember kDimensionFilterMembers[] = {
    required("Name", kString, "Metrics that have this dimension."),
    optional("Value", kString, "With this value; any when absent."),
};
constexpr Shape kDimensionFilter = structure(kDimensionFilterMembers);
constexpr Shape kDimensionFilters = listOf(kDimensionFilter);

constexpr std::string_view kUnitValues[] = {"Seconds",
                                            "Microseconds",
                                            "Milliseconds",
                                            "Bytes",
                                            "Kilobytes",
                                            "Megabytes",
                                            "Gigabytes",
                                            "Terabytes",
                                            "Bits",
                                            "Kilobits",
                                            "Megabits",
                                            "Gigabits",
                                            "Terabits",
                                            "Percent",
                                            "Count",
                                            "Bytes/Second",
                                            "Kilobytes/Second",
                                            "Megabytes/Second",
                                            "Gigabytes/Second",
                                            "Terabytes/Second",
                                            "Bits/Second",
                                            "Kilobits/Second",
                                            "Megabits/Second",
                                            "Gigabits/Second",
                                            "Terabits/Second",
                                            "Count/Second",
                                            "None"};
constexpr Shape kUnit = enumeration(kUnitValues);
constexpr std::string_view kStatisticValues[] = {"SampleCount", "Average", "Sum", "Minimum",
                                                 "Maximum"};
constexpr Shape kStatistic = enumeration(kStatisticValues);
constexpr Shape kStatistics = listOf(kStatistic);

constexpr ShapeMember kStatisticSetMembers[] = {
    required("SampleCount", kNumber, "How many samples."),
    required("Sum", kNumber, "Their sum."),
    required("Minimum", kNumber, "The smallest."),
    required("Maximum", kNumber, "The largest."),
};
constexpr Shape kStatisticSet = structure(kStatisticSetMembers);
constexpr ShapeMember kDatumMembers[] = {
    required("MetricName", kString, "Name of the metric.").between(1, 255),
    optional("Dimensions", kDimensions, "What tells this metric from others of its name.")
        .between(0, 30),
    optional("Timestamp", kTime, "When it was measured; now when absent."),
    optional("Value", kNumber, "The value."),
    optional("StatisticValues", kStatisticSet, "Many samples, already added up."),
    optional("Values", kNumbers, "Several values of the same minute."),
    optional("Counts", kNumbers, "How often each of Values occurred; once when absent."),
    optional("Unit", kUnit, "Unit of the value."),
    optional("StorageResolution", kInteger, "60, or 1 for high resolution."),
};
constexpr Shape kDatum = structure(kDatumMembers);
constexpr Shape kData = listOf(kDatum);
constexpr ShapeMember kPutMetricDataMembers[] = {
    required("Namespace", kString, "Namespace of the metrics; not one of AWS's own.")
        .between(1, 255),
    optional("MetricData", kData, "The values."),
};

constexpr std::string_view kRecentlyActiveValues[] = {"PT3H"};
constexpr Shape kRecentlyActive = enumeration(kRecentlyActiveValues);
constexpr ShapeMember kListMetricsMembers[] = {
    optional("Namespace", kString, "Only metrics of this namespace."),
    optional("MetricName", kString, "Only metrics of this name."),
    optional("Dimensions", kDimensionFilters, "Only metrics with these dimensions."),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
    optional("RecentlyActive", kRecentlyActive, "Only metrics with datapoints in three hours."),
};

constexpr ShapeMember kGetMetricStatisticsMembers[] = {
    required("Namespace", kString, "Namespace of the metric."),
    required("MetricName", kString, "Name of the metric."),
    optional("Dimensions", kDimensions, "Its dimensions, all of them."),
    required("StartTime", kTime, "From when, this moment included."),
    required("EndTime", kTime, "Until when, this moment not included."),
    required("Period", kInteger, "Seconds per datapoint; a multiple of 60.")
        .clientBetween(1, 86400),
    optional("Statistics", kStatistics, "Which statistics."),
    optional("ExtendedStatistics", kStrings, "Percentiles: p50, p90, p95, p99."),
    optional("Unit", kUnit, "Only values in this unit."),
};

constexpr ShapeMember kMetricMembers[] = {
    optional("Namespace", kString, "Namespace of the metric."),
    optional("MetricName", kString, "Name of the metric."),
    optional("Dimensions", kDimensions, "Its dimensions, all of them."),
};
constexpr Shape kMetric = structure(kMetricMembers);
constexpr ShapeMember kMetricStatMembers[] = {
    required("Metric", kMetric, "Which metric."),
    required("Period", kInteger, "Seconds per datapoint; a multiple of 60.")
        .clientBetween(1, 86400),
    required("Stat", kString, "Average, Sum, Minimum, Maximum, SampleCount or a percentile."),
    optional("Unit", kUnit, "Only values in this unit."),
};
constexpr Shape kMetricStat = structure(kMetricStatMembers);
constexpr ShapeMember kQueryMembers[] = {
    required("Id", kString, "Name for expressions: a small letter, then letters and digits."),
    optional("MetricStat", kMetricStat, "A metric; else give Expression."),
    optional("Expression", kString, "Arithmetic over other ids, such as m1/m2."),
    optional("Label", kString, "Words for people."),
    optional("ReturnData", kBoolean, "Whether this line is part of the answer; true when absent."),
    optional("Period", kInteger, "Seconds per datapoint of an expression.").clientBetween(1, 86400),
    optional("AccountId", kString, "Another account's metrics."),
};
constexpr Shape kQuery = structure(kQueryMembers);
constexpr Shape kQueries = listOf(kQuery);
constexpr std::string_view kScanByValues[] = {"TimestampDescending", "TimestampAscending"};
constexpr Shape kScanBy = enumeration(kScanByValues);
constexpr ShapeMember kGetMetricDataMembers[] = {
    required("MetricDataQueries", kQueries, "Metrics and expressions.").between(1, 500),
    required("StartTime", kTime, "From when, this moment included."),
    required("EndTime", kTime, "Until when, this moment not included."),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
    optional("ScanBy", kScanBy, "Newest first, or oldest first."),
    optional("MaxDatapoints", kInteger, "How many datapoints at most."),
};

constexpr std::string_view kComparisonValues[] = {"GreaterThanOrEqualToThreshold",
                                                  "GreaterThanThreshold", "LessThanThreshold",
                                                  "LessThanOrEqualToThreshold"};
constexpr Shape kComparison = enumeration(kComparisonValues);
constexpr ShapeMember kTagMembers[] = {
    required("Key", kString, "Name of the tag."),
    required("Value", kString, "Its value."),
};
constexpr Shape kTag = structure(kTagMembers);
constexpr Shape kTagList = listOf(kTag);
constexpr ShapeMember kPutMetricAlarmMembers[] = {
    required("AlarmName", kString, "Name of the alarm; one of this name is replaced.")
        .clientBetween(1, 255),
    optional("AlarmDescription", kString, "Words for people.").between(0, 1024),
    optional("ActionsEnabled", kBoolean, "Whether actions run; true when absent."),
    optional("OKActions", kStrings, "ARNs to call on OK.").between(0, 5),
    optional("AlarmActions", kStrings, "ARNs to call on ALARM, such as a scaling policy.")
        .between(0, 5),
    optional("InsufficientDataActions", kStrings, "ARNs to call on INSUFFICIENT_DATA.")
        .between(0, 5),
    optional("MetricName", kString, "The metric; else give Metrics."),
    optional("Namespace", kString, "Its namespace."),
    optional("Statistic", kStatistic, "Which statistic of it."),
    optional("ExtendedStatistic", kString, "Or which percentile: p50, p90, p95, p99."),
    optional("Dimensions", kDimensions, "Its dimensions, all of them."),
    optional("Period", kInteger, "Seconds per datapoint; a multiple of 60.")
        .clientBetween(1, 86400),
    optional("Unit", kUnit, "Only values in this unit."),
    required("EvaluationPeriods", kInteger, "How many of the newest periods are looked at.")
        .clientBetween(1, INT64_MAX),
    optional("DatapointsToAlarm", kInteger, "How many of them must breach; all when absent.")
        .clientBetween(1, INT64_MAX),
    optional("Threshold", kNumber, "What values are compared with."),
    required("ComparisonOperator", kComparison, "How they are compared."),
    optional("TreatMissingData", kString, "missing, ignore, breaching or notBreaching."),
    optional("EvaluateLowSampleCountPercentile", kString, "evaluate or ignore."),
    optional("Metrics", kQueries, "Metrics and expressions; the one that returns data counts."),
    optional("Tags", kTagList, "Labels as key and value."),
    optional("ThresholdMetricId", kString, "For anomaly detection."),
};

constexpr std::string_view kStateValues[] = {"OK", "ALARM", "INSUFFICIENT_DATA"};
constexpr Shape kStateValue = enumeration(kStateValues);
constexpr std::string_view kAlarmTypeValues[] = {"CompositeAlarm", "MetricAlarm"};
constexpr Shape kAlarmType = enumeration(kAlarmTypeValues);
constexpr Shape kAlarmTypes = listOf(kAlarmType);
constexpr ShapeMember kDescribeAlarmsMembers[] = {
    optional("AlarmNames", kStrings, "Which alarms; all when absent.").between(0, 100),
    optional("AlarmNamePrefix", kString, "Only alarms whose names begin like this."),
    optional("AlarmTypes", kAlarmTypes, "Metric alarms when absent."),
    optional("StateValue", kStateValue, "Only alarms in this state."),
    optional("ActionPrefix", kString, "Only alarms with an action that begins like this."),
    optional("MaxRecords", kInteger, "How many at once.").clientBetween(1, 100),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
};
constexpr ShapeMember kDeleteAlarmsMembers[] = {
    required("AlarmNames", kStrings, "Which alarms.").between(1, 100),
};
constexpr ShapeMember kSetAlarmStateMembers[] = {
    required("AlarmName", kString, "Which alarm."),
    required("StateValue", kStateValue, "The state until it is evaluated again."),
    required("StateReason", kString, "Why, in your words.").between(0, 1023),
    optional("StateReasonData", kString, "Why, as JSON."),
};
constexpr std::string_view kHistoryTypeValues[] = {"ConfigurationUpdate", "StateUpdate", "Action"};
constexpr Shape kHistoryType = enumeration(kHistoryTypeValues);
constexpr ShapeMember kDescribeAlarmHistoryMembers[] = {
    optional("AlarmName", kString, "Which alarm; all when absent."),
    optional("HistoryItemType", kHistoryType, "Only this type."),
    optional("MaxRecords", kInteger, "How many at once.").clientBetween(1, 100),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
    optional("ScanBy", kScanBy, "Newest first, or oldest first."),
};

constexpr ShapeMember kSimDimensionMembers[] = {
    required("name", kString, "Name of the dimension, such as ServiceName."),
    required("value", kString, "Its value."),
};
constexpr Shape kSimDimension = structure(kSimDimensionMembers);
constexpr Shape kSimDimensions = listOf(kSimDimension);
constexpr ShapeMember kPatternMembers[] = {
    optional("value", kNumber, "The value of every minute; no datapoint when absent."),
    optional("minutes", kInteger, "For how long; until something else is set when absent.")
        .strictlyBetween(1, 366 * 24 * 60),
};
constexpr Shape kPatternStep = structure(kPatternMembers);
constexpr Shape kPattern = listOf(kPatternStep);
constexpr ShapeMember kSimSetMetricMembers[] = {
    required("namespace", kString, "Such as AWS/ECS.").strictlyBetween(1, 255),
    required("name", kString, "Such as CPUUtilization.").strictlyBetween(1, 255),
    optional("dimensions", kSimDimensions, "All dimensions of the metric.").strictlyBetween(0, 30),
    required("pattern", kPattern, "What to report, piece after piece; [] gives it back.")
        .strictlyBetween(0, 100),
};

}  // namespace

std::span<const std::string_view> standardUnits() { return kUnitValues; }

constinit const Shape kPutMetricDataInput = structure(kPutMetricDataMembers);
constinit const Shape kListMetricsInput = structure(kListMetricsMembers);
constinit const Shape kGetMetricStatisticsInput = structure(kGetMetricStatisticsMembers);
constinit const Shape kGetMetricDataInput = structure(kGetMetricDataMembers);
constinit const Shape kPutMetricAlarmInput = structure(kPutMetricAlarmMembers);
constinit const Shape kDescribeAlarmsInput = structure(kDescribeAlarmsMembers);
constinit const Shape kDeleteAlarmsInput = structure(kDeleteAlarmsMembers);
constinit const Shape kSetAlarmStateInput = structure(kSetAlarmStateMembers);
constinit const Shape kDescribeAlarmHistoryInput = structure(kDescribeAlarmHistoryMembers);
constinit const Shape kSimSetMetricInput = structure(kSimSetMetricMembers);

}  // namespace taskyard::shapes
