#pragma once
// CloudWatch's handlers, and what they share with Application Auto Scaling. Only api/ includes
// this.

#include <optional>
#include <string>
#include <vector>

#include "api/handlers.h"
#include "engine/metrics.h"

namespace taskyard {

// A decimal number as thousandths. Errors: code, with the place.
Result<std::int64_t> milliAt(const JsonValue& value, const std::string& code,
                             const std::string& path);
// An ISO 8601 text or seconds since 1970, as a moment of the run. Errors: code, with the place.
Result<TimeMs> timeAt(const JsonValue& value, const std::string& code, const std::string& path);
// 80 or 80.5.
JsonValue numberJson(std::int64_t milli);
JsonValue dimensionsJson(const std::vector<MetricDimension>& dimensions);
JsonValue stringsJson(const std::vector<std::string>& texts);

// [{"Name", "Value"}]; nullptr is an empty list.
std::vector<MetricDimension> dimensionsOf(const JsonValue* list);
// "Average" or "p90". Errors: ValidationError; SimNotModelled for other percentiles.
Result<MetricStatistic> statisticOfName(const std::string& name, const std::string& path);
// Whole minutes of a number of seconds. Errors: code; SimNotModelled for the high-resolution ones
// below a minute.
Result<std::int32_t> periodOfSeconds(std::int64_t seconds, const std::string& code,
                                     const std::string& path);
// A unit that is none of CloudWatch's; "" is no unit. parameter: as the sentence names it, such as
// "MetricData.member.1.Unit".
std::optional<Error> unitRefused(const std::string& unit, const std::string& parameter,
                                 const std::string& path);

// Queries as they were asked for; making their metrics is left to keepQueries, because reading must
// change nothing.
struct QueryDraft {
  MetricKey key;  // empty name: an expression
  MetricQuery query;
};
// defaultPeriod: minutes, where MetricStat has no Period (Application Auto Scaling's form).
Result<std::vector<QueryDraft>> queriesOf(const JsonValue& list, const std::string& path,
                                          std::optional<std::int32_t> defaultPeriod);
// The one that returns data. Errors: ValidationError when it is not exactly one.
Result<std::uint32_t> returnedQuery(const std::vector<QueryDraft>& drafts, const std::string& path);
std::vector<MetricQuery> keepQueries(Simulation& sim, const std::vector<QueryDraft>& drafts);
// With the metrics that exist; the others have no values.
std::vector<MetricQuery> knownQueries(const State& state, const std::vector<QueryDraft>& drafts);
// As DescribeAlarms and DescribeScalingPolicies print them.
JsonValue queriesJson(const State& state, const std::vector<MetricQuery>& queries, bool withPeriod);

// A page of at most `most` items of `all`. Errors: InvalidNextToken.
Result<ApiAnswer> pageOfItems(const ApiCall& call, std::string_view member, const JsonValue& all,
                              std::string_view mostMember, std::int64_t most);

Result<ApiAnswer> putMetricData(const ApiCall& call);
Result<ApiAnswer> listMetrics(const ApiCall& call);
Result<ApiAnswer> getMetricStatistics(const ApiCall& call);
Result<ApiAnswer> getMetricData(const ApiCall& call);
Result<ApiAnswer> putMetricAlarm(const ApiCall& call);
Result<ApiAnswer> describeAlarms(const ApiCall& call);
Result<ApiAnswer> deleteAlarms(const ApiCall& call);
Result<ApiAnswer> setAlarmStateByHand(const ApiCall& call);
Result<ApiAnswer> describeAlarmHistory(const ApiCall& call);
Result<ApiAnswer> simSetMetric(const ApiCall& call);

}  // namespace taskyard
