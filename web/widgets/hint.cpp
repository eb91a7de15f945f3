#include "widgets/hint.h"

#include <algorithm>

namespace taskyard {

void paintHint(const Theme& theme, const Box& thing, std::string_view words,
               std::string_view command) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float pad = theme.px(9.0f);
  const ImFont& strong = *theme.fonts.captionStrong;
  const ImFont& small = *theme.fonts.caption;
  const float most = std::min(theme.px(340.0f), screen.x - 2.0f * pad - theme.px(8.0f));
  const float wordsWidth = words.empty() ? 0.0f : textWidth(strong, words);
  const float inner = std::min(most, std::max(wordsWidth, textWidth(small, command)));
  const float wordsHeight =
      words.empty() ? 0.0f : paintWrapped(nullptr, strong, {}, 0, words, inner);
  const float commandHeight =
      command.empty() ? 0.0f : paintWrapped(nullptr, small, {}, 0, command, inner);
  const ImVec2 size(inner + 2.0f * pad, wordsHeight + commandHeight + 1.4f * pad);
  const float edge = theme.px(4.0f);
  ImVec2 at(thing.centre().x - size.x * 0.5f, thing.max.y + theme.px(6.0f));
  if (at.y + size.y > screen.y - edge) at.y = thing.min.y - theme.px(6.0f) - size.y;
  at.x = std::max(edge, std::min(at.x, screen.x - edge - size.x));
  at.y = std::max(edge, at.y);
  const ImVec2 end(at.x + size.x, at.y + size.y);
  list.AddRectFilled(at, end, theme[tokens::kRaised], theme.px(6.0f));
  list.AddRect(at, end, theme[tokens::kLineStrong], theme.px(6.0f));
  const ImVec2 text(at.x + pad, at.y + pad * 0.7f);
  paintWrapped(&list, strong, text, theme[tokens::kText], words, inner);
  paintWrapped(&list, small, {text.x, text.y + wordsHeight}, theme[tokens::kMuted], command, inner);
}

}  // namespace taskyard
