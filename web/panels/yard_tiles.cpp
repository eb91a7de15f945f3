// Moves the tiles to where they belong and lets them be picked.

#include <algorithm>
#include <cmath>

#include "engine/reachability.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr float kMoveHalfMs = 85.0f;
constexpr float kFadeHalfMs = 60.0f;
constexpr int kMostDownloads = 16;  // more moving dots than that are noise

// Takes the tile a step on its way. True while it is not there yet.
bool moveTile(const Canvas& canvas, const Task& task, const Box& goal, TileMotion& motion) {
  YardMemory& yard = canvas.memory.yard;
  const bool isNew = motion.ordinal != task.ordinal || motion.frame + 1 < yard.frame;
  motion.frame = yard.frame;
  float alpha = 1.0f;
  if (task.lastStatus == TaskStatus::STOPPED) {
    const auto age = static_cast<float>(canvas.state().now - task.stoppedAt);
    alpha = std::max(0.5f, 1.0f - age / static_cast<float>(kStoppedInSightMs));
  }
  const bool still = canvas.theme.reducedMotion;
  if (isNew) {
    motion = {task.ordinal, yard.frame,
              goal.min.x,   goal.min.y - canvas.theme.px(still ? 0 : 8),
              goal.width(), still ? alpha : 0.0f};
  }
  const float half = still ? 0.0f : kMoveHalfMs;
  bool moving = ease(motion.x, goal.min.x, canvas.elapsedMs, half);
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

ImVec2 onCurve(const ImVec2 (&points)[4], float t) {
  const float u = 1.0f - t;
  const float a = u * u * u;
  const float b = 3.0f * u * u * t;
  const float c = 3.0f * u * t * t;
  const float d = t * t * t;
  return {a * points[0].x + b * points[1].x + c * points[2].x + d * points[3].x,
          a * points[0].y + b * points[1].y + c * points[2].y + d * points[3].y};
}

// A download on its way from the gateway to the task; without a way out it ends in a cross there.
void paintDownload(const Canvas& canvas, const Task& task, ImVec2 to) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box& gateway = canvas.memory.yard.layout.gateway;
  const ImVec2 from(gateway.centre().x, gateway.max.y);
  if (!reachesRegistry(canvas.state(), task)) {
    paintDashedLine(list, to, from, theme.faded(tokens::kBad, 0.55f), 1.25f, theme.px(4.0f));
    const ImVec2 cross(from.x, from.y + theme.px(8.0f));
    list.AddCircleFilled(cross, theme.px(8.0f), theme[tokens::kPanel]);
    paintIcon(list, Icon::Cross, cross, theme.px(13.0f), theme[tokens::kBad]);
    return;
  }
  const float bend = (to.y - from.y) * 0.6f;
  const ImVec2 points[4] = {from, {from.x, from.y + bend}, {to.x, to.y - bend}, to};
  const ImU32 colour = theme[tokens::kStateActivating];
  list.AddBezierCubic(points[0], points[1], points[2], points[3], withAlpha(colour, 0.28f), 1.0f);
  if (theme.reducedMotion) return;
  for (int i = 0; i < 4; ++i) {
    const float t = std::fmod(canvas.memory.yard.flow + static_cast<float>(i) * 0.25f, 1.0f);
    list.AddCircleFilled(onCurve(points, t), theme.px(2.0f), withAlpha(colour, 0.9f));
  }
}

// Dots from the registry to the gateway, while anything is downloaded.
void paintTrunk(const Canvas& canvas) {
  const YardLayout& layout = canvas.memory.yard.layout;
  if (canvas.theme.reducedMotion || layout.registry.min.x <= layout.internet.max.x) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = canvas.theme[tokens::kStateActivating];
  const float radius = canvas.theme.px(2.0f);
  const auto paintRun = [&](ImVec2 from, ImVec2 to, int dots) {
    for (int i = 0; i < dots; ++i) {
      const float t = std::fmod(
          canvas.memory.yard.flow + static_cast<float>(i) / static_cast<float>(dots), 1.0f);
      list.AddCircleFilled({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t}, radius,
                           colour);
    }
  };
  const float y = std::floor(layout.internet.centre().y) + 0.5f;
  paintRun({layout.registry.min.x, y}, {layout.internet.max.x, y}, 5);
  const float x = std::floor(layout.internet.centre().x) + 0.5f;
  paintRun({x, layout.internet.max.y}, {x, layout.gateway.min.y}, 1);
}

}  // namespace

void paintYardDownloads(const Canvas& canvas) {
  const YardMemory& yard = canvas.memory.yard;
  if (yard.layout.detail > YardDetail::Mini) return;
  int downloads = 0;
  bool reaches = false;
  for (const YardTask& place : yard.model.tasks) {
    const Task& task = canvas.state().tasks[place.slot];
    if (task.lastStatus != TaskStatus::ACTIVATING || task.pullStoppedAt != kNever) continue;
    if (place.slot >= yard.motions.size() || ++downloads > kMostDownloads) break;
    const TileMotion& motion = yard.motions[place.slot];
    if (motion.ordinal != task.ordinal) continue;
    const ImVec2 to(motion.x + motion.width * 0.5f,
                    yard.layout.lanes.min.y - yard.scrollY + motion.y);
    if (to.y < yard.layout.lanes.min.y || to.y > yard.layout.lanes.max.y) continue;
    paintDownload(canvas, task, to);
    reaches |= reachesRegistry(canvas.state(), task);
  }
  if (reaches) paintTrunk(canvas);
}

std::uint32_t drawYardTiles(const Canvas& canvas, float top, bool mouseInside) {
  YardMemory& yard = canvas.memory.yard;
  const State& state = canvas.state();
  const auto none = static_cast<std::uint32_t>(state.tasks.size());
  const Selection& selection = canvas.ui().selection;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Box& view = yard.layout.lanes;
  yard.motions.resize(state.tasks.size());
  const bool large = yard.layout.detail <= YardDetail::Mini;
  std::uint32_t under = none;
  for (const YardTask& place : yard.model.tasks) {
    const Task& task = state.tasks[place.slot];
    TileMotion& motion = yard.motions[place.slot];
    const Box goal = tileBox(yard.layout, place);
    if (moveTile(canvas, task, goal, motion)) canvas.memory.moving = true;
    const ImVec2 min(motion.x, top + motion.y);
    TileLook look;
    look.box = {min, {min.x + motion.width, min.y + goal.height()}};
    if (look.box.max.y < view.min.y || look.box.min.y > view.max.y) continue;
    look.alpha = motion.alpha;
    look.hovered = mouseInside && look.box.inset(-yard.layout.gap * 0.4f).contains(mouse);
    if (look.hovered) under = place.slot;
    look.selected = selection == Selection{Selection::Kind::Task, task.ordinal};
    look.showRevision = large && hasOlderRevisions(canvas, yard.model.sections[place.section]);
    paintTile(canvas, task, yard.layout.detail, look);
  }
  return under;
}

}  // namespace taskyard
