#include "engine/metrics.h"

#include <algorithm>

namespace taskyard {

MetricKey metricKey(std::string nameSpace, std::string name,
                    std::vector<MetricDimension> dimensions) {
  std::sort(dimensions.begin(), dimensions.end());
  return {std::move(nameSpace), std::move(name), std::move(dimensions)};
}

MetricIndex findMetric(const State& state, const MetricKey& key) {
  const Monitoring& monitoring = state.monitoring;
  const auto found = std::lower_bound(monitoring.byKey.begin(), monitoring.byKey.end(), key,
                                      [&](MetricIndex index, const MetricKey& wanted) {
                                        return monitoring.metrics[index.value].key < wanted;
                                      });
  if (found == monitoring.byKey.end() || monitoring.metrics[found->value].key != key) return {};
  return *found;
}

const MetricPoint& pointOf(const Metric& metric, std::size_t n) {
  return metric.points[(metric.oldest + n) % metric.points.size()];
}

namespace {

// Position of the first point at or after the minute.
std::size_t firstFrom(const Metric& metric, std::int32_t minute) {
  std::size_t low = 0;
  std::size_t high = metric.points.size();
  if (high == 0) return 0;
  // Most metrics have a point in every minute: then its place follows from the newest.
  const std::int32_t back = pointOf(metric, high - 1).minute - minute;
  if (back < 0) return high;
  if (static_cast<std::size_t>(back) < high) {
    const std::size_t guess = high - 1 - static_cast<std::size_t>(back);
    if (pointOf(metric, guess).minute == minute) return guess;
  }
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (pointOf(metric, middle).minute < minute) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::int64_t percentileOf(const Metric& metric, std::size_t n, MetricStatistic statistic) {
  const MetricPoint& point = pointOf(metric, n);
  if (metric.percentiles.empty()) {
    const std::int64_t percent = statistic == MetricStatistic::p50   ? 50
                                 : statistic == MetricStatistic::p90 ? 90
                                 : statistic == MetricStatistic::p95 ? 95
                                                                     : 99;
    return point.minimum + (point.maximum - point.minimum) * percent / 100;
  }
  const MetricPercentiles& values = metric.percentiles[(metric.oldest + n) % metric.points.size()];
  switch (statistic) {
    case MetricStatistic::p50: return values.p50;
    case MetricStatistic::p90: return values.p90;
    case MetricStatistic::p95: return values.p95;
    default: return values.p99;
  }
}

}  // namespace

std::optional<std::int64_t> statisticOf(const Metric& metric, MetricStatistic statistic,
                                        std::int32_t from, std::int32_t minutes) {
  MetricPoint all;
  std::int64_t weighted = 0;
  std::int64_t samples = 0;
  bool any = false;
  for (std::size_t i = firstFrom(metric, from); i < metric.points.size(); ++i) {
    const MetricPoint& point = pointOf(metric, i);
    if (point.minute >= from + minutes) break;
    all.minimum = any ? std::min(all.minimum, point.minimum) : point.minimum;
    all.maximum = any ? std::max(all.maximum, point.maximum) : point.maximum;
    all.sum += point.sum;
    samples += point.sampleCount;
    if (statistic >= MetricStatistic::p50) {
      weighted += percentileOf(metric, i, statistic) * point.sampleCount;
    }
    any = true;
  }
  if (!any || samples == 0) return std::nullopt;
  switch (statistic) {
    case MetricStatistic::SampleCount: return samples * 1000;
    case MetricStatistic::Average: return all.sum / samples;
    case MetricStatistic::Sum: return all.sum;
    case MetricStatistic::Minimum: return all.minimum;
    case MetricStatistic::Maximum: return all.maximum;
    default: return weighted / samples;
  }
}

const MetricPatternStep* patternAt(const Metric& metric, std::int32_t minute) {
  std::int32_t from = metric.patternFrom;
  if (minute < from) return nullptr;
  for (const MetricPatternStep& step : metric.pattern) {
    if (step.minutes == 0 || minute < from + step.minutes) return &step;
    from += step.minutes;
  }
  return nullptr;
}

}  // namespace taskyard
