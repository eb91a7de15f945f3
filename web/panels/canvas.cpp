#include "panels/canvas.h"

#include <algorithm>
#include <cmath>

#include "panels/screen_layout.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                   ImGuiWindowFlags_NoBackground;

// The inspector slides; what it shows stays until it is out of sight.
void moveInspector(const Canvas& canvas) {
  InspectorMemory& memory = canvas.memory.inspector;
  const UiState& ui = canvas.ui();
  const bool why = ui.showWhy && canvas.events().holds(ui.whyEvent);
  const bool open = why || ui.selection.kind != Selection::Kind::None;
  if (open) {
    if (memory.shown != ui.selection || memory.shownWhy != why) memory.revision = 0;
    memory.shown = ui.selection;
    memory.shownWhy = why;
    memory.shownWhyEvent = ui.whyEvent;
  }
  const float halfMs = canvas.theme.reducedMotion ? 0.0f : 55.0f;
  if (ease(memory.slide, open ? 1.0f : 0.0f, canvas.elapsedMs, halfMs, 0.01f)) {
    canvas.memory.moving = true;
  }
}

}  // namespace

void Canvas::select(Selection::Kind kind, std::uint32_t id) const {
  ui().selection = {kind, id};
  ui().showWhy = false;
  app.touch();
}

void Canvas::askWhy(EventId event) const {
  ui().whyEvent = event;
  ui().showWhy = true;
  app.touch();
}

bool beginPanel(const char* name, const Box& box, bool scrolls) {
  ImGui::SetCursorScreenPos(box.min);
  const ImGuiWindowFlags flags =
      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
      (scrolls ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const bool shown =
      ImGui::BeginChild(name, {std::max(1.0f, box.width()), std::max(1.0f, box.height())},
                        ImGuiChildFlags_None, flags);
  // A finger has no wheel: it drags what it touches.
  if (scrolls && isFingerDragging() &&
      ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
  }
  return shown;
}

void endPanel() { ImGui::EndChild(); }

void paintHighlight(const Canvas& canvas, const char* name, const Box& box) {
  if (canvas.ui().highlight != name) return;
  const Box inner = box.inset(canvas.theme.px(2.0f));
  ImGui::GetForegroundDrawList()->AddRect(inner.min, inner.max, canvas.theme[tokens::kAccent],
                                          canvas.theme.px(tokens::kRadiusM), 0,
                                          canvas.theme.px(2.0f));
}

void drawCanvas(const Canvas& canvas) {
  canvas.memory.moving = false;
  canvas.memory.events.update(canvas.app.run(), canvas.memory.log.filter);
  canvas.memory.history.update(canvas.app.run());
  refreshYardModel(canvas);
  applyShortcuts(canvas);
  moveInspector(canvas);

  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0.0f, 0.0f});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("canvas", nullptr, kBare);
  ImGui::GetWindowDrawList()->AddRectFilled({0.0f, 0.0f}, size, canvas.theme[tokens::kBg]);
  const ScreenLayout screen = layScreenOut(size, canvas.theme, canvas.memory.inspector.slide);
  drawTransport(canvas, screen.transport);
  drawTimeline(canvas, screen.timeline);
  drawYard(canvas, screen.yard);
  if (screen.dock.height() > 0.0f) drawDock(canvas, screen.dock);
  if (canvas.memory.inspector.slide > 0.0f) drawInspector(canvas, screen.inspector);
  ImGui::End();
  drawSpotlight(canvas, screen);
}

}  // namespace taskyard
