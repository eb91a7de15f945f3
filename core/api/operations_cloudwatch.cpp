#include "api/cloudwatch_handlers.h"
#include "api/operations.h"
#include "api/shapes_cloudwatch.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"cloudwatch", "PutMetricData", "Reports values of a metric of your own.", kChanges,
      &kPutMetricDataInput},
     putMetricData},
    {{"cloudwatch", "ListMetrics", "Lists the metrics that have datapoints.", kReads,
      &kListMetricsInput},
     listMetrics},
    {{"cloudwatch", "GetMetricStatistics", "Shows statistics of one metric.", kReads,
      &kGetMetricStatisticsInput},
     getMetricStatistics},
    {{"cloudwatch", "GetMetricData", "Shows values of metrics and of expressions over them.",
      kReads, &kGetMetricDataInput},
     getMetricData},
    {{"cloudwatch", "PutMetricAlarm", "Creates an alarm on a metric, or changes it.", kChanges,
      &kPutMetricAlarmInput},
     putMetricAlarm},
    {{"cloudwatch", "DescribeAlarms", "Shows alarms and their states.", kReads,
      &kDescribeAlarmsInput},
     describeAlarms},
    {{"cloudwatch", "DeleteAlarms", "Deletes alarms.", kChanges, &kDeleteAlarmsInput},
     deleteAlarms},
    {{"cloudwatch", "SetAlarmState", "Puts an alarm into a state until it is evaluated again.",
      kChanges, &kSetAlarmStateInput},
     setAlarmStateByHand},
    {{"cloudwatch", "DescribeAlarmHistory", "Lists what happened to alarms.", kReads,
      &kDescribeAlarmHistoryInput},
     describeAlarmHistory},
};

}  // namespace

std::span<const Operation> cloudwatch() { return kOperations; }

}  // namespace taskyard::operations
