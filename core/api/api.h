#pragma once
// AWS's own JSON requests, answered from State. The one way in for buttons, the command line,
// lesson solutions, question options and tests.

#include <string>
#include <vector>

#include "api/request.h"
#include "base/json.h"
#include "base/result.h"
#include "engine/event_log.h"
#include "model/state.h"

namespace taskyard {

struct ApiAnswer {
  JsonValue output = JsonValue::object();  // as AWS answers
  // JSON Pointers of input members that were accepted and kept but that the simulation does not act
  // on. Never dropped silently.
  std::vector<std::string> notModelled;
};

// Carries out one request at state.now. A refused request changes nothing and logs nothing.
// Errors: AWS's codes and texts; "ParamValidationError" for input of the wrong shape;
// "UnknownOperation" with what exists instead. `SimAdvance` is not answered here: time belongs to
// Run (run.h).
Result<ApiAnswer> callApi(State& state, EventLog& log, const Request& request);

// The same where nobody reads the answer (scripts, journals): what costs most of a request, the
// description of what it changed, is left out.
Result<Done> applyRequest(State& state, EventLog& log, const Request& request);

// The same as callApi() for operations that only read. Errors: also "SimNotReadOnly".
Result<ApiAnswer> readApi(const State& state, const EventLog& log, const Request& request);

// True for requests that change something, and so belong into a run's journal.
bool changesState(const Request& request);

// {"ok":true,"output":{...}} or {"ok":false,"error":{"code":...,"message":...}}, with
// "notModelled" and "path" where there is something to say.
JsonValue envelope(const Result<ApiAnswer>& answer);

}  // namespace taskyard
