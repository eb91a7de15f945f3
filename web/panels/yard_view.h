#pragma once
// What part of the Yard is in sight: how large it is laid out and where the panel lies on it. Pure:
// no Dear ImGui input, no simulation. Zooming lays the Yard out in a larger area, so there is room
// for more detail; once tasks are drawn in full, the rest of the zoom makes everything larger.
//
//   +- area, zoom times as wide and high as the panel ---+
//   |        pan.y                                       |
//   | pan.x +- panel -------+                            |
//   |       |   in sight    |                            |
//   |       +---------------+                            |

#include <vector>

#include "widgets/paint.h"

namespace taskyard {

inline constexpr float kZoomStep = 1.25f;      // of a key, a button, a notch of the wheel
inline constexpr float kMostTextZoom = 3.0f;   // Model choice: text of 39 pixels, fit for a hall
inline constexpr float kMostRoomZoom = 12.0f;  // Model choice: 100,000 tasks as cells of 8 pixels

struct YardView {
  float zoom = 1.0f;  // 1: the width of everything is in sight
  ImVec2 pan;         // how far the area reaches over the panel's left and upper edge, in pixels

  bool operator==(const YardView& other) const {
    return zoom == other.zoom && pan.x == other.pan.x && pan.y == other.pan.y;
  }
};

// Where the area lies for this panel. Its height is the least: content may need more.
Box areaOf(const YardView& view, const Box& panel);
// How far each way the view can be panned, for an area of this size. 0: not at all.
ImVec2 panRoom(const Box& area, const Box& panel);
void clampPan(YardView& view, const Box& area, const Box& panel);
// Pans as little as shows all of box, or its upper left part when it is larger than the panel.
void reveal(YardView& view, const Box& box, const Box& panel, float margin);

// Lines of a layout that are found again in another layout of the same things, in rising order.
struct YardLines {
  std::vector<float> x;
  std::vector<float> y;
};
// Where a point of one layout lies in the other: between the same two lines, in the same
// proportion. Layouts with different numbers of lines share only their first and last.
ImVec2 carried(ImVec2 point, const YardLines& from, const YardLines& to);

// How far the zoom goes when this much of it makes room for tasks in full.
float mostZoom(float roomZoom);
// How much larger text and strokes are at a zoom, 1 to kMostTextZoom.
float textZoom(float zoom, float roomZoom);

}  // namespace taskyard
