#pragma once
// What ECS accepts and a reviewer would not: the warnings that go with a task definition. Few, and
// each with a reason to act; nothing here keeps a definition from being registered.

#include "base/json.h"
#include "base/json_reader.h"
#include "model/task_definition.h"

namespace taskyard {

// body and definition: as for checkOtherRules() (task_definition_rules.h).
// Codes: "TemplatePlaceholder", "PlainTextSecret", "MutableImageTag", "NoLogConfiguration",
//   "NoRequiresCompatibilities", "EssentialSidecar", "PortClash", "FixedHostPort",
//   "FargateOnlyMember", "FargateSizes",
//   "NewerThanExams".
[[nodiscard]] Problems adviseTaskDefinition(const TaskDefinition& definition,
                                            const JsonValue& body);

// True for the name of an environment variable whose value one would not show to others.
[[nodiscard]] bool soundsSecret(std::string_view variableName);

}  // namespace taskyard
