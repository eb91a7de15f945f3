#pragma once
// The commands of the program: each one a file, all of them one table.
// Exit codes: 0 good, 1 a negative verdict, 2 bad usage or unreadable input.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/arguments.h"
#include "learn/content.h"

namespace taskyard::cli {

inline constexpr int kGood = 0;
inline constexpr int kNegative = 1;
inline constexpr int kBadUsage = 2;

struct Command;

struct Invocation {
  std::string program;  // as it was called
  const Command* command = nullptr;
  Arguments arguments;

  [[nodiscard]] bool json() const { return arguments.has("--json"); }
};

struct Command {
  std::string_view name;
  std::string_view words;  // "SCENARIO", for the usage line
  std::string_view help;   // one sentence
  std::string_view notes;  // more, or ""
  std::size_t wordsLeast = 0;
  std::size_t wordsMost = 0;
  std::vector<OptionFacts> options;
  int (*run)(const Invocation& invocation) = nullptr;
};

const std::vector<Command>& commands();
// "usage: taskyard run SCENARIO [--seed N] ..."
std::string usageOf(const Command& command);

// ---- What commands share

inline constexpr OptionFacts kJson = {"--json", "", "one JSON document on standard output"};
inline constexpr OptionFacts kLessonsFolder = {"--lessons", "DIR", "where the lessons are"};
inline constexpr OptionFacts kSeed = {"--seed", "N", "the seed; else the scenario's own, or 1"};

void print(std::string_view text);        // to standard output, with a line end
void printJson(const JsonValue& value);   // one line
void complain(std::string_view message);  // to standard error, "taskyard: ..."
// The same, and the command's usage when that is what was wrong. Returns kBadUsage.
int refuse(const Invocation& invocation, const Error& error);
int complain(const ContentProblems& problems);

// The lessons; a folder or a file that cannot be read is an Error, broken files are problems.
Result<LoadedContent> loadLessons(const Invocation& invocation);
// An id, or the path of a scenario file. Says what is wrong and gives nothing when it is broken.
std::optional<Scenario> loadScenario(const Invocation& invocation, const std::string& name);
// The value of --seed; nothing when it is absent.
Result<std::optional<std::uint64_t>> seedOf(const Invocation& invocation);

// ---- The commands

int runCommand(const Invocation& invocation);
int sweepCommand(const Invocation& invocation);
int apiCommand(const Invocation& invocation);
int validateCommand(const Invocation& invocation);
int lintCommand(const Invocation& invocation);
int proveCommand(const Invocation& invocation);
int coverageCommand(const Invocation& invocation);
int generateCommand(const Invocation& invocation);
int setCommand(const Invocation& invocation);
int renderCommand(const Invocation& invocation);
int benchCommand(const Invocation& invocation);

}  // namespace taskyard::cli
