#pragma once
// Draws what Dear ImGui made with WebGL 2 (OpenGL ES 3).
//
// Dear ImGui's own backend saves and restores some twenty GL settings for every frame. In a browser
// each question of that kind waits for the graphics process: measured here, 86 % of all CPU time.
// This page owns its context, so nothing is asked and nothing is put back.

#include <imgui.h>

#include "platform.h"

namespace taskyard {

class Renderer {
 public:
  // Makes program, buffers and texture. False when WebGL refuses. REQUIRES: a current context.
  bool open();
  // After the context was lost: its objects are gone. Then open() and uploadFonts() again.
  void forget();
  void uploadFonts(ImFontAtlas& atlas);
  void draw(const ImDrawData& data, const CanvasSize& size, ImU32 ground);

 private:
  void drawList(const ImDrawList& list, const ImDrawData& data, const CanvasSize& size);

  unsigned program_ = 0;
  unsigned vertexArray_ = 0;
  unsigned vertices_ = 0;
  unsigned indices_ = 0;
  unsigned texture_ = 0;
  int projection_ = -1;
};

}  // namespace taskyard
