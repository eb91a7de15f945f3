// api: one request per line in, one answer per line out.

#include "api/api.h"

#include "base/json_reader.h"
#include "cli/command.h"
#include "cli/files.h"

namespace taskyard::cli {

namespace {

Result<Request> readRequest(const std::string& line) {
  const Result<JsonValue> value = parseJson(line);
  if (!value) return value.error();
  Problems problems;
  ObjectReader reader(value.value(), "", problems);
  Request request;
  request.service = reader.requiredString("service");
  request.operation = reader.requiredString("operation");
  if (const JsonValue* input = reader.object("input")) request.input = *input;
  reader.rejectUnknownKeys();
  if (!problems.empty()) return problems.front();
  return request;
}

Result<Run> beginFor(const Invocation& invocation, std::optional<std::uint64_t> seed) {
  const std::vector<std::string>& words = invocation.arguments.words();
  if (words.empty()) {
    RunStart start;
    start.seed = seed.value_or(1);
    return Run::begin(std::move(start));
  }
  const std::optional<Scenario> scenario = loadScenario(invocation, words[0]);
  if (!scenario) return Error{"Unreadable", "the scenario cannot be played"};
  return beginRun(*scenario, seed);
}

}  // namespace

int apiCommand(const Invocation& invocation) {
  const Result<std::optional<std::uint64_t>> seed = seedOf(invocation);
  if (!seed) return refuse(invocation, seed.error());
  Result<Run> run = beginFor(invocation, seed.value());
  if (!run) return refuse(invocation, run.error());
  std::string line;
  for (int number = 1; readLine(stdin, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Result<Request> request = readRequest(line);
    if (request) {
      printJson(envelope(run.value().call(request.value())));
    } else {
      JsonValue answer = envelope(Result<ApiAnswer>(request.error()));
      answer.set("line", number);
      printJson(answer);
    }
    std::fflush(stdout);
  }
  return kGood;
}

}  // namespace taskyard::cli
