// Path: can A reach B? Every hop of the way, where it ends, why, and what would cure it.

#include <algorithm>

#include "engine/identity.h"
#include "engine/path_trace.h"
#include "engine/path_walk.h"
#include "engine/target_health.h"
#include "model/network.h"
#include "model/validate_task_definition.h"
#include "panels/dock_parts.h"

namespace taskyard {

namespace {

constexpr const char* kFromOutside = "from the internet on 80";

// One question that can be asked of a task.
struct PathQuestion {
  std::string label;
  PathTrace trace;
};

// The task the questions are about: the selected one, else the newest of the service shown.
const Task* askedTask(const Canvas& canvas) {
  const State& state = canvas.state();
  const Selection& selection = canvas.ui().selection;
  if (selection.kind == Selection::Kind::Task) {
    const TaskIndex index = findTaskByOrdinal(state, selection.id);
    if (index.valid()) return &state.tasks[index.value];
  }
  const ServiceIndex service = dockService(canvas);
  if (service.valid()) {
    const TaskIndex newest = state.services[service.value].newestTask;
    if (newest.valid()) return &state.tasks[newest.value];
  }
  for (const Task& task : state.tasks) {
    if (task.inUse) return &task;
  }
  return nullptr;
}

bool usesEcr(const State& state, const Task& task) {
  const auto& containers = state.taskDefinitions[task.taskDefinition.value].containerDefinitions;
  return std::any_of(containers.begin(), containers.end(),
                     [](const auto& each) { return isPrivateEcrImage(each.image); });
}

void askAws(const State& state, const NetworkEnd& from, std::vector<PathQuestion>& questions,
            std::initializer_list<AwsService> services) {
  for (const AwsService service : services) {
    questions.push_back(
        {std::string("to ") + endpointNameOf(service), tracePathToAws(state, from, service)});
  }
}

void askBalancers(const State& state, const Task& task, std::vector<PathQuestion>& questions) {
  for (TargetIndex t = firstTargetOf(state, task.self); t.valid();
       t = state.balancing.targets[t.value].nextOfTask) {
    const Target& target = state.balancing.targets[t.value];
    const TargetGroup& group = state.balancing.targetGroups[target.group.value];
    if (!group.loadBalancer.valid()) continue;
    const LoadBalancer& balancer = state.balancing.loadBalancers[group.loadBalancer.value];
    if (balancer.deleted) continue;
    questions.push_back({"from " + balancer.name + " on " + std::to_string(target.port),
                         tracePathBetween(state, balancerEnd(state, balancer, task),
                                          networkEndOf(state, task), target.port)});
  }
}

std::vector<PathQuestion> questionsOf(const State& state, const Task& task) {
  std::vector<PathQuestion> questions;
  const NetworkEnd agent = agentEndOf(state, task);
  questions.push_back({"to the internet", tracePathToInternet(state, agent, kHttpsPort)});
  if (usesEcr(state, task)) {
    askAws(state, agent, questions, {AwsService::EcrApi, AwsService::EcrDkr, AwsService::S3});
  }
  askAws(state, agent, questions, {AwsService::Logs, AwsService::SecretsManager});
  askBalancers(state, task, questions);
  const NetworkEnd self = networkEndOf(state, task);
  for (const Database& database : state.work.databases) {
    if (database.status == DatabaseStatus::deleted || !database.subnet.valid()) continue;
    const NetworkEnd far = networkEndIn(state, database.subnet, database.securityGroups);
    questions.push_back({"to " + database.identifier + " on " + std::to_string(database.port),
                         tracePathBetween(state, self, far, database.port)});
  }
  questions.push_back({kFromOutside, tracePathFromInternet(state, self, 80)});
  return questions;
}

// The questions as chips, each with its answer. Returns the one that is shown.
std::size_t drawQuestions(DockPen& pen, const std::vector<PathQuestion>& questions) {
  const Theme& theme = pen.theme();
  int& chosen = pen.canvas.memory.dock.pathTo;
  // Until somebody chooses, the first way that is barred.
  if (chosen < 0 || chosen >= static_cast<int>(questions.size())) chosen = 0;
  float x = pen.left;
  const float height = theme.px(26.0f);
  for (int i = 0; i < static_cast<int>(questions.size()); ++i) {
    const PathQuestion& question = questions[static_cast<std::size_t>(i)];
    const bool passes = question.trace.problem == PathProblem::None;
    ButtonLook look;
    look.label = question.label;
    look.hasIcon = true;
    look.icon = passes ? Icon::Check : Icon::Cross;
    // That nobody gets in from outside is how it should be.
    const bool inwards = question.label == kFromOutside;
    look.kind = passes || inwards ? ButtonKind::Plain : ButtonKind::Danger;
    look.on = i == chosen;
    const float width = buttonWidth(theme, look);
    if (x + width > pen.right && x > pen.left) {
      x = pen.left;
      pen.y += height + theme.px(4.0f);
    }
    ImGui::PushID(i);
    if (button(theme, "question", {{x, pen.y}, {x + width, pen.y + height}}, look)) {
      chosen = i;
      pen.canvas.app.touch();
    }
    ImGui::PopID();
    x += width + theme.px(5.0f);
  }
  pen.y += height + theme.px(10.0f);
  return static_cast<std::size_t>(chosen);
}

void drawTrace(DockPen& pen, const PathTrace& trace) {
  const Theme& theme = pen.theme();
  ImDrawList& list = pen.list();
  const float rail = pen.left + theme.px(6.0f);
  const float x = pen.left + theme.px(24.0f);
  for (std::size_t i = 0; i < trace.hops.size(); ++i) {
    const PathHop& hop = trace.hops[i];
    const float y = pen.y + theme.px(9.0f);
    const std::string text = hop.at.empty() ? hop.words : hop.at + ": " + hop.words;
    const float height =
        paintWrapped(&list, *theme.fonts.body, {x, pen.y + theme.px(2.0f)},
                     theme[hop.passes ? tokens::kText : tokens::kBad], text, pen.right - x);
    if (i + 1 < trace.hops.size()) {
      list.AddLine({rail, y}, {rail, pen.y + height + theme.px(14.0f)}, theme[tokens::kLineStrong],
                   theme.px(1.5f));
    }
    list.AddCircleFilled({rail, y}, theme.px(7.0f), theme[tokens::kPanel]);
    paintIcon(list, hop.passes ? Icon::Check : Icon::Cross, {rail, y}, theme.px(12.0f),
              theme[hop.passes ? tokens::kOk : tokens::kBad]);
    pen.y += height + theme.px(5.0f);
  }
  pen.y += theme.px(4.0f);
  if (trace.problem == PathProblem::None) {
    dockNote(pen, tokens::kOk, "The connection is made.");
    return;
  }
  dockNote(pen, tokens::kBad, trace.why);
  dockNote(pen, tokens::kText, trace.cure.empty() ? "" : "Cure: " + trace.cure);
}

}  // namespace

void drawPath(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  const Task* task = askedTask(canvas);
  if (task == nullptr) {
    drawDockEmpty(canvas, box,
                  {"Nobody to ask about",
                   "Why can or cannot A reach B? As soon as there is a task, its ways to the "
                   "registry, to AWS services and from the load balancer are traced here hop by "
                   "hop, with the cure where one is barred."});
    return;
  }
  DockPen pen = beginDock(canvas, "path", box);
  const float x = drawServicePicker(canvas, pen.left, pen.y, pen.right);
  if (x > pen.left) pen.y += canvas.theme.px(30.0f);
  std::string head = "Task " + shortTaskId(state.seed, task->ordinal);
  head += " in " + state.subnets[task->subnet.value].subnetId + ", " +
          zoneName(state.subnets[task->subnet.value].zone) +
          (task->assignPublicIp ? ", with a public address" : ", without a public address");
  dockHeading(pen, head);
  const std::vector<PathQuestion> questions = questionsOf(state, *task);
  int& chosen = canvas.memory.dock.pathTo;
  if (chosen < 0) {
    for (std::size_t i = 0; i < questions.size() && chosen < 0; ++i) {
      const bool inwards = questions[i].label == kFromOutside;
      if (questions[i].trace.problem != PathProblem::None && !inwards) chosen = static_cast<int>(i);
    }
  }
  const int before = chosen;
  const std::size_t shown = drawQuestions(pen, questions);
  drawTrace(pen, questions[shown].trace);
  if (before < 0 && chosen == 0) chosen = -1;  // nothing is barred yet, and nobody has chosen
  endDock(pen);
}

}  // namespace taskyard
