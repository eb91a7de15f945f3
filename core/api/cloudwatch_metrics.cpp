// Metrics: putting values in and reading them.

#include <algorithm>

#include "api/cloudwatch_handlers.h"
#include "base/milli.h"
#include "engine/monitoring_system.h"

namespace taskyard {

namespace {

constexpr DurationMs kOldestData = 14 * kDay;   // Source: API Reference, MetricDatum
constexpr DurationMs kNewestData = 2 * kHour;   // Source: the same
constexpr std::size_t kMostData = 1000;         // Source: API Reference, PutMetricData
constexpr std::size_t kMostDimensions = 30;     // Source: API Reference, MetricDatum
constexpr std::int64_t kMostSamples = 1000000;  // Model choice
constexpr std::int64_t kMostDatapoints = 1440;  // Source: API Reference, GetMetricStatistics

struct DatumDraft {
  MetricKey key;
  std::string unit;
  std::int32_t minute = 0;
  MetricSamples samples;
};

Error invalidValue(std::string message, std::string path) {
  return {"InvalidParameterValue", std::move(message), std::move(path)};
}

Result<MetricSamples> statisticSetOf(const JsonValue& set, const std::string& path) {
  std::int64_t values[4] = {};
  const char* names[] = {"SampleCount", "Sum", "Minimum", "Maximum"};
  for (int i = 0; i < 4; ++i) {
    const auto value = milliAt(*set.find(names[i]), "InvalidParameterValue", path);
    if (!value) return value.error();
    values[i] = value.value();
  }
  if (values[0] < 1000 || values[0] > kMostSamples * 1000 || values[2] > values[3]) {
    return invalidValue(
        "StatisticValues needs a SampleCount of at least 1 and a Minimum that is "
        "not above the Maximum.",
        path);
  }
  return MetricSamples{static_cast<std::int32_t>(values[0] / 1000), values[1], values[2], values[3],
                       std::nullopt};
}

Result<MetricSamples> valueListOf(const JsonValue& datum, const std::string& path) {
  const auto& values = datum.find("Values")->items();
  const JsonValue* counts = datum.find("Counts");
  if (values.empty() || values.size() > 150 ||
      (counts != nullptr && counts->items().size() != values.size())) {
    return invalidValue("Values has 1 to 150 numbers, and Counts as many as Values.", path);
  }
  MetricSamples all{0, 0, 0, 0, std::nullopt};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = milliAt(values[i], "InvalidParameterValue", path);
    if (!value) return value.error();
    std::int64_t count = 1;
    if (counts != nullptr) {
      const auto given = milliAt(counts->items()[i], "InvalidParameterValue", path);
      if (!given) return given.error();
      count = given.value() / 1000;
    }
    if (count < 1 || all.sampleCount + count > kMostSamples) {
      return invalidValue("Counts must be 1 or more, together at most 1000000.", path);
    }
    all.minimum = i == 0 ? value.value() : std::min(all.minimum, value.value());
    all.maximum = i == 0 ? value.value() : std::max(all.maximum, value.value());
    std::int64_t product = 0;
    if (__builtin_mul_overflow(value.value(), count, &product) ||
        __builtin_add_overflow(all.sum, product, &all.sum)) {
      return invalidValue("The values are too large.", path);
    }
    all.sampleCount += static_cast<std::int32_t>(count);
  }
  return all;
}

Result<MetricSamples> samplesOf(const JsonValue& datum, const std::string& path) {
  int forms = 0;
  for (const char* form : {"Value", "Values", "StatisticValues"}) {
    if (datum.find(form) != nullptr) ++forms;
  }
  if (forms != 1) {
    return Error{"InvalidParameterCombination",
                 "Give exactly one of Value, Values and StatisticValues.", path};
  }
  if (const JsonValue* value = datum.find("Value")) {
    const auto milli = milliAt(*value, "InvalidParameterValue", path + "/Value");
    if (!milli) return milli.error();
    return MetricSamples::one(milli.value());
  }
  if (const JsonValue* set = datum.find("StatisticValues")) return statisticSetOf(*set, path);
  return valueListOf(datum, path);
}

// index: of the datum in MetricData.
Result<DatumDraft> datumOf(const ApiCall& call, const JsonValue& datum, std::size_t index) {
  const std::string path = pointerTo("/MetricData", index);
  DatumDraft draft;
  draft.key = metricKey(call.text("Namespace"), datum.text("MetricName"),
                        dimensionsOf(datum.find("Dimensions")));
  if (draft.key.name.empty()) return invalidValue("MetricName must not be empty.", path);
  if (draft.key.dimensions.size() > kMostDimensions) {
    return invalidValue("A metric can have at most 30 dimensions.", path + "/Dimensions");
  }
  if (auto refused =
          unitRefused(datum.text("Unit"),
                      "MetricData.member." + std::to_string(index + 1) + ".Unit", path + "/Unit")) {
    return *refused;
  }
  draft.unit = datum.text("Unit").empty() ? "None" : datum.text("Unit");
  TimeMs at = call.state.now;
  if (const JsonValue* given = datum.find("Timestamp")) {
    const auto time = timeAt(*given, "InvalidParameterValue", path + "/Timestamp");
    if (!time) return time.error();
    at = time.value();
    if (at < call.state.now - kOldestData || at > call.state.now + kNewestData) {
      return invalidValue("The Timestamp must be within the last two weeks and the next two hours.",
                          path + "/Timestamp");
    }
    if (at < 0) return invalidValue("The simulation began after this moment.", path + "/Timestamp");
  }
  draft.minute = minuteOf(at);
  auto samples = samplesOf(datum, path);
  if (!samples) return samples.error();
  draft.samples = samples.value();
  return draft;
}

JsonValue metricJson(const Metric& metric) {
  return JsonValue::object({{"Namespace", metric.key.nameSpace},
                            {"MetricName", metric.key.name},
                            {"Dimensions", dimensionsJson(metric.key.dimensions)}});
}

bool hasDimension(const Metric& metric, const JsonValue& filter) {
  const JsonValue* value = filter.find("Value");
  for (const MetricDimension& dimension : metric.key.dimensions) {
    if (dimension.name != filter.text("Name")) continue;
    if (value == nullptr || dimension.value == value->string()) return true;
  }
  return false;
}

// The periods that a request asks for, as minutes: from (aligned to whole periods) up to end, no
// more than what can be held.
struct MinuteRange {
  std::int32_t from = 0;
  std::int32_t end = 0;
  DurationMs asked = 0;  // from StartTime to EndTime, held or not
};
Result<MinuteRange> rangeOf(const ApiCall& call, std::int32_t period) {
  const auto start = timeAt(*call.input.find("StartTime"), "InvalidParameterValue", "/StartTime");
  if (!start) return start.error();
  const auto end = timeAt(*call.input.find("EndTime"), "InvalidParameterValue", "/EndTime");
  if (!end) return end.error();
  if (start.value() >= end.value()) {
    return Error{"InvalidParameterCombination",
                 "The parameter StartTime must be less than the parameter EndTime.", "/StartTime"};
  }
  MinuteRange range;
  range.asked = end.value() - start.value();
  const std::int32_t now = minuteOf(call.state.now);
  const TimeMs last = std::min(end.value() + kMinute - 1, call.state.now + kMinute);
  range.end = minuteOf(std::max<TimeMs>(0, last));
  range.from = std::max(minuteOf(std::max<TimeMs>(0, start.value())),
                        now - static_cast<std::int32_t>(kWatchedPointsKept));
  range.from = std::max(0, range.from) / period * period;
  return range;
}

// More datapoints than one answer has, of a metric's periods of so many minutes.
std::optional<Error> datapointsRefused(DurationMs asked, std::int32_t period) {
  const DurationMs length = period * kMinute;
  const std::int64_t most = (asked + length - 1) / length;
  if (most <= kMostDatapoints) return std::nullopt;
  return Error{"InvalidParameterCombination",
               "You have requested up to " + grouped(most) +
                   " datapoints, which exceeds the limit of " + grouped(kMostDatapoints) +
                   ". You may reduce the datapoints requested by increasing Period, or decreasing "
                   "the time range.",
               "/Period"};
}

}  // namespace

Result<ApiAnswer> putMetricData(const ApiCall& call) {
  const std::string& space = call.text("Namespace");
  if (space.empty() || space.starts_with("AWS/")) {
    return invalidValue("The value " + space +
                            " for parameter Namespace is invalid: names that begin with AWS/ "
                            "belong to AWS.",
                        "/Namespace");
  }
  const JsonValue* data = call.input.find("MetricData");
  if (data == nullptr || data->items().empty() || data->items().size() > kMostData) {
    return Error{"MissingParameter", "The parameter MetricData must have 1 to 1000 values.",
                 "/MetricData"};
  }
  std::vector<DatumDraft> drafts;
  ApiAnswer answer;
  for (std::size_t i = 0; i < data->items().size(); ++i) {
    auto draft = datumOf(call, data->items()[i], i);
    if (!draft) return draft.error();
    drafts.push_back(std::move(draft.value()));
    if (data->items()[i].find("StorageResolution") != nullptr) {
      answer.notModelled.push_back(pointerTo("/MetricData", i) + "/StorageResolution");
    }
  }
  const EventId cause = call.begin(space + " " + drafts.front().key.name);
  Simulation& sim = call.simulation();
  for (const DatumDraft& draft : drafts) {
    const MetricIndex metric = keepMetric(sim, draft.key, draft.unit);
    addSamples(sim, metric, draft.minute, draft.samples, cause);
  }
  return answer;
}

Result<ApiAnswer> listMetrics(const ApiCall& call) {
  constexpr std::int64_t kMostListed = 500;  // Source: API Reference, ListMetrics
  JsonValue all = JsonValue::array();
  for (const MetricIndex index : call.state.monitoring.byKey) {
    const Metric& metric = call.state.monitoring.metrics[index.value];
    if (metric.points.empty()) continue;  // an alarm asks for it, but nobody reports it
    if (!call.text("Namespace").empty() && call.text("Namespace") != metric.key.nameSpace) continue;
    if (!call.text("MetricName").empty() && call.text("MetricName") != metric.key.name) continue;
    if (!call.text("RecentlyActive").empty() &&
        pointOf(metric, metric.points.size() - 1).minute < minuteOf(call.state.now) - 180) {
      continue;
    }
    bool wanted = true;
    if (const JsonValue* filters = call.input.find("Dimensions")) {
      for (const JsonValue& filter : filters->items()) {
        wanted = wanted && hasDimension(metric, filter);
      }
    }
    if (wanted) all.push(metricJson(metric));
  }
  return pageOfItems(call, "Metrics", std::move(all), "", kMostListed);
}

Result<ApiAnswer> getMetricStatistics(const ApiCall& call) {
  const auto period = periodOfSeconds(*call.integer("Period"), "InvalidParameterValue", "/Period");
  if (!period) return period.error();
  if (auto refused = unitRefused(call.text("Unit"), "Unit", "/Unit")) return *refused;
  std::vector<MetricStatistic> plain;
  std::vector<MetricStatistic> extended;
  for (const char* member : {"Statistics", "ExtendedStatistics"}) {
    for (const std::string& name : call.strings(member)) {
      const auto statistic = statisticOfName(name, std::string("/") + member);
      if (!statistic) return statistic.error();
      (statistic.value() >= MetricStatistic::p50 ? extended : plain).push_back(statistic.value());
    }
  }
  if (plain.empty() && extended.empty()) {
    return Error{"InvalidParameterCombination",
                 "At least one of the parameters Statistics and ExtendedStatistics must be given.",
                 "/Statistics"};
  }
  const auto range = rangeOf(call, period.value());
  if (!range) return range.error();
  if (auto refused = datapointsRefused(range.value().asked, period.value())) return *refused;
  const MetricIndex index =
      findMetric(call.state, metricKey(call.text("Namespace"), call.text("MetricName"),
                                       dimensionsOf(call.input.find("Dimensions"))));
  JsonValue points = JsonValue::array();
  for (std::int32_t from = range.value().from; index.valid() && from < range.value().end;
       from += period.value()) {
    const Metric& metric = call.state.monitoring.metrics[index.value];
    JsonValue point = JsonValue::object({{"Timestamp", isoTimestamp(from * kMinute)}});
    bool any = false;
    const auto set = [&](JsonValue& object, MetricStatistic statistic) {
      const auto value = statisticOf(metric, statistic, from, period.value());
      if (!value) return;
      any = true;
      object.set(nameOf(statistic), numberJson(*value));
    };
    for (const MetricStatistic statistic : plain) set(point, statistic);
    JsonValue percentiles = JsonValue::object();
    for (const MetricStatistic statistic : extended) set(percentiles, statistic);
    if (!any) continue;
    point.set("Unit", metric.unit);
    if (!extended.empty()) point.set("ExtendedStatistics", std::move(percentiles));
    points.push(std::move(point));
  }
  ApiAnswer answer;
  answer.output.set("Label", call.text("MetricName"));
  answer.output.set("Datapoints", std::move(points));
  answer.notModelled = call.notModelled({"Namespace", "MetricName", "Dimensions", "StartTime",
                                         "EndTime", "Period", "Statistics", "ExtendedStatistics"});
  return answer;
}

Result<ApiAnswer> getMetricData(const ApiCall& call) {
  const auto drafts = queriesOf(*call.input.find("MetricDataQueries"), "/MetricDataQueries", {});
  if (!drafts) return drafts.error();
  const std::vector<MetricQuery> queries = knownQueries(call.state, drafts.value());
  std::int32_t period = 1;
  for (const QueryDraft& draft : drafts.value()) {
    if (!draft.key.name.empty()) period = std::max(period, draft.query.periodMinutes);
  }
  const auto range = rangeOf(call, period);
  if (!range) return range.error();
  const bool ascending = call.text("ScanBy") == "TimestampAscending";
  JsonValue results = JsonValue::array();
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const MetricQuery& query = queries[i];
    if (!query.returnData) continue;
    const bool isMetric = query.expression.empty();
    const std::int32_t step = isMetric ? query.periodMinutes : period;
    JsonValue times = JsonValue::array();
    JsonValue values = JsonValue::array();
    for (std::int32_t from = range.value().from; from < range.value().end; from += step) {
      const auto value = valueOf(call.state, queries, i, from + step);
      if (!value) continue;
      times.push(isoTimestamp(from * kMinute));
      values.push(numberJson(*value));
    }
    if (!ascending) {
      std::reverse(times.items().begin(), times.items().end());
      std::reverse(values.items().begin(), values.items().end());
    }
    const std::string label = !query.label.empty() ? query.label
                              : isMetric           ? drafts.value()[i].key.name
                                                   : query.id;
    results.push(JsonValue::object({{"Id", query.id},
                                    {"Label", label},
                                    {"Timestamps", std::move(times)},
                                    {"Values", std::move(values)},
                                    {"StatusCode", "Complete"}}));
  }
  ApiAnswer answer;
  answer.output.set("MetricDataResults", std::move(results));
  answer.output.set("Messages", JsonValue::array());
  answer.notModelled = call.notModelled({"MetricDataQueries", "StartTime", "EndTime", "ScanBy"});
  return answer;
}

Result<ApiAnswer> simSetMetric(const ApiCall& call) {
  std::vector<MetricPatternStep> pattern;
  const auto& steps = call.input.find("pattern")->items();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string path = pointerTo("/pattern", i);
    MetricPatternStep step;
    if (const JsonValue* minutes = steps[i].find("minutes")) {
      step.minutes = static_cast<std::int32_t>(minutes->integer());
    } else if (i + 1 < steps.size()) {
      return Error{"SimInvalidRequest", "only the last piece may leave out its minutes", path};
    }
    if (const JsonValue* value = steps[i].find("value")) {
      const auto milli = milliAt(*value, "SimInvalidRequest", path + "/value");
      if (!milli) return milli.error();
      step.value = milli.value();
    } else {
      step.missing = true;
    }
    pattern.push_back(step);
  }
  std::vector<MetricDimension> dimensions;
  if (const JsonValue* given = call.input.find("dimensions")) {
    for (const JsonValue& item : given->items()) {
      dimensions.push_back({item.text("name"), item.text("value")});
    }
  }
  Simulation& sim = call.simulation();
  const EventId cause = call.begin(call.text("namespace") + " " + call.text("name"));
  const MetricIndex metric = keepMetric(
      sim, metricKey(call.text("namespace"), call.text("name"), std::move(dimensions)), "None");
  setPattern(sim, metric, std::move(pattern), cause);
  return ApiAnswer{};
}

}  // namespace taskyard
