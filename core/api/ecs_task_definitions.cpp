// Task definitions.

#include <algorithm>

#include "api/handlers.h"
#include "api/task_definition_json.h"
#include "engine/identity.h"

namespace taskyard {

namespace {

ApiAnswer definitionAnswer(const State& state, TaskDefinitionIndex index) {
  const TaskDefinition& definition = state.taskDefinitions[index.value];
  ApiAnswer answer;
  answer.output.set("taskDefinition",
                    taskDefinitionJson(definition, taskDefinitionArn(definition)));
  answer.output.set("tags", taskDefinitionTags(definition));
  return answer;
}

const char* wantedStatus(const ApiCall& call) {
  const std::string& status = call.text("status");
  return status.empty() ? "ACTIVE" : status.c_str();
}

}  // namespace

Result<ApiAnswer> registerTaskDefinition(const ApiCall& call) {
  TaskDefinitionReading reading = readTaskDefinition(call.input);
  if (!reading.errors.empty()) return reading.errors.front();
  (void)call.begin(reading.definition.family);
  const TaskDefinitionIndex index =
      call.simulation().registerTaskDefinition(std::move(reading.definition));
  ApiAnswer answer = definitionAnswer(call.state, index);
  answer.notModelled = std::move(reading.notModelled);
  return answer;
}

Result<ApiAnswer> deregisterTaskDefinition(const ApiCall& call) {
  const std::string& reference = call.text("taskDefinition");
  // Unlike other calls, this one wants the revision spelled out.
  const std::size_t name = reference.rfind('/') == std::string::npos ? 0 : reference.rfind('/');
  if (reference.find(':', name) == std::string::npos) {
    return Error{"InvalidParameterException",
                 "Invalid revision number. Give family:revision or the full ARN.",
                 "/taskDefinition"};
  }
  const TaskDefinitionIndex index = findTaskDefinition(call.state, reference);
  if (!index.valid()) {
    return Error{"ClientException", "The specified task definition does not exist.",
                 "/taskDefinition"};
  }
  if (call.state.taskDefinitions[index.value].status == TaskDefinitionStatus::ACTIVE) {
    (void)call.begin(familyRevision(call.state.taskDefinitions[index.value]));
    call.simulation().deregisterTaskDefinition(index);
  }
  return definitionAnswer(call.state, index);
}

Result<ApiAnswer> describeTaskDefinition(const ApiCall& call) {
  const TaskDefinitionIndex index = findTaskDefinition(call.state, call.text("taskDefinition"));
  if (!index.valid()) {
    return Error{"ClientException", "Unable to describe task definition.", "/taskDefinition"};
  }
  return definitionAnswer(call.state, index);
}

Result<ApiAnswer> listTaskDefinitions(const ApiCall& call) {
  const std::string status = wantedStatus(call);
  std::vector<std::string> arns;
  for (const Family& family : call.state.families) {
    if (!call.text("familyPrefix").empty() && family.name != call.text("familyPrefix")) continue;
    for (const TaskDefinitionIndex index : family.revisions) {
      const TaskDefinition& definition = call.state.taskDefinitions[index.value];
      if (status == nameOf(definition.status)) arns.push_back(taskDefinitionArn(definition));
    }
  }
  if (call.text("sort") == "DESC") std::reverse(arns.begin(), arns.end());
  return pageOf(call, "taskDefinitionArns", arns);
}

Result<ApiAnswer> listTaskDefinitionFamilies(const ApiCall& call) {
  const std::string status = wantedStatus(call);
  std::vector<std::string> names;
  for (const Family& family : call.state.families) {
    if (!family.name.starts_with(call.text("familyPrefix"))) continue;
    bool active = false;
    for (const TaskDefinitionIndex index : family.revisions) {
      active =
          active || call.state.taskDefinitions[index.value].status == TaskDefinitionStatus::ACTIVE;
    }
    if (status == "ALL" || (status == "ACTIVE") == active) names.push_back(family.name);
  }
  return pageOf(call, "families", names);
}

}  // namespace taskyard
