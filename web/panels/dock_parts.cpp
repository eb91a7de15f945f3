#include "panels/dock_parts.h"

#include <algorithm>
#include <cmath>

#include "api/aws_cli.h"

namespace taskyard {

DockPen beginDock(const Canvas& canvas, const char* name, const Box& box) {
  beginPanel(name, box, true);
  const float start = ImGui::GetCursorScreenPos().y;
  const float pad = canvas.theme.px(14.0f);
  return {canvas, box.min.x + pad, box.max.x - pad, start + canvas.theme.px(8.0f)};
}

void endDock(const DockPen& pen) {
  const float start = ImGui::GetWindowPos().y - ImGui::GetScrollY();
  ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, start});
  ImGui::Dummy({1.0f, std::max(1.0f, pen.y - start + pen.theme().px(8.0f))});
  endPanel();
}

bool drawDockEmpty(const Canvas& canvas, const Box& box, const DockEmpty& empty) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = box.min.x + theme.px(16.0f);
  const float width = std::min(box.width() - theme.px(32.0f), theme.px(560.0f));
  float y = box.min.y + theme.px(14.0f);
  y += paintWrapped(&list, *theme.fonts.strong, {x, y}, theme[tokens::kText], empty.title, width) +
       theme.px(4.0f);
  y += paintWrapped(&list, *theme.fonts.body, {x, y}, theme[tokens::kMuted], empty.text, width) +
       theme.px(10.0f);
  if (empty.label[0] == '\0') return false;
  ButtonLook look;
  look.label = empty.label;
  look.kind = ButtonKind::Primary;
  const Box place{{x, y}, {x + buttonWidth(theme, look), y + controlHeight(theme)}};
  const bool pressed = button(theme, "first", place, look);
  y = place.max.y + theme.px(8.0f);
  for (const Request& request : empty.requests) {
    if (pressed) canvas.app.send(request);
    y += paintWrapped(&list, *theme.fonts.caption, {x, y}, theme[tokens::kFaint],
                      toCommandLine(request), width);
  }
  return pressed;
}

void dockHeading(DockPen& pen, std::string_view text) {
  const Theme& theme = pen.theme();
  paintText(pen.list(), *theme.fonts.captionStrong, {pen.left, pen.y}, theme[tokens::kFaint], text,
            pen.width());
  pen.y += theme.px(18.0f);
}

void dockNote(DockPen& pen, tokens::Colour colour, std::string_view text) {
  if (text.empty()) return;
  const Theme& theme = pen.theme();
  pen.y += paintWrapped(&pen.list(), *theme.fonts.body, {pen.left, pen.y}, theme[colour], text,
                        pen.width()) +
           theme.px(4.0f);
}

DockTable::DockTable(DockPen& pen, const char* id, std::span<const DockColumn> columns)
    : pen_(pen), id_(id) {
  const Theme& theme = pen.theme();
  float shares = 0.0f;
  for (const DockColumn& column : columns) {
    if (column.wideOnly && pen.narrow()) continue;
    shares += column.share;
  }
  float x = pen.left;
  for (const DockColumn& column : columns) {
    const bool shown = !column.wideOnly || !pen.narrow();
    const float width = shown ? std::floor(pen.width() * column.share / shares) : 0.0f;
    columns_.push_back(column);
    places_.push_back({x, std::max(0.0f, width - theme.px(10.0f))});
    if (shown) {
      const float text = textWidth(*theme.fonts.caption, column.name);
      const float at = column.number ? std::max(x, x + width - theme.px(10.0f) - text) : x;
      paintText(pen.list(), *theme.fonts.caption, {at, pen.y}, theme[tokens::kFaint], column.name,
                width);
    }
    x += width;
  }
  pen.y += theme.px(16.0f);
  pen.list().AddLine({pen.left, pen.y}, {pen.right, pen.y}, theme[tokens::kLine], 1.0f);
  pen.y += theme.px(2.0f);
}

bool DockTable::row(std::span<const DockCell> cells, bool selected, bool selects) {
  const Theme& theme = pen_.theme();
  const float height = theme.px(22.0f);
  const Box box{{pen_.left - theme.px(6.0f), pen_.y},
                {pen_.right + theme.px(6.0f), pen_.y + height}};
  pen_.y += height;
  ++rows_;
  const float top = ImGui::GetWindowPos().y;
  if (box.max.y < top || box.min.y > top + ImGui::GetWindowHeight()) return false;
  Hit hit;
  if (selects) {
    ImGui::PushID(id_.c_str());
    ImGui::PushID(rows_);
    hit = hitArea("row", box);
    ImGui::PopID();
    ImGui::PopID();
  }
  ImDrawList& list = pen_.list();
  if (selected || hit.hovered) {
    list.AddRectFilled(box.min, box.max,
                       selected ? theme.faded(tokens::kAccent, 0.14f) : theme[tokens::kHover],
                       theme.px(5.0f));
  }
  const float y = box.centre().y;
  for (std::size_t i = 0; i < cells.size() && i < places_.size(); ++i) {
    const DockCell& cell = cells[i];
    const Place& place = places_[i];
    if (place.width <= 0.0f) continue;
    const ImFont& font = cell.strong ? *theme.fonts.strong : *theme.fonts.body;
    float x = place.left;
    float room = place.width;
    if (cell.icon >= 0) {
      const float size = theme.px(12.0f);
      paintIcon(list, static_cast<Icon>(cell.icon), {x + size * 0.5f, y}, size, theme[cell.colour]);
      x += size + theme.px(6.0f);
      room -= size + theme.px(6.0f);
    }
    if (columns_[i].number) x = std::max(x, x + room - textWidth(font, cell.text));
    paintMiddle(list, font, x, y, theme[cell.colour], cell.text, room);
  }
  return hit.pressed;
}

void dockBar(DockPen& pen, const Box& box, float share, tokens::Colour colour) {
  const Theme& theme = pen.theme();
  const float rounding = box.height() * 0.5f;
  pen.list().AddRectFilled(box.min, box.max, theme[tokens::kHover], rounding);
  const float width = box.width() * std::clamp(share, 0.0f, 1.0f);
  if (width < 1.0f) return;
  pen.list().AddRectFilled(box.min, {box.min.x + std::max(width, box.height()), box.max.y},
                           theme[colour], rounding);
}

ServiceIndex dockService(const Canvas& canvas) {
  const State& state = canvas.state();
  const Selection& selection = canvas.ui().selection;
  ServiceIndex& shown = canvas.memory.dock.service;
  const auto exists = [&](ServiceIndex index) {
    return index.valid() && index.value < state.services.size() &&
           state.services[index.value].status != ServiceStatus::INACTIVE;
  };
  if (selection.kind == Selection::Kind::Service) {
    shown = ServiceIndex(selection.id);
  } else if (selection.kind == Selection::Kind::Task) {
    for (const YardTask& task : canvas.memory.yard.model.tasks) {
      if (task.slot < state.tasks.size() && state.tasks[task.slot].ordinal == selection.id) {
        shown = state.tasks[task.slot].service;
      }
    }
  }
  if (exists(shown)) return shown;
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    if (exists(ServiceIndex(i))) return shown = ServiceIndex(i);
  }
  return {};
}

float drawServicePicker(const Canvas& canvas, float x, float y, float right) {
  const State& state = canvas.state();
  const Theme& theme = canvas.theme;
  const ServiceIndex chosen = dockService(canvas);
  std::vector<std::size_t> services;
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    if (state.services[i].status != ServiceStatus::INACTIVE) services.push_back(i);
  }
  if (services.size() < 2) return x;
  ImGui::PushID("services");
  for (const std::size_t i : services) {
    ButtonLook look;
    look.label = state.services[i].serviceName;
    look.kind = ButtonKind::Quiet;
    look.on = chosen == ServiceIndex(i);
    const float width = buttonWidth(theme, look);
    if (x + width > right) break;
    ImGui::PushID(static_cast<int>(i));
    if (button(theme, "service", {{x, y}, {x + width, y + theme.px(24.0f)}}, look)) {
      canvas.memory.dock.service = ServiceIndex(i);
      if (canvas.ui().selection.kind == Selection::Kind::Service) {
        canvas.select(Selection::Kind::Service, static_cast<std::uint32_t>(i));
      }
      canvas.app.touch();
    }
    ImGui::PopID();
    x += width + theme.px(4.0f);
  }
  ImGui::PopID();
  return x;
}

}  // namespace taskyard
