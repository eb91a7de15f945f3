// validate: what ECS would say of a file.

#include "api/service_report.h"
#include "api/task_definition_json.h"
#include "cli/command.h"
#include "cli/files.h"

namespace taskyard::cli {

namespace {

void printProblems(const char* word, const Problems& problems, const std::string& file) {
  for (const Error& problem : problems) {
    std::string text = std::string(word) + ": " + file;
    if (problem.line > 0) text += ":" + std::to_string(problem.line);
    if (!problem.path.empty()) text += ": " + problem.path;
    print(text + ": " + problem.message + " (" + problem.code + ")");
  }
}

}  // namespace

int validateCommand(const Invocation& invocation) {
  const std::string kind = invocation.arguments.words()[0];
  const std::string file = invocation.arguments.words()[1];
  const bool service = kind == "service";
  if (kind != "task-definition" && !service) {
    return refuse(invocation, Error{"UsageError", "\"" + kind +
                                                      "\" cannot be validated; there are: validate "
                                                      "task-definition FILE, validate service "
                                                      "FILE"});
  }
  const Result<std::string> text = readFile(file);
  if (!text) return refuse(invocation, text.error());
  const ValidationReport report =
      service ? validateServiceText(text.value()) : validateTaskDefinitionText(text.value());
  if (invocation.json()) {
    printJson(reportJson(report));
  } else {
    printProblems("error", report.errors, file);
    printProblems("warning", report.warnings, file);
    for (const std::string& pointer : report.notModelled) {
      print("kept, not simulated: " + pointer);
    }
    const std::string what = service ? "service" : "task definition";
    print(std::string("ECS would ") + (report.accepted ? "" : "not ") + "accept this " + what +
          ".");
  }
  return report.accepted ? kGood : kNegative;
}

}  // namespace taskyard::cli
