#pragma once
// What ECS would say of a task definition file that somebody dropped on the page, and what it would
// run; with the button that runs it.

#include <string>
#include <vector>

#include "api/validation_report.h"
#include "model/task_definition.h"
#include "pages/html.h"

namespace taskyard {

struct ValidationPage {
  std::string fileName;
  ValidationReport report;
  const TaskDefinition* definition = nullptr;  // nullptr when it could not be read at all
  Problems fargateProblems;                    // what keeps it from running on Fargate
  bool live = true;                            // with buttons
  std::vector<std::string> commands;           // what running it as a service types

  [[nodiscard]] bool canRun() const { return report.accepted && fargateProblems.empty(); }
};

Html validationPage(const ValidationPage& page);

}  // namespace taskyard
