#include "engine/monitoring_system.h"

#include <algorithm>

#include "engine/alarms.h"
#include "engine/deployment_alarms.h"
#include "engine/metric_sources.h"
#include "engine/metric_sources_traffic.h"
#include "engine/metrics.h"
#include "engine/scaling_system.h"
#include "engine/work_system.h"

namespace taskyard {

namespace {

void rememberHistory(Simulation& sim, Alarm& alarm, AlarmHistoryItem::Type type,
                     std::string summary) {
  alarm.history.push_back({sim.state().now, type, std::move(summary)});
  if (alarm.history.size() > kAlarmHistoryKept) alarm.history.erase(alarm.history.begin());
}

// The ring with its oldest point first, so that a point can go in anywhere.
void straighten(Metric& metric) {
  const auto oldest = static_cast<std::ptrdiff_t>(metric.oldest);
  std::rotate(metric.points.begin(), metric.points.begin() + oldest, metric.points.end());
  if (!metric.percentiles.empty()) {
    std::rotate(metric.percentiles.begin(), metric.percentiles.begin() + oldest,
                metric.percentiles.end());
  }
  metric.oldest = 0;
}

// Position in `points` of the point of the minute, made when there is none. Points.size() when the
// minute is older than all that is kept.
std::size_t slotOf(Metric& metric, std::int32_t minute) {
  const std::size_t most = metric.watched ? kWatchedPointsKept : kPointsKept;
  auto& points = metric.points;
  const std::size_t count = points.size();
  if (count > 0 && pointOf(metric, count - 1).minute == minute) {
    return (metric.oldest + count - 1) % count;
  }
  MetricPoint fresh;
  fresh.minute = minute;
  if (count == 0 || pointOf(metric, count - 1).minute < minute) {
    if (count < most) {
      if (metric.oldest != 0) straighten(metric);
      points.push_back(fresh);
      if (!metric.percentiles.empty()) metric.percentiles.emplace_back();
      return count;
    }
    const std::size_t slot = metric.oldest;
    points[slot] = fresh;
    metric.oldest = static_cast<std::uint32_t>((slot + 1) % count);
    return slot;
  }
  straighten(metric);
  const auto at = std::lower_bound(
      points.begin(), points.end(), minute,
      [](const MetricPoint& point, std::int32_t wanted) { return point.minute < wanted; });
  const auto slot = static_cast<std::size_t>(at - points.begin());
  if (at->minute == minute) return slot;
  if (count >= most) return count;
  points.insert(at, fresh);
  if (!metric.percentiles.empty()) {
    metric.percentiles.insert(metric.percentiles.begin() + static_cast<std::ptrdiff_t>(slot),
                              MetricPercentiles{});
  }
  return slot;
}

void record(Metric& metric, std::int32_t minute, const MetricSamples& samples) {
  if (samples.sampleCount <= 0) return;
  if (samples.percentiles && metric.percentiles.empty()) {
    metric.percentiles.resize(metric.points.size());
  }
  const std::size_t slot = slotOf(metric, minute);
  if (slot == metric.points.size()) return;
  MetricPoint& point = metric.points[slot];
  const bool first = point.sampleCount == 0;
  point.minimum = first ? samples.minimum : std::min(point.minimum, samples.minimum);
  point.maximum = first ? samples.maximum : std::max(point.maximum, samples.maximum);
  point.sampleCount += samples.sampleCount;
  if (__builtin_add_overflow(point.sum, samples.sum, &point.sum)) point.sum = INT64_MAX;
  if (!samples.percentiles) return;
  if (metric.percentiles.size() < metric.points.size()) {
    metric.percentiles.resize(metric.points.size());
  }
  metric.percentiles[slot] = *samples.percentiles;
}

void feedPatterns(Simulation& sim, std::int32_t minute) {
  for (Metric& metric : sim.state().monitoring.metrics) {
    if (metric.pattern.empty()) continue;
    const MetricPatternStep* step = patternAt(metric, minute);
    if (step == nullptr) {
      if (minute >= metric.patternFrom) metric.pattern.clear();
      continue;
    }
    if (!step->missing) record(metric, minute, MetricSamples::one(step->value));
    metric.source = metric.patternBy;
  }
}

// The request that fed what the alarm looks at, else the one that made the alarm.
EventId causeOf(const State& state, const Alarm& alarm) {
  EventId newest = kNoEvent;
  for (const MetricQuery& query : alarm.queries) {
    if (!query.metric.valid()) continue;
    const EventId source = state.monitoring.metrics[query.metric.value].source;
    if (source != kNoEvent && (newest == kNoEvent || source > newest)) newest = source;
  }
  return newest == kNoEvent ? alarm.createdBy : newest;
}

void changeState(Simulation& sim, AlarmIndex index, AlarmState state, std::string reason,
                 EventId cause) {
  Alarm& alarm = sim.state().monitoring.alarms[index.value];
  const std::string change = std::string(nameOf(state)) + " (was " + nameOf(alarm.state) + ")";
  const std::string summary =
      "Alarm updated from " + std::string(nameOf(alarm.state)) + " to " + nameOf(state) + ".";
  alarm.state = state;
  alarm.stateUpdatedAt = sim.state().now;
  rememberHistory(sim, alarm, AlarmHistoryItem::Type::StateUpdate, summary);
  alarm.lastEvent =
      sim.say(state == AlarmState::ALARM ? EventKind::AlarmRaised
              : state == AlarmState::OK  ? EventKind::AlarmCleared
                                         : EventKind::AlarmWithoutData,
              index.value, change + ": alarm " + alarm.alarmName + ". " + reason, cause);
  alarm.stateReason = std::move(reason);
  if (state == AlarmState::ALARM) alarmFired(sim, alarm.alarmName, alarm.lastEvent);
}

void evaluate(Simulation& sim, AlarmIndex index, std::int32_t end) {
  const Alarm& alarm = sim.state().monitoring.alarms[index.value];
  const auto values = recentValues(sim.state(), alarm, end);
  const AlarmState next = alarmStateOf(ruleOf(alarm), alarm.state, values);
  if (next == alarm.state) return;
  changeState(sim, index, next, stateReasonOf(alarm, next, values, end),
              causeOf(sim.state(), alarm));
}

void watch(State& state, const Alarm& alarm) {
  for (const MetricQuery& query : alarm.queries) {
    if (!query.metric.valid()) continue;
    Metric& metric = state.monitoring.metrics[query.metric.value];
    if (metric.watched) continue;
    straighten(metric);  // the ring grows
    metric.watched = true;
  }
}

}  // namespace

bool metricsNeeded(const State& state) {
  const Monitoring& monitoring = state.monitoring;
  for (const Alarm& alarm : monitoring.alarms) {
    if (!alarm.deleted) return true;
  }
  for (const Metric& metric : monitoring.metrics) {
    if (!metric.pattern.empty()) return true;
  }
  for (const Cluster& cluster : state.clusters) {
    if (cluster.containerInsights && cluster.status == ClusterStatus::ACTIVE) return true;
  }
  return false;
}

void needMetrics(Simulation& sim) {
  State& state = sim.state();
  if (state.monitoring.minuteAt != kNever) return;
  const TimeMs next = (state.now / kMinute + 1) * kMinute;
  state.monitoring.minuteAt = next;
  sim.schedule(next - state.now, {TimerKind::MetricMinute, 0, 0, 0});
}

void onMetricMinute(Simulation& sim) {
  State& state = sim.state();
  const std::int32_t end = minuteOf(state.now);
  if (state.work.active || !state.work.queues.empty()) bringWorkUpToDate(sim);
  feedPatterns(sim, end - 1);
  measureServices(sim, end - 1);
  measureContainerInsights(sim, end - 1);
  measureTargetGroups(sim, end - 1);
  measureHttpApis(sim, end - 1);
  measureQueues(sim, end - 1);
  for (std::size_t i = 0; i < state.monitoring.alarms.size(); ++i) {
    if (!state.monitoring.alarms[i].deleted) evaluate(sim, AlarmIndex(i), end);
  }
  scaleServices(sim);
  state.monitoring.minuteAt = kNever;
  if (metricsNeeded(state)) needMetrics(sim);
}

MetricIndex keepMetric(Simulation& sim, const MetricKey& key, const std::string& unit) {
  State& state = sim.state();
  const MetricIndex known = findMetric(state, key);
  if (known.valid()) return known;
  Monitoring& monitoring = state.monitoring;
  const MetricIndex index(monitoring.metrics.size());
  Metric metric;
  metric.key = key;
  metric.unit = unit;
  monitoring.metrics.push_back(std::move(metric));
  const auto at = std::lower_bound(monitoring.byKey.begin(), monitoring.byKey.end(), key,
                                   [&](MetricIndex other, const MetricKey& wanted) {
                                     return monitoring.metrics[other.value].key < wanted;
                                   });
  monitoring.byKey.insert(at, index);
  return index;
}

void addSamples(Simulation& sim, MetricIndex index, std::int32_t minute,
                const MetricSamples& samples, EventId source) {
  Metric& metric = sim.state().monitoring.metrics[index.value];
  if (!metric.pattern.empty() && patternAt(metric, minute) != nullptr) return;
  metric.source = source;
  record(metric, minute, samples);
}

void putMetric(Simulation& sim, const std::string& nameSpace, const std::string& name,
               std::vector<MetricDimension> dimensions, std::int64_t valueMilli,
               const std::string& unit, EventId source) {
  const MetricIndex metric =
      keepMetric(sim, metricKey(nameSpace, name, std::move(dimensions)), unit);
  const bool measuring = sim.state().monitoring.minuteAt == sim.state().now;
  addSamples(sim, metric, minuteOf(sim.state().now) - (measuring ? 1 : 0),
             MetricSamples::one(valueMilli), source);
}

void setPattern(Simulation& sim, MetricIndex index, std::vector<MetricPatternStep> pattern,
                EventId cause) {
  Metric& metric = sim.state().monitoring.metrics[index.value];
  straighten(metric);
  metric.watched = true;
  metric.pattern = std::move(pattern);
  metric.patternFrom = minuteOf(sim.state().now);
  metric.patternBy = cause;
  needMetrics(sim);
}

AlarmIndex putAlarm(Simulation& sim, Alarm alarm, EventId cause) {
  State& state = sim.state();
  watch(state, alarm);
  alarm.configuredAt = state.now;
  alarm.createdBy = cause;
  AlarmIndex index = findAlarm(state, alarm.alarmName);
  std::string summary = "Alarm \"" + alarm.alarmName + "\" ";
  if (index.valid()) {
    const Alarm& former = state.monitoring.alarms[index.value];
    alarm.state = former.state;
    alarm.stateReason = former.stateReason;
    alarm.stateUpdatedAt = former.stateUpdatedAt;
    alarm.lastEvent = former.lastEvent;
    alarm.history = former.history;
    summary += "updated";
  } else {
    index = AlarmIndex(state.monitoring.alarms.size());
    state.monitoring.alarms.emplace_back();
    alarm.stateUpdatedAt = state.now;
    alarm.lastEvent = cause;
    summary += "created";
  }
  rememberHistory(sim, alarm, AlarmHistoryItem::Type::ConfigurationUpdate, std::move(summary));
  state.monitoring.alarms[index.value] = std::move(alarm);
  needMetrics(sim);
  return index;
}

void deleteAlarm(Simulation& sim, AlarmIndex index, EventId cause) {
  Alarm& alarm = sim.state().monitoring.alarms[index.value];
  alarm.deleted = true;
  alarm.lastEvent = cause;
}

void setAlarmState(Simulation& sim, AlarmIndex index, AlarmState state, const std::string& reason,
                   EventId cause) {
  if (sim.state().monitoring.alarms[index.value].state == state) {
    sim.state().monitoring.alarms[index.value].stateReason = reason;
    return;
  }
  changeState(sim, index, state, reason, cause);
}

}  // namespace taskyard
