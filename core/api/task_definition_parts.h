#pragma once
// Shared by the reader and the printer of task definitions: where their shapes are, which members
// ContainerDefinition holds as fields of its own, and how one container is read.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/shapes.h"
#include "base/json.h"
#include "model/task_definition.h"

namespace taskyard {

// The input of RegisterTaskDefinition.
[[nodiscard]] const OperationShape& registerTaskDefinitionShape();
// One element of its containerDefinitions, members in the order in which ECS prints them.
[[nodiscard]] const Shape& containerDefinitionShape();

// A typed field of ContainerDefinition; all other members are kept in otherJson.
[[nodiscard]] bool isContainerField(std::string_view member);

// The member, if it is an integer that fits.
[[nodiscard]] std::optional<std::int32_t> integerOf(const JsonValue& object, std::string_view key);
// The elements of a list of strings; "" for an element of another type, so that paths stay right.
[[nodiscard]] std::vector<std::string> stringsOf(const JsonValue& object, std::string_view key);
// The members without a typed field, in the shape's order whatever the file's, as one object's
// text; names those that ask for something in `notModelled`.
[[nodiscard]] std::string otherMembers(const JsonValue& object, const Shape& shape,
                                       std::span<const std::string_view> fields,
                                       const std::string& path,
                                       std::vector<std::string>& notModelled);
// One element of containerDefinitions; `path` is where it stands, and pointers to what is kept and
// not acted on go to `notModelled`. mode: the task's.
[[nodiscard]] ContainerDefinition readContainer(const JsonValue& json, NetworkMode mode,
                                                const std::string& path,
                                                std::vector<std::string>& notModelled);

}  // namespace taskyard
