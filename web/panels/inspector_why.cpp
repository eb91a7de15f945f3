// The chain of causes of an event, newest first, down to the request or the fault it began with.

#include "base/time.h"
#include "engine/event_text.h"
#include "panels/event_subject.h"
#include "panels/inspector_parts.h"

namespace taskyard {

namespace {

tokens::Colour colourOf(EventTone tone) {
  switch (tone) {
    case EventTone::Neutral: return tokens::kFaint;
    case EventTone::Command: return tokens::kAccent;
    case EventTone::Good: return tokens::kOk;
    case EventTone::Warning: return tokens::kWarn;
    case EventTone::Bad: return tokens::kBad;
  }
  return tokens::kFaint;
}

std::string shortened(std::string text) {
  constexpr std::size_t kLongest = 260;
  if (text.size() > kLongest) {
    text.resize(kLongest);
    text += "...";
  }
  return text;
}

void drawLink(InspectorPen& pen, EventId id, bool first, bool last) {
  const Canvas& canvas = pen.canvas;
  const Theme& theme = pen.theme();
  const Event& event = canvas.events().at(id);
  const std::string what = shortened(eventText(canvas.state(), canvas.events(), event));
  const std::string why = whyText(canvas.state(), event);
  const float rail = pen.left + theme.px(6.0f);
  const float x = pen.left + theme.px(24.0f);
  const float width = pen.right - x - theme.px(8.0f);
  const float pad = theme.px(8.0f);
  const float whatHeight = paintWrapped(nullptr, *theme.fonts.strong, {}, 0, what, width);
  const float whyHeight = paintWrapped(nullptr, *theme.fonts.body, {}, 0, why, width);
  const float height = pad * 2.0f + theme.px(18.0f) + whatHeight + theme.px(2.0f) + whyHeight;
  const Box box{{x - theme.px(10.0f), pen.y}, {pen.right, pen.y + height}};
  ImDrawList& list = pen.list();

  ImGui::PushID(static_cast<int>(id));
  const float goWidth = textWidth(*theme.fonts.captionStrong, "Go there");
  const Box go{{pen.right - goWidth - theme.px(10.0f), box.min.y + theme.px(4.0f)},
               {pen.right - theme.px(2.0f), box.min.y + theme.px(24.0f)}};
  const Hit there = hitArea("go", go);
  const Hit hit = hitArea("link", box);
  ImGui::PopID();
  if (there.pressed) {
    canvas.app.setPlaying(false);
    canvas.app.goTo(event.at);
  } else if (hit.pressed) {
    const Selection subject = subjectOf(event);
    if (subject.kind != Selection::Kind::None) canvas.ui().selection = subject;
    canvas.memory.yard.revealSelection = true;
    canvas.app.touch();
  }
  list.AddRectFilled(box.min, box.max, theme[hit.hovered ? tokens::kHover : tokens::kRaised],
                     theme.px(tokens::kRadiusM));
  const float knot = box.min.y + theme.px(17.0f);
  if (!first) list.AddLine({rail, box.min.y - pad}, {rail, knot}, theme[tokens::kLineStrong], 1.5f);
  if (!last) list.AddLine({rail, knot}, {rail, box.max.y + pad}, theme[tokens::kLineStrong], 1.5f);
  list.AddCircleFilled({rail, knot}, theme.px(5.0f), theme[tokens::kPanel]);
  list.AddCircleFilled({rail, knot}, theme.px(4.0f), theme[colourOf(toneOf(event))]);

  float y = box.min.y + pad;
  const std::string head = clockText(event.at) + "   " + nameOf(event.kind);
  paintText(list, *theme.fonts.caption, {x, y}, theme[tokens::kFaint], head,
            go.min.x - x - theme.px(6.0f));
  paintMiddle(list, *theme.fonts.captionStrong, go.min.x + theme.px(4.0f), go.centre().y,
              theme[there.hovered ? tokens::kAccent : tokens::kFaint], "Go there");
  y += theme.px(18.0f);
  y += paintWrapped(&list, *theme.fonts.strong, {x, y}, theme[tokens::kText], what, width);
  y += theme.px(2.0f);
  paintWrapped(&list, *theme.fonts.body, {x, y}, theme[tokens::kMuted], why, width);
  pen.y = box.max.y + pad;
}

}  // namespace

void drawWhy(InspectorPen& pen, EventId event) {
  const std::vector<EventId> chain = causeChain(pen.canvas.events(), event);
  paintParagraph(pen, *pen.theme().fonts.body, tokens::kMuted,
                 "Each event was caused by the one below it. Choose one to see what it is about.");
  pen.y += pen.theme().px(12.0f);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    drawLink(pen, chain[i], i == 0, i + 1 == chain.size());
  }
}

}  // namespace taskyard
