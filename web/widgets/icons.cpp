#include "widgets/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace taskyard {

namespace {

constexpr float kPi = 3.14159265f;

// Strokes on a grid from -1 to 1 in both directions.
struct Pen {
  ImDrawList& list;
  ImVec2 centre;
  float half;
  ImU32 colour;
  float thickness;

  [[nodiscard]] ImVec2 at(float x, float y) const {
    return {centre.x + x * half, centre.y + y * half};
  }
  void lines(std::initializer_list<ImVec2> points, bool closed = false) const {
    for (const ImVec2& point : points) list.PathLineTo(at(point.x, point.y));
    list.PathStroke(colour, closed ? ImDrawFlags_Closed : 0, thickness);
  }
  void filled(std::initializer_list<ImVec2> points) const {
    for (const ImVec2& point : points) list.PathLineTo(at(point.x, point.y));
    list.PathFillConvex(colour);
  }
  void circle(float x, float y, float radius) const {
    list.AddCircle(at(x, y), radius * half, colour, 0, thickness);
  }
  void disc(float x, float y, float radius) const {
    list.AddCircleFilled(at(x, y), radius * half, colour);
  }
  void arc(float x, float y, float radius, float from, float to) const {
    list.PathArcTo(at(x, y), radius * half, from, to, 0);
    list.PathStroke(colour, 0, thickness);
  }
  void box(float x0, float y0, float x1, float y1, float rounding = 0.2f) const {
    list.AddRect(at(x0, y0), at(x1, y1), colour, rounding * half, 0, thickness);
  }
};

void paintCurvedArrow(const Pen& pen, float side) {
  pen.list.PathArcTo(pen.at(side * -0.15f, 0.15f), 0.55f * pen.half, -kPi * 0.5f,
                     side < 0 ? kPi * 0.5f : -kPi * 1.5f, 0);
  pen.list.PathStroke(pen.colour, 0, pen.thickness);
  pen.lines({{side * -0.15f, -0.4f}, {side * 0.7f, -0.4f}});
  pen.lines({{side * 0.35f, -0.75f}, {side * 0.72f, -0.4f}, {side * 0.35f, -0.05f}});
}

void paintTransportIcon(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Play: pen.filled({{-0.5f, -0.75f}, {0.75f, 0.0f}, {-0.5f, 0.75f}}); break;
    case Icon::Pause:
      pen.filled({{-0.6f, -0.7f}, {-0.18f, -0.7f}, {-0.18f, 0.7f}, {-0.6f, 0.7f}});
      pen.filled({{0.18f, -0.7f}, {0.6f, -0.7f}, {0.6f, 0.7f}, {0.18f, 0.7f}});
      break;
    case Icon::Step:
      pen.filled({{-0.7f, -0.65f}, {0.35f, 0.0f}, {-0.7f, 0.65f}});
      pen.filled({{0.45f, -0.65f}, {0.72f, -0.65f}, {0.72f, 0.65f}, {0.45f, 0.65f}});
      break;
    case Icon::Undo: paintCurvedArrow(pen, -1.0f); break;
    case Icon::Redo: paintCurvedArrow(pen, 1.0f); break;
    default: break;
  }
}

void paintPlaceIcon(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Globe:
      pen.circle(0.0f, 0.0f, 0.8f);
      pen.lines({{-0.8f, 0.0f}, {0.8f, 0.0f}});
      pen.list.AddEllipse(pen.centre, 0.36f * pen.half, 0.8f * pen.half, pen.colour, 0.0f, 0,
                          pen.thickness);
      break;
    case Icon::Gateway:
      pen.lines({{-0.8f, 0.8f}, {-0.8f, -0.1f}});
      pen.lines({{0.8f, 0.8f}, {0.8f, -0.1f}});
      pen.arc(0.0f, -0.1f, 0.8f, -kPi, 0.0f);
      pen.lines({{0.0f, 0.75f}, {0.0f, -0.3f}});
      pen.lines({{-0.3f, 0.0f}, {0.0f, -0.32f}, {0.3f, 0.0f}});
      break;
    case Icon::Registry:
      pen.box(-0.75f, -0.7f, 0.75f, -0.1f);
      pen.box(-0.75f, 0.1f, 0.75f, 0.7f);
      pen.disc(-0.42f, -0.4f, 0.13f);
      pen.disc(-0.42f, 0.4f, 0.13f);
      break;
    case Icon::HostLost:
      pen.box(-0.75f, -0.6f, 0.75f, 0.35f);
      pen.lines({{-0.4f, 0.75f}, {0.4f, 0.75f}});
      pen.lines({{-0.3f, -0.4f}, {0.3f, 0.15f}});
      pen.lines({{0.3f, -0.4f}, {-0.3f, 0.15f}});
      break;
    default: break;
  }
}

void paintThingIcon(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Users:
      pen.circle(-0.25f, -0.35f, 0.35f);
      pen.arc(-0.25f, 0.8f, 0.62f, -kPi, 0.0f);
      pen.arc(0.42f, -0.35f, 0.3f, -kPi * 0.6f, kPi * 0.6f);
      pen.arc(0.35f, 0.8f, 0.55f, -kPi * 0.45f, 0.0f);
      break;
    case Icon::Balancer:
      pen.circle(-0.6f, 0.0f, 0.22f);
      for (const float y : {-0.62f, 0.0f, 0.62f}) {
        pen.lines({{-0.38f, 0.0f}, {0.35f, y}});
        pen.disc(0.6f, y, 0.2f);
      }
      break;
    case Icon::Nat:
      pen.box(-0.75f, -0.75f, 0.75f, 0.75f);
      pen.lines({{-0.4f, 0.3f}, {0.4f, 0.3f}, {0.15f, 0.05f}});
      pen.lines({{0.4f, -0.3f}, {-0.4f, -0.3f}, {-0.15f, -0.05f}});
      break;
    case Icon::Endpoint:
      pen.circle(0.45f, 0.0f, 0.35f);
      pen.lines({{-0.8f, 0.0f}, {0.1f, 0.0f}});
      pen.lines({{-0.8f, -0.4f}, {-0.8f, 0.4f}});
      break;
    case Icon::Queue:
      for (const float x : {-0.6f, 0.0f, 0.6f}) pen.box(x - 0.22f, -0.4f, x + 0.22f, 0.4f);
      break;
    case Icon::Database:
      pen.list.AddEllipse(pen.at(0.0f, -0.5f), 0.7f * pen.half, 0.25f * pen.half, pen.colour, 0.0f,
                          0, pen.thickness);
      pen.lines({{-0.7f, -0.5f}, {-0.7f, 0.55f}});
      pen.lines({{0.7f, -0.5f}, {0.7f, 0.55f}});
      pen.lines({{-0.7f, 0.55f}, {-0.3f, 0.75f}, {0.3f, 0.75f}, {0.7f, 0.55f}});
      break;
    case Icon::Table:
      pen.box(-0.75f, -0.7f, 0.75f, 0.7f);
      pen.lines({{-0.75f, -0.25f}, {0.75f, -0.25f}});
      pen.lines({{-0.1f, -0.25f}, {-0.1f, 0.7f}});
      break;
    case Icon::Logs:
      for (const float y : {-0.6f, -0.2f, 0.2f}) pen.lines({{-0.7f, y}, {0.7f, y}});
      pen.lines({{-0.7f, 0.6f}, {0.15f, 0.6f}});
      break;
    case Icon::Instance:
      pen.box(-0.6f, -0.6f, 0.6f, 0.6f);
      for (const float at : {-0.3f, 0.3f}) {
        pen.lines({{at, -0.6f}, {at, -0.9f}});
        pen.lines({{at, 0.6f}, {at, 0.9f}});
        pen.lines({{-0.6f, at}, {-0.9f, at}});
        pen.lines({{0.6f, at}, {0.9f, at}});
      }
      break;
    case Icon::Function:
      pen.lines({{-0.6f, 0.75f}, {0.0f, -0.2f}});
      pen.lines({{-0.45f, -0.75f}, {-0.2f, -0.75f}, {0.4f, 0.75f}, {0.7f, 0.75f}});
      break;
    default: break;
  }
}

void paintSign(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Plus: pen.lines({{0.0f, -0.6f}, {0.0f, 0.6f}}); [[fallthrough]];
    case Icon::Minus: pen.lines({{-0.6f, 0.0f}, {0.6f, 0.0f}}); break;
    case Icon::Fit:
      pen.lines({{-0.7f, -0.25f}, {-0.7f, -0.7f}, {-0.25f, -0.7f}});
      pen.lines({{0.25f, -0.7f}, {0.7f, -0.7f}, {0.7f, -0.25f}});
      pen.lines({{0.7f, 0.25f}, {0.7f, 0.7f}, {0.25f, 0.7f}});
      pen.lines({{-0.25f, 0.7f}, {-0.7f, 0.7f}, {-0.7f, 0.25f}});
      break;
    case Icon::Close:
    case Icon::Cross:
      pen.lines({{-0.5f, -0.5f}, {0.5f, 0.5f}});
      pen.lines({{-0.5f, 0.5f}, {0.5f, -0.5f}});
      break;
    case Icon::Check: pen.lines({{-0.6f, 0.05f}, {-0.15f, 0.5f}, {0.65f, -0.45f}}); break;
    case Icon::Copy:
      pen.box(-0.2f, -0.2f, 0.75f, 0.75f);
      pen.lines(
          {{-0.4f, 0.35f}, {-0.75f, 0.35f}, {-0.75f, -0.75f}, {0.35f, -0.75f}, {0.35f, -0.4f}});
      break;
    case Icon::Follow:
      pen.lines({{0.0f, -0.75f}, {0.0f, 0.35f}});
      pen.lines({{-0.45f, -0.05f}, {0.0f, 0.4f}, {0.45f, -0.05f}});
      pen.lines({{-0.6f, 0.75f}, {0.6f, 0.75f}});
      break;
    case Icon::Question:
      pen.arc(0.0f, -0.3f, 0.42f, -kPi, kPi * 0.45f);
      pen.lines({{0.07f, 0.1f}, {0.0f, 0.35f}});
      pen.disc(0.0f, 0.72f, 0.13f);
      break;
    case Icon::Bolt:
      pen.lines({{0.2f, -0.85f},
                 {-0.55f, 0.15f},
                 {-0.02f, 0.15f},
                 {-0.2f, 0.85f},
                 {0.55f, -0.15f},
                 {0.02f, -0.15f}},
                true);
      break;
    case Icon::Stop: pen.box(-0.55f, -0.55f, 0.55f, 0.55f); break;
    case Icon::Info: pen.disc(0.0f, 0.0f, 0.3f); break;
    case Icon::Warning:
      pen.lines({{0.0f, -0.7f}, {0.75f, 0.6f}, {-0.75f, 0.6f}}, true);
      pen.lines({{0.0f, -0.2f}, {0.0f, 0.2f}});
      break;
    case Icon::Command:
      pen.lines({{-0.6f, -0.5f}, {-0.1f, 0.0f}, {-0.6f, 0.5f}});
      pen.lines({{0.1f, 0.5f}, {0.7f, 0.5f}});
      break;
    case Icon::Chevron: pen.lines({{-0.25f, -0.5f}, {0.25f, 0.0f}, {-0.25f, 0.5f}}); break;
    default: break;
  }
}

}  // namespace

void paintIcon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour) {
  const Pen pen{list, centre, size * 0.5f, colour, std::max(1.0f, size * 0.1f)};
  paintTransportIcon(pen, icon);
  paintPlaceIcon(pen, icon);
  paintThingIcon(pen, icon);
  paintSign(pen, icon);
}

void paintStateMark(ImDrawList& list, TaskStatus status, ImVec2 centre, float radius,
                    ImU32 colour) {
  const Pen pen{list, centre, radius, colour, std::max(1.25f, radius * 0.22f)};
  switch (status) {
    case TaskStatus::PROVISIONING:  // a ring still in pieces
      for (int i = 0; i < 4; ++i) {
        const float from = static_cast<float>(i) * kPi * 0.5f;
        pen.arc(0.0f, 0.0f, 0.85f, from + 0.25f, from + kPi * 0.5f - 0.25f);
      }
      break;
    case TaskStatus::PENDING:  // a clock
      pen.circle(0.0f, 0.0f, 0.85f);
      pen.lines({{0.0f, -0.45f}, {0.0f, 0.0f}, {0.35f, 0.2f}});
      break;
    case TaskStatus::ACTIVATING:  // a download
      pen.lines({{0.0f, -0.85f}, {0.0f, 0.25f}});
      pen.lines({{-0.5f, -0.2f}, {0.0f, 0.3f}, {0.5f, -0.2f}});
      pen.lines({{-0.75f, 0.5f}, {-0.75f, 0.85f}, {0.75f, 0.85f}, {0.75f, 0.5f}});
      break;
    case TaskStatus::RUNNING: pen.disc(0.0f, 0.0f, 0.85f); break;
    case TaskStatus::DEACTIVATING:  // a disc that empties
      pen.circle(0.0f, 0.0f, 0.85f);
      list.PathArcTo(centre, radius * 0.85f, 0.0f, kPi, 0);
      list.PathFillConvex(colour);
      break;
    case TaskStatus::STOPPING:
      pen.filled({{-0.7f, -0.7f}, {0.7f, -0.7f}, {0.7f, 0.7f}, {-0.7f, 0.7f}});
      break;
    case TaskStatus::DEPROVISIONING:
      pen.lines({{-0.7f, -0.7f}, {0.7f, -0.7f}, {0.7f, 0.7f}, {-0.7f, 0.7f}}, true);
      break;
    case TaskStatus::STOPPED:
    case TaskStatus::DELETED:
      pen.lines({{-0.6f, -0.6f}, {0.6f, 0.6f}});
      pen.lines({{-0.6f, 0.6f}, {0.6f, -0.6f}});
      break;
  }
}

void paintHealthMark(ImDrawList& list, const Theme& theme, HealthStatus health, ImVec2 centre,
                     float radius) {
  if (health == HealthStatus::UNKNOWN) return;
  const bool good = health == HealthStatus::HEALTHY;
  const ImU32 colour = theme[good ? tokens::kOk : tokens::kBad];
  if (!good) list.AddCircleFilled(centre, radius * 1.5f, withAlpha(colour, 0.2f));
  paintIcon(list, good ? Icon::Check : Icon::Cross, centre, radius * 2.0f, colour);
}

}  // namespace taskyard
