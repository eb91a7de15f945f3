#pragma once
// What the canvas needs of its surroundings: its size in pixels, a clipboard, and a way to say that
// there will be no picture. The page's implementation is platform_web.cpp.

#include <string>

namespace taskyard {

struct CanvasSize {
  int deviceWidth = 0;  // of the drawing buffer; 0: not in sight
  int deviceHeight = 0;
  double pixelRatio = 1.0;  // device pixels per CSS pixel, browser zoom included

  bool operator==(const CanvasSize&) const = default;
};

// Starts to watch the canvas: `ty_resize` is called at once and whenever its size changes. Leaves
// Tab and the browser's own shortcuts to the browser while the canvas has the focus. REQUIRES: SDL
// has its listeners on the canvas already.
void watchCanvas();
void setDrawingBufferSize(const CanvasSize& size);
void copyToClipboard(const char* text);
// Tells the page why there is no picture: the canvas gets the attribute data-problem and an event
// "taskyardproblem". "" takes it back: the picture has returned.
void reportPictureProblem(const std::string& reason);

}  // namespace taskyard
