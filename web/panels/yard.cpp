// The Yard: where tasks live. A picture of the region with its zones, and every task in it.

#include <cmath>
#include <cstdio>

#include "panels/yard_keys.h"
#include "panels/yard_paint.h"
#include "panels/yard_zoom.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr float kFlowMs = 1400.0f;         // a download's dots from one end to the other
constexpr std::size_t kManyTasks = 20000;  // from here on, counting takes a noticeable time
constexpr float kCountEveryMs = 250.0f;    // and is not done for every frame

// What is selected by a key or elsewhere comes into sight with the next frame.
void revealSelection(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  if (!yard.revealSelection) return;
  yard.revealSelection = false;
  Box box;
  if (boxOfSelection(canvas, box)) bringIntoYardView(canvas, box);
}

// Sections and tasks.
void drawLanes(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  const Box& view = yard.inSight;
  if (view.width() < 1.0f || view.height() < 8.0f) return;
  beginPanel("lanes", view);
  const float top = yard.layout.lanes.min.y;
  drawYardBands(canvas, top);
  drawYardSections(canvas, top);
  drawYardInstances(canvas, top);
  if (yard.layout.detail == YardDetail::Heat) {
    drawYardHeat(canvas, top);
  } else {
    const bool inside = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                        view.contains(ImGui::GetIO().MousePos);
    const std::uint32_t under = drawYardTiles(canvas, top, inside);
    if (under < canvas.state().tasks.size()) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !isFingerDragging() && !yard.dragging) {
        canvas.select(Selection::Kind::Task, canvas.state().tasks[under].ordinal);
      }
    }
  }
  endPanel();
}

// What the colours of a mosaic mean; on tiles the words stand next to the marks.
void paintLegend(const Canvas& canvas) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (yard.layout.detail <= YardDetail::Mini || yard.layout.narrow) return;
  float x = yard.layout.gateway.max.x + theme.px(24.0f);
  const float y = yard.layout.region.min.y + theme.px(12.0f);
  for (std::size_t i = 0; i < kStatusCount; ++i) {
    std::int32_t count = 0;
    for (const YardSection& section : yard.model.sections) {
      for (const auto& zone : section.counts) count += zone[i];
    }
    if (count == 0) continue;
    const auto status = static_cast<TaskStatus>(i);
    const ShortNumber number = shortNumber(count);
    const float width = theme.px(16.0f) + textWidth(*theme.fonts.caption, nameOf(status)) +
                        theme.px(5.0f) + textWidth(*theme.fonts.captionStrong, number.text);
    if (x + width > yard.layout.region.max.x - theme.px(12.0f) - yardZoomWidth(theme)) return;
    paintStateMark(list, status, {x + theme.px(5.0f), y}, theme.px(4.5f), theme.state(status));
    x = paintMiddle(list, *theme.fonts.caption, x + theme.px(16.0f), y, theme[tokens::kMuted],
                    nameOf(status)) +
        theme.px(5.0f);
    x = paintMiddle(list, *theme.fonts.captionStrong, x, y, theme[tokens::kText], number.text) +
        theme.px(14.0f);
  }
}

// Where a cell of the mosaic stands for several tasks, how many they are.
void paintCellSize(const Canvas& canvas) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  if (yard.layout.detail < YardDetail::Heat || yard.tasksPerCell == 1) return;
  char text[48];
  std::snprintf(text, sizeof text, "a square: up to %d tasks", yard.tasksPerCell);
  const Box& vpc = yard.layout.vpc;
  const float x = vpc.max.x - theme.px(10.0f) - textWidth(*theme.fonts.caption, text);
  if (x < yard.layout.gateway.max.x + theme.px(8.0f)) return;
  paintMiddle(*ImGui::GetWindowDrawList(), *theme.fonts.caption, x, vpc.min.y + theme.px(12.0f),
              theme[tokens::kMuted], text);
}

// Nothing but a network: there is one obvious thing to do.
bool isEmpty(const YardModel& model) {
  return model.sections.empty() && model.instances.empty() && model.nodes.empty();
}

}  // namespace

// Counting is only needed when something changed, and with very many tasks a few times a second.
void refreshYardModel(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  yard.sinceCountMs += canvas.elapsedMs;
  const bool changed = yard.revision != canvas.app.revision();
  if (!changed) return;
  const std::size_t slots = canvas.state().tasks.size();
  const bool many = slots > kManyTasks && slots >= yard.slots;
  if (many && canvas.app.playing() && yard.sinceCountMs < kCountEveryMs) return;
  fillYardModel(canvas.state(), yard.model);
  yard.revision = canvas.app.revision();
  yard.sinceCountMs = 0.0f;
  yard.slots = slots;
}

void bringIntoYardView(const Canvas& canvas, const Box& box) {
  YardMemory& yard = canvas.memory.yard;
  const YardView before = yard.view;
  reveal(yard.view, box, yard.panel, canvas.theme.px(12.0f));
  clampPan(yard.view, yard.layout.area, yard.panel);
  if (!(before == yard.view)) canvas.memory.moving = true;
}

void drawYard(const Canvas& canvas, const Box& box) {
  YardMemory& yard = canvas.memory.yard;
  const bool empty = isEmpty(yard.model);
  yard.panel = box;
  if (empty) yard.view = {};
  ++yard.frame;
  if (canvas.app.playing()) {
    yard.flow = std::fmod(yard.flow + canvas.elapsedMs / kFlowMs, 1.0f);
  }
  beginPanel("yard", box);
  const float text = layYardInView(canvas, box);
  yard.inSight = yard.layout.lanes.within(box);
  {
    const YardScale scale(canvas, text);
    const Canvas scaled = scale.canvas();
    drawYardFrame(scaled);
    if (empty) {
      drawYardEmpty(scaled);
    } else {
      drawLanes(scaled);
      paintLegend(scaled);
      paintCellSize(scaled);
    }
  }
  yard.jumped = false;
  revealSelection(canvas);
  if (!empty) drawYardZoom(canvas, box);
  endPanel();
  paintHighlight(canvas, "yard", box);
}

}  // namespace taskyard
