#include "widgets/pinch.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

constexpr float kNearest = 8.0f;  // fingers closer than that give no sensible ratio

}  // namespace

ImVec2 Pinch::centre() const {
  return {(fingers_[0].at.x + fingers_[1].at.x) * 0.5f,
          (fingers_[0].at.y + fingers_[1].at.y) * 0.5f};
}

float Pinch::distance() const {
  return std::max(kNearest, std::hypot(fingers_[0].at.x - fingers_[1].at.x,
                                       fingers_[0].at.y - fingers_[1].at.y));
}

void Pinch::begin() {
  active_ = true;
  centre_ = centre();
  distance_ = distance();
}

void Pinch::down(std::int64_t finger, ImVec2 at) {
  for (Finger& each : fingers_) {
    if (each.isDown && each.id != finger) continue;
    each = {finger, at, true};
    if (both()) begin();
    return;
  }
}

void Pinch::move(std::int64_t finger, ImVec2 at) {
  for (Finger& each : fingers_) {
    if (each.isDown && each.id == finger) each.at = at;
  }
}

void Pinch::up(std::int64_t finger) {
  for (Finger& each : fingers_) {
    if (each.id == finger) each.isDown = false;
  }
  active_ = active_ && (fingers_[0].isDown || fingers_[1].isDown);
}

PinchStep Pinch::take() {
  if (!both()) return {};
  const ImVec2 now = centre();
  const PinchStep step{centre_, {now.x - centre_.x, now.y - centre_.y}, distance() / distance_};
  begin();
  return step;
}

}  // namespace taskyard
