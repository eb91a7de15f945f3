// Roles: which role of a task is for whom, and what each is allowed to do.

#include <algorithm>

#include "engine/identity.h"
#include "engine/log_lines.h"
#include "engine/permissions.h"
#include "model/validate_task_definition.h"
#include "panels/dock_parts.h"

namespace taskyard {

namespace {

// An action that somebody will need, and on what.
struct Need {
  const char* action;
  std::string resource;
  const char* why;
};

void drawRole(DockPen& pen, const char* title, const std::string& role, std::vector<Need> needs) {
  const State& state = pen.canvas.state();
  const Theme& theme = pen.theme();
  const std::string name =
      role.empty() ? "none"
                   : role.substr(role.rfind('/') == std::string::npos ? 0 : role.rfind('/') + 1);
  float x =
      paintText(pen.list(), *theme.fonts.strong, {pen.left, pen.y}, theme[tokens::kText], title);
  x = paintText(pen.list(), *theme.fonts.body, {x + theme.px(10.0f), pen.y},
                theme[role.empty() ? tokens::kFaint : tokens::kAccent], name);
  pen.y += theme.px(20.0f);
  if (!role.empty() && !canAssume(state, role, kTasksPrincipal)) {
    dockNote(pen, tokens::kBad,
             "ECS cannot take it: it does not exist, or its trust policy does not name "
             "ecs-tasks.amazonaws.com.");
  }
  if (needs.empty()) {
    dockNote(pen, tokens::kMuted, "Nothing it does needs a permission that is known here.");
    return;
  }
  constexpr DockColumn kColumns[] = {
      {"Action", 2.2f}, {"Answer", 1.0f}, {"For", 1.6f, false, true}, {"Because", 3.2f}};
  DockTable table(pen, title, kColumns);
  for (const Need& need : needs) {
    const PermissionAnswer answer = explainPermission(state, role, need.action, need.resource);
    const DockCell cells[] = {
        {need.action},
        {answer.allowed ? "allowed" : "denied", answer.allowed ? tokens::kOk : tokens::kBad, true,
         static_cast<int>(answer.allowed ? Icon::Check : Icon::Cross)},
        {need.why, tokens::kMuted},
        {answer.text, tokens::kMuted}};
    const EventId lost = permissionLostBy(state, role, need.action, need.resource);
    const bool known = pen.canvas.events().holds(lost);
    if (table.row(cells, false, known)) pen.canvas.askWhy(lost);
  }
  pen.y += theme.px(12.0f);
}

void add(std::vector<Need>& needs, Need need) {
  for (const Need& each : needs) {
    if (each.action == std::string_view(need.action) && each.resource == need.resource) return;
  }
  needs.push_back(std::move(need));
}

// "...amazonaws.com/shop:1.4.0" -> the repository's ARN.
std::string repositoryArn(const std::string& image) {
  const std::size_t slash = image.find('/');
  std::string name = slash == std::string::npos ? image : image.substr(slash + 1);
  name.resize(std::min(name.find_first_of(":@"), name.size()));
  return std::string("arn:aws:ecr:us-east-1:123456789012:repository/") + name;
}

std::vector<Need> startingNeeds(const TaskDefinition& definition) {
  std::vector<Need> needs;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (isPrivateEcrImage(container.image)) {
      add(needs, {"ecr:GetAuthorizationToken", "*", "to log in to ECR"});
      add(needs, {"ecr:BatchGetImage", repositoryArn(container.image), "to pull the image"});
      add(needs,
          {"ecr:GetDownloadUrlForLayer", repositoryArn(container.image), "to pull the image"});
    }
    if (writesToCloudWatch(container)) {
      const std::string group = logGroupArn(container.logConfiguration->option("awslogs-group"));
      add(needs, {"logs:CreateLogStream", group + ":*", "to write logs"});
      add(needs, {"logs:PutLogEvents", group + ":*", "to write logs"});
    }
    for (const ContainerSecret& secret : container.secrets) {
      const bool parameter = secret.valueFrom.find(":secretsmanager:") == std::string::npos;
      add(needs, {parameter ? "ssm:GetParameters" : "secretsmanager:GetSecretValue",
                  secret.valueFrom, "to fetch a secret"});
    }
  }
  return needs;
}

std::vector<Need> programNeeds(const State& state, const TaskDefinition& definition) {
  std::vector<Need> needs;
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (!container.imageIndex.valid()) continue;
    const ImageBehaviour& behaviour = state.images[container.imageIndex.value].behaviour;
    const auto queueArn = [](const std::string& name) {
      return std::string("arn:aws:sqs:us-east-1:123456789012:") + name;
    };
    if (!behaviour.workerQueue.empty()) {
      add(needs, {"sqs:ReceiveMessage", queueArn(behaviour.workerQueue), "to take messages"});
      add(needs, {"sqs:DeleteMessage", queueArn(behaviour.workerQueue), "to finish them"});
    }
    for (const ImageCall& call : behaviour.calls) {
      if (call.kind == DependencyKind::dynamodb) {
        add(needs,
            {call.action.empty() ? "dynamodb:GetItem" : call.action.c_str(),
             "arn:aws:dynamodb:us-east-1:123456789012:table/" + call.name, "to use a table"});
      } else if (call.kind == DependencyKind::sqs) {
        add(needs, {call.action.empty() ? "sqs:SendMessage" : call.action.c_str(),
                    queueArn(call.name), "to send messages"});
      } else if (call.kind == DependencyKind::s3) {
        add(needs, {call.action.empty() ? "s3:GetObject" : call.action.c_str(),
                    "arn:aws:s3:::" + call.name + "/*", "to use a bucket"});
      }
    }
  }
  return needs;
}

}  // namespace

void drawRoles(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  const ServiceIndex service = dockService(canvas);
  TaskDefinitionIndex shown;
  if (service.valid()) {
    shown = state.services[service.value].taskDefinition;
  } else if (!state.taskDefinitions.empty()) {
    shown = TaskDefinitionIndex(state.taskDefinitions.size() - 1);
  }
  if (!shown.valid()) {
    drawDockEmpty(
        canvas, box,
        {"No roles in use",
         "A task has two roles. The execution role is for ECS: it pulls the image, writes "
         "logs and fetches secrets. The task role is for your program. Register a task "
         "definition to see what each may do."});
    return;
  }
  DockPen pen = beginDock(canvas, "roles", box);
  const float x = drawServicePicker(canvas, pen.left, pen.y, pen.right);
  if (x > pen.left) pen.y += canvas.theme.px(30.0f);
  const TaskDefinition& definition = state.taskDefinitions[shown.value];
  dockHeading(pen, familyRevision(definition));
  drawRole(pen, "Execution role, for ECS itself", definition.executionRoleArn,
           startingNeeds(definition));
  drawRole(pen, "Task role, for the program", definition.taskRoleArn,
           programNeeds(state, definition));
  endDock(pen);
}

}  // namespace taskyard
