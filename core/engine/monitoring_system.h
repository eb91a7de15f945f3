#pragma once
// CloudWatch at work: datapoints go in, alarms are evaluated, once a minute.
//
// One timer serves everything. It is armed by needMetrics() and keeps going while something uses
// metrics: an alarm, a pattern fed by hand, Container Insights, or whatever metricsNeeded() names.
// Model choice: AWS also measures what nobody looks at; a world without any of these has no
// metrics. Model choice: a datapoint is there the moment its minute is over; AWS takes a minute or
// two more.
//
// At a full minute, in this order: patterns and measured metrics of the minute that ended, alarms,
// scaling decisions (scaling_system.h).

#include <optional>
#include <string>
#include <vector>

#include "engine/simulation.h"

namespace taskyard {

// Arms the minute timer. Whoever creates something that is measured or watched calls it.
void needMetrics(Simulation& sim);
bool metricsNeeded(const State& state);
void onMetricMinute(Simulation& sim);

// The metric under a key; made when it does not exist. Searching costs a comparison of names per
// step: who reports every minute keeps the index.
MetricIndex keepMetric(Simulation& sim, const MetricKey& key, const std::string& unit);

// What one report brings: the minute is set by the functions below.
struct MetricSamples {
  std::int32_t sampleCount = 1;
  std::int64_t sum = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::optional<MetricPercentiles> percentiles;

  static MetricSamples one(std::int64_t value) { return {1, value, value, value, std::nullopt}; }
};

// Adds to the datapoint of a minute. Void while a pattern stands in for the metric.
// source: the request that brought it; kNoEvent for what is measured.
void addSamples(Simulation& sim, MetricIndex metric, std::int32_t minute,
                const MetricSamples& samples, EventId source);
// The same for one value, in thousandths, of the minute that has just ended when called from
// the minute timer's sources, else of the minute that is going on.
void putMetric(Simulation& sim, const std::string& nameSpace, const std::string& name,
               std::vector<MetricDimension> dimensions, std::int64_t valueMilli,
               const std::string& unit = "None", EventId source = kNoEvent);

// Replaces what is measured under the metric by a pattern, from the current minute on.
void setPattern(Simulation& sim, MetricIndex metric, std::vector<MetricPatternStep> pattern,
                EventId cause);

// `alarm` is complete but for its state; one of the same name is replaced and keeps its state.
AlarmIndex putAlarm(Simulation& sim, Alarm alarm, EventId cause);
void deleteAlarm(Simulation& sim, AlarmIndex alarm, EventId cause);
void setAlarmState(Simulation& sim, AlarmIndex alarm, AlarmState state, const std::string& reason,
                   EventId cause);

}  // namespace taskyard
