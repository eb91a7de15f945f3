#pragma once
// Which events a list or a timeline shows, kept up to date as a run goes on. Looking only at what
// is new makes a frame cost the same after an hour as after a minute.

#include <cstdint>
#include <string>
#include <vector>

#include "api/run.h"
#include "engine/event_kinds.h"

namespace taskyard {

// How grave an event is, for its mark in the log and on the timeline.
EventTone toneOf(const Event& event);

enum class LogFilter : std::uint8_t { All, ServiceMessages, Faults };

class EventIndex {
 public:
  // REQUIRES: called once per frame before anything else.
  void update(const Run& run, LogFilter filter);

  // The events that pass the filter, oldest first.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] EventId at(std::size_t row) const;
  // The row of an event, or of the last one before it; size() when there is none.
  [[nodiscard]] std::size_t rowOf(EventId event) const;

  // What deserves a mark on the timeline: commands, faults, messages, failures. Oldest first.
  [[nodiscard]] const std::vector<EventId>& marks() const { return marks_; }

 private:
  void forget(const Run& run);
  void take(const Run& run, EventId id, LogFilter filter);

  bool everything_ = true;  // no filter: rows_ stays empty and row n is event first_ + n
  LogFilter filter_ = LogFilter::All;
  EventId first_ = 0;
  EventId next_ = 0;
  Event last_;
  // Undo and redo change the past, and with it one of these.
  std::size_t applied_ = 0;
  std::size_t recorded_ = 0;
  std::uint64_t seed_ = 0;
  std::string scenario_;
  std::vector<EventId> rows_;
  std::vector<EventId> marks_;
};

}  // namespace taskyard
