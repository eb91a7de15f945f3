#pragma once
// Shared by the reader and the printer of task definitions: where their shapes are, and which
// members TaskDefinition and ContainerDefinition hold as fields of their own.

#include <string_view>

#include "api/shapes.h"

namespace taskyard {

// The input of RegisterTaskDefinition.
[[nodiscard]] const OperationShape& registerTaskDefinitionShape();
// One element of its containerDefinitions, members in the order in which ECS prints them.
[[nodiscard]] const Shape& containerDefinitionShape();

// Typed fields; all other members are kept in otherJson.
[[nodiscard]] bool isTaskField(std::string_view member);
[[nodiscard]] bool isContainerField(std::string_view member);

}  // namespace taskyard
