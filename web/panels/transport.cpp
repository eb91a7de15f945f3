// Play, step, undo, speed: what moves time. Keys: see shortcuts.cpp.

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/time.h"
#include "panels/canvas.h"
#include "panels/speeds.h"
#include "widgets/button.h"
#include "widgets/paint.h"

namespace taskyard {

namespace {

constexpr float kNarrow = 620.0f;

// A round button, the largest thing on the strip: the first one to be found.
void drawPlay(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  const Hit hit = hitArea("play", box);
  const bool playing = canvas.app.playing();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float lift = hit.held ? 0.3f : hit.hovered ? 0.15f : 0.0f;
  list.AddCircleFilled(box.centre(), box.width() * 0.5f,
                       mixed(theme[tokens::kAccent], theme[tokens::kText], lift));
  paintIcon(list, playing ? Icon::Pause : Icon::Play, box.centre(), box.width() * 0.42f,
            theme[tokens::kAccentText]);
  if (hit.pressed) canvas.app.setPlaying(!playing);
}

// What it is, and how fast it goes, stands beside it where there is room up to `limit`. Returns its
// right end.
float drawClock(const Canvas& canvas, float x, const Box& box, bool narrow, float limit) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string time = clockText(canvas.app.run().now());
  const float middle = box.centre().y;
  if (narrow) {
    return paintMiddle(list, *theme.fonts.title, x, middle, theme[tokens::kText], time);
  }
  const float end = paintMiddle(list, *theme.fonts.display, x, middle, theme[tokens::kText], time);
  char text[48];
  if (canvas.app.playing()) {
    std::snprintf(text, sizeof text, "playing, %d s per second", canvas.app.speed());
  } else {
    std::snprintf(text, sizeof text, "paused");
  }
  constexpr const char* kName = "simulated time";
  const float left = end + theme.px(10.0f);
  const float right = left + std::max(textWidth(*theme.fonts.caption, kName),
                                      textWidth(*theme.fonts.captionStrong, text));
  if (right > limit) return end;
  paintText(list, *theme.fonts.caption, {left, middle - theme.px(14.0f)}, theme[tokens::kFaint],
            kName);
  paintText(list, *theme.fonts.captionStrong, {left, middle + theme.px(1.0f)},
            theme[canvas.app.playing() ? tokens::kAccent : tokens::kMuted], text);
  return right;
}

// Returns the left edge of what was drawn.
float drawSpeed(const Canvas& canvas, float right, float y, bool narrow) {
  const Theme& theme = canvas.theme;
  const int stop = nearestSpeedStop(canvas.app.speed());
  if (!narrow) {
    const std::span<const char* const> labels(kSpeedLabels);
    const float x = right - segmentedWidth(theme, labels);
    const int chosen = segmented(theme, "speed", {x, y}, labels, stop);
    if (chosen != stop) canvas.app.setSpeed(kSpeedStops[static_cast<std::size_t>(chosen)]);
    return x;
  }
  // One button that goes round.
  ButtonLook look;
  look.label = kSpeedLabels[static_cast<std::size_t>(stop)];
  const float width = buttonWidth(theme, look);
  const Box box{{right - width, y}, {right, y + controlHeight(theme)}};
  if (button(theme, "speed", box, look)) {
    canvas.app.setSpeed(kSpeedStops[(static_cast<std::size_t>(stop) + 1) % kSpeedStops.size()]);
  }
  return box.min.x;
}

}  // namespace

void drawTransport(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  App& app = canvas.app;
  beginPanel("transport", box);
  const bool narrow = box.width() < theme.px(kNarrow);
  const float middle = box.centre().y;
  const float height = controlHeight(theme);
  const float top = middle - height * 0.5f;
  const float gap = theme.px(6.0f);
  float x = box.min.x + theme.px(narrow ? 8.0f : 14.0f);

  const float play = theme.px(36.0f);
  drawPlay(canvas, {{x, middle - play * 0.5f}, {x + play, middle + play * 0.5f}});
  x += play + gap;

  ButtonLook step;
  step.label = narrow ? "" : "Next event";
  step.hasIcon = true;
  step.icon = Icon::Step;
  step.kind = narrow ? ButtonKind::Quiet : ButtonKind::Plain;
  const float stepWidth = buttonWidth(theme, step);
  if (button(theme, "step", {{x, top}, {x + stepWidth, top + height}}, step)) {
    app.setPlaying(false);
    app.stepToNextEvent();
  }
  x += stepWidth + theme.px(narrow ? 6.0f : 16.0f);

  float right = box.max.x - theme.px(narrow ? 8.0f : 14.0f);
  right = drawSpeed(canvas, right, top, narrow) - theme.px(narrow ? 4.0f : 12.0f);
  const float undoLeft = right - 2.0f * height - theme.px(2.0f);
  const float clockEnd = drawClock(canvas, x, box, narrow, undoLeft - gap) + gap;

  ButtonLook look;
  look.kind = ButtonKind::Quiet;
  look.icon = Icon::Redo;
  look.enabled = app.run().canRedo();
  if (undoLeft < clockEnd) {  // keys and the command line undo as well
    endPanel();
    paintHighlight(canvas, "transport", box);
    return;
  }
  if (button(theme, "redo", {{right - height, top}, {right, top + height}}, look)) app.redo();
  right -= height + theme.px(2.0f);
  look.icon = Icon::Undo;
  look.enabled = app.run().canUndo();
  if (button(theme, "undo", {{right - height, top}, {right, top + height}}, look)) app.undo();
  endPanel();
  paintHighlight(canvas, "transport", box);
}

}  // namespace taskyard
