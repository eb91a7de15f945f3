#pragma once
// When a CloudWatch alarm changes its state: a pure decision over its latest datapoints.
// Source: CloudWatch User Guide, "Using Amazon CloudWatch alarms", "Configuring how alarms treat
// missing data" (the table of evaluation ranges) and "M out of N".

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace taskyard {

// How many periods beyond evaluationPeriods an alarm looks back for datapoints that are not
// missing. Model choice: two, as in AWS's example of three periods and a range of five.
inline constexpr std::int32_t kExtraPeriods = 2;

struct AlarmRule {
  std::int32_t evaluationPeriods = 1;
  std::int32_t datapointsToAlarm = 1;
  std::int64_t threshold = 0;  // thousandths
  ComparisonOperator comparison = ComparisonOperator::GreaterThanThreshold;
  TreatMissingData treatMissingData = TreatMissingData::missing;
};

bool breaches(std::int64_t value, std::int64_t threshold, ComparisonOperator comparison);

// values: newest first, one per period, at most evaluationPeriods + kExtraPeriods.
// With enough datapoints in the range only they count. With fewer, treatMissingData fills the gaps;
// `missing` and `ignore` add nothing: the alarm goes to ALARM when all there is breaches and the
// oldest of it is datapointsToAlarm old (`missing` only), to OK when something does not breach, and
// to INSUFFICIENT_DATA when there is nothing (`missing`; `ignore` keeps the state).
AlarmState alarmStateOf(const AlarmRule& rule, AlarmState current,
                        std::span<const std::optional<std::int64_t>> values);

AlarmRule ruleOf(const Alarm& alarm);
// What alarmStateOf looks at, for the periods that end before minute `end`; newest first.
std::vector<std::optional<std::int64_t>> recentValues(const State& state, const Alarm& alarm,
                                                      std::int32_t end);

// Not valid when there is none of that name.
AlarmIndex findAlarm(const State& state, std::string_view name);
// Nothing when there is no alarm of that name.
std::optional<AlarmState> alarmState(const State& state, std::string_view name);
// "arn:aws:cloudwatch:us-east-1:123456789012:alarm:<name>".
std::string alarmArn(std::string_view name);
// "CPUUtilization", or the expression: what the alarm looks at, in words.
std::string alarmSubject(const State& state, const Alarm& alarm);
// CloudWatch's own sentence: "Threshold Crossed: 3 out of the last 3 datapoints [...] were greater
// than the threshold (50.0) (minimum 3 datapoints for OK -> ALARM transition)."
std::string stateReasonOf(const Alarm& alarm, AlarmState state,
                          std::span<const std::optional<std::int64_t>> values, std::int32_t end);

}  // namespace taskyard
