#include "widgets/tabs.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

float tabWidth(const Theme& theme, const char* label) {
  return std::ceil(textWidth(*theme.fonts.strong, label)) + theme.px(22.0f);
}

// Moves the row so that the chosen tab, and a bit of its neighbours, can be seen.
void showChosen(const Theme& theme, const Box& box, std::span<const char* const> labels, int chosen,
                TabRow& row) {
  if (row.shown == chosen) return;
  row.shown = chosen;
  float left = 0.0f;
  for (int i = 0; i < chosen; ++i) left += tabWidth(theme, labels[static_cast<std::size_t>(i)]);
  const float right = left + tabWidth(theme, labels[static_cast<std::size_t>(chosen)]);
  const float air = theme.px(40.0f);
  row.scroll = std::min(row.scroll, left - air);
  row.scroll = std::max(row.scroll, right + air - box.width());
}

void paintMore(const Theme& theme, const Box& box, bool atLeft) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = theme.px(28.0f);
  const ImU32 ground = theme[tokens::kPanel];
  const ImU32 clear = withAlpha(ground, 0.0f);
  const float x0 = atLeft ? box.min.x : box.max.x - width;
  list.AddRectFilledMultiColor({x0, box.min.y}, {x0 + width, box.max.y - 1.0f},
                               atLeft ? ground : clear, atLeft ? clear : ground,
                               atLeft ? clear : ground, atLeft ? ground : clear);
}

}  // namespace

int tabs(const Theme& theme, const char* id, const Box& box, std::span<const char* const> labels,
         int chosen, TabRow& row) {
  float total = 0.0f;
  for (const char* label : labels) total += tabWidth(theme, label);
  showChosen(theme, box, labels, chosen, row);
  const ImGuiIO& io = ImGui::GetIO();
  if (box.contains(io.MousePos)) {
    row.scroll -= (io.MouseWheel + io.MouseWheelH) * theme.px(48.0f);
    if (isFingerDragging()) row.scroll -= io.MouseDelta.x;
  }
  row.scroll = std::clamp(row.scroll, 0.0f, std::max(0.0f, total - box.width()));

  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::PushID(id);
  list.PushClipRect(box.min, box.max, true);
  float x = box.min.x - std::floor(row.scroll);
  int now = chosen;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const char* label = labels[static_cast<std::size_t>(i)];
    const float width = tabWidth(theme, label);
    const Box tab{{std::max(x, box.min.x), box.min.y}, {std::min(x + width, box.max.x), box.max.y}};
    ImGui::PushID(i);
    const Hit hit = hitArea("tab", tab);
    ImGui::PopID();
    if (hit.pressed) now = i;
    const bool on = i == chosen;
    paintMiddle(list, *theme.fonts.strong, x + theme.px(11.0f), box.centre().y,
                theme[on            ? tokens::kText
                      : hit.hovered ? tokens::kText
                                    : tokens::kMuted],
                label);
    if (on) {
      list.AddRectFilled({x + theme.px(9.0f), box.max.y - theme.px(3.0f)},
                         {x + width - theme.px(9.0f), box.max.y - theme.px(1.0f)},
                         theme[tokens::kAccent], theme.px(2.0f));
    }
    x += width;
  }
  if (row.scroll > 1.0f) paintMore(theme, box, true);
  if (row.scroll < total - box.width() - 1.0f) paintMore(theme, box, false);
  list.PopClipRect();
  ImGui::PopID();
  return now;
}

}  // namespace taskyard
