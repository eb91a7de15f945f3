#include "cli/command.h"

#include "cli/files.h"

namespace taskyard::cli {

namespace {

constexpr const char* kRunNotes =
    "SCENARIO is an id or the path of a file. --ops: one request per line,\n"
    "{\"at\": seconds, \"service\": ..., \"operation\": ..., \"input\": {...}}. --events: every\n"
    "event as a line with time, kind, text, cause and id. Durations: 45s, 30m, 2h, 1h30m, 90.";
constexpr const char* kApiNotes =
    "{\"service\": \"ecs\", \"operation\": \"ListClusters\", \"input\": {}} is answered with\n"
    "{\"ok\": true, \"output\": {...}} or {\"ok\": false, \"error\": {\"code\", \"message\"}}.\n"
    "Without a scenario: a new account. Time passes by {\"service\": \"sim\", \"operation\":\n"
    "\"SimAdvance\", \"input\": {\"seconds\": 60}}.";
constexpr const char* kCoverageNotes =
    "Lists under \"missing\" what each id still lacks (a lesson, two questions, for traps a bot) "
    "and\n"
    "each domain of the exam (ten questions). Exit code 1 while anything is missing.";
constexpr const char* kBenchNotes =
    "One simulated hour of services with crashing tasks, health checks every 10 s and a\n"
    "desiredCount that changes every minute. small: 10 services of 10 tasks; medium: 100 of 50;\n"
    "large: 1000 of 100; quota: 25 of 4000 (a service may have 5000).\n"
    "events = timers run + health checks that took place; a row of passing checks has no timer\n"
    "and is counted at once, so timersRun and healthChecks are given apart.";

const std::vector<OptionFacts> kRunOptions = {
    kSeed,
    {"--for", "TIME", "how much simulated time from its start; else 30m"},
    {"--ops", "FILE", "requests to make on the way (- for standard input)"},
    {"--events", "FILE", "write all events there (- for standard output)"},
    kLessonsFolder,
    kJson};
const std::vector<OptionFacts> kProveOptions = {
    {"--lesson", "ID", "only this lesson"},
    {"--question", "ID", "only this question"},
    {"--scenario", "ID", "only this scenario"},
    {"--seeds", "N", "how many seeds; else 20 for lessons, 10 for questions, 5 for scenarios"},
    kLessonsFolder,
    kJson};
const std::vector<OptionFacts> kCoverageOptions = {kLessonsFolder, kJson};
const std::vector<OptionFacts> kRenderOptions = {
    {"--keys", "", "with keys, solutions and notes for teachers"},
    {"--shell", "FILE", "also writes what the app's page shows until the simulation has loaded"},
    kLessonsFolder,
    kJson};
const std::vector<OptionFacts> kBenchOptions = {
    {"--for", "TIME", "simulated time; else 1h"}, kSeed, kJson};
const std::vector<OptionFacts> kSweepOptions = {
    {"--seeds", "A..B", "the seeds, both ends included; must be given"},
    {"--set", "JSON", "requests that make this sweep different"},
    {"--for", "TIME", "how much simulated time; else 30m"},
    kLessonsFolder};

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = {
      {"run", "SCENARIO", "Plays a scenario and sums up what became of it.", kRunNotes, 1, 1,
       kRunOptions, runCommand},
      {"api",
       "[SCENARIO]",
       "Answers requests, one per line of standard input.",
       kApiNotes,
       0,
       1,
       {kSeed, kLessonsFolder},
       apiCommand},
      {"validate",
       "task-definition|service FILE",
       "Says what ECS would say of a file.",
       "FILE may be - for standard input. Exit code 1: ECS would not accept it.",
       2,
       2,
       {kJson},
       validateCommand},
      {"lint",
       "",
       "Checks that lessons, scenarios and questions are well formed.",
       "Exit code 1: there are problems, each with its file, line and JSON Pointer.",
       0,
       0,
       {kLessonsFolder, kJson},
       lintCommand},
      {"prove", "",
       "Plays every lesson and every question that runs, to see whether they are true.",
       "Exit code 1: something does not hold.", 0, 0, kProveOptions, proveCommand},
      {"coverage", "", "Counts what each signal and trap has.", kCoverageNotes, 0, 0,
       kCoverageOptions, coverageCommand},
      {"generate",
       "[FAMILY]",
       "Makes a question of a family from a seed, with its key.",
       "Without FAMILY: the list of families.",
       0,
       1,
       {kSeed, kJson},
       generateCommand},
      {"set",
       "CODE DIR",
       "Writes a set of questions for a class: hand-out, key, CSV, GIFT and QTI 2.1.",
       "CODE such as 20-7KQ3X2 names the questions; 20-7KQ3X2-17 gives student 17 other values\n"
       "and another order. The folder qti/ is the content of an IMS package: zip it to import it.",
       2,
       2,
       {kLessonsFolder, kJson},
       setCommand},
      {"render", "DIR", "Writes all lessons and questions as plain HTML pages.",
       "Without --keys the pages do not give answers and solutions away.", 1, 1, kRenderOptions,
       renderCommand},
      {"bench", "[small|medium|large|quota]", "Measures the speed of the engine.", kBenchNotes, 0,
       1, kBenchOptions, benchCommand},
      {"sweep", "SCENARIO", "Plays a scenario with many seeds: one JSON line per seed.",
       "--set: a request, or a list of them, made when the scenario begins.", 1, 1, kSweepOptions,
       sweepCommand},
  };
  return kCommands;
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

void printJson(const JsonValue& value) { print(dumpJson(value)); }

void complain(std::string_view message) {
  std::fflush(stdout);
  std::fprintf(stderr, "taskyard: %.*s\n", static_cast<int>(message.size()), message.data());
}

std::string usageOf(const Command& command) {
  std::string text = "usage: taskyard " + std::string(command.name);
  if (!command.words.empty()) text += " " + std::string(command.words);
  for (const OptionFacts& option : command.options) {
    text += " [" + std::string(option.name);
    if (!option.value.empty()) text += " " + std::string(option.value);
    text += "]";
  }
  return text;
}

int refuse(const Invocation& invocation, const Error& error) {
  complain(error.message);
  if (error.code == "UsageError") {
    std::fprintf(stderr, "%s\n", usageOf(*invocation.command).c_str());
  }
  return kBadUsage;
}

int complain(const ContentProblems& problems) {
  for (const ContentProblem& problem : problems) complain(describe(problem));
  return kBadUsage;
}

Result<LoadedContent> loadLessons(const Invocation& invocation) {
  const Result<std::string> folder =
      findLessons(invocation.arguments.value("--lessons"), invocation.program);
  if (!folder) return folder.error();
  const Result<ContentFiles> files = readContentFiles(folder.value());
  if (!files) return files.error();
  return loadContent(files.value());
}

namespace {

std::optional<Scenario> readScenarioFile(const std::string& path) {
  const Result<std::string> text = readFile(path);
  if (!text) {
    complain(text.error().message);
    return std::nullopt;
  }
  const Result<JsonValue> value = parseJson(text.value());
  Problems problems;
  Scenario scenario;
  if (value) {
    scenario = readScenario(value.value(), problems);
  } else {
    problems.push_back(value.error());
  }
  for (const Error& problem : problems) complain(describe(ContentProblem{path, problem}));
  if (!problems.empty()) return std::nullopt;
  return scenario;
}

}  // namespace

std::optional<Scenario> loadScenario(const Invocation& invocation, const std::string& name) {
  const bool isPath = name.find('/') != std::string::npos ||
                      (name.size() > 5 && name.substr(name.size() - 5) == ".json");
  if (isPath) return readScenarioFile(name);
  const Result<std::string> folder =
      findLessons(invocation.arguments.value("--lessons"), invocation.program);
  if (!folder) {
    complain(folder.error().message);
    return std::nullopt;
  }
  return readScenarioFile(folder.value() + "/scenarios/" + name + ".json");
}

Result<std::optional<std::uint64_t>> seedOf(const Invocation& invocation) {
  if (!invocation.arguments.has("--seed")) return std::optional<std::uint64_t>();
  const Result<std::int64_t> seed =
      parseNumber(invocation.arguments.value("--seed"), "--seed", 0, 999'999'999'999'999'999);
  if (!seed) return seed.error();
  return std::optional<std::uint64_t>(static_cast<std::uint64_t>(seed.value()));
}

}  // namespace taskyard::cli
