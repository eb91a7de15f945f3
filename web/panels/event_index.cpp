#include "panels/event_index.h"

#include <algorithm>

namespace taskyard {

namespace {

bool passes(const Event& event, LogFilter filter) {
  switch (filter) {
    case LogFilter::All: return true;
    case LogFilter::ServiceMessages: return isServiceMessage(event.kind);
    case LogFilter::Faults: {
      const EventTone tone = toneOf(event);
      return tone == EventTone::Bad || tone == EventTone::Warning;
    }
  }
  return true;
}

bool deservesMark(const Event& event) {
  return isServiceMessage(event.kind) || toneOf(event) == EventTone::Bad ||
         event.kind == EventKind::Request;
}

}  // namespace

EventTone toneOf(const Event& event) {
  switch (event.kind) {
    case EventKind::ContainerExited: return event.number == 0 ? EventTone::Neutral : EventTone::Bad;
    case EventKind::TaskStopRequested:
      return static_cast<StopReason>(event.detail) == StopReason::ScalingActivity
                 ? EventTone::Neutral
                 : EventTone::Warning;
    case EventKind::TaskHealthChanged:
      return static_cast<HealthStatus>(event.detail) == HealthStatus::UNHEALTHY ? EventTone::Warning
                                                                                : EventTone::Good;
    case EventKind::TaskStatusChanged:
      return static_cast<TaskStatus>(event.detail) == TaskStatus::RUNNING ? EventTone::Good
                                                                          : EventTone::Neutral;
    default: return factsOf(event.kind).tone;
  }
}

void EventIndex::forget(const Run& run) {
  first_ = run.events().firstId();
  next_ = first_;
  rows_.clear();
  marks_.clear();
  seed_ = run.start().seed;
  scenario_ = run.start().scenario;
}

void EventIndex::take(const Run& run, EventId id, LogFilter filter) {
  const Event& event = run.events().at(id);
  if (deservesMark(event)) marks_.push_back(id);
  if (everything_ || !passes(event, filter)) return;
  rows_.push_back(id);
}

void EventIndex::update(const Run& run, LogFilter filter) {
  const EventLog& log = run.events();
  const bool sameRun = seed_ == run.start().seed && scenario_ == run.start().scenario &&
                       applied_ == run.applied() && recorded_ == run.journal().size();
  const bool samePast = next_ <= log.nextId() && first_ == log.firstId() &&
                        (next_ == first_ || log.at(next_ - 1) == last_);
  if (!sameRun || !samePast || filter != filter_) forget(run);
  filter_ = filter;
  everything_ = filter == LogFilter::All;
  for (; next_ < log.nextId(); ++next_) take(run, next_, filter);
  if (next_ > first_) last_ = log.at(next_ - 1);
  applied_ = run.applied();
  recorded_ = run.journal().size();
}

std::size_t EventIndex::size() const { return everything_ ? next_ - first_ : rows_.size(); }

EventId EventIndex::at(std::size_t row) const {
  return everything_ ? first_ + static_cast<EventId>(row) : rows_[row];
}

std::size_t EventIndex::rowOf(EventId event) const {
  if (everything_) return event < first_ ? size() : std::min<std::size_t>(event - first_, size());
  const auto after = std::upper_bound(rows_.begin(), rows_.end(), event);
  return after == rows_.begin() ? size() : static_cast<std::size_t>(after - rows_.begin()) - 1;
}

}  // namespace taskyard
