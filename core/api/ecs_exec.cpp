// ECS Exec: who gets a shell in a container. There is no shell here: the answer says whether a
// session would open.
// Source: Developer Guide, "Monitor Amazon ECS containers with ECS Exec" (2023); the sentences of
// refusals are from memory, and what stands in brackets is ours.

#include <array>

#include "api/service_scheduler_handlers.h"
#include "engine/identity.h"
#include "engine/permissions.h"
#include "engine/reachability.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

// Why the agent in the task cannot take the connection; "" when it can.
std::string disconnectedBecause(const State& state, const Task& task) {
  static constexpr std::array<std::string_view, 4> kActions = {
      "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"};
  const std::string& role = state.taskDefinitions[task.taskDefinition.value].taskRoleArn;
  if (role.empty()) return "the task has no task role";
  for (const std::string_view action : kActions) {
    if (!isAllowed(state, role, action, "*")) {
      return "the task role may not do " + std::string(action);
    }
  }
  if (pathToAws(state, networkEndOf(state, task), AwsService::SsmMessages) != PathProblem::None) {
    return "there is no network path from the task to ssmmessages";
  }
  return "";
}

// The named container, or the only one. Not valid: there is none such.
ContainerIndex containerNamed(const State& state, const Task& task, const std::string& name) {
  ContainerIndex found;
  int count = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const std::string& own = definitionOf(state, task, state.containers[c.value]).name;
    if (!name.empty() && own != name) continue;
    found = c;
    ++count;
  }
  return count == 1 ? found : ContainerIndex();
}

}  // namespace

std::optional<Error> execRefused(const TaskDefinition& definition, const std::string& what,
                                 const std::string& done) {
  if (!definition.taskRoleArn.empty()) return std::nullopt;
  return invalidParameter("The " + what + " couldn't be " + done +
                              " because a valid taskRoleArn is not being used. Specify a valid "
                              "task role in your task definition and try again.",
                          "/enableExecuteCommand");
}

Result<ApiAnswer> executeCommand(const ApiCall& call) {
  const Result<ClusterIndex> cluster = clusterOf(call);
  if (!cluster) return cluster.error();
  if (call.text("command").empty()) {
    return invalidParameter("Command cannot be blank.", "/command");
  }
  if (!call.flag("interactive")) {
    return invalidParameter("Interactive is the only mode supported currently.", "/interactive");
  }
  const State& state = call.state;
  const TaskIndex index = findTask(state, cluster.value(), call.text("task"));
  if (!index.valid()) return invalidParameter("The referenced task was not found.", "/task");
  const Task& task = state.tasks[index.value];
  const ContainerIndex c = containerNamed(state, task, call.text("container"));
  if (!c.valid()) {
    return invalidParameter(call.text("container").empty()
                                ? "Container name is required for tasks with several containers."
                                : "Container " + call.text("container") + " not found in task.",
                            "/container");
  }
  const Container& container = state.containers[c.value];
  if (!task.execEnabled || task.lastStatus != TaskStatus::RUNNING ||
      container.lastStatus != ContainerStatus::RUNNING) {
    return invalidParameter(
        "The execute command failed because execute command was not enabled when the task was run "
        "or the execute command agent isn't running. Wait and try again or run a new task with "
        "execute command enabled and try again.",
        "/task");
  }
  if (const std::string because = disconnectedBecause(state, task); !because.empty()) {
    return Error{
        "TargetNotConnectedException",
        "The execute command failed due to an internal error. Try again later. (" + because + ")",
        "/task"};
  }
  const std::string id = taskId(state.seed ^ 0xE7EC, task.ordinal).substr(0, 17);
  JsonValue session =
      JsonValue::object({{"sessionId", "ecs-execute-command-" + id},
                         {"streamUrl",
                          "wss://ssmmessages.us-east-1.amazonaws.com/v1/data-channel/"
                          "ecs-execute-command-" +
                              id},
                         {"tokenValue", "not a real token: there is no shell here"}});
  ApiAnswer answer;
  answer.output.set("clusterArn", clusterArn(state, cluster.value()));
  answer.output.set("containerArn", containerArn(state, task, container));
  answer.output.set("containerName", definitionOf(state, task, container).name);
  answer.output.set("interactive", true);
  answer.output.set("session", std::move(session));
  answer.output.set("taskArn", taskArn(state, task));
  return answer;
}

}  // namespace taskyard
