#include "widgets/button.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

struct ButtonColours {
  ImU32 fill = 0;
  ImU32 line = 0;
  ImU32 text = 0;
};

ButtonColours coloursOf(const Theme& theme, const ButtonLook& look, const Hit& hit) {
  const ImU32 lift = theme[tokens::kText];
  const float over = hit.held ? 0.16f : hit.hovered ? 0.08f : 0.0f;
  ButtonColours colours;
  switch (look.kind) {
    case ButtonKind::Primary:
      colours.fill = mixed(theme[tokens::kAccent], lift, over * 2.0f);
      colours.text = theme[tokens::kAccentText];
      break;
    case ButtonKind::Plain:
      colours.fill = mixed(theme[tokens::kRaised], lift, over);
      colours.line = theme[tokens::kLine];
      colours.text = theme[tokens::kText];
      break;
    case ButtonKind::Quiet:
      colours.fill = withAlpha(lift, over);
      colours.text = theme[hit.hovered ? tokens::kText : tokens::kMuted];
      break;
    case ButtonKind::Danger:
      colours.fill = withAlpha(theme[tokens::kBad], 0.10f + over);
      colours.line = theme.faded(tokens::kBad, 0.45f);
      colours.text = theme[tokens::kBad];
      break;
  }
  if (look.on) {
    colours.fill = theme.faded(tokens::kAccent, 0.16f + over);
    colours.line = theme.faded(tokens::kAccent, 0.5f);
    colours.text = theme[tokens::kAccent];
  }
  if (!look.enabled) {
    colours.fill = look.kind == ButtonKind::Quiet ? 0 : withAlpha(colours.fill, 0.5f);
    colours.text = theme.faded(tokens::kFaint, 0.7f);
  }
  return colours;
}

constexpr float kIconSize = 14.0f;
constexpr float kPadding = 10.0f;

}  // namespace

float controlHeight(const Theme& theme) { return theme.px(30.0f); }

float buttonWidth(const Theme& theme, const ButtonLook& look) {
  if (look.label.empty()) return controlHeight(theme);
  float width = theme.px(kPadding) * 2.0f + textWidth(*theme.fonts.strong, look.label);
  if (look.hasIcon) width += theme.px(kIconSize) + theme.px(6.0f);
  if (!look.key.empty()) width += theme.px(10.0f) + textWidth(*theme.fonts.caption, look.key);
  return std::ceil(width);
}

bool isFingerDragging() {
  constexpr float kFarPx = 8.0f;
  const ImGuiIO& io = ImGui::GetIO();
  return io.MouseSource == ImGuiMouseSource_TouchScreen &&
         (io.MouseDown[0] || io.MouseReleased[0]) &&
         io.MouseDragMaxDistanceSqr[0] > kFarPx * kFarPx;
}

Hit hitArea(const char* id, const Box& box) {
  Hit hit;
  if (box.width() < 1.0f || box.height() < 1.0f) return hit;
  ImGui::SetCursorScreenPos(box.min);
  hit.pressed = ImGui::InvisibleButton(id, {box.width(), box.height()}) && !isFingerDragging();
  hit.hovered = ImGui::IsItemHovered();
  hit.held = ImGui::IsItemActive();
  if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return hit;
}

bool button(const Theme& theme, const char* id, const Box& box, const ButtonLook& look) {
  if (!look.enabled) ImGui::BeginDisabled();
  const Hit hit = hitArea(id, box);
  if (!look.enabled) ImGui::EndDisabled();
  const ButtonColours colours = coloursOf(theme, look, hit);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float rounding = theme.px(7.0f);
  if (colours.fill >> IM_COL32_A_SHIFT) {
    list.AddRectFilled(box.min, box.max, colours.fill, rounding);
  }
  if (colours.line != 0 && look.enabled) list.AddRect(box.min, box.max, colours.line, rounding);

  const float middle = (box.min.y + box.max.y) * 0.5f;
  if (look.label.empty()) {
    paintIcon(list, look.icon, box.centre(), std::min(box.height() * 0.5f, theme.px(18.0f)),
              colours.text);
    return look.enabled && hit.pressed;
  }
  float x = box.min.x + theme.px(kPadding);
  const float right = box.max.x - theme.px(kPadding);
  if (look.hasIcon) {
    const float size = theme.px(kIconSize);
    paintIcon(list, look.icon, {x + size * 0.5f, middle}, size, colours.text);
    x += size + theme.px(6.0f);
  }
  float keyWidth = 0.0f;
  if (!look.key.empty()) {
    keyWidth = textWidth(*theme.fonts.caption, look.key);
    paintMiddle(list, *theme.fonts.caption, right - keyWidth, middle, withAlpha(colours.text, 0.7f),
                look.key);
    keyWidth += theme.px(6.0f);
  }
  paintMiddle(list, *theme.fonts.strong, x, middle, colours.text, look.label,
              right - x - keyWidth + 1.0f);
  return look.enabled && hit.pressed;
}

float segmentedWidth(const Theme& theme, std::span<const char* const> labels) {
  float width = 0.0f;
  for (const char* label : labels) {
    width += std::ceil(textWidth(*theme.fonts.strong, label)) + theme.px(18.0f);
  }
  return width;
}

int segmented(const Theme& theme, const char* id, ImVec2 at, std::span<const char* const> labels,
              int chosen) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = controlHeight(theme);
  const float rounding = theme.px(7.0f);
  list.AddRectFilled(at, {at.x + segmentedWidth(theme, labels), at.y + height},
                     theme[tokens::kRaised], rounding);
  ImGui::PushID(id);
  float x = at.x;
  int now = chosen;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const char* label = labels[static_cast<std::size_t>(i)];
    const float width = std::ceil(textWidth(*theme.fonts.strong, label)) + theme.px(18.0f);
    const Box box{{x, at.y}, {x + width, at.y + height}};
    ImGui::PushID(i);
    const Hit hit = hitArea("segment", box);
    ImGui::PopID();
    if (hit.pressed) now = i;
    if (i == chosen) {
      const Box inner = box.inset(theme.px(2.0f));
      list.AddRectFilled(inner.min, inner.max, theme.faded(tokens::kAccent, 0.2f), theme.px(5.0f));
    }
    const tokens::Colour colour = i == chosen   ? tokens::kAccent
                                  : hit.hovered ? tokens::kText
                                                : tokens::kMuted;
    paintMiddle(list, *theme.fonts.strong, x + theme.px(9.0f), (box.min.y + box.max.y) * 0.5f,
                theme[colour], label);
    x += width;
  }
  ImGui::PopID();
  return now;
}

}  // namespace taskyard
