#include "engine/alarms.h"

#include "base/calendar.h"
#include "base/milli.h"
#include "engine/metrics.h"

namespace taskyard {

bool breaches(std::int64_t value, std::int64_t threshold, ComparisonOperator comparison) {
  switch (comparison) {
    case ComparisonOperator::GreaterThanOrEqualToThreshold: return value >= threshold;
    case ComparisonOperator::GreaterThanThreshold: return value > threshold;
    case ComparisonOperator::LessThanThreshold: return value < threshold;
    case ComparisonOperator::LessThanOrEqualToThreshold: return value <= threshold;
  }
  return false;
}

AlarmState alarmStateOf(const AlarmRule& rule, AlarmState current,
                        std::span<const std::optional<std::int64_t>> values) {
  std::int32_t known = 0;
  std::int32_t breaching = 0;
  std::int32_t age = 0;  // of the value looked at, in periods; the newest is 1
  std::int32_t oldestBreaching = 0;
  for (const auto& value : values) {
    ++age;
    if (!value) continue;
    ++known;
    if (breaches(*value, rule.threshold, rule.comparison)) {
      ++breaching;
      oldestBreaching = age;
    }
    if (known == rule.evaluationPeriods) break;
  }
  if (breaching >= rule.datapointsToAlarm) return AlarmState::ALARM;
  const std::int32_t gaps = rule.evaluationPeriods - known;
  if (gaps == 0) return AlarmState::OK;
  switch (rule.treatMissingData) {
    case TreatMissingData::breaching:
      return breaching + gaps >= rule.datapointsToAlarm ? AlarmState::ALARM : AlarmState::OK;
    case TreatMissingData::notBreaching: return AlarmState::OK;
    case TreatMissingData::ignore: return known > breaching ? AlarmState::OK : current;
    case TreatMissingData::missing: break;
  }
  if (known == 0) return AlarmState::INSUFFICIENT_DATA;
  if (known > breaching) return AlarmState::OK;
  // Model choice: while all there is breaches but is too young to count, nothing changes.
  return oldestBreaching >= rule.datapointsToAlarm ? AlarmState::ALARM : current;
}

AlarmRule ruleOf(const Alarm& alarm) {
  return {alarm.evaluationPeriods, alarm.datapointsToAlarm, alarm.threshold, alarm.comparison,
          alarm.treatMissingData};
}

namespace {

std::int32_t periodOf(const Alarm& alarm) {
  for (const MetricQuery& query : alarm.queries) {
    if (query.metric.valid()) return query.periodMinutes;
  }
  return 1;
}

// "05/01/26 08:03:00": how CloudWatch writes a moment into a reason.
std::string reasonTime(std::int32_t minute) {
  const std::int64_t minutes = kEpochAtStartMs / kMinute + minute;
  const CalendarDate date = dateOfDay(minutes / (24 * 60));
  const auto two = [](std::int64_t number) { return std::to_string(100 + number % 100).substr(1); };
  return two(date.day) + "/" + two(date.month) + "/" + two(date.year) + " " +
         two(minutes / 60 % 24) + ":" + two(minutes % 60) + ":00";
}

const char* comparisonWords(ComparisonOperator comparison) {
  switch (comparison) {
    case ComparisonOperator::GreaterThanOrEqualToThreshold:
      return "greater than or equal to the threshold";
    case ComparisonOperator::GreaterThanThreshold: return "greater than the threshold";
    case ComparisonOperator::LessThanThreshold: return "less than the threshold";
    case ComparisonOperator::LessThanOrEqualToThreshold:
      return "less than or equal to the threshold";
  }
  return "";
}

}  // namespace

std::vector<std::optional<std::int64_t>> recentValues(const State& state, const Alarm& alarm,
                                                      std::int32_t end) {
  const std::int32_t period = periodOf(alarm);
  std::vector<std::optional<std::int64_t>> values;
  std::int32_t known = 0;
  for (std::int32_t i = 0; i < alarm.evaluationPeriods + kExtraPeriods; ++i) {
    values.push_back(valueOf(state, alarm.queries, alarm.watched, end - i * period));
    if (values.back() && ++known == alarm.evaluationPeriods) break;
  }
  return values;
}

AlarmIndex findAlarm(const State& state, std::string_view name) {
  const auto& alarms = state.monitoring.alarms;
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    if (!alarms[i].deleted && alarms[i].alarmName == name) return AlarmIndex(i);
  }
  return {};
}

std::optional<AlarmState> alarmState(const State& state, std::string_view name) {
  const AlarmIndex alarm = findAlarm(state, name);
  if (!alarm.valid()) return std::nullopt;
  return state.monitoring.alarms[alarm.value].state;
}

std::string alarmArn(std::string_view name) {
  return "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + std::string(name);
}

std::string alarmSubject(const State& state, const Alarm& alarm) {
  const MetricQuery& query = alarm.queries[alarm.watched];
  if (query.metric.valid()) return state.monitoring.metrics[query.metric.value].key.name;
  return query.label.empty() ? query.expression : query.label;
}

std::string stateReasonOf(const Alarm& alarm, AlarmState state,
                          std::span<const std::optional<std::int64_t>> values, std::int32_t end) {
  const std::int32_t period = periodOf(alarm);
  std::string listed;
  std::int32_t shown = 0;
  std::int32_t breaching = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    const bool breached = breaches(*values[i], alarm.threshold, alarm.comparison);
    if (breached) ++breaching;
    // In ALARM CloudWatch lists what breaches, in OK what does not.
    if (breached != (state == AlarmState::ALARM)) continue;
    if (!listed.empty()) listed += ", ";
    listed += milliTextWithPoint(*values[i]) + " (" +
              reasonTime(end - (static_cast<std::int32_t>(i) + 1) * period) + ")";
    ++shown;
  }
  const std::string periods = std::to_string(alarm.evaluationPeriods);
  if (state == AlarmState::INSUFFICIENT_DATA) {
    return "Insufficient Data: " + periods + " datapoint" +
           (alarm.evaluationPeriods == 1 ? " was" : "s were") + " unknown.";
  }
  if (shown == 0) {
    const std::string treated = state == AlarmState::ALARM ? "[Breaching]" : "[NonBreaching]";
    return "Threshold Crossed: no datapoints were received for " + periods + " period" +
           (alarm.evaluationPeriods == 1 ? "" : "s") + " and " + periods + " missing datapoint" +
           (alarm.evaluationPeriods == 1 ? " was" : "s were") + " treated as " + treated + ".";
  }
  const std::string needed = std::to_string(alarm.datapointsToAlarm);
  return "Threshold Crossed: " + std::to_string(shown) + " out of the last " + periods +
         " datapoint" + (alarm.evaluationPeriods == 1 ? "" : "s") + " [" + listed + "] " +
         (shown == 1 ? "was " : "were ") + (state == AlarmState::OK ? "not " : "") +
         comparisonWords(alarm.comparison) + " (" + milliTextWithPoint(alarm.threshold) +
         ") (minimum " + needed + " datapoint" + (alarm.datapointsToAlarm == 1 ? "" : "s") +
         " for " +
         (state == AlarmState::ALARM ? "OK -> ALARM transition)." : "ALARM -> OK transition).");
}

}  // namespace taskyard
