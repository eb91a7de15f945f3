#pragma once
// Pan and zoom of the Yard: from mouse, wheel, fingers and keys to the view, and from the view to
// the layout.

#include "panels/canvas.h"

namespace taskyard {

// Canvas and theme as the Yard is drawn with: larger by the part of the zoom that is not used for
// detail. Fonts are shared with the other panels, so they get their own size back at the end.
class YardScale {
 public:
  YardScale(const Canvas& canvas, float textZoom);
  ~YardScale();
  YardScale(const YardScale&) = delete;
  YardScale& operator=(const YardScale&) = delete;
  [[nodiscard]] Canvas canvas() const { return {app_, theme_, memory_, elapsedMs_}; }
  [[nodiscard]] const Theme& theme() const { return theme_; }

 private:
  App& app_;
  PanelMemory& memory_;
  float elapsedMs_;
  Theme theme_;
  float grown_;  // of the fonts: what their baked size does not give already
};

// Keys: + and - zoom, 0 shows everything, Shift and an arrow key pan.
void steerYardByKeys(const Canvas& canvas);
// Takes the mouse's and the fingers' wishes and lays the Yard out. REQUIRES: the Yard's panel is
// begun. Returns how much larger text is drawn.
float layYardInView(const Canvas& canvas, const Box& panel);
// Buttons that zoom, and how much there is beyond the panel's edges. On top of everything.
void drawYardZoom(const Canvas& canvas, const Box& panel);
// The room that those buttons take at the right end of the region's first line.
float yardZoomWidth(const Theme& theme);

}  // namespace taskyard
