#pragma once
// The inputs of CloudWatch's metric and alarm operations (shapes_cloudwatch.cpp).

#include "api/shapes.h"

namespace taskyard::shapes {

// CloudWatch's StandardUnit, in the order of its API model.
std::span<const std::string_view> standardUnits();

extern const Shape kPutMetricDataInput;
extern const Shape kListMetricsInput;
extern const Shape kGetMetricStatisticsInput;
extern const Shape kGetMetricDataInput;
extern const Shape kPutMetricAlarmInput;
extern const Shape kDescribeAlarmsInput;
extern const Shape kDeleteAlarmsInput;
extern const Shape kSetAlarmStateInput;
extern const Shape kDescribeAlarmHistoryInput;
extern const Shape kSimSetMetricInput;

}  // namespace taskyard::shapes
