#include "panels/yard_ways.h"

#include <algorithm>
#include <cmath>

#include "widgets/icons.h"

namespace taskyard {

namespace {

float distance(ImVec2 a, ImVec2 b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

void paintCross(const Canvas& canvas, ImVec2 at) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled(at, theme.px(7.0f), theme[tokens::kPanel]);
  list.AddCircle(at, theme.px(7.0f), theme[tokens::kBad], 0, theme.px(1.25f));
  paintIcon(list, Icon::Cross, at, theme.px(10.0f), theme[tokens::kBad]);
}

}  // namespace

Way Way::bend(ImVec2 from, ImVec2 to) {
  Way way;
  if (std::fabs(from.x - to.x) < 1.0f) {
    way.points_ = {from, to};
    return way;
  }
  constexpr int kPieces = 14;
  const float reach = (to.y - from.y) * 0.55f;
  const ImVec2 a(from.x, from.y + reach);
  const ImVec2 b(to.x, to.y - reach);
  for (int i = 0; i <= kPieces; ++i) {
    const float t = static_cast<float>(i) / kPieces;
    const float u = 1.0f - t;
    const float w[4] = {u * u * u, 3.0f * u * u * t, 3.0f * u * t * t, t * t * t};
    way.points_.emplace_back(w[0] * from.x + w[1] * a.x + w[2] * b.x + w[3] * to.x,
                             w[0] * from.y + w[1] * a.y + w[2] * b.y + w[3] * to.y);
  }
  return way;
}

float Way::length() const {
  float sum = 0.0f;
  for (std::size_t i = 1; i < points_.size(); ++i) sum += distance(points_[i - 1], points_[i]);
  return sum;
}

ImVec2 Way::pointAt(float at) const {
  for (std::size_t i = 1; i < points_.size(); ++i) {
    const float piece = distance(points_[i - 1], points_[i]);
    if (at <= piece && piece > 0.0f) {
      const float t = at / piece;
      return {points_[i - 1].x + (points_[i].x - points_[i - 1].x) * t,
              points_[i - 1].y + (points_[i].y - points_[i - 1].y) * t};
    }
    at -= piece;
  }
  return points_.empty() ? ImVec2() : points_.back();
}

float dotsOf(std::int64_t perSecondMilli) {
  if (perSecondMilli <= 0) return 0.0f;
  const double rate = static_cast<double>(perSecondMilli) / 1000.0;
  return std::clamp(static_cast<float>(1.0 + std::log2(1.0 + rate) * 0.45), 1.0f, 5.0f);
}

void paintWay(const Canvas& canvas, const Way& way, const WayLook& look) {
  const std::span<const ImVec2> points = way.points();
  if (points.size() < 2) return;
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const tokens::Colour colour = look.barred ? tokens::kBad : look.colour;
  const ImU32 line = theme.faded(colour, look.barred ? 0.8f : look.alpha);
  if (look.barred) {
    for (std::size_t i = 1; i < points.size(); ++i) {
      paintDashedLine(list, points[i - 1], points[i], line, theme.px(1.25f), theme.px(4.0f));
    }
    paintCross(canvas, look.crossAtStart ? points.front() : points.back());
    return;
  }
  list.AddPolyline(points.data(), static_cast<int>(points.size()), line, 0, theme.px(1.25f));
  if (look.dots <= 0.0f || theme.reducedMotion) return;
  const float length = way.length();
  const float spacing = theme.px(100.0f) / look.dots;
  const float phase = canvas.memory.yard.flow * spacing;
  const ImU32 dot = theme.faded(colour, 0.95f);
  for (float at = phase; at < length; at += spacing) {
    list.AddCircleFilled(way.pointAt(at), theme.px(2.0f), dot, 8);
  }
}

}  // namespace taskyard
