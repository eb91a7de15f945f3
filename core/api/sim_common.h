#pragma once
// What the operations of the service "sim" share: their refusals, and finding a task without its
// cluster.

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/state.h"

namespace taskyard {

// path: JSON Pointer of the member that is at fault.
Error simError(std::string message, std::string path);
// "there is no such <what>; <command> shows those that are".
Error noSuch(std::string_view what, std::string_view command, std::string path);

// A task of any cluster, by id or ARN. Not valid: there is none.
TaskIndex taskAnywhere(const State& state, std::string_view idOrArn);

}  // namespace taskyard
