// Moves the tiles to where they belong and lets them be picked.

#include <algorithm>
#include <cmath>

#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr float kMoveHalfMs = 85.0f;
constexpr float kFadeHalfMs = 60.0f;

// Takes the tile a step on its way. True while it is not there yet.
bool moveTile(const Canvas& canvas, const Task& task, const Box& goal, TileMotion& motion) {
  YardMemory& yard = canvas.memory.yard;
  const bool isNew = motion.ordinal != task.ordinal || motion.frame + 1 < yard.frame;
  const float x = goal.min.x - yard.layout.area.min.x;
  motion.frame = yard.frame;
  float alpha = 1.0f;
  if (task.lastStatus == TaskStatus::STOPPED) {
    const auto age = static_cast<float>(canvas.state().now - task.stoppedAt());
    alpha = std::max(0.5f, 1.0f - age / static_cast<float>(kStoppedInSightMs));
  }
  const bool still = canvas.theme.reducedMotion;
  if (isNew) {
    motion = {task.ordinal, yard.frame,          x, goal.min.y - canvas.theme.px(still ? 0 : 8),
              goal.width(), still ? alpha : 0.0f};
  }
  const float half = still || yard.jumped ? 0.0f : kMoveHalfMs;
  bool moving = ease(motion.x, x, canvas.elapsedMs, half);
  moving |= ease(motion.y, goal.min.y, canvas.elapsedMs, half);
  moving |= ease(motion.width, goal.width(), canvas.elapsedMs, half);
  moving |= ease(motion.alpha, alpha, canvas.elapsedMs, still ? 0.0f : kFadeHalfMs, 0.01f);
  return moving;
}

bool hasOlderRevisions(const Canvas& canvas, const YardSection& section) {
  if (!section.service.valid()) return true;
  const Service& service = canvas.state().services[section.service.value];
  if (service.deployments.empty()) return false;
  const auto revision = canvas.state().taskDefinitions[service.taskDefinition.value].revision;
  return service.deployments.size() > 1 || revision > 1;
}

// How much of a task there is room for inside an instance.
YardDetail detailFor(const Theme& theme, const Box& box) {
  if (box.width() >= theme.px(74.0f) && box.height() >= theme.px(20.0f)) return YardDetail::Mini;
  if (std::min(box.width(), box.height()) >= theme.px(15.0f)) return YardDetail::Chip;
  return YardDetail::Dot;
}

// Of a deployment that a newer one is replacing.
bool isOld(const State& state, const Task& task) {
  return task.deployment.valid() &&
         state.deployments[task.deployment.value].status != DeploymentStatus::PRIMARY;
}

}  // namespace

std::uint32_t drawYardTiles(const Canvas& canvas, float top, bool mouseInside) {
  YardMemory& yard = canvas.memory.yard;
  const State& state = canvas.state();
  const auto none = static_cast<std::uint32_t>(state.tasks.size());
  const Selection& selection = canvas.ui().selection;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Box& view = yard.inSight;
  yard.motions.resize(state.tasks.size());
  const bool large = yard.layout.detail <= YardDetail::Mini;
  std::uint32_t under = none;
  for (const YardTask& place : yard.model.tasks) {
    const Task& task = state.tasks[place.slot];
    TileMotion& motion = yard.motions[place.slot];
    const Box goal = tileBox(yard.layout, place);
    if (moveTile(canvas, task, goal, motion)) canvas.memory.moving = true;
    const ImVec2 min(yard.layout.area.min.x + motion.x, top + motion.y);
    TileLook look;
    look.box = {min, {min.x + motion.width, min.y + goal.height()}};
    if (!look.box.touches(view)) continue;
    look.alpha = motion.alpha;
    look.hovered = mouseInside && look.box.inset(-yard.layout.gap * 0.4f).contains(mouse);
    if (look.hovered) under = place.slot;
    look.selected = selection == Selection{Selection::Kind::Task, task.ordinal};
    look.showRevision = large && hasOlderRevisions(canvas, yard.model.sections[place.section]);
    look.oldRevision = isOld(state, task);
    const bool inInstance = place.instance != kNoInstance;
    paintTile(canvas, task, inInstance ? detailFor(canvas.theme, look.box) : yard.layout.detail,
              look);
  }
  return under;
}

}  // namespace taskyard
