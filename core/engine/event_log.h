#pragma once
// The history of a run: every event in order, each with its cause. Append-only while time moves
// forward; rewinding cuts it back. It is no part of State: a snapshot needs only how long it was.

#include <span>
#include <string>
#include <vector>

#include "model/event.h"

namespace taskyard {

class EventLog {
 public:
  // The id that the next event gets.
  [[nodiscard]] EventId nextId() const { return first_ + static_cast<EventId>(events_.size()); }
  // The oldest event still held; older ones were dropped by dropAll().
  [[nodiscard]] EventId firstId() const { return first_; }

  EventId append(const Event& event) {
    events_.push_back(event);
    return nextId() - 1;
  }
  EventId append(Event event, std::span<const std::uint32_t> ordinals) {
    event.listBegin = static_cast<std::uint32_t>(ordinals_.size());
    event.listSize = static_cast<std::uint32_t>(ordinals.size());
    ordinals_.insert(ordinals_.end(), ordinals.begin(), ordinals.end());
    return append(event);
  }
  EventId append(Event event, std::string text) {
    event.text = TextIndex(texts_.size());
    texts_.push_back(std::move(text));
    return append(event);
  }

  [[nodiscard]] bool holds(EventId id) const { return id >= first_ && id < nextId(); }
  // REQUIRES: holds(id).
  [[nodiscard]] const Event& at(EventId id) const { return events_[id - first_]; }
  // The task ordinals that an event lists.
  [[nodiscard]] std::span<const std::uint32_t> list(const Event& event) const {
    return {ordinals_.data() + event.listBegin, event.listSize};
  }
  // The words of a Request or Fault.
  [[nodiscard]] const std::string& text(const Event& event) const {
    return texts_[event.text.value];
  }

  // Forgets every event from `end` on: the run goes back. REQUIRES: firstId() <= end <= nextId().
  void cutBackTo(EventId end) {
    events_.resize(end - first_);
    std::size_t listEnd = 0;
    std::size_t textEnd = 0;
    for (const Event& event : events_) {
      if (event.listSize > 0) listEnd = event.listBegin + event.listSize;
      if (event.text.valid()) textEnd = event.text.value + 1;
    }
    ordinals_.resize(listEnd);
    texts_.resize(textEnd);
  }

  // Lets go of all events but keeps counting: for runs whose history nobody reads (benchmarks).
  void dropAll() {
    first_ = nextId();
    events_.clear();
    ordinals_.clear();
    texts_.clear();
  }

 private:
  EventId first_ = 0;
  std::vector<Event> events_;
  std::vector<std::uint32_t> ordinals_;
  std::vector<std::string> texts_;
};

}  // namespace taskyard
