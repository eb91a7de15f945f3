#pragma once
// Text, pills and easing: the strokes all panels are drawn with. Nothing here takes input.

#include <algorithm>
#include <string_view>

#include <imgui.h>

#include "theme.h"

namespace taskyard {

struct Box {
  ImVec2 min;
  ImVec2 max;

  [[nodiscard]] float width() const { return max.x - min.x; }
  [[nodiscard]] float height() const { return max.y - min.y; }
  [[nodiscard]] ImVec2 centre() const { return {(min.x + max.x) * 0.5f, (min.y + max.y) * 0.5f}; }
  [[nodiscard]] bool contains(ImVec2 point) const {
    return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
  }
  [[nodiscard]] bool touches(const Box& other) const {
    return max.x >= other.min.x && min.x <= other.max.x && max.y >= other.min.y &&
           min.y <= other.max.y;
  }
  // The part of it that lies in the other; of width or height 0 when there is none.
  [[nodiscard]] Box within(const Box& other) const {
    const ImVec2 from(std::max(min.x, other.min.x), std::max(min.y, other.min.y));
    return {from,
            {std::max(from.x, std::min(max.x, other.max.x)),
             std::max(from.y, std::min(max.y, other.max.y))}};
  }
  [[nodiscard]] Box inset(float by) const {
    return {{min.x + by, min.y + by}, {max.x - by, max.y - by}};
  }
};

float textWidth(const ImFont& font, std::string_view text);
// One line from its top left corner; with maxWidth > 0 it ends in an ellipsis where it is too long.
// Returns the x after the last letter.
float paintText(ImDrawList& list, const ImFont& font, ImVec2 at, ImU32 colour,
                std::string_view text, float maxWidth = 0.0f);
// The same, vertically in the middle of y.
float paintMiddle(ImDrawList& list, const ImFont& font, float x, float y, ImU32 colour,
                  std::string_view text, float maxWidth = 0.0f);
// Broken at words into lines of at most `width`. Returns the height; paints nothing when list is
// nullptr.
float paintWrapped(ImDrawList* list, const ImFont& font, ImVec2 at, ImU32 colour,
                   std::string_view text, float width);
// The height of one line of a font on the canvas.
float lineHeight(const ImFont& font);

struct Pill {
  std::string_view text;
  ImU32 colour = 0;
  bool filled = false;  // the colour behind the text instead of a line around it
};
float pillWidth(const Theme& theme, std::string_view text);
// Vertically in the middle of y. Returns the x after it.
float paintPill(ImDrawList& list, const Theme& theme, float x, float y, const Pill& pill);

void paintDashedLine(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness,
                     float dash);
void paintDashedBox(ImDrawList& list, const Box& box, ImU32 colour, float thickness, float dash);

// Moves value towards target so that half of the way is gone after halfMs, whatever the frame rate.
// Lands on it when it is within `close`. True while it still moves.
bool ease(float& value, float target, float elapsedMs, float halfMs, float close = 0.25f);

// The shortest sensible form of a large number: "9,999", "12.3k".
struct ShortNumber {
  char text[16];
};
ShortNumber shortNumber(std::int64_t value);

}  // namespace taskyard
