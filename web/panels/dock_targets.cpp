// Targets: the health of every target of every target group, with the reason.

#include "engine/identity.h"
#include "engine/target_health.h"
#include "model/network.h"
#include "panels/dock_parts.h"

namespace taskyard {

namespace {

struct Look {
  tokens::Colour colour;
  Icon icon;
};
Look lookOf(TargetState state) {
  switch (state) {
    case TargetState::healthy: return {tokens::kOk, Icon::Check};
    case TargetState::unhealthy: return {tokens::kBad, Icon::Cross};
    case TargetState::initial: return {tokens::kInfo, Icon::Redo};
    case TargetState::draining: return {tokens::kWarn, Icon::Follow};
    case TargetState::unused:
    case TargetState::unavailable: break;
  }
  return {tokens::kMuted, Icon::Minus};
}

std::string checkWords(const TargetGroup& group) {
  const TargetHealthCheck& check = group.healthCheck;
  std::string text = std::string(nameOf(check.protocol));
  if (isHttp(check.protocol)) text += " " + check.path + " expects " + check.matcher;
  text += " every " + std::to_string(check.intervalSeconds) + " s; healthy after " +
          std::to_string(check.healthyThreshold) + ", unhealthy after " +
          std::to_string(check.unhealthyThreshold) + " in a row";
  return text;
}

void drawGroup(DockPen& pen, const TargetGroup& group, std::size_t index) {
  const State& state = pen.canvas.state();
  const Theme& theme = pen.theme();
  constexpr std::size_t kShown = 200;
  paintText(pen.list(), *theme.fonts.strong, {pen.left, pen.y}, theme[tokens::kText], group.name);
  pen.y += theme.px(18.0f);
  dockNote(pen, tokens::kMuted, checkWords(group));
  if (group.targets.empty()) {
    dockNote(pen, tokens::kWarn, "No targets are registered.");
    pen.y += theme.px(8.0f);
    return;
  }
  constexpr DockColumn kColumns[] = {{"Target", 1.4f},
                                     {"Health", 1.0f},
                                     {"Reason", 3.0f},
                                     {"Task", 1.1f, false, true},
                                     {"Zone", 1.0f, false, true}};
  const std::string id = "group" + std::to_string(index);
  DockTable table(pen, id.c_str(), kColumns);
  for (std::size_t i = 0; i < group.targets.size() && i < kShown; ++i) {
    const Target& target = state.balancing.targets[group.targets[i].value];
    const Look look = lookOf(target.state);
    const Task* task = target.task.valid() ? &state.tasks[target.task.value] : nullptr;
    const DockCell cells[] = {
        {targetId(state, target) + ":" + std::to_string(target.port), tokens::kText},
        {nameOf(target.state), look.colour, true, static_cast<int>(look.icon)},
        {targetDescription(target), tokens::kMuted},
        {task != nullptr ? shortTaskId(state.seed, task->ordinal) : "", tokens::kMuted},
        {task != nullptr ? zoneName(state.subnets[task->subnet.value].zone) : "", tokens::kMuted}};
    const bool selected = task != nullptr && pen.canvas.ui().selection ==
                                                 Selection{Selection::Kind::Task, task->ordinal};
    if (!table.row(cells, selected)) continue;
    if (target.state == TargetState::unhealthy && pen.canvas.events().holds(target.lastEvent)) {
      pen.canvas.askWhy(target.lastEvent);
    } else if (task != nullptr) {
      pen.canvas.select(Selection::Kind::Task, task->ordinal);
    }
  }
  pen.y += theme.px(12.0f);
}

}  // namespace

void drawTargets(const Canvas& canvas, const Box& box) {
  const auto& groups = canvas.state().balancing.targetGroups;
  bool any = false;
  for (const TargetGroup& group : groups) any = any || !group.deleted;
  if (!any) {
    drawDockEmpty(
        canvas, box,
        {"No target group",
         "Behind a load balancer, each task is a target that is checked again and again. "
         "To see it, open the scenario \"Public load balancer, private tasks\", or create "
         "one: aws elbv2 create-target-group."});
    return;
  }
  DockPen pen = beginDock(canvas, "targets", box);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].deleted) drawGroup(pen, groups[i], i);
  }
  endDock(pen);
}

}  // namespace taskyard
