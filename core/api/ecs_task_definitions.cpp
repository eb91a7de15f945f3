// Task definitions.

#include <algorithm>

#include "api/handlers.h"
#include "api/service_configuration.h"
#include "api/service_scheduler_handlers.h"
#include "api/tag_handlers.h"
#include "api/task_definition_json.h"
#include "engine/identity.h"
#include "engine/task_definition_use.h"

namespace taskyard {

namespace {

ApiAnswer definitionAnswer(const State& state, TaskDefinitionIndex index) {
  const TaskDefinition& definition = state.taskDefinitions[index.value];
  ApiAnswer answer;
  answer.output.set("taskDefinition",
                    taskDefinitionJson(definition, taskDefinitionArn(definition)));
  answer.output.set("tags", tagsJson(state, taskDefinitionArn(definition)));
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
  if (auto refused = tagsRefused(call)) return *refused;
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

Result<ApiAnswer> deleteTaskDefinitions(const ApiCall& call) {
  constexpr std::size_t kMostDeleted = 10;  // Source: API Reference, DeleteTaskDefinitions
  const std::vector<std::string> references = call.strings("taskDefinitions");
  if (references.empty()) {
    return invalidParameter("taskDefinitions cannot be empty.", "/taskDefinitions");
  }
  if (references.size() > kMostDeleted) {
    return invalidParameter("taskDefinitions can have at most 10 items.", "/taskDefinitions");
  }
  JsonValue failures = JsonValue::array();
  std::vector<TaskDefinitionIndex> chosen;
  for (const std::string& reference : references) {
    const std::size_t name = reference.rfind('/') == std::string::npos ? 0 : reference.rfind('/');
    const TaskDefinitionIndex index = reference.find(':', name) == std::string::npos
                                          ? TaskDefinitionIndex()
                                          : findTaskDefinition(call.state, reference);
    if (!index.valid()) {
      failures.push(missing(reference));
      continue;
    }
    const TaskDefinition& definition = call.state.taskDefinitions[index.value];
    if (definition.status == TaskDefinitionStatus::ACTIVE) {
      failures.push(JsonValue::object(
          {{"arn", taskDefinitionArn(definition)},
           {"reason", "ACTIVE"},
           {"detail",
            "The specified task definition is still in ACTIVE status. Please deregister "
            "the target and try again."}}));
      continue;
    }
    chosen.push_back(index);
  }
  JsonValue deleted = JsonValue::array();
  if (!chosen.empty()) {
    (void)call.begin(familyRevision(call.state.taskDefinitions[chosen.front().value]) +
                     (chosen.size() > 1 ? " and others" : ""));
  }
  for (const TaskDefinitionIndex index : chosen) {
    call.simulation().deleteTaskDefinition(index);
    const TaskDefinition& definition = call.state.taskDefinitions[index.value];
    deleted.push(taskDefinitionJson(definition, taskDefinitionArn(definition)));
  }
  ApiAnswer answer;
  answer.output.set("taskDefinitions", std::move(deleted));
  answer.output.set("failures", std::move(failures));
  return answer;
}

Result<ApiAnswer> describeTaskDefinition(const ApiCall& call) {
  const TaskDefinitionIndex index = findTaskDefinition(call.state, call.text("taskDefinition"));
  if (!index.valid()) {
    return Error{"ClientException", "Unable to describe task definition.", "/taskDefinition"};
  }
  return definitionAnswer(call.state, index);
}

Result<ApiAnswer> listTaskDefinitions(const ApiCall& call) {
  if (auto refused = valueRefused(call, "status", {"ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"})) {
    return *refused;
  }
  if (auto refused = valueRefused(call, "sort", {"ASC", "DESC"})) return *refused;
  const std::string status = wantedStatus(call);
  std::vector<std::string> arns;
  for (const Family& family : call.state.families) {
    if (!call.text("familyPrefix").empty() && family.name != call.text("familyPrefix")) continue;
    for (const TaskDefinitionIndex index : family.revisions) {
      const TaskDefinition& definition = call.state.taskDefinitions[index.value];
      if (isRevisionDeleted(call.state, index)) continue;
      if (status == nameOf(definition.status)) arns.push_back(taskDefinitionArn(definition));
    }
  }
  if (call.text("sort") == "DESC") std::reverse(arns.begin(), arns.end());
  return pageOf(call, "taskDefinitionArns", arns);
}

Result<ApiAnswer> listTaskDefinitionFamilies(const ApiCall& call) {
  if (auto refused = valueRefused(call, "status", {"ACTIVE", "INACTIVE", "ALL"})) return *refused;
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
