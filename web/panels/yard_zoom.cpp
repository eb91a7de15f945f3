#include "panels/yard_zoom.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "panels/yard_view.h"
#include "widgets/button.h"
#include "widgets/hint.h"

namespace taskyard {

namespace {

constexpr float kButton = 24.0f;
constexpr float kDragFrom = 5.0f;  // a press that moves less is a press

void setGrown(const Theme& theme, float by) {
  for (ImFont* font : {theme.fonts.caption, theme.fonts.captionStrong, theme.fonts.strong}) {
    font->Scale *= by;
  }
}

YardLines linesOf(const YardLayout& layout) {
  YardLines lines;
  lines.x = {layout.area.min.x, layout.area.max.x};
  for (const Box& column : layout.columns) {
    lines.x.push_back(column.min.x);
    lines.x.push_back(column.max.x);
  }
  const float top = layout.lanes.min.y;
  lines.y = {layout.area.min.y, layout.region.min.y, layout.vpc.min.y, top, layout.area.max.y};
  for (const YardBandPlace& band : layout.bands) {
    for (const float y : {band.top, band.labelBottom, band.bottom}) lines.y.push_back(top + y);
  }
  for (const YardSectionPlace& section : layout.sections) {
    for (const float y : {section.head.min.y, section.head.max.y, section.bottom}) {
      lines.y.push_back(top + y);
    }
    for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
      lines.y.push_back(top + section.laneY[lane]);
      lines.y.push_back(top + section.laneY[lane] + section.laneHeight[lane]);
    }
  }
  std::sort(lines.x.begin(), lines.x.end());
  std::sort(lines.y.begin(), lines.y.end());
  return lines;
}

// The least zoom that has room for every task in full. Steps are those of the keys, so that text
// is drawn at the sizes it is baked for. More zoom never means less detail, and from frame to frame
// the answer hardly changes: it is looked for from the last one, which takes two layouts at most.
float roomZoomOf(const Canvas& canvas, const Box& panel) {
  YardMemory& yard = canvas.memory.yard;
  if (yard.model.tasks.empty() && yard.model.total > 0) return kMostRoomZoom;
  const auto zoomAt = [](int step) {
    return std::min(kMostRoomZoom, std::pow(kZoomStep, static_cast<float>(step)));
  };
  const auto hasRoom = [&](int step) {
    const float zoom = zoomAt(step);
    if (zoom >= kMostRoomZoom) return true;
    layYardOut(yard.model, canvas.theme, areaOf({zoom, {}}, panel), zoom, yard.trial);
    return yard.trial.detail <= YardDetail::Card;
  };
  int step = static_cast<int>(std::round(std::log(yard.roomZoom) / std::log(kZoomStep)));
  if (hasRoom(step)) {
    while (step > 0 && hasRoom(step - 1)) --step;
  } else {
    do ++step;
    while (!hasRoom(step));
  }
  return zoomAt(step);
}

// The layout for the view as it is. Returns how much larger text is.
float layOut(const Canvas& canvas, const Box& panel) {
  YardMemory& yard = canvas.memory.yard;
  const float text = yard.view.zoom > 1.0f ? textZoom(yard.view.zoom, yard.roomZoom) : 1.0f;
  for (int round = 0; round < 2; ++round) {  // once more when the pan went too far
    const YardScale scale(canvas, text);
    layYardOut(yard.model, scale.theme(), areaOf(yard.view, panel), yard.view.zoom, yard.layout);
    const YardView before = yard.view;
    clampPan(yard.view, yard.layout.area, panel);
    if (before == yard.view) break;
  }
  return text;
}

// A point of the screen in terms of what is there: of a task, or of the layout's lines.
struct Anchor {
  ImVec2 point;
  const YardTask* task = nullptr;
  ImVec2 share;  // of its tile, from the upper left corner
  YardLines lines;
};

Anchor anchorAt(const YardMemory& yard, ImVec2 point) {
  Anchor anchor{point, nullptr, {}, linesOf(yard.layout)};
  if (yard.layout.detail == YardDetail::Heat) return anchor;
  const ImVec2 inside(point.x, point.y - yard.layout.lanes.min.y);
  for (const YardTask& task : yard.model.tasks) {
    const Box box = tileBox(yard.layout, task);
    if (!box.contains(inside)) continue;
    anchor.task = &task;
    anchor.share = {(inside.x - box.min.x) / box.width(), (inside.y - box.min.y) / box.height()};
    break;
  }
  return anchor;
}

// Where the same thing is now.
ImVec2 placeOf(const YardMemory& yard, const Anchor& anchor) {
  if (anchor.task == nullptr || yard.layout.detail == YardDetail::Heat) {
    return carried(anchor.point, anchor.lines, linesOf(yard.layout));
  }
  const Box box = tileBox(yard.layout, *anchor.task);
  return {box.min.x + anchor.share.x * box.width(),
          yard.layout.lanes.min.y + box.min.y + anchor.share.y * box.height()};
}

// The point of the screen stays over the same thing.
void zoomAbout(const Canvas& canvas, const Box& panel, ImVec2 point, float factor) {
  YardMemory& yard = canvas.memory.yard;
  yard.roomZoom = roomZoomOf(canvas, panel);
  const float zoom = std::clamp(yard.view.zoom * factor, 1.0f, mostZoom(yard.roomZoom));
  if (zoom == yard.view.zoom) return;
  layOut(canvas, panel);
  const Anchor anchor = anchorAt(yard, point);
  const ImVec2 pan = yard.view.pan;
  yard.view.zoom = zoom < 1.01f ? 1.0f : zoom;
  const YardScale scale(canvas, textZoom(yard.view.zoom, yard.roomZoom));
  layYardOut(yard.model, scale.theme(), areaOf(yard.view, panel), yard.view.zoom, yard.layout);
  const ImVec2 now = placeOf(yard, anchor);
  yard.view.pan = {std::round(pan.x + now.x - point.x), std::round(pan.y + now.y - point.y)};
  yard.jumped = true;
}

void panBy(const Canvas& canvas, ImVec2 by) {
  YardView& view = canvas.memory.yard.view;
  view.pan = {view.pan.x + by.x, view.pan.y + by.y};
}

// A drag with the mouse or one finger. What was pressed is let go of.
void dragYard(const Canvas& canvas, const Box& panel, bool inside) {
  YardMemory& yard = canvas.memory.yard;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) yard.pressed = inside;
  if (!io.MouseDown[0] && !io.MouseReleased[0]) yard.pressed = yard.dragging = false;
  if (!yard.pressed || !io.MouseDown[0]) return;
  const ImVec2 room = panRoom(yard.layout.area, panel);
  const bool canPan = room.x > 0.0f || room.y > 0.0f;
  if (!yard.dragging && canPan && ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragFrom)) {
    yard.dragging = true;
    ImGui::ClearActiveID();
    const ImVec2 so = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, kDragFrom);
    panBy(canvas, {io.MouseDelta.x - so.x, io.MouseDelta.y - so.y});
  }
  if (!yard.dragging) return;
  panBy(canvas, {-io.MouseDelta.x, -io.MouseDelta.y});
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void takeInput(const Canvas& canvas, const Box& panel) {
  YardMemory& yard = canvas.memory.yard;
  const ImGuiIO& io = ImGui::GetIO();
  const bool inside = ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows |
                                             ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  Pinch& pinch = canvas.memory.pinch;
  if (pinch.active()) {
    const PinchStep step = pinch.take();
    yard.dragging = yard.pressed = true;  // until the last finger has left, nothing is pressed
    ImGui::ClearActiveID();
    if (!panel.contains(step.centre)) return;
    panBy(canvas, {-step.moved.x, -step.moved.y});
    if (step.factor != 1.0f) {
      zoomAbout(canvas, panel, {step.centre.x + step.moved.x, step.centre.y + step.moved.y},
                step.factor);
    }
    return;
  }
  dragYard(canvas, panel, inside);
  if (inside && io.MouseWheelH != 0.0f) panBy(canvas, {-io.MouseWheelH * 40.0f, 0.0f});
  if (inside && io.MouseWheel != 0.0f) {
    const float notches = std::clamp(io.MouseWheel, -3.0f, 3.0f);
    zoomAbout(canvas, panel, io.MousePos, std::pow(kZoomStep, notches));
  }
  if (yard.zoomWish != 0) {
    const float factor = yard.zoomWish > 0 ? kZoomStep : 1.0f / kZoomStep;
    zoomAbout(canvas, panel, panel.centre(), factor);
    yard.zoomWish = 0;
  }
}

void paintThumb(const Canvas& canvas, const Box& rail, bool upright, float from, float to) {
  const Theme& theme = canvas.theme;
  const float length = upright ? rail.height() : rail.width();
  Box thumb = rail;
  float& begin = upright ? thumb.min.y : thumb.min.x;
  float& end = upright ? thumb.max.y : thumb.max.x;
  end = begin + length * to;
  begin += length * from;
  ImGui::GetWindowDrawList()->AddRectFilled(thumb.min, thumb.max, theme.faded(tokens::kMuted, 0.7f),
                                            theme.px(2.0f));
}

// How much there is beyond the panel's edges, and where.
void paintThumbs(const Canvas& canvas, const Box& panel) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  ImGui::PushClipRect(panel.min, panel.max, false);
  const Box& area = yard.layout.area;
  const ImVec2 room = panRoom(area, panel);
  const float thick = theme.px(3.0f);
  const float edge = theme.px(2.0f);
  if (room.x > 0.0f) {
    const Box rail{{panel.min.x, panel.max.y - thick - edge}, {panel.max.x, panel.max.y - edge}};
    paintThumb(canvas, rail, false, yard.view.pan.x / area.width(),
               (yard.view.pan.x + panel.width()) / area.width());
  }
  if (room.y > 0.0f) {
    const Box rail{{panel.max.x - thick - edge, panel.min.y}, {panel.max.x - edge, panel.max.y}};
    paintThumb(canvas, rail, true, yard.view.pan.y / area.height(),
               (yard.view.pan.y + panel.height()) / area.height());
  }
  ImGui::PopClipRect();
}

}  // namespace

YardScale::YardScale(const Canvas& canvas, float textZoom)
    : app_(canvas.app),
      memory_(canvas.memory),
      elapsedMs_(canvas.elapsedMs),
      theme_(canvas.theme),
      grown_(textZoom) {
  theme_.scale *= textZoom;
  if (textZoom > 1.0f) {
    theme_.fonts = canvas.theme.largeFonts;
    grown_ /= canvas.theme.largeBy;
    if (std::fabs(grown_ - 1.0f) < 0.01f) grown_ = 1.0f;
  }
  setGrown(theme_, grown_);
}

YardScale::~YardScale() { setGrown(theme_, 1.0f / grown_); }

void steerYardByKeys(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  const auto pressed = [](ImGuiKey a, ImGuiKey b) {
    return ImGui::IsKeyPressed(a) || ImGui::IsKeyPressed(b);
  };
  if (pressed(ImGuiKey_Equal, ImGuiKey_KeypadAdd)) yard.zoomWish = 1;
  if (pressed(ImGuiKey_Minus, ImGuiKey_KeypadSubtract)) yard.zoomWish = -1;
  if (pressed(ImGuiKey_0, ImGuiKey_Keypad0)) {
    yard.view = {};
    yard.jumped = true;
  }
  if (!ImGui::GetIO().KeyShift) return;
  const float step = canvas.theme.px(60.0f);
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) panBy(canvas, {-step, 0.0f});
  if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) panBy(canvas, {step, 0.0f});
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) panBy(canvas, {0.0f, -step});
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) panBy(canvas, {0.0f, step});
}

float layYardInView(const Canvas& canvas, const Box& panel) {
  YardMemory& yard = canvas.memory.yard;
  takeInput(canvas, panel);
  if (yard.view.zoom > 1.0f) {
    yard.roomZoom = roomZoomOf(canvas, panel);
    yard.view.zoom = std::min(yard.view.zoom, mostZoom(yard.roomZoom));
  }
  const float text = layOut(canvas, panel);
  const float steps = std::round(std::log(text) / std::log(kZoomStep));
  const float wanted = std::pow(kZoomStep, steps);
  if (wanted != yard.largeBy) canvas.memory.moving = true;  // the fonts come with the next frame
  yard.largeBy = wanted;
  return text;
}

float yardZoomWidth(const Theme& theme) { return theme.px(kButton) * 3.0f; }

void drawYardZoom(const Canvas& canvas, const Box& panel) {
  const Theme& theme = canvas.theme;
  YardMemory& yard = canvas.memory.yard;
  const bool narrow = yard.layout.narrow;
  const float width = theme.px(kButton);
  const float height = theme.px(narrow ? kButton : 20.0f);  // beside the rail, a line's height
  const float right = panel.max.x - theme.px(narrow ? 8.0f : 16.0f);
  const float top = panel.min.y + theme.px(narrow ? 38.0f : 43.0f);
  const Box all{{right - yardZoomWidth(theme), top}, {right, top + height}};
  beginPanel("zoom", all);  // above the lanes, which are a panel too
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(all.min, all.max, theme[tokens::kRaised], theme.px(7.0f));
  list.AddRect(all.min, all.max, theme[tokens::kLine], theme.px(7.0f));
  ButtonLook look;
  look.kind = ButtonKind::Quiet;
  float x = all.min.x;
  const auto next = [&](const char* id, Icon icon, bool enabled, const char* words) {
    look.icon = icon;
    look.enabled = enabled;
    const Box box{{x, top}, {x + width, top + height}};
    x += width;
    const bool pressed = button(theme, id, box, look);
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) paintHint(theme, box, words);
    return pressed;
  };
  const float most = mostZoom(yard.roomZoom);
  const bool zoomed = yard.view.zoom > 1.0f || yard.view.pan.y > 0.0f;
  if (next("zoomOut", Icon::Minus, yard.view.zoom > 1.0f, "Zoom out  -")) yard.zoomWish = -1;
  if (next("zoomIn", Icon::Plus, yard.view.zoom < most, "Zoom in  +")) yard.zoomWish = 1;
  if (next("fit", Icon::Fit, zoomed, "Show everything  0")) {
    yard.view = {};
    yard.jumped = true;
  }
  if (yard.zoomWish != 0 || yard.jumped) canvas.memory.moving = true;

  paintThumbs(canvas, panel);
  endPanel();
}

}  // namespace taskyard
