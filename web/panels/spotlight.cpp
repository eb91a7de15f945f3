// The spotlight of presenter mode: one or two places stay bright, the rest of the canvas is dimmed.

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/dock_tabs.h"
#include "panels/canvas.h"
#include "panels/screen_layout.h"
#include "panels/yard_keys.h"

namespace taskyard {

namespace {

constexpr float kDim = 0.74f;  // how much of the rest is taken away

// The section of the service whose trouble is worst; nothing when nothing is wrong.
std::optional<std::size_t> troubled(const YardMemory& yard) {
  const std::size_t count = std::min(yard.model.sections.size(), yard.layout.sections.size());
  for (const bool grave : {true, false}) {
    for (std::size_t i = 0; i < count; ++i) {
      const YardProblem& problem = yard.model.sections[i].problem;
      if (!problem.words.empty() && problem.grave == grave) return i;
    }
  }
  return std::nullopt;
}

// All of the section, whether or not it is in sight.
Box boxOfSection(const YardMemory& yard, std::size_t section) {
  const YardSectionPlace& place = yard.layout.sections[section];
  const float top = yard.layout.lanes.min.y;
  return {{place.head.min.x, top + place.head.min.y}, {place.head.max.x, top + place.bottom}};
}

// What is in sight of the worst trouble. The Yard is panned to it once: after that the teacher
// pans.
Box lightTrouble(const Canvas& canvas) {
  YardMemory& yard = canvas.memory.yard;
  const std::optional<std::size_t> section = troubled(yard);
  const bool isNew = section != yard.spotlit;
  yard.spotlit = section;
  if (!section) return {};
  const Box box = boxOfSection(yard, *section);
  if (isNew) bringIntoYardView(canvas, box);
  return box.within(yard.inSight);
}

// The panel that a lesson or a teacher points at; an empty box when it is none of the canvas.
Box pointedAt(const Canvas& canvas, const ScreenLayout& screen) {
  const std::string& name = canvas.ui().highlight;
  if (name == "yard") return screen.yard;
  if (name == "timeline") return screen.timeline;
  if (name == "transport") return screen.transport;
  if (name == "inspector" || name == "service") return screen.inspector;
  return dockTabNamed(name) ? screen.dock : Box{};
}

std::vector<Box> brightPlaces(const Canvas& canvas, const ScreenLayout& screen) {
  const Box pointed = pointedAt(canvas, screen);
  if (pointed.height() > 0.0f) return {pointed};
  Box box;
  if (canvas.ui().showWhy) return {screen.inspector};
  if (canvas.ui().selection.kind != Selection::Kind::None) {
    if (!boxOfSelection(canvas, box)) return {screen.inspector};
    return {box.inset(-canvas.theme.px(6.0f)).within(screen.yard), screen.inspector};
  }
  box = lightTrouble(canvas);
  return {box.height() > 0.0f ? box : screen.yard};
}

// Everything outside the boxes, as rectangles between their edges: none overlap.
void paintOutside(ImDrawList& list, const std::vector<Box>& boxes, ImVec2 size, ImU32 colour) {
  std::vector<float> xs = {0.0f, size.x};
  std::vector<float> ys = {0.0f, size.y};
  for (const Box& box : boxes) {
    for (const float x : {box.min.x, box.max.x}) xs.push_back(std::clamp(x, 0.0f, size.x));
    for (const float y : {box.min.y, box.max.y}) ys.push_back(std::clamp(y, 0.0f, size.y));
  }
  std::sort(xs.begin(), xs.end());
  std::sort(ys.begin(), ys.end());
  for (std::size_t row = 1; row < ys.size(); ++row) {
    for (std::size_t column = 1; column < xs.size(); ++column) {
      const Box cell{{xs[column - 1], ys[row - 1]}, {xs[column], ys[row]}};
      if (cell.width() <= 0.0f || cell.height() <= 0.0f) continue;
      const bool bright = std::any_of(boxes.begin(), boxes.end(),
                                      [&](const Box& box) { return box.contains(cell.centre()); });
      if (!bright) list.AddRectFilled(cell.min, cell.max, colour);
    }
  }
}

}  // namespace

void drawSpotlight(const Canvas& canvas, const ScreenLayout& screen) {
  if (!canvas.ui().spotlight) {
    canvas.memory.yard.spotlit.reset();
    return;
  }
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  std::vector<Box> boxes = brightPlaces(canvas, screen);
  for (Box& box : boxes) {
    box = {{std::floor(box.min.x), std::floor(box.min.y)},
           {std::ceil(box.max.x), std::ceil(box.max.y)}};
  }
  paintOutside(list, boxes, ImGui::GetIO().DisplaySize,
               withAlpha(theme.dark ? theme[tokens::kBg] : theme[tokens::kText],
                         theme.dark ? kDim : kDim * 0.75f));
  for (const Box& box : boxes) {
    list.AddRect(box.min, box.max, theme[tokens::kAccent], theme.px(4.0f), 0, theme.px(2.0f));
  }
}

}  // namespace taskyard
