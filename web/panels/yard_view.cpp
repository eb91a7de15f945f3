#include "panels/yard_view.h"

#include <algorithm>

namespace taskyard {

namespace {

float carriedOn(float at, const std::vector<float>& from, const std::vector<float>& to) {
  if (from.empty() || to.empty()) return at;
  const auto between = [&](float a, float b, float c, float d) {
    return b > a ? c + (at - a) * (d - c) / (b - a) : c;
  };
  if (from.size() != to.size()) return between(from.front(), from.back(), to.front(), to.back());
  const auto after = std::upper_bound(from.begin(), from.end(), at);
  if (after == from.begin()) return to.front() + (at - from.front());
  if (after == from.end()) return to.back() + (at - from.back());
  const auto i = static_cast<std::size_t>(after - from.begin());
  return between(from[i - 1], from[i], to[i - 1], to[i]);
}

// How far to move so that from..to lies in 0..room.
float shiftInto(float from, float to, float room) {
  if (from < 0.0f || to - from > room) return from;
  return std::max(0.0f, to - room);
}

}  // namespace

Box areaOf(const YardView& view, const Box& panel) {
  const ImVec2 min(panel.min.x - view.pan.x, panel.min.y - view.pan.y);
  return {min, {min.x + panel.width() * view.zoom, min.y + panel.height() * view.zoom}};
}

ImVec2 panRoom(const Box& area, const Box& panel) {
  return {std::max(0.0f, area.width() - panel.width()),
          std::max(0.0f, area.height() - panel.height())};
}

void clampPan(YardView& view, const Box& area, const Box& panel) {
  const ImVec2 room = panRoom(area, panel);
  view.pan = {std::clamp(view.pan.x, 0.0f, room.x), std::clamp(view.pan.y, 0.0f, room.y)};
}

void reveal(YardView& view, const Box& box, const Box& panel, float margin) {
  const Box all = box.inset(-margin);
  view.pan.x += shiftInto(all.min.x - panel.min.x, all.max.x - panel.min.x, panel.width());
  view.pan.y += shiftInto(all.min.y - panel.min.y, all.max.y - panel.min.y, panel.height());
}

ImVec2 carried(ImVec2 point, const YardLines& from, const YardLines& to) {
  return {carriedOn(point.x, from.x, to.x), carriedOn(point.y, from.y, to.y)};
}

float mostZoom(float roomZoom) { return roomZoom * kMostTextZoom; }

float textZoom(float zoom, float roomZoom) {
  return std::clamp(zoom / roomZoom, 1.0f, kMostTextZoom);
}

}  // namespace taskyard
