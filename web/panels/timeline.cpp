// The whole run on one line, from its start to the furthest moment it has been to. Drag to go to
// any moment; marks are commands (diamonds), what broke (triangles) and service messages (ticks).

#include <algorithm>
#include <cmath>
#include <string>

#include "base/time.h"
#include "panels/canvas.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

constexpr DurationMs kShortest = kMinute;  // so that a new run does not start stretched

// Where times lie. The right end grows in steps, so that a running clock moves the playhead and
// not the ground under it.
struct Ruler {
  float left = 0.0f;
  float right = 0.0f;
  TimeMs end = kShortest;

  [[nodiscard]] float xOf(TimeMs at) const {
    return left + (right - left) * static_cast<float>(at) / static_cast<float>(end);
  }
  [[nodiscard]] TimeMs timeAt(float x) const {
    const float share = std::clamp((x - left) / (right - left), 0.0f, 1.0f);
    return static_cast<TimeMs>(share * static_cast<float>(end));
  }
};

constexpr DurationMs kSteps[] = {10 * kSecond, 30 * kSecond, kMinute,      2 * kMinute,
                                 5 * kMinute,  10 * kMinute, 30 * kMinute, kHour,
                                 2 * kHour,    6 * kHour,    12 * kHour,   kDay,
                                 2 * kDay,     7 * kDay,     30 * kDay,    90 * kDay};

// The smallest step of which at most `most` fit into `length`.
DurationMs stepFor(TimeMs length, int most) {
  for (const DurationMs step : kSteps) {
    if (length / step <= most) return step;
  }
  return 365 * kDay;
}

std::string tickLabel(TimeMs at) {
  if (at < kMinute) return std::to_string(at / kSecond) + " s";
  return durationText(at);
}

void paintTicks(const Canvas& canvas, const Ruler& ruler, float trackY) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int most = std::max(2, static_cast<int>((ruler.right - ruler.left) / theme.px(84.0f)));
  const DurationMs step = stepFor(ruler.end, most);
  for (TimeMs at = 0; at <= ruler.end; at += step) {
    const float x = std::floor(ruler.xOf(at)) + 0.5f;
    list.AddLine({x, trackY + theme.px(5.0f)}, {x, trackY + theme.px(9.0f)},
                 theme[tokens::kLineStrong], 1.0f);
    const std::string label = tickLabel(at);
    const float width = textWidth(*theme.fonts.caption, label);
    const float from = std::clamp(x - width * 0.5f, ruler.left, ruler.right - width);
    paintText(list, *theme.fonts.caption, {from, trackY + theme.px(10.0f)}, theme[tokens::kFaint],
              label);
  }
}

void paintDiamond(ImDrawList& list, ImVec2 centre, float radius, ImU32 colour, bool filled) {
  const ImVec2 points[] = {{centre.x, centre.y - radius},
                           {centre.x + radius, centre.y},
                           {centre.x, centre.y + radius},
                           {centre.x - radius, centre.y}};
  if (filled) list.AddConvexPolyFilled(points, 4, colour);
  list.AddPolyline(points, 4, colour, ImDrawFlags_Closed, 1.25f);
}

// At most one mark of a kind per few pixels, however many events there are.
class Spacing {
 public:
  explicit Spacing(float least) : least_(least) {}
  bool allows(float x) {
    if (x - last_ < least_) return false;
    last_ = x;
    return true;
  }

 private:
  float least_;
  float last_ = -1e9f;
};

void paintEventMarks(const Canvas& canvas, const Ruler& ruler, float trackY) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float radius = theme.px(4.0f);
  Spacing messages(theme.px(3.0f));
  Spacing faults(theme.px(5.0f));
  for (const EventId id : canvas.memory.events.marks()) {
    const Event& event = canvas.events().at(id);
    const float x = ruler.xOf(event.at);
    const EventTone tone = toneOf(event);
    if (tone == EventTone::Bad) {
      if (!faults.allows(x)) continue;
      const float y = trackY - theme.px(9.0f);
      list.AddTriangleFilled({x - radius, y - radius}, {x + radius, y - radius}, {x, y + radius},
                             theme[tokens::kBad]);
    } else if (tone != EventTone::Command) {
      if (!messages.allows(x)) continue;
      const tokens::Colour colour = tone == EventTone::Good      ? tokens::kOk
                                    : tone == EventTone::Warning ? tokens::kWarn
                                                                 : tokens::kMuted;
      list.AddRectFilled({x - 1.0f, trackY - theme.px(6.0f)}, {x + 1.0f, trackY}, theme[colour]);
    }
  }
}

// Recorded requests, also those that lie ahead after going back: they will happen again.
void paintRequestMarks(const Canvas& canvas, const Ruler& ruler, float trackY) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Run& run = canvas.app.run();
  Spacing spacing(theme.px(4.0f));
  for (std::size_t i = 0; i < run.journal().size(); ++i) {
    const TimedRequest& each = run.journal()[i];
    const float x = ruler.xOf(each.at);
    const bool happened = i < run.applied();
    if (!spacing.allows(x)) continue;
    const bool fault = each.request.operation == "SimInjectFault";
    paintDiamond(list, {x, trackY + 0.5f}, theme.px(4.5f),
                 theme[fault ? tokens::kBad : tokens::kAccent], happened);
  }
}

void paintPlayhead(const Canvas& canvas, const Ruler& ruler, const Box& box, float trackY) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::round(ruler.xOf(canvas.app.run().now()));
  list.AddRectFilled({x - 1.0f, box.min.y + theme.px(3.0f)}, {x + 1.0f, trackY + theme.px(8.0f)},
                     theme[tokens::kText]);
  list.AddCircleFilled({x, box.min.y + theme.px(6.0f)}, theme.px(5.0f), theme[tokens::kText]);
}

}  // namespace

void drawTimeline(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  const Run& run = canvas.app.run();
  beginPanel("timeline", box);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = theme.px(16.0f);
  Ruler ruler{box.min.x + pad, box.max.x - pad, kShortest};
  const TimeMs furthest = std::max(run.furthest(), run.now());
  const DurationMs step = stepFor(std::max(furthest + furthest / 8, kShortest), 6);
  ruler.end = std::max(kShortest, (furthest / step + 1) * step);
  const float trackY = std::floor(box.min.y + theme.px(24.0f));

  const Hit hit = hitArea("track", {{box.min.x, box.min.y}, {box.max.x, trackY + theme.px(22.0f)}});
  const TimeMs there = std::min(ruler.timeAt(ImGui::GetIO().MousePos.x), furthest);
  if (hit.held && furthest > 0) {
    if (!canvas.memory.timeline.scrubbing) canvas.app.setPlaying(false);
    canvas.memory.timeline.scrubbing = true;
    if (there != run.now()) canvas.app.goTo(there);
  } else {
    canvas.memory.timeline.scrubbing = false;
  }

  const float thick = theme.px(2.0f);
  list.AddRectFilled({ruler.left, trackY - thick * 0.5f}, {ruler.right, trackY + thick * 0.5f},
                     theme[tokens::kLine], thick);
  list.AddRectFilled({ruler.left, trackY - thick * 0.5f},
                     {ruler.xOf(furthest), trackY + thick * 0.5f}, theme[tokens::kLineStrong],
                     thick);
  list.AddRectFilled({ruler.left, trackY - thick * 0.5f},
                     {ruler.xOf(run.now()), trackY + thick * 0.5f}, theme[tokens::kAccent], thick);
  paintTicks(canvas, ruler, trackY);
  paintEventMarks(canvas, ruler, trackY);
  paintRequestMarks(canvas, ruler, trackY);
  paintPlayhead(canvas, ruler, box, trackY);
  if (hit.hovered && furthest > 0) {
    const float x = std::round(ruler.xOf(there));
    list.AddLine({x + 0.5f, trackY - theme.px(10.0f)}, {x + 0.5f, trackY + theme.px(8.0f)},
                 theme.faded(tokens::kText, 0.5f), 1.0f);
  }
  list.AddLine({box.min.x, box.max.y - 0.5f}, {box.max.x, box.max.y - 0.5f}, theme[tokens::kLine],
               1.0f);
  endPanel();
  paintHighlight(canvas, "timeline", box);
}

}  // namespace taskyard
