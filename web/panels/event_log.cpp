// What happened, newest at the end. Only the rows in sight cost anything.

#include <algorithm>
#include <cmath>

#include "base/time.h"
#include "engine/event_text.h"
#include "panels/canvas.h"
#include "panels/event_subject.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr const char* kFilters[] = {"All", "Service messages", "Faults"};
constexpr const char* kFiltersNarrow[] = {"All", "Service", "Faults"};
constexpr float kNarrow = 560.0f;
constexpr float kRow = 24.0f;
constexpr std::size_t kLongest = 400;  // bytes of a sentence; a row shows fewer

// Sentences are made once and kept while they are in sight: those about a thousand tasks are long.
const std::string& rowText(const Canvas& canvas, EventId id) {
  EventLogMemory& log = canvas.memory.log;
  constexpr std::size_t kKept = 128;
  log.rows.resize(kKept);
  EventLogMemory::Row& row = log.rows[id % kKept];
  if (row.id != id) {
    row.id = id;
    row.text = eventText(canvas.state(), canvas.events(), canvas.events().at(id));
    if (row.text.size() > kLongest) row.text.resize(kLongest);
  }
  return row.text;
}

// Undo and redo may give an id to another event.
void forgetOldRows(const Canvas& canvas) {
  EventLogMemory& log = canvas.memory.log;
  const std::size_t applied = canvas.app.run().applied() + canvas.app.run().journal().size();
  const std::uint64_t now =
      applied + (canvas.events().nextId() < log.seenRows ? canvas.app.revision() : 0);
  if (now != log.revision) log.rows.clear();
  log.revision = now;
  log.seenRows = canvas.events().nextId();
}

void paintToneMark(const Canvas& canvas, EventTone tone, ImVec2 centre) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float size = theme.px(12.0f);
  switch (tone) {
    case EventTone::Neutral:
      paintIcon(list, Icon::Info, centre, size, theme[tokens::kFaint]);
      break;
    case EventTone::Command:
      paintIcon(list, Icon::Command, centre, size, theme[tokens::kAccent]);
      break;
    case EventTone::Good: paintIcon(list, Icon::Check, centre, size, theme[tokens::kOk]); break;
    case EventTone::Warning:
      paintIcon(list, Icon::Warning, centre, size, theme[tokens::kWarn]);
      break;
    case EventTone::Bad: paintIcon(list, Icon::Bolt, centre, size, theme[tokens::kBad]); break;
  }
}

void drawRow(const Canvas& canvas, EventId id, const Box& box, bool narrow) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Event& event = canvas.events().at(id);
  const float y = box.centre().y;

  const float whyWidth = theme.px(46.0f);
  const Box why{{box.max.x - whyWidth - theme.px(8.0f), box.min.y + 1.0f},
                {box.max.x - theme.px(8.0f), box.max.y - 1.0f}};
  ImGui::PushID(static_cast<int>(id));
  const Hit row = hitArea("row", {box.min, {why.min.x, box.max.y}});
  const Hit ask = hitArea("why", why);
  ImGui::PopID();
  if (row.pressed) selectSubject(canvas, id);
  if (ask.pressed) canvas.askWhy(id);
  const bool asked = canvas.ui().showWhy && canvas.ui().whyEvent == id;
  if (asked) {
    list.AddRectFilled(box.min, box.max, theme.faded(tokens::kAccent, 0.14f), theme.px(5.0f));
  } else if (row.hovered || ask.hovered) {
    list.AddRectFilled(box.min, box.max, theme[tokens::kHover], theme.px(5.0f));
  }
  const EventTone tone = toneOf(event);
  float x = box.min.x + theme.px(10.0f);
  paintMiddle(list, *theme.fonts.caption, x, y, theme[tokens::kFaint], clockText(event.at));
  x += theme.px(54.0f);
  paintToneMark(canvas, tone, {x, y});
  x += theme.px(14.0f);
  const bool strong = isServiceMessage(event.kind) || tone == EventTone::Bad;
  const float right = why.min.x - theme.px(8.0f);
  paintMiddle(list, narrow ? *theme.fonts.caption : *theme.fonts.body, x, y,
              theme[tone == EventTone::Bad ? tokens::kBad
                    : strong               ? tokens::kText
                                           : tokens::kMuted],
              rowText(canvas, id), right - x);
  const float width = textWidth(*theme.fonts.captionStrong, "Why?");
  paintMiddle(list, *theme.fonts.captionStrong, why.centre().x - width * 0.5f, y,
              theme[ask.hovered || asked ? tokens::kAccent : tokens::kFaint], "Why?");
}

// Returns the bottom of the head.
float drawHead(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  const bool narrow = box.width() < theme.px(kNarrow);
  const float height = theme.px(36.0f);
  const float y = box.min.y + height * 0.5f;
  float x = box.min.x + theme.px(16.0f);
  const ShortNumber count = shortNumber(static_cast<std::int64_t>(canvas.memory.events.size()));
  const std::span<const char* const> labels = narrow ? std::span<const char* const>(kFiltersNarrow)
                                                     : std::span<const char* const>(kFilters);
  const int chosen = static_cast<int>(canvas.memory.log.filter);
  const float top = y - controlHeight(theme) * 0.5f;
  const int now = segmented(theme, "filter", {x, top}, labels, chosen);
  if (now != chosen) {
    canvas.memory.log.filter = static_cast<LogFilter>(now);
    canvas.app.touch();
  }
  ButtonLook follow;
  follow.label = narrow ? "" : "Follow";
  follow.hasIcon = true;
  follow.icon = Icon::Follow;
  follow.kind = ButtonKind::Quiet;
  follow.on = canvas.ui().followEvents;
  const float width = buttonWidth(theme, follow);
  const float right = box.max.x - theme.px(12.0f);
  const float after = x + segmentedWidth(theme, labels);
  if (right - width > after + theme.px(120.0f)) {
    paintMiddle(*ImGui::GetWindowDrawList(), *theme.fonts.caption, after + theme.px(12.0f), y,
                theme[tokens::kFaint], std::string(count.text) + " events");
  }
  if (right - width > after &&
      button(theme, "follow", {{right - width, top}, {right, top + controlHeight(theme)}},
             follow)) {
    canvas.ui().followEvents = !canvas.ui().followEvents;
    canvas.app.touch();
  }
  return box.min.y + height;
}

void paintNothing(const Canvas& canvas, const Box& box) {
  const bool anything = canvas.events().nextId() > 0;
  paintWrapped(ImGui::GetWindowDrawList(), *canvas.theme.fonts.body,
               {box.min.x + canvas.theme.px(10.0f), box.min.y + canvas.theme.px(8.0f)},
               canvas.theme[tokens::kFaint],
               anything ? "No event passes this filter."
                        : "Everything that happens is listed here, each event with its cause.",
               box.width() - canvas.theme.px(20.0f));
}

}  // namespace

void drawEventLog(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  const EventIndex& index = canvas.memory.events;
  forgetOldRows(canvas);
  beginPanel("events", box);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme[tokens::kPanel]);
  list.AddLine(box.min, {box.max.x, box.min.y}, theme[tokens::kLine], 1.0f);
  const float top = drawHead(canvas, box);
  // As high as whole rows, so that none is cut at the top.
  const float whole = std::floor((box.max.y - top) / theme.px(kRow)) * theme.px(kRow);
  const Box rows{{box.min.x + theme.px(6.0f), top}, {box.max.x - theme.px(2.0f), top + whole}};
  if (index.size() == 0) {
    paintNothing(canvas, rows);
  } else if (rows.height() >= theme.px(kRow)) {
    beginPanel("rows", rows, true);
    const float height = theme.px(kRow);
    const float first = ImGui::GetCursorScreenPos().y;
    const float width = rows.width() - theme.px(14.0f);
    // Spacing would count for rows out of sight only, and the end would wander.
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0f, 0.0f});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(index.size()), height);
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        const float y = first + static_cast<float>(i) * height;
        drawRow(canvas, index.at(static_cast<std::size_t>(i)),
                {{rows.min.x, y}, {rows.min.x + width, y + height}},
                box.width() < theme.px(kNarrow));
      }
    }
    // Going to older rows stops following the new ones.
    if (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
        (ImGui::GetIO().MouseWheel > 0.0f || isFingerDragging())) {
      canvas.ui().followEvents = false;
    }
    ImGui::PopStyleVar();
    if (canvas.ui().followEvents) {
      ImGui::SetScrollY(std::max(0.0f, static_cast<float>(index.size()) * height - rows.height()));
    }
    endPanel();
  }
  endPanel();
}

}  // namespace taskyard
