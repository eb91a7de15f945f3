#include "learn/script.h"

#include "api/aws_cli.h"
#include "learn/placeholders.h"
#include "learn/read_list.h"

namespace taskyard {

namespace {

constexpr std::int64_t kLatestSecond = 7 * 24 * 60 * 60;  // Model choice: no script is longer

Result<Request> parseLine(const std::string& line) {
  Result<CliResult> parsed = parseCommandLine(line);
  if (!parsed) return parsed.error();
  if (!parsed.value().request) {
    return Error{"NotACommand", "this line asks for help and changes nothing"};
  }
  return *parsed.value().request;
}

Result<Request> fillRequest(const ScriptEntry& entry, const PlaceholderFinder& find) {
  if (!entry.line.empty()) {
    const Result<std::string> line = fillPlaceholders(std::string_view(entry.line), find);
    if (!line) return line.error();
    return parseLine(line.value());
  }
  Result<JsonValue> input = fillPlaceholders(entry.request.input, find);
  if (!input) return input.error();
  return Request{entry.request.service, entry.request.operation, std::move(input.value())};
}

std::string lineWith(const ScriptEntry& entry, const PlaceholderFinder& find) {
  if (!entry.line.empty()) {
    const Result<std::string> line = fillPlaceholders(std::string_view(entry.line), find);
    return line ? line.value() : entry.line;
  }
  const Result<Request> request = fillRequest(entry, find);
  return toCommandLine(request ? request.value() : entry.request);
}

Request readRequest(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  Request request;
  request.service = reader.requiredString("service");
  request.operation = reader.requiredString("operation");
  if (const JsonValue* input = reader.object("input")) request.input = *input;
  reader.rejectUnknownKeys();
  return request;
}

}  // namespace

ScriptEntry readScriptEntry(const JsonValue& value, const std::string& path, Problems& problems) {
  ObjectReader reader(value, path, problems);
  ScriptEntry entry;
  entry.at = reader.integer("atSeconds", {0, kLatestSecond}).value_or(0) * kSecond;
  entry.title = reader.string("title").value_or("");
  entry.line = reader.string("aws").value_or("");
  const JsonValue* request = reader.object("request");
  reader.rejectUnknownKeys();
  if (!value.isObject()) return entry;
  if (entry.line.empty() == (request == nullptr)) {
    reader.problem("", "MissingKey", "expected one of \"aws\" (a command line) and \"request\"");
    return entry;
  }
  if (request != nullptr) entry.request = readRequest(*request, reader.pathOf("request"), problems);
  const Result<Request> filled = fillRequest(entry, standIns());
  if (!filled) {
    reader.problem(entry.line.empty() ? "request" : "aws", filled.error().code,
                   filled.error().message);
  } else if (!entry.line.empty()) {
    entry.request = filled.value();
  }
  return entry;
}

Script readScript(ObjectReader& reader, std::string_view key, Problems& problems) {
  Script script;
  readEach(reader, key, [&](const JsonValue& item, const std::string& path) {
    script.push_back(readScriptEntry(item, path, problems));
    const std::size_t n = script.size();
    if (n > 1 && script[n - 1].at < script[n - 2].at) {
      problems.push_back({"OutOfOrder", "entries stand in order of time", path, item.line()});
    }
  });
  return script;
}

Result<Request> resolve(const ScriptEntry& entry, const State& state) {
  return fillRequest(entry, tasksIn(state));
}

std::string shownLine(const ScriptEntry& entry, const State& state) {
  return lineWith(entry, tasksIn(state));
}

std::string printedLine(const ScriptEntry& entry) {
  return lineWith(entry, [](const Placeholder& task) -> Result<std::string> {
    if (task.kind == Placeholder::Kind::Launched) {
      return "<task-" + std::to_string(task.rank) + "-that-was-launched>";
    }
    if (task.kind == Placeholder::Kind::Definition) return "<definition-of-" + task.name + ">";
    const std::string which = task.rank == 1 ? "a-task" : "task-" + std::to_string(task.rank);
    return "<" + which + "-of-" + task.name + ">";
  });
}

}  // namespace taskyard
