#pragma once
// A playable world: a start state, what happens in it and when, and a one-line story.
// File: lessons/scenarios/<id>.json
//   {"id", "title", "story", "seed", "beginAtSeconds"?, "signals"?, "traps"?, "sources"?,
//    "setup": [{"service", "operation", "input"}], "timeline"?: [{"atSeconds", "title",
//    "request"}],
//    "shows": {"withinSeconds", "goal": condition},
//    "cures"?: [{"title", "do": [{"atSeconds", "aws" | "request"}], "withinSeconds",
//    "goal": condition}]}

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/run.h"
#include "base/json_reader.h"
#include "learn/condition.h"
#include "learn/script.h"
#include "learn/source.h"

namespace taskyard {

// What the world comes to by itself. Watched from time 0, after setup.
struct ScenarioStory {
  DurationMs within = 0;
  Condition goal;
};
// What puts it right. The goal is watched from the last deed on, and must not come true by itself.
struct ScenarioCure {
  std::string title;
  Script deeds;           // times from the start of the run
  DurationMs within = 0;  // after the last deed
  Condition goal;
};

// setup: carried out at time 0, in order.
// timeline: in order of time, from the start of the run. Both may hold {{launched:n}} and names of
// parts of the network, such as {{subnet:private-a}}, but no other placeholder.
// beginAt: the moment the learner takes over, so that a world can be steady when it is first seen.
struct Scenario {
  std::string id;
  std::string title;
  std::string story;
  std::uint64_t seed = 1;
  TimeMs beginAt = 0;
  std::vector<std::string> signals;
  std::vector<std::string> traps;
  std::vector<Source> sources;
  std::vector<Request> setup;
  Script timeline;
  ScenarioStory shows;
  std::vector<ScenarioCure> cures;
  std::string file;
};

Scenario readScenario(const JsonValue& value, Problems& problems);

// Without a seed: the scenario's own.
RunStart startOf(const Scenario& scenario, std::optional<std::uint64_t> seed = std::nullopt);
// Begins a run at time 0. Errors: the first entry of setup that is refused, with its place in the
// file ("/setup/<n>...", line).
Result<Run> beginAtZero(const Scenario& scenario, std::optional<std::uint64_t> seed = std::nullopt);
// The same, moved to beginAt.
Result<Run> beginRun(const Scenario& scenario, std::optional<std::uint64_t> seed = std::nullopt);

}  // namespace taskyard
