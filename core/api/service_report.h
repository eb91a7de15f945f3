#pragma once
// What ECS would say of a file with the input of CreateService, asked without an account: a
// stand-in cluster, task definition and subnets take the place of what the file names, and every
// name that only an account could confirm becomes a warning.

#include <string_view>

#include "api/validation_report.h"

namespace taskyard {

// Warnings have code "NotChecked". What ECS would accept but the simulation does not act on is
// under notModelled.
ValidationReport validateServiceText(std::string_view fileText);

}  // namespace taskyard
