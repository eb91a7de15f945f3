#pragma once
// Two runs side by side at the same moment: where they part first, and what differs by then. Also:
// whether something that happened in one run happened in the other as well.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/run.h"

namespace taskyard {

// The first event that one of them does not have. kNoEvent: this run has nothing more.
struct PartingPoint {
  TimeMs at = 0;
  EventId left = kNoEvent;
  EventId right = kNoEvent;
};
// Nothing when both logs tell the same. Both begin at their first event.
std::optional<PartingPoint> findParting(const EventLog& left, const EventLog& right);

enum class CompareUnit : std::uint8_t { Count, MicroUsd };

// One figure of both. `group`: "Service web", "Requests", "Cost", "Events".
struct CompareRow {
  std::string group;
  std::string what;
  CompareUnit unit = CompareUnit::Count;
  std::int64_t left = 0;
  std::int64_t right = 0;

  [[nodiscard]] bool differs() const { return left != right; }
};

// rows: services, requests, queues and alarms, cost, then the kinds of events whose counts differ.
struct RunComparison {
  TimeMs at = 0;
  bool same = false;  // the states are equal, bit by bit
  std::optional<PartingPoint> parting;
  std::string leftEvent;  // what happens at the parting point, "" for nothing
  std::string rightEvent;
  std::vector<CompareRow> rows;
};

// REQUIRES: left.now() == right.now().
RunComparison compareRuns(const Run& left, const Run& right);

// Same: an event of the same words, perhaps at another time. Alike: one of the same kind, about
// something else, that only the other run has. Both are looked for from where the runs part.
enum class Recurrence : std::uint8_t { Same, Alike, No };
struct WhatIf {
  Recurrence recurrence = Recurrence::No;
  EventId event = kNoEvent;  // in the other run: the one that is meant
  TimeMs at = 0;             // its time
  std::int64_t with = 0;     // events of this kind since the parting point
  std::int64_t without = 0;  // the same in the other run
};
// REQUIRES: run.events().holds(event).
WhatIf lookFor(const Run& run, EventId event, const Run& other);

// "TaskStatusChanged" as "Task status changed".
std::string kindWords(EventKind kind);

}  // namespace taskyard
