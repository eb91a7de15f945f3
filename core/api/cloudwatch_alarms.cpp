// Alarms.

#include <algorithm>

#include "api/cloudwatch_handlers.h"
#include "api/enum_names.h"
#include "engine/alarms.h"
#include "engine/monitoring_system.h"

namespace taskyard {

namespace {

Error validation(std::string message, std::string path = "") {
  return {"ValidationError", std::move(message), std::move(path)};
}

// The one metric of a request without Metrics.
Result<std::vector<QueryDraft>> singleMetric(const ApiCall& call) {
  for (const char* member : {"MetricName", "Namespace"}) {
    if (call.text(member).empty()) {
      return validation(
          "The parameter " + std::string(member) + " must be given when Metrics is not.",
          std::string("/") + member);
    }
  }
  if (call.text("Statistic").empty() == call.text("ExtendedStatistic").empty()) {
    return Error{"InvalidParameterCombination",
                 "Exactly one of the parameters Statistic and ExtendedStatistic must be given.",
                 "/Statistic"};
  }
  const auto seconds = call.integer("Period");
  if (!seconds) return validation("The parameter Period must be given.", "/Period");
  const auto period = periodOfSeconds(*seconds, "ValidationError", "/Period");
  if (!period) return period.error();
  if (auto refused = unitRefused(call.text("Unit"), "Unit", "/Unit")) return *refused;
  const bool extended = call.text("Statistic").empty();
  const auto statistic = statisticOfName(call.text(extended ? "ExtendedStatistic" : "Statistic"),
                                         extended ? "/ExtendedStatistic" : "/Statistic");
  if (!statistic) return statistic.error();
  QueryDraft draft;
  draft.key = metricKey(call.text("Namespace"), call.text("MetricName"),
                        dimensionsOf(call.input.find("Dimensions")));
  draft.query.id = "m1";
  draft.query.statistic = statistic.value();
  draft.query.periodMinutes = period.value();
  return std::vector<QueryDraft>{draft};
}

Result<std::vector<QueryDraft>> listedMetrics(const ApiCall& call) {
  for (const char* member : {"MetricName", "Namespace", "Statistic", "ExtendedStatistic",
                             "Dimensions", "Period", "Unit"}) {
    if (call.input.find(member) == nullptr) continue;
    return Error{"InvalidParameterCombination",
                 "With Metrics, the parameter " + std::string(member) + " must not be given.",
                 std::string("/") + member};
  }
  return queriesOf(*call.input.find("Metrics"), "/Metrics", {});
}

// What the numbers of an alarm must fulfil.
// The Period, in minutes, that all metrics of an alarm share.
Result<std::int32_t> commonPeriod(const std::vector<QueryDraft>& drafts) {
  std::int32_t period = 0;
  for (const QueryDraft& draft : drafts) {
    if (draft.key.name.empty()) continue;
    if (period != 0 && period != draft.query.periodMinutes) {
      return validation("All metrics of an alarm must have the same Period.", "/Metrics");
    }
    period = draft.query.periodMinutes;
  }
  if (period == 0) return validation("Metrics must have at least one MetricStat.", "/Metrics");
  return period;
}

std::optional<Error> badNumbers(const ApiCall& call, std::int32_t periodMinutes) {
  const std::int64_t periods = *call.integer("EvaluationPeriods");
  const std::int64_t needed = call.integer("DatapointsToAlarm").value_or(periods);
  if (needed > periods) {
    return validation(
        "The parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.",
        "/DatapointsToAlarm");
  }
  if (periods > 24 * 60 || periods * periodMinutes > 24 * 60) {
    return validation(
        "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= "
        "86400).",
        "/EvaluationPeriods");
  }
  if (call.input.find("Threshold") == nullptr) {
    return validation("The parameter Threshold must be given.", "/Threshold");
  }
  return std::nullopt;
}

std::optional<Error> badActions(const ApiCall& call) {
  for (const char* member : {"OKActions", "AlarmActions", "InsufficientDataActions"}) {
    const std::vector<std::string> actions = call.strings(member);
    if (actions.size() > 5) {
      return validation(std::string(member) + " can have at most 5 items.",
                        std::string("/") + member);
    }
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if (!actions[i].starts_with("arn:")) {
        return validation("Invalid arn syntax: " + actions[i],
                          pointerTo(std::string("/") + member, i));
      }
    }
  }
  return std::nullopt;
}

// Actions other than a scaling policy's are kept and printed, but nobody is called.
void addIdleActions(const ApiCall& call, std::vector<std::string>& paths) {
  for (const char* member : {"OKActions", "AlarmActions", "InsufficientDataActions"}) {
    const std::vector<std::string> actions = call.strings(member);
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const bool scales = actions[i].find(":scalingPolicy:") != std::string::npos;
      if (scales && std::string_view(member) == "AlarmActions") continue;
      paths.push_back(pointerTo(std::string("/") + member, i));
    }
  }
}

JsonValue alarmJson(const State& state, const Alarm& alarm) {
  JsonValue json = JsonValue::object();
  json.set("AlarmName", alarm.alarmName);
  json.set("AlarmArn", alarmArn(alarm.alarmName));
  if (!alarm.alarmDescription.empty()) json.set("AlarmDescription", alarm.alarmDescription);
  json.set("AlarmConfigurationUpdatedTimestamp", isoTimestamp(alarm.configuredAt));
  json.set("ActionsEnabled", alarm.actionsEnabled);
  json.set("OKActions", stringsJson(alarm.okActions));
  json.set("AlarmActions", stringsJson(alarm.alarmActions));
  json.set("InsufficientDataActions", stringsJson(alarm.insufficientDataActions));
  json.set("StateValue", nameOf(alarm.state));
  json.set("StateReason", alarm.stateReason);
  json.set("StateUpdatedTimestamp", isoTimestamp(alarm.stateUpdatedAt));
  const MetricQuery& query = alarm.queries[alarm.watched];
  if (!alarm.listForm) {
    const MetricKey& key = state.monitoring.metrics[query.metric.value].key;
    json.set("MetricName", key.name);
    json.set("Namespace", key.nameSpace);
    json.set(query.statistic >= MetricStatistic::p50 ? "ExtendedStatistic" : "Statistic",
             nameOf(query.statistic));
    json.set("Dimensions", dimensionsJson(key.dimensions));
    json.set("Period", query.periodMinutes * 60);
  }
  json.set("EvaluationPeriods", alarm.evaluationPeriods);
  if (alarm.datapointsToAlarm != alarm.evaluationPeriods) {
    json.set("DatapointsToAlarm", alarm.datapointsToAlarm);
  }
  json.set("Threshold", numberJson(alarm.threshold));
  json.set("ComparisonOperator", nameOf(alarm.comparison));
  json.set("TreatMissingData", nameOf(alarm.treatMissingData));
  if (alarm.listForm) json.set("Metrics", queriesJson(state, alarm.queries, true));
  json.set("StateTransitionedTimestamp", isoTimestamp(alarm.stateUpdatedAt));
  return json;
}

bool hasAction(const Alarm& alarm, const std::string& prefix) {
  const auto any = [&](const std::vector<std::string>& actions) {
    return std::any_of(actions.begin(), actions.end(),
                       [&](const std::string& action) { return action.starts_with(prefix); });
  };
  return any(alarm.okActions) || any(alarm.alarmActions) || any(alarm.insufficientDataActions);
}

const char* typeName(AlarmHistoryItem::Type type) {
  switch (type) {
    case AlarmHistoryItem::Type::ConfigurationUpdate: return "ConfigurationUpdate";
    case AlarmHistoryItem::Type::StateUpdate: return "StateUpdate";
    case AlarmHistoryItem::Type::Action: return "Action";
  }
  return "";
}

}  // namespace

Result<ApiAnswer> putMetricAlarm(const ApiCall& call) {
  const bool listForm = call.input.find("Metrics") != nullptr;
  const auto drafts = listForm ? listedMetrics(call) : singleMetric(call);
  if (!drafts) return drafts.error();
  const auto watched = returnedQuery(drafts.value(), "/Metrics");
  if (!watched) return watched.error();
  const Result<std::int32_t> period = commonPeriod(drafts.value());
  if (!period) return period.error();
  if (auto error = badNumbers(call, period.value())) return *error;
  const auto threshold = milliAt(*call.input.find("Threshold"), "ValidationError", "/Threshold");
  if (!threshold) return threshold.error();
  const auto comparison =
      enumOf(call.text("ComparisonOperator"), ComparisonOperator::LessThanOrEqualToThreshold);
  if (!comparison) {
    return validation("The value " + call.text("ComparisonOperator") +
                          " is not valid for parameter ComparisonOperator.",
                      "/ComparisonOperator");
  }
  std::optional<TreatMissingData> treatment = TreatMissingData::missing;
  if (!call.text("TreatMissingData").empty()) {
    treatment = enumOf(call.text("TreatMissingData"), TreatMissingData::notBreaching);
  }
  if (!treatment) {
    return validation(
        "TreatMissingData must be one of breaching, notBreaching, ignore and missing.",
        "/TreatMissingData");
  }
  if (auto error = badActions(call)) return *error;

  ApiAnswer answer;
  answer.notModelled = call.notModelled(
      {"AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions",
       "InsufficientDataActions", "MetricName", "Namespace", "Statistic", "ExtendedStatistic",
       "Dimensions", "Period", "EvaluationPeriods", "DatapointsToAlarm", "Threshold",
       "ComparisonOperator", "TreatMissingData", "Metrics"});
  addIdleActions(call, answer.notModelled);
  Alarm alarm;
  alarm.alarmName = call.text("AlarmName");
  alarm.alarmDescription = call.text("AlarmDescription");
  const JsonValue* enabled = call.input.find("ActionsEnabled");
  alarm.actionsEnabled = enabled == nullptr || enabled->boolean();
  alarm.okActions = call.strings("OKActions");
  alarm.alarmActions = call.strings("AlarmActions");
  alarm.insufficientDataActions = call.strings("InsufficientDataActions");
  alarm.listForm = listForm;
  alarm.watched = watched.value();
  alarm.evaluationPeriods = static_cast<std::int32_t>(*call.integer("EvaluationPeriods"));
  alarm.datapointsToAlarm = static_cast<std::int32_t>(
      call.integer("DatapointsToAlarm").value_or(alarm.evaluationPeriods));
  alarm.threshold = threshold.value();
  alarm.comparison = *comparison;
  alarm.treatMissingData = *treatment;
  const EventId cause = call.begin(alarm.alarmName);
  Simulation& sim = call.simulation();
  alarm.queries = keepQueries(sim, drafts.value());
  putAlarm(sim, std::move(alarm), cause);
  return answer;
}

Result<ApiAnswer> describeAlarms(const ApiCall& call) {
  constexpr std::int64_t kMostAlarms = 100;  // Source: API Reference, DescribeAlarms
  const std::vector<std::string> names = call.strings("AlarmNames");
  if (!names.empty() && !call.text("AlarmNamePrefix").empty()) {
    return Error{"InvalidParameterCombination",
                 "AlarmNames and AlarmNamePrefix must not be given together.", "/AlarmNamePrefix"};
  }
  const std::vector<std::string> types = call.strings("AlarmTypes");
  const bool wantsMetricAlarms =
      types.empty() || std::find(types.begin(), types.end(), "MetricAlarm") != types.end();
  JsonValue all = JsonValue::array();
  for (const Alarm& alarm : call.state.monitoring.alarms) {
    if (alarm.deleted || !wantsMetricAlarms) continue;
    if (!names.empty() && std::find(names.begin(), names.end(), alarm.alarmName) == names.end()) {
      continue;
    }
    if (!alarm.alarmName.starts_with(call.text("AlarmNamePrefix"))) continue;
    if (!call.text("StateValue").empty() && call.text("StateValue") != nameOf(alarm.state)) {
      continue;
    }
    if (!call.text("ActionPrefix").empty() && !hasAction(alarm, call.text("ActionPrefix"))) {
      continue;
    }
    all.push(alarmJson(call.state, alarm));
  }
  auto answer = pageOfItems(call, "MetricAlarms", std::move(all), "MaxRecords", kMostAlarms);
  if (answer) answer.value().output.set("CompositeAlarms", JsonValue::array());
  return answer;
}

Result<ApiAnswer> deleteAlarms(const ApiCall& call) {
  const std::vector<std::string> names = call.strings("AlarmNames");
  if (names.empty() || names.size() > 100) {
    return validation("AlarmNames must have 1 to 100 items.", "/AlarmNames");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!findAlarm(call.state, names[i]).valid()) {
      return Error{"ResourceNotFound", "Alarm " + names[i] + " was not found.",
                   pointerTo("/AlarmNames", i)};
    }
  }
  const EventId cause = call.begin(names.front());
  Simulation& sim = call.simulation();
  for (const std::string& name : names) {
    const AlarmIndex alarm = findAlarm(call.state, name);
    if (alarm.valid()) deleteAlarm(sim, alarm, cause);  // a name may be there twice
  }
  return ApiAnswer{};
}

Result<ApiAnswer> setAlarmStateByHand(const ApiCall& call) {
  const AlarmIndex alarm = findAlarm(call.state, call.text("AlarmName"));
  if (!alarm.valid()) {
    return Error{"ResourceNotFound", "Unknown", "/AlarmName"};
  }
  const auto state = enumOf(call.text("StateValue"), AlarmState::INSUFFICIENT_DATA);
  if (!state) {
    return validation("StateValue must be one of OK, ALARM and INSUFFICIENT_DATA.", "/StateValue");
  }
  const EventId cause = call.begin(call.text("AlarmName") + " " + call.text("StateValue"));
  Simulation& sim = call.simulation();
  setAlarmState(sim, alarm, *state, call.text("StateReason"), cause);
  ApiAnswer answer;
  answer.notModelled = call.notModelled({"AlarmName", "StateValue", "StateReason"});
  return answer;
}

Result<ApiAnswer> describeAlarmHistory(const ApiCall& call) {
  struct Line {
    TimeMs at = 0;
    JsonValue json;
  };
  std::vector<Line> lines;
  for (const Alarm& alarm : call.state.monitoring.alarms) {
    if (!call.text("AlarmName").empty() && call.text("AlarmName") != alarm.alarmName) continue;
    for (const AlarmHistoryItem& item : alarm.history) {
      if (!call.text("HistoryItemType").empty() &&
          call.text("HistoryItemType") != typeName(item.type)) {
        continue;
      }
      lines.push_back({item.at, JsonValue::object({{"AlarmName", alarm.alarmName},
                                                   {"AlarmType", "MetricAlarm"},
                                                   {"Timestamp", isoTimestamp(item.at)},
                                                   {"HistoryItemType", typeName(item.type)},
                                                   {"HistorySummary", item.summary}})});
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& one, const Line& other) { return one.at < other.at; });
  if (call.text("ScanBy") != "TimestampAscending") std::reverse(lines.begin(), lines.end());
  JsonValue all = JsonValue::array();
  for (Line& line : lines) all.push(std::move(line.json));
  return pageOfItems(call, "AlarmHistoryItems", std::move(all), "MaxRecords", 100);
}

}  // namespace taskyard
