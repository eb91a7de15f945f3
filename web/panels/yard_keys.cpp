#include "panels/yard_keys.h"

#include <cmath>

#include "engine/identity.h"

namespace taskyard {

namespace {

struct Direction {
  ImGuiKey key;
  float x;
  float y;
};
constexpr Direction kDirections[] = {{ImGuiKey_LeftArrow, -1.0f, 0.0f},
                                     {ImGuiKey_RightArrow, 1.0f, 0.0f},
                                     {ImGuiKey_UpArrow, 0.0f, -1.0f},
                                     {ImGuiKey_DownArrow, 0.0f, 1.0f}};

const YardTask* selectedTile(const Canvas& canvas) {
  const Selection& selection = canvas.ui().selection;
  if (selection.kind != Selection::Kind::Task) return nullptr;
  for (const YardTask& task : canvas.memory.yard.model.tasks) {
    if (task.slot < canvas.state().tasks.size() &&
        canvas.state().tasks[task.slot].ordinal == selection.id) {
      return &task;
    }
  }
  return nullptr;
}

// The nearest tile on that side; what lies off the axis counts as further away.
const YardTask* neighbour(const Canvas& canvas, const YardTask& from, const Direction& direction) {
  const YardMemory& yard = canvas.memory.yard;
  // The layout is that of the last frame; a section may be new since then.
  if (yard.layout.sections.size() != yard.model.sections.size()) return nullptr;
  const ImVec2 start = tileBox(yard.layout, from).centre();
  const YardTask* best = nullptr;
  float bestCost = 0.0f;
  for (const YardTask& task : yard.model.tasks) {
    const ImVec2 centre = tileBox(yard.layout, task).centre();
    const float dx = centre.x - start.x;
    const float dy = centre.y - start.y;
    const float along = dx * direction.x + dy * direction.y;
    if (along < 1.0f) continue;
    const float across = std::fabs(dx * direction.y) + std::fabs(dy * direction.x);
    const float cost = along + across * 3.0f;
    if (best == nullptr || cost < bestCost) {
      best = &task;
      bestCost = cost;
    }
  }
  return best;
}

}  // namespace

void moveYardSelection(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  if (yard.model.tasks.empty()) return;
  const YardTask* selected = selectedTile(canvas);
  for (const Direction& direction : kDirections) {
    if (!ImGui::IsKeyPressed(direction.key)) continue;
    const YardTask* next =
        selected == nullptr ? &yard.model.tasks.front() : neighbour(canvas, *selected, direction);
    if (next == nullptr || next->slot >= canvas.state().tasks.size()) continue;
    canvas.select(Selection::Kind::Task, canvas.state().tasks[next->slot].ordinal);
    yard.scrollToSelection = true;
    return;
  }
  if (selected != nullptr && ImGui::IsKeyPressed(ImGuiKey_Enter, false)) {
    canvas.askWhy(canvas.state().tasks[selected->slot].lastEvent);
  }
}

}  // namespace taskyard
