#pragma once
// What ECS says of the parts of a task definition that are kept as JSON: dependsOn,
// logConfiguration, secrets, volumes, linuxParameters and so on. The rules on typed fields, and
// where the texts come from, are in model/validate_task_definition.h; the same conventions hold
// here.

#include <string_view>

#include "base/json.h"
#include "base/json_reader.h"
#include "model/task_definition.h"

namespace taskyard {

// body: an input of RegisterTaskDefinition. Parts of the wrong type are skipped: they are
//   checkInput()'s to report.
// definition: what was read from it; its containers stand in body's order.
// Without the rules of Fargate.
[[nodiscard]] Problems checkOtherRules(const TaskDefinition& definition, const JsonValue& body);

// What keeps it from running on Fargate.
[[nodiscard]] Problems checkOtherFargateRules(const TaskDefinition& definition,
                                              const JsonValue& body);

// The items of a list member; empty when it is absent or no list.
[[nodiscard]] const std::vector<JsonValue>& itemsOf(const JsonValue& object, std::string_view key);

}  // namespace taskyard
