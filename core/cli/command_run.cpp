// run and sweep: scenarios played without a screen.

#include "cli/command.h"
#include "cli/files.h"
#include "cli/play.h"

namespace taskyard::cli {

namespace {

constexpr DurationMs kDefaultDuration = 30 * kMinute;

Result<DurationMs> durationOf(const Invocation& invocation) {
  if (!invocation.arguments.has("--for")) return kDefaultDuration;
  return parseDuration(invocation.arguments.value("--for"));
}

Result<Run> begin(const Scenario& scenario, std::optional<std::uint64_t> seed,
                  const std::string& name) {
  Result<Run> run = beginAtZero(scenario, seed);
  if (run) return run;
  return Error{run.error().code, describe(ContentProblem{name, run.error()})};
}

Result<std::vector<LineOfOps>> opsOf(const Invocation& invocation) {
  const std::string path = invocation.arguments.value("--ops");
  if (path.empty()) return std::vector<LineOfOps>();
  const Result<std::string> text = readFile(path);
  if (!text) return text.error();
  Result<std::vector<LineOfOps>> ops = readOps(text.value());
  if (ops) return ops;
  return Error{ops.error().code, describe(ContentProblem{path, ops.error()})};
}

Result<Done> writeEvents(const Invocation& invocation, const Run& run) {
  const std::string path = invocation.arguments.value("--events");
  if (path.empty()) return Done{};
  const std::string lines = eventLines(run);
  if (path != "-") return writeFile(path, lines);
  std::fwrite(lines.data(), 1, lines.size(), stdout);
  return Done{};
}

JsonValue refusalsJson(const std::vector<Refusal>& refusals) {
  JsonValue json = JsonValue::array();
  for (const Refusal& refusal : refusals) {
    json.push(JsonValue::object({{"line", refusal.line},
                                 {"code", refusal.error.code},
                                 {"message", refusal.error.message}}));
  }
  return json;
}

// A request or a list of them, as operations at time 0.
Result<std::vector<LineOfOps>> readSet(const std::string& text) {
  const Result<JsonValue> value = parseJson(text);
  if (!value) return Error{"UsageError", "--set: " + value.error().message};
  std::vector<JsonValue> entries;
  if (value.value().isArray()) {
    entries = value.value().items();
  } else {
    entries.push_back(value.value());
  }
  std::vector<LineOfOps> ops;
  for (const JsonValue& entry : entries) {
    Result<std::vector<LineOfOps>> one = readOps(dumpJson(entry));
    if (!one) return Error{"UsageError", "--set: " + one.error().message};
    ops.insert(ops.end(), one.value().begin(), one.value().end());
  }
  return ops;
}

}  // namespace

int runCommand(const Invocation& invocation) {
  const std::string name = invocation.arguments.words()[0];
  const Result<std::optional<std::uint64_t>> seed = seedOf(invocation);
  if (!seed) return refuse(invocation, seed.error());
  const Result<DurationMs> duration = durationOf(invocation);
  if (!duration) return refuse(invocation, duration.error());
  const std::optional<Scenario> scenario = loadScenario(invocation, name);
  if (!scenario) return kBadUsage;
  const Result<std::vector<LineOfOps>> ops = opsOf(invocation);
  if (!ops) return refuse(invocation, ops.error());
  Result<Run> run = begin(*scenario, seed.value(), name);
  if (!run) return refuse(invocation, run.error());

  const std::vector<Refusal> refusals = play(run.value(), ops.value(), duration.value());
  for (const Refusal& refusal : refusals) {
    complain(invocation.arguments.value("--ops") + ":" + std::to_string(refusal.line) + ": " +
             refusal.error.code + ": " + refusal.error.message);
  }
  const Result<Done> written = writeEvents(invocation, run.value());
  if (!written) return refuse(invocation, written.error());
  if (!invocation.json()) {
    print(summaryText(run.value()));
    return kGood;
  }
  JsonValue json = summaryJson(run.value());
  json.set("refused", refusalsJson(refusals));
  printJson(json);
  return kGood;
}

int sweepCommand(const Invocation& invocation) {
  const std::string name = invocation.arguments.words()[0];
  if (!invocation.arguments.has("--seeds")) {
    return refuse(invocation, Error{"UsageError", "say which seeds: --seeds 1..20"});
  }
  const Result<SeedRange> seeds = parseSeedRange(invocation.arguments.value("--seeds"));
  if (!seeds) return refuse(invocation, seeds.error());
  const Result<DurationMs> duration = durationOf(invocation);
  if (!duration) return refuse(invocation, duration.error());
  std::vector<LineOfOps> ops;
  if (invocation.arguments.has("--set")) {
    Result<std::vector<LineOfOps>> set = readSet(invocation.arguments.value("--set"));
    if (!set) return refuse(invocation, set.error());
    ops = std::move(set.value());
  }
  const std::optional<Scenario> scenario = loadScenario(invocation, name);
  if (!scenario) return kBadUsage;
  for (std::uint64_t seed = seeds.value().first; seed <= seeds.value().last; ++seed) {
    Result<Run> run = begin(*scenario, seed, name);
    if (!run) return refuse(invocation, run.error());
    const std::vector<Refusal> refusals = play(run.value(), ops, duration.value());
    if (!refusals.empty()) {
      complain("--set: " + refusals.front().error.message);
      return kBadUsage;
    }
    printJson(summaryJson(run.value()));
  }
  return kGood;
}

}  // namespace taskyard::cli
