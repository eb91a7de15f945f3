#include "engine/work_settle.h"

#include <algorithm>

#include "engine/queue_flow.h"

namespace taskyard {

namespace {

// sum += rate * duration. latencySums only where they are kept.
void add(FlowFigures& sum, const FlowFigures& rate, DurationMs duration, bool keepsLatency) {
  sum.arrived += rate.arrived * duration;
  sum.answered += rate.answered * duration;
  for (std::size_t i = 0; i < kFailureKinds; ++i) sum.failed[i] += rate.failed[i] * duration;
  for (std::size_t i = 0; i < kLatencyBuckets; ++i) {
    sum.byLatency[i] += rate.byLatency[i] * duration;
    if (keepsLatency) sum.latencySums[i] += rate.latencySums[i] * duration;
  }
}

MinuteFigures& minuteAt(FlowStats& flow, std::int64_t minute) {
  MinuteFigures& slot = flow.minutes[static_cast<std::size_t>(minute % kMinutesKept)];
  if (slot.minute != minute) slot = {minute, {}};
  return slot;
}

}  // namespace

void addFigures(FlowFigures& sum, const FlowFigures& more) { add(sum, more, 1, true); }

void settleFlow(FlowStats& flow, TimeMs now) {
  if (now <= flow.settledAt) return;
  add(flow.total, flow.rate, now - flow.settledAt, false);
  const TimeMs oldestKept = (now / kMinute - kMinutesKept + 1) * kMinute;
  for (TimeMs from = std::max(flow.settledAt, oldestKept); from < now;) {
    const std::int64_t minute = from / kMinute;
    const TimeMs end = std::min(now, (minute + 1) * kMinute);
    add(minuteAt(flow, minute).sum, flow.rate, end - from, true);
    from = end;
  }
  flow.settledAt = now;
}

const FlowFigures* figuresOfMinute(const FlowStats& flow, std::int64_t minute) {
  const MinuteFigures& slot = flow.minutes[static_cast<std::size_t>(minute % kMinutesKept)];
  return slot.minute == minute ? &slot.sum : nullptr;
}

void settleWork(Work& work, TimeMs now) {
  const DurationMs duration = now - work.settledAt;
  if (duration <= 0) return;
  for (Stream& stream : work.streams) {
    std::int64_t leaving = stream.answering;
    for (const std::int64_t rate : stream.failing) leaving += rate;
    const std::int64_t change = (stream.arriving - leaving) * duration;
    stream.inFlight += change;
    TaskWork& task = work.tasks[stream.task.value];
    if (task.ordinal == stream.ordinal) task.inFlight += change;
  }
  for (FlowStats& flow : work.flows) settleFlow(flow, now);
  for (Traffic& traffic : work.traffics) {
    traffic.bytes.out += traffic.bytes.outRate * duration;
    traffic.bytes.zones += traffic.bytes.zonesRate * duration;
  }
  settleQueues(work, now);
  work.settledAt = now;
}

const FlowStats* findFlow(const Work& work, FlowSubject subject, std::uint32_t index) {
  for (const FlowStats& flow : work.flows) {
    if (flow.subject == subject && flow.index == index) return &flow;
  }
  return nullptr;
}

FlowStats& flowOf(Work& work, FlowSubject subject, std::uint32_t index, TimeMs now) {
  for (FlowStats& flow : work.flows) {
    if (flow.subject == subject && flow.index == index) return flow;
  }
  FlowStats flow;
  flow.subject = subject;
  flow.index = index;
  flow.settledAt = now;
  work.flows.push_back(flow);
  return work.flows.back();
}

void loseInFlight(Work& work, Stream& stream, ServiceIndex service) {
  // Less than a hundredth of a request is the tail of a drained line, not a person waiting.
  constexpr std::int64_t kNobody = kOneMicro / 100;
  constexpr auto kBroken = static_cast<std::size_t>(Failure::Gateway502);
  const std::int64_t lost = stream.inFlight;
  stream.inFlight = 0;
  if (lost == 0) return;
  const auto count = [&](FlowSubject subject, std::uint32_t index) {
    FlowStats& flow = flowOf(work, subject, index, work.settledAt);
    FlowFigures& minute = minuteAt(flow, flow.settledAt / kMinute).sum;
    if (lost < kNobody) {
      flow.total.answered += lost;
      flow.total.byLatency[0] += lost;
      minute.answered += lost;
      minute.byLatency[0] += lost;
      return;
    }
    flow.total.failed[kBroken] += lost;
    minute.failed[kBroken] += lost;
  };
  count(FlowSubject::Traffic, stream.traffic.value);
  if (stream.targetGroup != kNoTargetGroup) count(FlowSubject::TargetGroup, stream.targetGroup);
  if (service.valid()) count(FlowSubject::Service, service.value);
}

}  // namespace taskyard
