// What keys do while the canvas has the focus. Tab and the browser's own shortcuts never get here
// (see main.cpp). Arrow keys between tiles: yard_keys.cpp.

#include <algorithm>

#include "panels/canvas.h"
#include "panels/speeds.h"
#include "panels/yard_keys.h"
#include "panels/yard_zoom.h"

namespace taskyard {

namespace {

void changeSpeed(App& app, int by) {
  const int last = static_cast<int>(kSpeedStops.size()) - 1;
  const int stop = std::clamp(nearestSpeedStop(app.speed()) + by, 0, last);
  app.setSpeed(kSpeedStops[static_cast<std::size_t>(stop)]);
}

// 1 to 9, I and R choose the instrument below the Yard.
void chooseInstrument(const Canvas& canvas) {
  constexpr ImGuiKey kKeys[kDockTabs] = {ImGuiKey_1, ImGuiKey_2, ImGuiKey_3, ImGuiKey_4,
                                         ImGuiKey_5, ImGuiKey_6, ImGuiKey_7, ImGuiKey_8,
                                         ImGuiKey_9, ImGuiKey_I, ImGuiKey_R};
  for (std::size_t i = 0; i < kDockTabs; ++i) {
    if (!ImGui::IsKeyPressed(kKeys[i], false)) continue;
    canvas.ui().dock = static_cast<DockTab>(i);
    canvas.app.touch();
  }
}

}  // namespace

void applyShortcuts(const Canvas& canvas) {
  App& app = canvas.app;
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl || io.KeySuper) {
    const bool undo = ImGui::IsKeyPressed(ImGuiKey_Z);
    if (undo && !io.KeyShift) app.undo();
    if ((undo && io.KeyShift) || ImGui::IsKeyPressed(ImGuiKey_Y)) app.redo();
    return;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false)) app.setPlaying(!app.playing());
  if (ImGui::IsKeyPressed(ImGuiKey_Period)) {
    app.setPlaying(false);
    app.stepToNextEvent();
  }
  if (ImGui::IsKeyPressed(ImGuiKey_LeftBracket)) changeSpeed(app, -1);
  if (ImGui::IsKeyPressed(ImGuiKey_RightBracket)) changeSpeed(app, +1);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    if (canvas.ui().showWhy) {
      canvas.ui().showWhy = false;
      app.touch();
    } else {
      canvas.select(Selection::Kind::None, 0);
    }
  }
  chooseInstrument(canvas);
  steerYardByKeys(canvas);
  moveYardSelection(canvas);
}

}  // namespace taskyard
