#pragma once
// Tags of ECS resources: clusters, task definitions, services, tasks.

#include <optional>
#include <vector>

#include "api/handlers.h"

namespace taskyard {

Result<ApiAnswer> tagResource(const ApiCall& call);
Result<ApiAnswer> untagResource(const ApiCall& call);
Result<ApiAnswer> listTagsForResource(const ApiCall& call);

// The request's "tags". Errors: InvalidParameterException for too many, a key twice, or a key that
// begins with "aws:".
std::optional<Error> tagsRefused(const ApiCall& call);
std::vector<ResourceTag> tagsOf(const JsonValue& input);

// In place of what was there.
void putTags(State& state, const std::string& arn, std::vector<ResourceTag> tags);

// [{"key", "value"}].
JsonValue tagsJson(const State& state, const std::string& arn);
// With what propagateTags and enableECSManagedTags of its service put there.
JsonValue taskTagsJson(const State& state, const Task& task);

}  // namespace taskyard
