#include "theme.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

ImU32 fromRgb(std::uint32_t rgb) {
  return IM_COL32((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF, 0xFF);
}

// All digits as wide as the widest, so that a running clock does not tremble.
void makeDigitsTabular(ImFont& font) {
  float widest = 0.0f;
  for (const ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint >= '0' && glyph.Codepoint <= '9') widest = std::max(widest, glyph.AdvanceX);
  }
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = (widest - glyph.AdvanceX) * 0.5f;
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
  }
  font.BuildLookupTable();
}

ImFont* addFont(ImFontAtlas& atlas, const unsigned char* file, unsigned fileSize, float size,
                float pixelRatio) {
  // Latin, punctuation, arrows and the few signs that panels write: what the font files hold.
  static constexpr ImWchar kRanges[] = {0x20,   0x7E,   0xA0,   0xFF,   0x2010, 0x2026,
                                        0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2265,
                                        0x25B2, 0x25CF, 0x2713, 0x2715, 0};
  // Sizes are those of the em square, as in CSS; Dear ImGui counts from ascender to descender.
  constexpr float kInterHeight = 1.21f;  // of an em: 0.969 above the baseline and 0.241 below
  ImFontConfig config;
  config.SizePixels = std::max(6.0f, std::round(size * kInterHeight * pixelRatio));
  config.OversampleH = pixelRatio < 1.5f ? 2 : 1;
  config.OversampleV = 1;
  if (fileSize == 0) return atlas.AddFontDefault(&config);
  config.FontDataOwnedByAtlas = false;
  return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(file), static_cast<int>(fileSize),
                                    config.SizePixels, &config, kRanges);
}

}  // namespace

ImU32 withAlpha(ImU32 colour, float alpha) {
  const float old = static_cast<float>(colour >> IM_COL32_A_SHIFT);
  const auto now = static_cast<ImU32>(std::clamp(old * alpha, 0.0f, 255.0f) + 0.5f);
  return (colour & ~IM_COL32_A_MASK) | (now << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float share) {
  const auto channel = [&](int shift) {
    const float from = static_cast<float>((a >> shift) & 0xFF);
    const float to = static_cast<float>((b >> shift) & 0xFF);
    return static_cast<ImU32>(from + (to - from) * share + 0.5f) << shift;
  };
  return channel(0) | channel(8) | channel(16) | channel(24);
}

ImU32 Theme::faded(tokens::Colour colour, float alpha) const {
  return withAlpha(colours[colour], alpha);
}

tokens::Colour Theme::stateColour(TaskStatus status) {
  const auto step = std::min(static_cast<int>(status), static_cast<int>(TaskStatus::STOPPED));
  return static_cast<tokens::Colour>(tokens::kStateProvisioning + step);
}

ImU32 Theme::state(TaskStatus status) const { return colours[stateColour(status)]; }

float Theme::px(float size) const { return std::max(1.0f, std::floor(size * scale + 0.5f)); }

Theme makeTheme(const UiState& ui, const FontSet& fonts) {
  const std::uint32_t* table = ui.dark ? tokens::kDarkTheme : tokens::kLightTheme;
  if (ui.highContrast) {
    table = ui.dark ? tokens::kDarkContrastTheme : tokens::kLightContrastTheme;
  }
  Theme theme;
  for (int i = 0; i < tokens::kColourCount; ++i) theme.colours[i] = fromRgb(table[i]);
  theme.fonts = fonts.plain;
  theme.largeFonts = fonts.large;
  theme.largeBy = fonts.largeBy;
  theme.scale = std::clamp(ui.scale, 0.75f, 3.0f);
  theme.dark = ui.dark;
  theme.reducedMotion = ui.reducedMotion;
  return theme;
}

FontSet buildFonts(ImFontAtlas& atlas, const FontFiles& files, float scale, float pixelRatio,
                   float largeBy) {
  constexpr float kMostDevicePixels = 6.0f;  // for one CSS pixel
  atlas.Clear();
  // A power of two is not needed by WebGL2, and the mouse cursors are the browser's.
  atlas.Flags = ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoMouseCursors;
  const auto regular = [&](float size) {
    return addFont(atlas, files.regular, files.regularSize, size * scale, pixelRatio);
  };
  const auto semiBold = [&](float size) {
    return addFont(atlas, files.semiBold, files.semiBoldSize, size * scale, pixelRatio);
  };
  FontSet set;
  ThemeFonts& fonts = set.plain;
  fonts.body = regular(tokens::kTypeBody);  // the first is Dear ImGui's default
  fonts.caption = regular(tokens::kTypeCaption);
  fonts.captionStrong = semiBold(tokens::kTypeCaption);
  fonts.strong = semiBold(tokens::kTypeBody);
  fonts.title = semiBold(tokens::kTypeTitle);
  fonts.display = semiBold(tokens::kTypeDisplay);
  set.large = fonts;
  set.largeBy = std::max(1.0f, std::min(largeBy, kMostDevicePixels / (scale * pixelRatio)));
  if (set.largeBy > 1.0f) {
    set.large.caption = regular(tokens::kTypeCaption * set.largeBy);
    set.large.captionStrong = semiBold(tokens::kTypeCaption * set.largeBy);
    set.large.strong = semiBold(tokens::kTypeBody * set.largeBy);
  }
  atlas.Build();
  for (ImFont* font : atlas.Fonts) {
    makeDigitsTabular(*font);
    font->Scale = 1.0f / pixelRatio;
  }
  return set;
}

void applyTheme(const Theme& theme, ImGuiStyle& style) {
  style = ImGuiStyle();
  const float space = theme.px(tokens::kSpace2);
  style.WindowPadding = {0.0f, 0.0f};
  style.WindowBorderSize = 0.0f;
  style.WindowMinSize = {1.0f, 1.0f};
  style.ChildBorderSize = 0.0f;
  style.PopupBorderSize = 1.0f;
  style.ItemSpacing = {space, space};
  style.ScrollbarSize = theme.px(10.0f);
  style.ScrollbarRounding = style.ScrollbarSize;
  style.WindowRounding = 0.0f;
  style.ChildRounding = 0.0f;
  style.PopupRounding = theme.px(tokens::kRadiusM);
  style.AntiAliasedLinesUseTex = false;  // the atlas has no baked lines at fractional ratios
  const auto colour = [](ImU32 value) { return ImGui::ColorConvertU32ToFloat4(value); };
  for (ImVec4& each : style.Colors) each = colour(theme[tokens::kAccent]);
  style.Colors[ImGuiCol_Text] = colour(theme[tokens::kText]);
  style.Colors[ImGuiCol_TextDisabled] = colour(theme[tokens::kMuted]);
  style.Colors[ImGuiCol_WindowBg] = colour(theme[tokens::kBg]);
  style.Colors[ImGuiCol_ChildBg] = {0.0f, 0.0f, 0.0f, 0.0f};
  style.Colors[ImGuiCol_PopupBg] = colour(theme[tokens::kRaised]);
  style.Colors[ImGuiCol_Border] = colour(theme[tokens::kLine]);
  style.Colors[ImGuiCol_ScrollbarBg] = {0.0f, 0.0f, 0.0f, 0.0f};
  style.Colors[ImGuiCol_ScrollbarGrab] = colour(theme[tokens::kLine]);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = colour(theme[tokens::kLineStrong]);
  style.Colors[ImGuiCol_ScrollbarGrabActive] = colour(theme[tokens::kMuted]);
}

}  // namespace taskyard
