#pragma once
// Files that people bring and take along: task definitions, save files.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "api/task_definition_json.h"
#include "base/json.h"
#include "base/result.h"
#include "model/state.h"

namespace taskyard {

class App;

// A task definition that was dropped on the page or pasted, and checked.
struct DroppedFile {
  std::string name;
  ValidationReport report;
  bool readable = false;  // `definition` holds what could be read
  TaskDefinition definition;
  Problems fargateProblems;
  JsonValue body = JsonValue::object();  // the input for RegisterTaskDefinition
};

enum class FileKind : std::uint8_t { TaskDefinition, Save };
// By its content: a save file says what it is, everything else is taken for a task definition.
FileKind kindOf(std::string_view text);

DroppedFile readDropped(std::string name, std::string_view text);

// What runAsService sends, and the same as one would type it. body: the input of
// RegisterTaskDefinition.
std::vector<Request> serviceRequests(const State& state, const JsonValue& body);
std::vector<std::string> serviceCommands(const State& state, const JsonValue& body);

// Registers body and creates a service of 3 tasks on Fargate in the default subnets with public IP
// addresses, in the first cluster there is (or a new one, "demo"). In the sandbox; every request
// appears in the transcript. Stops at the first that is refused. Returns the service's name.
Result<std::string> runAsService(App& app, const JsonValue& body);
// The task definition that "Start a task now" runs.
JsonValue demoTaskDefinition();

// What stays of the session. The format: save_file.cpp.
JsonValue saveFile(const App& app);
// Takes a save file's runs, branches and progress. Progress is added to what there is; the file's
// branches take the place of those here (an older file has none, and leaves them). When anything is
// wrong with the file nothing changes. Errors: what and where. A branch or an answer that does not
// stand here any more is left out, and listed in study().refused.
Result<Done> loadSaveFile(App& app, std::string_view text);

}  // namespace taskyard
