#pragma once
// Task definitions as JSON: reading what people have in files and what RegisterTaskDefinition is
// given, and printing what describe-task-definition shows.

#include <string>
#include <string_view>
#include <vector>

#include "api/validation_report.h"
#include "base/json.h"
#include "base/json_reader.h"
#include "model/task_definition.h"

namespace taskyard {

struct TaskDefinitionReading {
  // As far as it could be read; only without errors fit to be registered. revision, the timestamps
  // and the images' indices are left for whoever registers it; compatibilities is filled in.
  TaskDefinition definition;
  // First what an AWS client refuses to send ("ParamValidationError"), then what ECS rejects
  // ("ClientException"). ECS would answer with the first only.
  Problems errors;
  Problems warnings;
  // JSON Pointers of members that are kept and printed back but that the simulation does not act
  // on.
  std::vector<std::string> notModelled;
};

// input: the input of RegisterTaskDefinition, or what describe-task-definition prints (with or
//   without the outer {"taskDefinition": ...}): members that only ECS writes are left out with a
//   warning, and "tags" may stand beside "taskDefinition".
// Paths of problems are those of `input`; lines are those of the text it was parsed from.
// At most kMostTaskDefinitionProblems of each kind; a last one then says that there are more.
[[nodiscard]] TaskDefinitionReading readTaskDefinition(const JsonValue& input);
inline constexpr std::size_t kMostTaskDefinitionProblems = 100;

// The object under "taskDefinition" in the answers of ECS, with AWS's member order and defaults.
// arn: of this revision. REQUIRES: the definition came from readTaskDefinition without errors.
// Tags are no part of it: see taskDefinitionTags().
[[nodiscard]] JsonValue taskDefinitionJson(const TaskDefinition& definition, std::string_view arn);
// The list beside it; empty when there are none.
[[nodiscard]] JsonValue taskDefinitionTags(const TaskDefinition& definition);

// Largest file that is read. ECS takes 64 KiB without the blanks; this leaves room for those.
inline constexpr std::size_t kMostTaskDefinitionFileBytes = 1u << 20;

// What `taskyard validate task-definition FILE` says of a file's text. Problems of JSON itself have
// parseJson()'s codes.
[[nodiscard]] ValidationReport validateTaskDefinitionText(std::string_view fileText);

}  // namespace taskyard
