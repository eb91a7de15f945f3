// What CloudWatch's handlers share: numbers, moments, dimensions, queries, pages.

#include <algorithm>

#include "api/cloudwatch_handlers.h"
#include "api/shapes_cloudwatch.h"
#include "base/calendar.h"
#include "base/milli.h"
#include "base/text.h"
#include "engine/monitoring_system.h"

namespace taskyard {

Result<std::int64_t> milliAt(const JsonValue& value, const std::string& code,
                             const std::string& path) {
  const auto milli = milliOf(value.isInteger() ? std::to_string(value.integer()) : value.string());
  if (milli) return *milli;
  return Error{code, "The number is too large: the simulation keeps values up to 10^12.", path};
}

Result<TimeMs> timeAt(const JsonValue& value, const std::string& code, const std::string& path) {
  if (value.isString()) {
    if (const auto at = timeOfIso(value.string())) return *at;
    return Error{code, "timestamp must follow ISO8601, such as 2026-01-05T08:00:00Z", path};
  }
  const auto seconds =
      milliOf(value.isInteger() ? std::to_string(value.integer()) : value.string());
  if (!seconds || *seconds < 0) return Error{code, "the moment is out of range", path};
  return *seconds - kEpochAtStartMs;  // a thousandth of a second is a millisecond
}

JsonValue numberJson(std::int64_t milli) {
  if (milli % 1000 == 0) return JsonValue(milli / 1000);
  return JsonValue::real(milliText(milli));
}

JsonValue dimensionsJson(const std::vector<MetricDimension>& dimensions) {
  JsonValue list = JsonValue::array();
  for (const MetricDimension& dimension : dimensions) {
    list.push(JsonValue::object({{"Name", dimension.name}, {"Value", dimension.value}}));
  }
  return list;
}

JsonValue stringsJson(const std::vector<std::string>& texts) {
  JsonValue list = JsonValue::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

std::vector<MetricDimension> dimensionsOf(const JsonValue* list) {
  std::vector<MetricDimension> dimensions;
  if (list == nullptr) return dimensions;
  for (const JsonValue& item : list->items()) {
    dimensions.push_back({item.text("Name"), item.text("Value")});
  }
  return dimensions;
}

Result<MetricStatistic> statisticOfName(const std::string& name, const std::string& path) {
  for (int i = 0; i <= static_cast<int>(MetricStatistic::p99); ++i) {
    const auto statistic = static_cast<MetricStatistic>(i);
    if (name == nameOf(statistic)) return statistic;
  }
  if (name.size() > 1 && (name[0] == 'p' || name.starts_with("tm") || name.starts_with("wm"))) {
    return Error{"SimNotModelled",
                 "Of the extended statistics only p50, p90, p95 and p99 are simulated.", path};
  }
  return Error{"ValidationError", "The value " + name + " is not supported for parameter Stat.",
               path};
}

Result<std::int32_t> periodOfSeconds(std::int64_t seconds, const std::string& code,
                                     const std::string& path) {
  constexpr std::int64_t kHighResolution[] = {1, 5, 10, 20, 30};
  if (std::find(std::begin(kHighResolution), std::end(kHighResolution), seconds) !=
      std::end(kHighResolution)) {
    return Error{"SimNotModelled",
                 "High-resolution metrics are not simulated: give a Period of 60 seconds or more.",
                 path};
  }
  if (seconds < 60 || seconds % 60 != 0 || seconds > 86400) {
    return Error{code,
                 "The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, and at most "
                 "86400.",
                 path};
  }
  return static_cast<std::int32_t>(seconds / 60);
}

std::optional<Error> unitRefused(const std::string& unit, const std::string& parameter,
                                 const std::string& path) {
  if (unit.empty()) return std::nullopt;
  const std::span<const std::string_view> known = shapes::standardUnits();
  if (std::find(known.begin(), known.end(), unit) != known.end()) return std::nullopt;
  return Error{"InvalidParameterValue",
               "The parameter " + parameter + " must be a value in the set [ " +
                   joinWords({known.begin(), known.end()}) + " ].",
               path};
}

namespace {

bool isQueryId(const std::string& id) {
  if (id.empty() || id.size() > 255 || id[0] < 'a' || id[0] > 'z') return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Result<QueryDraft> draftOf(const JsonValue& item, const std::string& at,
                           std::optional<std::int32_t> defaultPeriod) {
  QueryDraft draft;
  draft.query.id = item.text("Id");
  draft.query.label = item.text("Label");
  draft.query.expression = item.text("Expression");
  if (const JsonValue* returns = item.find("ReturnData")) {
    draft.query.returnData = returns->boolean();
  }
  if (!isQueryId(draft.query.id)) {
    return Error{"ValidationError",
                 "The value '" + draft.query.id +
                     "' for Id is not valid: it begins with a small letter and has letters, digits "
                     "and underscores.",
                 pointerTo(at, "Id")};
  }
  const JsonValue* stat = item.find("MetricStat");
  if ((stat == nullptr) == draft.query.expression.empty()) {
    return Error{"ValidationError",
                 "Each query needs either MetricStat or Expression, but not both.", at};
  }
  if (stat == nullptr) return draft;
  const JsonValue* metric = stat->find("Metric");
  if (metric->text("MetricName").empty() || metric->text("Namespace").empty()) {
    return Error{"ValidationError", "MetricStat needs a Namespace and a MetricName.",
                 pointerTo(at, "MetricStat")};
  }
  draft.key = metricKey(metric->text("Namespace"), metric->text("MetricName"),
                        dimensionsOf(metric->find("Dimensions")));
  const auto statistic =
      statisticOfName(stat->text("Stat"), pointerTo(pointerTo(at, "MetricStat"), "Stat"));
  if (!statistic) return statistic.error();
  draft.query.statistic = statistic.value();
  if (auto refused = unitRefused(stat->text("Unit"), "MetricStat.Unit",
                                 pointerTo(pointerTo(at, "MetricStat"), "Unit"))) {
    return *refused;
  }
  if (const JsonValue* period = stat->find("Period")) {
    const auto minutes = periodOfSeconds(period->integer(), "ValidationError",
                                         pointerTo(pointerTo(at, "MetricStat"), "Period"));
    if (!minutes) return minutes.error();
    draft.query.periodMinutes = minutes.value();
  } else {
    draft.query.periodMinutes = defaultPeriod.value_or(1);
  }
  return draft;
}

// Whether the expression at `which` needs itself, directly or through others.
bool needsItself(const std::vector<QueryDraft>& drafts, std::size_t which, std::size_t depth) {
  if (depth > drafts.size()) return true;
  for (const MathStep& step : drafts[which].query.steps) {
    if (step.kind == MathStep::Kind::Operand && needsItself(drafts, step.operand, depth + 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<std::vector<QueryDraft>> queriesOf(const JsonValue& list, const std::string& path,
                                          std::optional<std::int32_t> defaultPeriod) {
  // Model choice: what an alarm may have; GetMetricData allows 500 in AWS.
  constexpr std::size_t kMostQueries = 10;
  if (list.items().empty() || list.items().size() > kMostQueries) {
    return Error{"ValidationError", "Give 1 to 10 metrics and expressions.", path};
  }
  std::vector<QueryDraft> drafts;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    auto draft = draftOf(list.items()[i], pointerTo(path, i), defaultPeriod);
    if (!draft) return draft.error();
    if (std::find(ids.begin(), ids.end(), draft.value().query.id) != ids.end()) {
      return Error{"ValidationError",
                   "The values for parameter Id must be unique: " + draft.value().query.id +
                       " is there twice.",
                   pointerTo(path, i)};
    }
    ids.push_back(draft.value().query.id);
    drafts.push_back(std::move(draft.value()));
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].query.expression.empty()) continue;
    const auto steps = parseExpression(drafts[i].query.expression, ids);
    if (!steps) {
      Error error = steps.error();
      error.path = pointerTo(pointerTo(path, i), "Expression");
      return error;
    }
    drafts[i].query.steps = steps.value();
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (needsItself(drafts, i, 0)) {
      return Error{"ValidationError", "The expressions refer to each other in a circle.",
                   pointerTo(path, i)};
    }
  }
  return drafts;
}

Result<std::uint32_t> returnedQuery(const std::vector<QueryDraft>& drafts,
                                    const std::string& path) {
  std::optional<std::uint32_t> found;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!drafts[i].query.returnData) continue;
    if (found) found = UINT32_MAX;
    if (!found) found = static_cast<std::uint32_t>(i);
  }
  if (found && *found != UINT32_MAX) return *found;
  return Error{"ValidationError", "Exactly one element of the metrics list should return data.",
               path};
}

std::vector<MetricQuery> keepQueries(Simulation& sim, const std::vector<QueryDraft>& drafts) {
  std::vector<MetricQuery> queries;
  for (const QueryDraft& draft : drafts) {
    queries.push_back(draft.query);
    if (draft.key.name.empty()) continue;
    queries.back().metric = keepMetric(sim, draft.key, "None");
  }
  return queries;
}

std::vector<MetricQuery> knownQueries(const State& state, const std::vector<QueryDraft>& drafts) {
  std::vector<MetricQuery> queries;
  for (const QueryDraft& draft : drafts) {
    queries.push_back(draft.query);
    if (!draft.key.name.empty()) queries.back().metric = findMetric(state, draft.key);
  }
  return queries;
}

JsonValue queriesJson(const State& state, const std::vector<MetricQuery>& queries,
                      bool withPeriod) {
  JsonValue list = JsonValue::array();
  for (const MetricQuery& query : queries) {
    JsonValue json = JsonValue::object({{"Id", query.id}});
    if (!query.label.empty()) json.set("Label", query.label);
    if (query.metric.valid()) {
      const MetricKey& key = state.monitoring.metrics[query.metric.value].key;
      JsonValue stat = JsonValue::object(
          {{"Metric", JsonValue::object({{"Namespace", key.nameSpace},
                                         {"MetricName", key.name},
                                         {"Dimensions", dimensionsJson(key.dimensions)}})}});
      if (withPeriod) stat.set("Period", query.periodMinutes * 60);
      stat.set("Stat", nameOf(query.statistic));
      json.set("MetricStat", std::move(stat));
    } else {
      json.set("Expression", query.expression);
    }
    json.set("ReturnData", query.returnData);
    list.push(std::move(json));
  }
  return list;
}

Result<ApiAnswer> pageOfItems(const ApiCall& call, std::string_view member, const JsonValue& all,
                              std::string_view mostMember, std::int64_t most) {
  const auto from = pageStart(call.text("NextToken"), all.items().size());
  if (!from) return Error{"InvalidNextToken", "The next token specified is invalid.", "/NextToken"};
  const std::int64_t asked = call.integer(mostMember).value_or(most);
  const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(asked, 1, most));
  return pageFrom(member, all, *from, count, "NextToken");
}

}  // namespace taskyard
