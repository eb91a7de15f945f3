#pragma once
// A condition while it is being watched: small, copyable, deterministic.

#include <cstdint>
#include <string>
#include <vector>

#include "learn/condition.h"

namespace taskyard {

// One line of the list of what is still to do.
struct CheckLine {
  std::string text;
  bool met = false;
  bool broken = false;  // can no longer be met, whatever happens: a "never" that has happened
};

class Check {
 public:
  Check() = default;
  // Begins to watch now: earlier events do not count. `condition` must outlive the check.
  Check(const Condition& condition, const State& state, const EventLog& log);

  // Looks at the present moment. Call in order of time, through watch.h.
  void observe(const State& state, const EventLog& log);

  [[nodiscard]] bool active() const { return condition_ != nullptr; }
  // Whether the condition holds at the moment last observed.
  [[nodiscard]] bool holds() const { return holds_; }
  [[nodiscard]] bool broken() const;
  // The parts of a top-level "all", or the condition itself.
  [[nodiscard]] std::vector<CheckLine> lines() const;

 private:
  // What a node remembers; nodes are numbered depth-first.
  struct Memory {
    bool now = false;
    bool latched = false;       // Ever, Never: it has held
    TimeMs since = kNever;      // HeldFor: since when it holds
    std::uint32_t reached = 0;  // InOrder: parts that had their turn
    std::int64_t counted = 0;   // Events
  };

  bool evaluate(const Condition& condition, const State& state, const EventLog& log,
                std::size_t& node);
  void countEvents(const Condition& condition, const State& state, const EventLog& log,
                   EventId from, std::size_t& node);

  const Condition* condition_ = nullptr;
  TimeMs beganAt_ = 0;
  EventId seen_ = 0;                // events before this one have been looked at
  std::uint32_t firstOrdinal_ = 0;  // tasks from here on were launched since the check began
  bool holds_ = false;
  std::vector<Memory> memory_;
};

}  // namespace taskyard
