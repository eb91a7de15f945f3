#pragma once
// Lines between things, and what moves along them.

#include <span>
#include <vector>

#include "panels/canvas.h"

namespace taskyard {

// A line from point to point, on the screen.
class Way {
 public:
  Way() = default;
  explicit Way(std::initializer_list<ImVec2> points) : points_(points) {}

  // Leaves and arrives vertically.
  static Way bend(ImVec2 from, ImVec2 to);
  void append(const Way& more) {
    points_.insert(points_.end(), more.points_.begin(), more.points_.end());
  }
  [[nodiscard]] std::span<const ImVec2> points() const { return points_; }
  [[nodiscard]] float length() const;
  // at: distance from the beginning.
  [[nodiscard]] ImVec2 pointAt(float at) const;

 private:
  std::vector<ImVec2> points_;
};

struct WayLook {
  tokens::Colour colour = tokens::kInfo;
  float dots = 0.0f;    // per 100 CSS pixels; 0: nothing moves
  bool barred = false;  // dashed, with a cross at its end
  bool crossAtStart = false;
  float alpha = 0.45f;  // of the line
};
void paintWay(const Canvas& canvas, const Way& way, const WayLook& look);

// How many dots a rate is shown with.
float dotsOf(std::int64_t perSecondMilli);

}  // namespace taskyard
