#pragma once
// What ECS says of a task definition when it is registered: the rules that need nothing but the
// fields the simulation knows. The rules about fields kept as JSON (dependsOn, logConfiguration,
// volumes, ...) are in api/task_definition_rules.h.
//
// ECS stops at the first broken rule; here all of them are listed, in a fixed order, so that a
// learner mends a file in one go. Whoever answers as ECS takes the first.
//
// Every Error has code "ClientException" and a JSON Pointer as path, also when it points at a
// member that is absent and should be there. Texts are AWS's where they are known. Sources: ECS API
// Reference (copy of 2026-08), Developer Guide, and for texts the guide does not print, the answers
// of the service as third parties quote them (2019 to 2026), so punctuation may differ. Where no
// quotation was found the sentence is ours and says what the documentation says: such texts are
// marked "Our text" in the source.
//
// From memory, unverified: the sentences on empty or invalid family, Container.name and
// Container.image, container secrets, "Unknown volume", "Actual length" (64 KiB) and the one on a
// firelensConfiguration without an awsfirelens driver.

#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "model/task_definition.h"

namespace taskyard {

// Whether requiresCompatibilities asks for this: "FARGATE", "EC2", "EXTERNAL", ...
[[nodiscard]] bool requiresCompatibility(const TaskDefinition& definition, std::string_view name);

// All broken rules; those of Fargate only when requiresCompatibilities has FARGATE.
[[nodiscard]] Problems validateTaskDefinition(const TaskDefinition& definition);

// What keeps a definition from running on Fargate, whatever requiresCompatibilities says.
[[nodiscard]] Problems validateForFargate(const TaskDefinition& definition);

// True for names of task definitions, containers and volumes: 1 to 255 letters, digits, "_", "-".
[[nodiscard]] bool isEcsName(std::string_view name);

// True for an image in a private ECR repository:
// <12 digits>.dkr.ecr.<region>.amazonaws.com[.cn]/<repository>
[[nodiscard]] bool isPrivateEcrImage(std::string_view image);

// A piece of someone's input that is safe to put into a message: at most 60 bytes, cut between
// characters, control characters as "?".
[[nodiscard]] std::string shownText(std::string_view text);

}  // namespace taskyard
