#pragma once
// The texts of `aws help`, `aws ecs help` and `aws ecs create-service help`.

#include <string>
#include <string_view>

#include "api/shapes.h"

namespace taskyard {

std::string programHelp();
// REQUIRES: one of the services in aws_cli_names.h.
std::string serviceHelp(std::string_view service);
std::string operationHelp(const OperationShape& operation);

// "string", "list of structures", ...: what a value of the shape is called in help.
std::string shapeWords(const Shape& shape);

}  // namespace taskyard
