#include "panels/history.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/queue_flow.h"
#include "engine/queueing.h"
#include "engine/service_scheduler.h"
#include "engine/task_load.h"
#include "engine/traffic.h"

namespace taskyard {

namespace {

constexpr DurationMs kFirstStep = 5 * kSecond;
constexpr std::size_t kMostKept = 960;
// Steps: what is longer was a jump and is played again. A slow frame at the highest speed is
// shorter.
constexpr DurationMs kLargestGap = 24;
constexpr DurationMs kMostReplayed = 240;  // steps
constexpr std::size_t kManyTasks = 3000;   // above, measuring every task takes too long

}  // namespace

void History::clear() {
  times_.clear();
  series_.clear();
  step_ = kFirstStep;
}

void History::dropAfter(TimeMs at) {
  const auto keep =
      static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), at) - times_.begin());
  times_.resize(keep);
  for (Series& each : series_) each.values.resize(keep);
}

void History::forgetChangedPast(const Run& run) {
  const bool sameRun =
      shown_ == &run && scenario_ == run.start().scenario && seed_ == run.start().seed;
  const std::size_t recorded = run.journal().size();
  const TimeMs lastAt = recorded == 0 ? kNever : run.journal().back().at;
  if (!sameRun || recorded < recorded_) {
    clear();
  } else if (recorded != recorded_ || lastAt != lastRequestAt_) {
    dropAfter(run.now());
  }
  shown_ = &run;
  scenario_ = run.start().scenario;
  seed_ = run.start().seed;
  recorded_ = recorded;
  lastRequestAt_ = lastAt;
}

void History::update(const Run& run) {
  forgetChangedPast(run);
  const TimeMs now = run.now();
  // After going back, the future is still known.
  if (!times_.empty() && times_.back() >= now) return;
  const TimeMs last = times_.empty() ? -step_ : times_.back();
  if (!times_.empty() && now - last < step_) return;
  if (now - last > kLargestGap * step_ && run.state().tasks.size() <= kManyTasks) {
    fillGap(run, last);
  }
  take(run.state());
  thin();
}

void History::fillGap(const Run& run, TimeMs last) {
  const TimeMs now = run.now();
  Run copy = run;
  TimeMs at = std::max<TimeMs>(0, last + step_);
  const DurationMs step = std::max(step_, (now - at) / kMostReplayed);
  copy.goTo(at);
  for (; at < now; at += step) {
    if (copy.now() < at) copy.goTo(at);
    take(copy.state());
  }
}

const std::vector<float>* History::series(SeriesKind kind, std::uint32_t index) const {
  for (const Series& each : series_) {
    if (each.kind == kind && each.index == index) return &each.values;
  }
  return nullptr;
}

void History::put(SeriesKind kind, std::uint32_t index, double value) {
  for (Series& each : series_) {
    if (each.kind != kind || each.index != index) continue;
    each.values.back() = static_cast<float>(value);
    return;
  }
  Series made;
  made.kind = kind;
  made.index = index;
  made.values.assign(times_.size(), std::numeric_limits<float>::quiet_NaN());
  made.values.back() = static_cast<float>(value);
  series_.push_back(std::move(made));
}

void History::takeService(const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  if (service.status == ServiceStatus::INACTIVE) return;
  const TaskCounts counts = taskCountsOf(state, service);
  put(SeriesKind::Desired, index.value, service.desiredCount);
  put(SeriesKind::Running, index.value, counts.running);
  put(SeriesKind::Pending, index.value, counts.pending);
  if (state.tasks.size() > kManyTasks || counts.running == 0) return;
  const ServiceUse use = serviceUtilisation(state, index);
  if (use.tasks == 0) return;
  put(SeriesKind::Cpu, index.value, static_cast<double>(use.cpuMilliPercent) / 1000.0);
  put(SeriesKind::Memory, index.value, static_cast<double>(use.memoryMilliPercent) / 1000.0);
}

void History::takeTraffic(const State& state) {
  FlowFigures all;
  bool any = false;
  for (const FlowStats& flow : state.work.flows) {
    if (flow.subject != FlowSubject::Traffic) continue;
    any = true;
    all.arrived += flow.rate.arrived;
    all.answered += flow.rate.answered;
    for (std::size_t i = 0; i < kFailureKinds; ++i) all.failed[i] += flow.rate.failed[i];
    for (std::size_t i = 0; i < kLatencyBuckets; ++i) {
      all.byLatency[i] += flow.rate.byLatency[i];
      all.latencySums[i] += flow.rate.latencySums[i];
    }
  }
  if (!any) return;
  put(SeriesKind::Arriving, 0, static_cast<double>(all.arrived) / 1000.0);
  put(SeriesKind::Failing, 0, static_cast<double>(failuresOf(all)) / 1000.0);
  if (all.answered <= 0) return;
  put(SeriesKind::P50, 0, static_cast<double>(percentileMs(all, 50)));
  put(SeriesKind::P95, 0, static_cast<double>(percentileMs(all, 95)));
  put(SeriesKind::P99, 0, static_cast<double>(percentileMs(all, 99)));
}

void History::take(const State& state) {
  times_.push_back(state.now);
  for (Series& each : series_) each.values.push_back(std::numeric_limits<float>::quiet_NaN());
  for (std::size_t i = 0; i < state.services.size(); ++i) takeService(state, ServiceIndex(i));
  takeTraffic(state);
  if (state.work.queues.empty()) return;
  const Work work = workNow(state);
  for (std::size_t i = 0; i < work.queues.size(); ++i) {
    if (work.queues[i].deleted) continue;
    const QueueCounts counts = countsOf(work.queues[i], state.now);
    const auto index = static_cast<std::uint32_t>(i);
    put(SeriesKind::Waiting, index, static_cast<double>(counts.visible) / kOneMicro);
    const DurationMs age = counts.oldestSentAt == kNever
                               ? 0
                               : std::max<DurationMs>(0, state.now - counts.oldestSentAt);
    put(SeriesKind::Oldest, index, static_cast<double>(age) / kSecond);
  }
}

// Every second moment goes when there are too many: a long run is seen more coarsely.
void History::thin() {
  if (times_.size() <= kMostKept) return;
  const auto halve = [](auto& list) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); i += 2) list[kept++] = list[i];
    list.resize(kept);
  };
  halve(times_);
  for (Series& each : series_) halve(each.values);
  step_ *= 2;
}

}  // namespace taskyard
