#pragma once
// Two fingers on the canvas: how far they have gone apart or moved together since somebody last
// asked. Points are in CSS pixels. Further fingers are ignored.

#include <array>
#include <cstdint>

#include <imgui.h>

namespace taskyard {

struct PinchStep {
  ImVec2 centre;  // between the fingers, before they moved
  ImVec2 moved;
  float factor = 1.0f;  // above 1: apart
};

class Pinch {
 public:
  void down(std::int64_t finger, ImVec2 at);
  void move(std::int64_t finger, ImVec2 at);
  void up(std::int64_t finger);
  // From the second finger until the last one has left: what a single finger does means nothing.
  [[nodiscard]] bool active() const { return active_; }
  // The movement since the last call.
  PinchStep take();

 private:
  struct Finger {
    std::int64_t id = 0;
    ImVec2 at;
    bool isDown = false;
  };
  [[nodiscard]] bool both() const { return fingers_[0].isDown && fingers_[1].isDown; }
  [[nodiscard]] ImVec2 centre() const;
  [[nodiscard]] float distance() const;
  void begin();

  std::array<Finger, 2> fingers_{};
  bool active_ = false;
  ImVec2 centre_;  // at the last take()
  float distance_ = 0.0f;
};

}  // namespace taskyard
