#include "panels/inspector_parts.h"

#include "api/aws_cli.h"

namespace taskyard {

namespace {

constexpr float kFactName = 118.0f;

}  // namespace

void drawAction(InspectorPen& pen, const Action& action, const Request& request) {
  const Theme& theme = pen.theme();
  const float size = theme.px(15.0f);
  const float textLeft = pen.left + theme.px(12.0f) + size + theme.px(10.0f);
  const float textRight = pen.right - theme.px(10.0f);
  const std::string command = toCommandLine(request);
  const ImFont& small = *theme.fonts.caption;
  const float commandHeight = paintWrapped(nullptr, small, {}, 0, command, textRight - textLeft);
  const float height = theme.px(32.0f) + commandHeight;
  const Box box{{pen.left, pen.y}, {pen.right, pen.y + height}};
  pen.y += height + theme.px(6.0f);
  if (!action.enabled) ImGui::BeginDisabled();
  const Hit hit = hitArea(action.id, box);
  if (!action.enabled) ImGui::EndDisabled();
  const tokens::Colour accent = action.kind == ButtonKind::Danger ? tokens::kBad : tokens::kAccent;
  const float over = hit.held ? 0.22f : hit.hovered ? 0.14f : 0.07f;
  const float alpha = action.enabled ? 1.0f : 0.4f;
  ImDrawList& list = pen.list();
  list.AddRectFilled(box.min, box.max, theme.faded(accent, over * alpha), theme.px(7.0f));
  list.AddRect(box.min, box.max, theme.faded(accent, 0.35f * alpha), theme.px(7.0f));
  const float first = box.min.y + theme.px(15.0f);
  paintIcon(list, action.icon, {pen.left + theme.px(12.0f) + size * 0.5f, first}, size,
            theme.faded(accent, alpha));
  const float keyWidth = textWidth(*theme.fonts.captionStrong, action.keyName);
  paintMiddle(list, *theme.fonts.captionStrong, textRight - keyWidth, first,
              theme.faded(tokens::kFaint, alpha), action.keyName);
  paintMiddle(list, *theme.fonts.strong, textLeft, first, theme.faded(tokens::kText, alpha),
              action.label, textRight - textLeft - keyWidth);
  paintWrapped(&list, small, {textLeft, box.min.y + theme.px(26.0f)},
               theme.faded(tokens::kMuted, alpha), command, textRight - textLeft);
  const ImGuiIO& io = ImGui::GetIO();
  const bool byKey = action.key != ImGuiKey_None && !io.KeyCtrl && !io.KeySuper &&
                     ImGui::IsKeyPressed(action.key, false);
  if (action.enabled && (hit.pressed || byKey)) pen.canvas.app.send(request);
}

void paintHeading(InspectorPen& pen, std::string_view text) {
  const Theme& theme = pen.theme();
  pen.y += theme.px(10.0f);
  paintText(pen.list(), *theme.fonts.captionStrong, {pen.left, pen.y}, theme[tokens::kFaint], text);
  pen.y += theme.px(20.0f);
}

void paintFact(InspectorPen& pen, const char* name, std::string_view value, tokens::Colour colour) {
  if (value.empty()) return;
  const Theme& theme = pen.theme();
  const float column = theme.px(kFactName);
  paintText(pen.list(), *theme.fonts.body, {pen.left, pen.y}, theme[tokens::kMuted], name,
            column - theme.px(6.0f));
  const float height = paintWrapped(&pen.list(), *theme.fonts.body, {pen.left + column, pen.y},
                                    theme[colour], value, pen.width() - column);
  pen.y += height + theme.px(3.0f);
}

void paintFact(InspectorPen& pen, const char* name, std::string_view value) {
  paintFact(pen, name, value, tokens::kText);
}

void paintParagraph(InspectorPen& pen, const ImFont& font, tokens::Colour colour,
                    std::string_view text) {
  pen.y +=
      paintWrapped(&pen.list(), font, {pen.left, pen.y}, pen.theme()[colour], text, pen.width());
}

}  // namespace taskyard
