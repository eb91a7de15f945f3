#pragma once
// What the canvas looks like: colours, fonts and sizes, made from the design tokens and the
// learner's preferences. Panels ask the theme and name no colour or size of their own.
// The look is an instrument's: deep neutral ground, one accent, thin lines, rounded tiles.

#include <array>
#include <cstdint>

#include <imgui.h>

#include "app/ui_state.h"
#include "model/task.h"
#include "widgets/tokens.h"

namespace taskyard {

// Each is baked at the size it is drawn at, so text is sharp at every devicePixelRatio.
struct ThemeFonts {
  ImFont* caption = nullptr;
  ImFont* captionStrong = nullptr;
  ImFont* body = nullptr;
  ImFont* strong = nullptr;
  ImFont* title = nullptr;
  ImFont* display = nullptr;
};

// The fonts of the canvas, and those of a part of it that is drawn larger.
struct FontSet {
  ThemeFonts plain;
  ThemeFonts large;  // caption, captionStrong and strong; the others as in plain
  float largeBy = 1.0f;
};

// OpenType files in memory that outlive the atlas. size 0: Dear ImGui's own font stands in.
struct FontFiles {
  const unsigned char* regular = nullptr;
  unsigned regularSize = 0;
  const unsigned char* semiBold = nullptr;
  unsigned semiBoldSize = 0;
};

struct Theme {
  std::array<ImU32, tokens::kColourCount> colours{};
  ThemeFonts fonts;
  ThemeFonts largeFonts;
  float largeBy = 1.0f;
  float scale = 1.0f;
  bool dark = true;
  bool reducedMotion = false;

  [[nodiscard]] ImU32 operator[](tokens::Colour colour) const { return colours[colour]; }
  // The same with its opacity multiplied by alpha, 0 to 1.
  [[nodiscard]] ImU32 faded(tokens::Colour colour, float alpha) const;
  [[nodiscard]] ImU32 state(TaskStatus status) const;
  [[nodiscard]] static tokens::Colour stateColour(TaskStatus status);
  // CSS pixels at scale 1 to pixels of the canvas, whole so that lines stay crisp.
  [[nodiscard]] float px(float size) const;
};

Theme makeTheme(const UiState& ui, const FontSet& fonts);

// Fills the atlas anew. pixelRatio: device pixels per CSS pixel. largeBy: how much larger the large
// fonts are, 1 for the same; less is done where their letters would fill the graphics card.
FontSet buildFonts(ImFontAtlas& atlas, const FontFiles& files, float scale, float pixelRatio,
                   float largeBy = 1.0f);

// The few things Dear ImGui draws by itself (scroll bars, child windows, text) in our looks.
void applyTheme(const Theme& theme, ImGuiStyle& style);

// One colour over another: mixes a towards b by share, 0 to 1.
ImU32 mixed(ImU32 a, ImU32 b, float share);
// Multiplies the opacity.
ImU32 withAlpha(ImU32 colour, float alpha);

}  // namespace taskyard
