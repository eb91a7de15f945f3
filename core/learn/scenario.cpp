#include "learn/scenario.h"

#include <cstdlib>

#include "learn/placeholders.h"
#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::int64_t kLatestBeginSeconds = 24 * 60 * 60;

// A setup entry is a request as it stands, or {"aws": line}.
Request readSetup(const JsonValue& value, const std::string& path, Problems& problems) {
  if (value.find("aws") != nullptr) return readScriptEntry(value, path, problems).request;
  ObjectReader reader(value, path, problems);
  Request request;
  request.service = reader.requiredString("service");
  request.operation = reader.requiredString("operation");
  if (const JsonValue* input = reader.requiredObject("input")) request.input = *input;
  reader.rejectUnknownKeys();
  return request;
}

ScenarioStory readStory(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  ScenarioStory story;
  story.within = reader.requiredInteger("withinSeconds", {1, kLatestBeginSeconds}) * kSecond;
  if (const JsonValue* goal = reader.required("goal")) {
    story.goal = readCondition(*goal, reader.pathOf("goal"), problems);
  }
  reader.rejectUnknownKeys();
  return story;
}

ScenarioCure readCure(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  ScenarioCure cure;
  cure.title = reader.requiredString("title");
  cure.deeds = readScript(reader, "do", problems);
  if (cure.deeds.empty()) reader.problem("do", "MissingKey", "a cure does something");
  cure.within = reader.requiredInteger("withinSeconds", {1, kLatestBeginSeconds}) * kSecond;
  if (const JsonValue* goal = reader.required("goal")) {
    cure.goal = readCondition(*goal, reader.pathOf("goal"), problems);
  }
  reader.rejectUnknownKeys();
  return cure;
}

// Setup and timeline are fixed when the run begins: task ids come from the seed, ids of parts of
// the network from their names.
Request fixedRequest(const Request& request, std::uint64_t seed) {
  const Result<JsonValue> input = fillPlaceholders(request.input, launchedWith(seed));
  return {request.service, request.operation, input ? input.value() : request.input};
}

}  // namespace

Scenario readScenario(const JsonValue& value, Problems& problems) {
  ObjectReader reader(value, "", problems);
  Scenario scenario;
  scenario.id = reader.requiredString("id");
  scenario.title = reader.requiredString("title");
  scenario.story = reader.requiredString("story");
  scenario.seed = static_cast<std::uint64_t>(reader.requiredInteger("seed", {0, INT64_MAX}));
  scenario.beginAt =
      reader.integer("beginAtSeconds", {0, kLatestBeginSeconds}).value_or(0) * kSecond;
  scenario.signals = reader.strings("signals");
  scenario.traps = reader.strings("traps");
  scenario.sources = readSources(reader, "sources", problems);
  readSome(reader, "setup", [&](const JsonValue& item, const std::string& path) {
    scenario.setup.push_back(readSetup(item, path, problems));
  });
  scenario.timeline = readScript(reader, "timeline", problems);
  if (const JsonValue* shows = reader.required("shows")) {
    scenario.shows = readStory(*shows, reader.pathOf("shows"), problems);
  }
  if (value.find("cures") != nullptr) {
    readSome(reader, "cures", [&](const JsonValue& item, const std::string& path) {
      scenario.cures.push_back(readCure(item, path, problems));
    });
  }
  for (std::size_t i = 0; i < scenario.timeline.size(); ++i) {
    if (scenario.timeline[i].line.empty()) continue;
    reader.problem("timeline", "BadValue",
                   "entry " + std::to_string(i) +
                       ": a timeline holds requests, because it plays without the command line");
  }
  reader.rejectUnknownKeys();
  return scenario;
}

RunStart startOf(const Scenario& scenario, std::optional<std::uint64_t> seed) {
  RunStart start;
  start.scenario = scenario.id;
  start.seed = seed.value_or(scenario.seed);
  for (const Request& request : scenario.setup) {
    start.script.push_back({0, fixedRequest(request, start.seed)});
  }
  for (const ScriptEntry& entry : scenario.timeline) {
    start.script.push_back({entry.at, fixedRequest(entry.request, start.seed)});
  }
  return start;
}

Result<Run> beginAtZero(const Scenario& scenario, std::optional<std::uint64_t> seed) {
  Result<Run> run = Run::begin(startOf(scenario, seed));
  if (run) return run;
  // Run speaks of its script, whose entries at 0 are the scenario's setup.
  constexpr std::string_view kScript = "/script/";
  Error error = run.error();
  if (error.path.rfind(kScript, 0) != 0) return error;
  const std::string place = error.path.substr(kScript.size());
  const auto entry = static_cast<std::size_t>(std::strtoul(place.c_str(), nullptr, 10));
  error.path = "/setup/" + place;
  if (entry < scenario.setup.size()) error.line = scenario.setup[entry].input.line();
  return error;
}

Result<Run> beginRun(const Scenario& scenario, std::optional<std::uint64_t> seed) {
  Result<Run> run = beginAtZero(scenario, seed);
  if (run && scenario.beginAt > 0) run.value().advance(scenario.beginAt);
  return run;
}

}  // namespace taskyard
