#include "panels/inspector_parts.h"

#include "api/aws_cli.h"

namespace taskyard {

namespace {

constexpr float kFactName = 104.0f;

}  // namespace

void drawAction(InspectorPen& pen, const Action& action, const Request& request) {
  const Theme& theme = pen.theme();
  const float height = theme.px(44.0f);
  const Box box{{pen.left, pen.y}, {pen.right, pen.y + height}};
  pen.y += height + theme.px(6.0f);
  if (!action.enabled) ImGui::BeginDisabled();
  const Hit hit = hitArea(action.id, box);
  if (!action.enabled) ImGui::EndDisabled();
  const bool danger = action.kind == ButtonKind::Danger;
  const tokens::Colour accent = danger ? tokens::kBad : tokens::kAccent;
  const float over = hit.held ? 0.22f : hit.hovered ? 0.14f : 0.07f;
  const float alpha = action.enabled ? 1.0f : 0.4f;
  ImDrawList& list = pen.list();
  list.AddRectFilled(box.min, box.max, theme.faded(accent, over * alpha), theme.px(7.0f));
  list.AddRect(box.min, box.max, theme.faded(accent, 0.35f * alpha), theme.px(7.0f));
  const float size = theme.px(15.0f);
  const float x = box.min.x + theme.px(12.0f);
  paintIcon(list, action.icon, {x + size * 0.5f, box.centre().y}, size, theme.faded(accent, alpha));
  const float textLeft = x + size + theme.px(10.0f);
  float textRight = box.max.x - theme.px(10.0f);
  if (action.keyName[0] != '\0') {
    const float width = textWidth(*theme.fonts.captionStrong, action.keyName);
    paintMiddle(list, *theme.fonts.captionStrong, textRight - width, box.min.y + theme.px(14.0f),
                theme.faded(tokens::kFaint, alpha), action.keyName);
  }
  paintMiddle(list, *theme.fonts.strong, textLeft, box.min.y + theme.px(14.0f),
              theme.faded(tokens::kText, alpha), action.label, textRight - textLeft);
  paintMiddle(list, *theme.fonts.caption, textLeft, box.min.y + theme.px(31.0f),
              theme.faded(tokens::kMuted, alpha), toCommandLine(request), textRight - textLeft);
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
