#pragma once
// The page's canvas without a window: panels are drawn by Dear ImGui at a given size, with a mouse
// and keys that a test can move.

#include <algorithm>
#include <cstdint>

#include <imgui.h>

#include "panels/canvas.h"
#include "theme.h"

namespace taskyard {

// One canvas of a given size, with mouse and keys that a test can move.
class Screen {
 public:
  explicit Screen(App& app, ImVec2 size = {1280.0f, 720.0f}, float scale = 1.0f)
      : app_(app), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = size;
    app.ui().scale = scale;
    fonts_ = buildFonts(*ImGui::GetIO().Fonts, {}, scale, 1.0f);
  }
  ~Screen() { ImGui::DestroyContext(context_); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void frame(float elapsedMs = 16.0f) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = elapsedMs / 1000.0f;
    app_.frame(elapsedMs);
    const Theme theme = makeTheme(app_.ui(), fonts_);
    applyTheme(theme, ImGui::GetStyle());
    ImGui::NewFrame();
    drawCanvas({app_, theme, memory, elapsedMs});
    ImGui::Render();
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }

  void click(ImVec2 at) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(at.x, at.y);
    frames(2);
    io.AddMouseButtonEvent(0, true);
    frame();
    io.AddMouseButtonEvent(0, false);
    frames(2);
    io.AddMousePosEvent(-1e9f, -1e9f);
    frame();
  }
  void press(ImGuiKey key) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddKeyEvent(key, true);
    frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    frame();
  }

  [[nodiscard]] std::uint64_t drawHash() const {
    ImGui::SetCurrentContext(context_);
    std::uint64_t hash = 1469598103934665603ull;
    const auto mix = [&](const void* bytes, std::size_t size) {
      const auto* at = static_cast<const unsigned char*>(bytes);
      for (std::size_t i = 0; i < size; ++i) hash = (hash ^ at[i]) * 1099511628211ull;
    };
    const ImDrawData* data = ImGui::GetDrawData();
    for (const ImDrawList* list : data->CmdLists) {
      mix(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
      mix(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    }
    return hash;
  }
  // Without 32-bit offsets a draw list holds at most 65,536 vertices.
  [[nodiscard]] int mostVertices() const {
    int most = 0;
    ImGui::SetCurrentContext(context_);
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
      most = std::max(most, list->VtxBuffer.Size);
    }
    return most;
  }

  PanelMemory memory;

 private:
  App& app_;
  ImGuiContext* context_;
  FontSet fonts_;
};

}  // namespace taskyard
