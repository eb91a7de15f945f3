#pragma once
// Playing a scenario from its start, and the summary of it.

#include <string>
#include <vector>

#include "api/run.h"
#include "base/json.h"
#include "learn/scenario.h"

namespace taskyard::cli {

// A request from a file of operations; line: 1-based.
struct LineOfOps {
  int line = 0;
  TimedRequest timed;
};
// One request per line, {"at"|"atSeconds", "service", "operation", "input"}, sorted by time; lines
// of the same time keep their order. Errors: what is wrong, with line.
Result<std::vector<LineOfOps>> readOps(const std::string& text);

// A request that was refused when its time came.
struct Refusal {
  int line = 0;
  Error error;
};

// Plays to `until` with the operations on the way.
std::vector<Refusal> play(Run& run, const std::vector<LineOfOps>& ops, TimeMs until);

// The fixed fields of `run`: scenario, seed, simulatedMs, events, stateHash, services,
// costMicroUsd; and tasks by lastStatus.
JsonValue summaryJson(const Run& run);
// The same for people.
std::string summaryText(const Run& run);

// Every event as one line of JSON: id, atMs, time, kind, text, cause.
std::string eventLines(const Run& run);

}  // namespace taskyard::cli
