// One thing of the diagram: an icon, its name, and one figure.

#include <algorithm>

#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

void paintGround(const Canvas& canvas, const YardNode& node, const Box& box, bool hovered) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool selected = canvas.ui().selection == node.what;
  const bool bad = node.tone == tokens::kBad;
  const float rounding = theme.px(7.0f);
  list.AddRectFilled(box.min, box.max, theme[hovered ? tokens::kHover : tokens::kRaised], rounding);
  ImU32 line = theme[tokens::kLineStrong];
  if (bad) line = theme.faded(tokens::kBad, 0.7f);
  if (selected) line = theme[tokens::kAccent];
  list.AddRect(box.min, box.max, line, rounding, 0, selected ? theme.px(2.0f) : 1.0f);
}

}  // namespace

void drawYardNode(const Canvas& canvas, const YardNode& node, ImVec2 origin) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box box{{node.box.min.x + origin.x, node.box.min.y + origin.y},
                {node.box.max.x + origin.x, node.box.max.y + origin.y}};
  ImGui::PushID(static_cast<int>(node.what.kind));
  ImGui::PushID(static_cast<int>(node.what.id) * 8 + node.zone);
  const Hit hit = hitArea("node", box);
  ImGui::PopID();
  ImGui::PopID();
  if (hit.pressed) canvas.select(node.what.kind, node.what.id);
  paintGround(canvas, node, box, hit.hovered);

  const float size = theme.px(14.0f);
  const float left = box.min.x + theme.px(8.0f);
  const bool bad = node.tone == tokens::kBad;
  paintIcon(list, bad ? Icon::Warning : node.icon, {left + size * 0.5f, box.centre().y}, size,
            theme[bad ? tokens::kBad : tokens::kMuted]);
  const float x = left + size + theme.px(7.0f);
  const float right = box.max.x - theme.px(8.0f);
  const ImFont& strong = *theme.fonts.captionStrong;
  if (box.height() >= theme.px(38.0f)) {
    paintMiddle(list, strong, x, box.min.y + box.height() * 0.3f, theme[tokens::kText], node.title,
                right - x);
    paintMiddle(list, *theme.fonts.caption, x, box.min.y + box.height() * 0.7f, theme[node.tone],
                node.detail, right - x);
    return;
  }
  const float y = box.centre().y;
  const float end = paintMiddle(list, strong, x, y, theme[tokens::kText], node.title, right - x);
  const float rest = right - end - theme.px(6.0f);
  const float whole = textWidth(*theme.fonts.caption, node.detail);
  if (node.detail.empty() || rest < std::min(whole, theme.px(30.0f))) return;
  const float width = std::min(rest, whole);
  paintMiddle(list, *theme.fonts.caption, right - width, y, theme[node.tone], node.detail,
              width + 1.0f);
}

}  // namespace taskyard
