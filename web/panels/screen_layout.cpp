#include "panels/screen_layout.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

// CSS pixels at scale 1.
constexpr float kTransport = 52.0f;
constexpr float kTimeline = 50.0f;
constexpr float kInspector = 344.0f;
constexpr float kWideYard = 430.0f;  // what the Yard keeps beside the inspector
constexpr float kDockMost = 330.0f;
constexpr float kDockLeast = 140.0f;
constexpr float kYardLeast = 250.0f;  // below, the event log makes room

}  // namespace

ScreenLayout layScreenOut(ImVec2 size, const Theme& theme, float inspectorSlide) {
  ScreenLayout screen;
  const float transport = theme.px(kTransport);
  const float timeline = theme.px(kTimeline);
  screen.transport = {{0.0f, 0.0f}, {size.x, transport}};
  screen.timeline = {{0.0f, transport}, {size.x, transport + timeline}};
  const float top = transport + timeline;
  const float rest = std::max(0.0f, size.y - top);

  float dock = std::clamp(std::floor(rest * 0.36f), theme.px(kDockLeast), theme.px(kDockMost));
  if (rest - dock < theme.px(kYardLeast)) dock = std::max(0.0f, rest - theme.px(kYardLeast));
  if (dock < theme.px(kDockLeast)) dock = 0.0f;
  const float dockTop = std::floor(size.y - dock);

  const float inspector = std::min(size.x, theme.px(kInspector));
  float right = size.x;
  if (size.x - inspector >= theme.px(kWideYard)) {
    const float x = std::floor(size.x - inspector * inspectorSlide);
    screen.inspector = {{x, top}, {x + inspector, size.y}};
    right = x;
  } else {
    const float height = std::min(rest, std::max(rest * 0.62f, theme.px(300.0f)));
    const float y = std::floor(size.y - height * inspectorSlide);
    screen.inspector = {{0.0f, y}, {size.x, y + height}};
  }
  screen.yard = {{0.0f, top}, {right, dockTop}};
  screen.dock = {{0.0f, dockTop}, {right, size.y}};
  return screen;
}

}  // namespace taskyard
