// The `taskyard` program: the same core without a screen.

#include <cstdio>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "cli/huge_pages.h"

namespace taskyard::cli {

namespace {

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  if (result.size() < width) result.append(width - result.size(), ' ');
  return result;
}

void printHelp(const Command& command) {
  print(command.help);
  print(usageOf(command));
  for (const OptionFacts& option : command.options) {
    print("  " + padded(std::string(option.name) + " " + std::string(option.value), 16) + " " +
          std::string(option.help));
  }
  if (!command.notes.empty()) print(command.notes);
}

std::string overview() {
  std::string text =
      "Taskyard: Amazon ECS to learn with, without a screen.\n"
      "usage: taskyard COMMAND ... (taskyard COMMAND --help says more)\n";
  for (const Command& command : commands()) {
    text += "  " + padded(command.name, 9) + " " + std::string(command.help) + "\n";
  }
  return text + "Exit code 0: good; 1: a negative verdict; 2: bad usage or unreadable input.";
}

int usageError(const std::string& message, const std::string& usage) {
  complain(message);
  std::fprintf(stderr, "%s\n", usage.c_str());
  return kBadUsage;
}

bool asksForHelp(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--help" || word == "-h") return true;
  }
  return false;
}

int runCommandNamed(const std::string& program, const Command& command,
                    const std::vector<std::string>& words) {
  if (asksForHelp(words)) {
    printHelp(command);
    return kGood;
  }
  const Result<Arguments> arguments = Arguments::parse(words, command.options);
  if (!arguments) return usageError(arguments.error().message, usageOf(command));
  const std::size_t count = arguments.value().words().size();
  if (count < command.wordsLeast) {
    return usageError("something is missing: " + std::string(command.words), usageOf(command));
  }
  if (count > command.wordsMost) {
    return usageError("\"" + arguments.value().words()[command.wordsMost] + "\" is too much",
                      usageOf(command));
  }
  return command.run({program, &command, arguments.value()});
}

int mainWith(const std::string& program, std::vector<std::string> words) {
  if (words.empty()) {
    std::fprintf(stderr, "%s\n", overview().c_str());
    return kBadUsage;
  }
  const std::string name = words.front();
  words.erase(words.begin());
  if (name == "--help" || name == "-h" || name == "help") {
    print(overview());
    return kGood;
  }
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    if (command.name == name) return runCommandNamed(program, command, words);
    known.emplace_back(command.name);
  }
  const std::string nearest = closestWord(name, known);
  return usageError("there is no command \"" + name + "\"" +
                        (nearest.empty() ? "" : "; did you mean " + nearest + "?"),
                    overview());
}

}  // namespace

}  // namespace taskyard::cli

int main(int argc, char** argv) {
  taskyard::cli::preferHugePages();
  const std::vector<std::string> words(argv + 1, argv + argc);
  return taskyard::cli::mainWith(argc > 0 ? argv[0] : "taskyard", words);
}
