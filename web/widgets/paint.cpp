#include "widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace taskyard {

namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

float sizeOf(const ImFont& font) { return font.FontSize * font.Scale; }

// How many bytes of text fit into width.
std::size_t fitting(const ImFont& font, std::string_view text, float width) {
  const char* rest = nullptr;
  font.CalcTextSizeA(sizeOf(font), width, 0.0f, text.data(), text.data() + text.size(), &rest);
  return static_cast<std::size_t>(rest - text.data());
}

void paintRun(ImDrawList& list, const ImFont& font, ImVec2 at, ImU32 colour,
              std::string_view text) {
  // On whole device pixels, or the letters blur.
  const float ratio = 1.0f / font.Scale;
  const ImVec2 crisp(std::round(at.x * ratio) / ratio, std::round(at.y * ratio) / ratio);
  list.AddText(&font, sizeOf(font), crisp, colour, text.data(), text.data() + text.size());
}

}  // namespace

float lineHeight(const ImFont& font) { return sizeOf(font); }

float textWidth(const ImFont& font, std::string_view text) {
  return font.CalcTextSizeA(sizeOf(font), 1e9f, 0.0f, text.data(), text.data() + text.size()).x;
}

float paintText(ImDrawList& list, const ImFont& font, ImVec2 at, ImU32 colour,
                std::string_view text, float maxWidth) {
  const float width = textWidth(font, text);
  if (maxWidth <= 0.0f || width <= maxWidth) {
    paintRun(list, font, at, colour, text);
    return at.x + width;
  }
  const float dots = textWidth(font, kEllipsis);
  if (dots > maxWidth) return at.x;
  std::string_view head = text.substr(0, fitting(font, text, maxWidth - dots));
  while (!head.empty() && head.back() == ' ') head.remove_suffix(1);
  paintRun(list, font, at, colour, head);
  const float x = at.x + textWidth(font, head);
  paintRun(list, font, {x, at.y}, colour, kEllipsis);
  return x + dots;
}

float paintMiddle(ImDrawList& list, const ImFont& font, float x, float y, ImU32 colour,
                  std::string_view text, float maxWidth) {
  return paintText(list, font, {x, y - sizeOf(font) * 0.5f}, colour, text, maxWidth);
}

float paintWrapped(ImDrawList* list, const ImFont& font, ImVec2 at, ImU32 colour,
                   std::string_view text, float width) {
  const float step = std::round(sizeOf(font) * 1.4f);
  float y = at.y;
  while (!text.empty()) {
    const char* end = text.data() + text.size();
    const char* stop = font.CalcWordWrapPositionA(font.Scale, text.data(), end, width);
    const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(stop - text.data()));
    if (list != nullptr) paintRun(*list, font, {at.x, y}, colour, text.substr(0, length));
    text.remove_prefix(length);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    y += step;
  }
  return y - at.y;
}

float pillWidth(const Theme& theme, std::string_view text) {
  return textWidth(*theme.fonts.captionStrong, text) + theme.px(12.0f);
}

float paintPill(ImDrawList& list, const Theme& theme, float x, float y, const Pill& pill) {
  const float height = theme.px(18.0f);
  const float width = pillWidth(theme, pill.text);
  const ImVec2 min(x, std::floor(y - height * 0.5f));
  const ImVec2 max(x + width, min.y + height);
  list.AddRectFilled(min, max, withAlpha(pill.colour, pill.filled ? 1.0f : 0.14f), height * 0.5f);
  paintMiddle(list, *theme.fonts.captionStrong, x + theme.px(6.0f), min.y + height * 0.5f,
              pill.filled ? theme[tokens::kPanel] : pill.colour, pill.text);
  return max.x;
}

void paintDashedLine(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness,
                     float dash) {
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  if (length <= 0.0f) return;
  for (float at = 0.0f; at < length; at += dash * 2.0f) {
    const float end = std::min(at + dash, length);
    list.AddLine({from.x + dx * at / length, from.y + dy * at / length},
                 {from.x + dx * end / length, from.y + dy * end / length}, colour, thickness);
  }
}

void paintDashedBox(ImDrawList& list, const Box& box, ImU32 colour, float thickness, float dash) {
  const ImVec2 corners[] = {box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}};
  for (int i = 0; i < 4; ++i) {
    paintDashedLine(list, corners[i], corners[(i + 1) % 4], colour, thickness, dash);
  }
}

bool ease(float& value, float target, float elapsedMs, float halfMs, float close) {
  if (halfMs <= 0.0f || std::fabs(target - value) <= close) {
    value = target;
    return false;
  }
  value += (target - value) * (1.0f - std::exp2(-elapsedMs / halfMs));
  return true;
}

ShortNumber shortNumber(std::int64_t value) {
  ShortNumber out{};
  if (value < 1000) {
    std::snprintf(out.text, sizeof out.text, "%d", static_cast<int>(value));
  } else if (value < 10000) {
    std::snprintf(out.text, sizeof out.text, "%d,%03d", static_cast<int>(value / 1000),
                  static_cast<int>(value % 1000));
  } else {
    // "12.3k", "100k": four digits at most.
    std::snprintf(out.text, sizeof out.text, value < 100'000 ? "%.1fk" : "%.0fk",
                  static_cast<double>(value) / 1000.0);
  }
  return out;
}

}  // namespace taskyard
