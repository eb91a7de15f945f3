#pragma once
// Commands written down in content: scenario timelines, lesson solutions, bots, question options.
//
// A command is a line as a person types it ({"aws": "aws ecs create-service ..."}, or
// {"aws": "sim inject-fault ..."}) or a request ({"request": {"service", "operation", "input"}}).
// Task ids depend on the seed, so content names tasks by placeholders that are filled in when the
// command's time comes:
//   {{task:web}}          the oldest RUNNING task of the service web
//   {{task:web:2}}        the second oldest
//   {{standalone:probe}}  the oldest RUNNING standalone task of the family probe (":2" as above)
//   {{launched:3}}        the third task that was launched in this run, whatever became of it
//   {{definition:web}}    the task definition that the service web names, such as web:3
// Parts of the network are named by kind and name (tag Name; a security group's GroupName):
//   {{subnet:private-a}}, {{vpc:main}}, {{sg:web}}, {{rtb:private}}, {{igw:main}}, {{nat:a}},
//   {{eipalloc:a}}, {{vpce:s3}}, {{ns:shop.local}}, {{srv:orders}};
//   "default" is what the default VPC has of its own

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "api/run.h"
#include "base/json_reader.h"
#include "base/result.h"
#include "model/state.h"

namespace taskyard {

// request: parsed from the line, with stand-ins for placeholders, so lint can check it; what is
// carried out comes from resolve().
struct ScriptEntry {
  TimeMs at = 0;      // ms after the script begins
  std::string title;  // what happens, in plain words; may be empty
  std::string line;   // as typed; "" when it was written as a request
  Request request;
};
using Script = std::vector<ScriptEntry>;

// {"at"/"atSeconds", "title"?, "aws" | "request"}, in order of time. `key` may be absent.
Script readScript(ObjectReader& reader, std::string_view key, Problems& problems);
// One entry. Errors go to problems.
ScriptEntry readScriptEntry(const JsonValue& value, const std::string& path, Problems& problems);

// The request with placeholders filled in from the state. Errors: "NoSuchTask" when a placeholder
// finds nothing, and those of parseCommandLine.
Result<Request> resolve(const ScriptEntry& entry, const State& state);
// The line a person would type for it now: with placeholders filled in where the state has them.
std::string shownLine(const ScriptEntry& entry, const State& state);
// The line for paper, where nothing runs: "<a-task-of-web>" stands for a task's id.
std::string printedLine(const ScriptEntry& entry);

}  // namespace taskyard
