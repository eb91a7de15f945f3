#pragma once
// Reading metrics: statistics over minutes, and expressions over them.
// Source: CloudWatch User Guide, "Statistics definitions", "Using metric math".

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/state.h"

namespace taskyard {

// Sorts the dimensions, as keys need it.
MetricKey metricKey(std::string nameSpace, std::string name,
                    std::vector<MetricDimension> dimensions);
// Not valid when nothing was ever reported under the key and no alarm asks for it.
MetricIndex findMetric(const State& state, const MetricKey& key);

// The minute that a moment lies in.
constexpr std::int32_t minuteOf(TimeMs at) { return static_cast<std::int32_t>(at / kMinute); }

// The n-th oldest point. REQUIRES: n < points.size().
const MetricPoint& pointOf(const Metric& metric, std::size_t n);

// Over the minutes [from, from + minutes); nothing where nothing was reported.
// Average is rounded towards zero, to a thousandth.
// Model choice: percentiles of several minutes are their mean, weighted by samples; without a
// measured distribution the samples lie evenly between minimum and maximum.
std::optional<std::int64_t> statisticOf(const Metric& metric, MetricStatistic statistic,
                                        std::int32_t from, std::int32_t minutes);

// The value of queries[which] over the period that ends before minute `end`.
std::optional<std::int64_t> valueOf(const State& state, std::span<const MetricQuery> queries,
                                    std::size_t which, std::int32_t end);

// An expression in postfix order. Numbers, ids, + - * / and brackets; division cuts off after a
// thousandth, and by zero it has no value, as in CloudWatch.
// ids: of all queries, by position. Errors: ValidationError; SimNotModelled for functions.
Result<std::vector<MathStep>> parseExpression(std::string_view text,
                                              std::span<const std::string> ids);

// What SimSetMetric says about a minute: nothing, a missing datapoint, or a value.
const MetricPatternStep* patternAt(const Metric& metric, std::int32_t minute);

}  // namespace taskyard
