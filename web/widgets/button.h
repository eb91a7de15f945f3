#pragma once
// Everything that is pressed on the canvas. Keyboard equivalents are in panels/shortcuts.

#include <cstdint>
#include <span>
#include <string_view>

#include "widgets/icons.h"
#include "widgets/paint.h"

namespace taskyard {

enum class ButtonKind : std::uint8_t {
  Primary,  // the one obvious action
  Plain,    // with a line around it
  Quiet,    // nothing around it until the mouse is over it
  Danger,   // breaks something
};

struct ButtonLook {
  std::string_view label;
  bool hasIcon = false;
  Icon icon = Icon::Play;
  ButtonKind kind = ButtonKind::Plain;
  bool enabled = true;
  bool on = false;       // a switch that is on
  std::string_view key;  // the shortcut, shown at the right
};

// The natural width of a button; its natural height is controlHeight().
float buttonWidth(const Theme& theme, const ButtonLook& look);
float controlHeight(const Theme& theme);
// id: unique in the window. True when it was pressed.
bool button(const Theme& theme, const char* id, const Box& box, const ButtonLook& look);

// A field that takes clicks but looks like nothing, for things that panels paint themselves.
struct Hit {
  bool hovered = false;
  bool pressed = false;  // the click was released on it
  bool held = false;
};
Hit hitArea(const char* id, const Box& box);

// A finger that moves scrolls; letting it go does not press what is under it.
bool isFingerDragging();

// Choices side by side. Returns the index of the one chosen now, which is `chosen` unless pressed.
int segmented(const Theme& theme, const char* id, ImVec2 at, std::span<const char* const> labels,
              int chosen);
float segmentedWidth(const Theme& theme, std::span<const char* const> labels);

}  // namespace taskyard
