#pragma once
// Shared by the reader and the printer of task definitions: where their shapes are, and which
// members ContainerDefinition holds as fields of its own.

#include <string_view>

#include "api/shapes.h"

namespace taskyard {

// The input of RegisterTaskDefinition.
[[nodiscard]] const OperationShape& registerTaskDefinitionShape();
// One element of its containerDefinitions, members in the order in which ECS prints them.
[[nodiscard]] const Shape& containerDefinitionShape();

// A typed field of ContainerDefinition; all other members are kept in otherJson.
[[nodiscard]] bool isContainerField(std::string_view member);

}  // namespace taskyard
