#include "widgets/plot.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

// The next of 1, 2, 5, 10, 20, ... that is not below value.
float niceTop(float value) {
  float step = 1.0f;
  while (step * 10.0f < value) step *= 10.0f;
  while (step > value && step > 1e-3f) step /= 10.0f;
  for (const float factor : {1.0f, 1.5f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 8.0f, 10.0f}) {
    if (step * factor >= value) return step * factor;
  }
  return step * 10.0f;
}

struct Frame {
  Box area;  // of the lines
  float top = 1.0f;
  TimeMs from = 0;
  TimeMs to = 1;

  [[nodiscard]] float x(TimeMs at) const {
    return area.min.x + area.width() * static_cast<float>(at - from) /
                            static_cast<float>(std::max<TimeMs>(1, to - from));
  }
  [[nodiscard]] float y(float value) const {
    return area.max.y - area.height() * std::clamp(value / top, 0.0f, 1.05f);
  }
};

std::size_t firstSeen(const Plot& plot) {
  return static_cast<std::size_t>(
      std::lower_bound(plot.times.begin(), plot.times.end(), plot.from) - plot.times.begin());
}
std::size_t endSeen(const Plot& plot) {
  return static_cast<std::size_t>(std::upper_bound(plot.times.begin(), plot.times.end(), plot.to) -
                                  plot.times.begin());
}

float highest(const Plot& plot) {
  float most = plot.least;
  for (const PlotThreshold& each : plot.thresholds) most = std::max(most, each.value * 1.1f);
  for (const PlotLine& line : plot.lines) {
    for (std::size_t i = firstSeen(plot); line.values != nullptr && i < endSeen(plot); ++i) {
      if (i < line.values->size() && !std::isnan((*line.values)[i])) {
        most = std::max(most, (*line.values)[i]);
      }
    }
  }
  if (most <= plot.least) return plot.least;
  return niceTop(most * 1.04f);  // the highest point stays off the edge
}

void paintRun(const Theme& theme, std::vector<ImVec2>& run, const PlotLine& line) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = theme[line.colour];
  if (run.size() == 1) list.AddCircleFilled(run[0], theme.px(2.0f), colour, 8);
  if (run.size() > 1 && line.style == LineStyle::Dashed) {
    for (std::size_t i = 1; i < run.size(); ++i) {
      paintDashedLine(list, run[i - 1], run[i], colour, theme.px(1.25f), theme.px(3.0f));
    }
  } else if (run.size() > 1) {
    list.AddPolyline(run.data(), static_cast<int>(run.size()), colour, 0,
                     theme.px(line.style == LineStyle::Thin ? 1.0f : 2.0f));
  }
  run.clear();
}

void paintLine(const Theme& theme, const Plot& plot, const Frame& frame, const PlotLine& line) {
  if (line.values == nullptr) return;
  std::vector<ImVec2> run;
  std::size_t first = firstSeen(plot);
  if (first > 0) --first;  // the line comes in from the left
  for (std::size_t i = first; i < endSeen(plot) && i < line.values->size(); ++i) {
    const float value = (*line.values)[i];
    if (std::isnan(value)) {
      paintRun(theme, run, line);
      continue;
    }
    const ImVec2 at(frame.x(plot.times[i]), frame.y(value));
    if (line.stepped && !run.empty() && std::fabs(run.back().y - at.y) > 0.01f) {
      run.emplace_back(at.x, run.back().y);
    }
    // What has not changed for long needs no point of its own.
    if (run.size() > 1 && std::fabs(run.back().y - at.y) < 0.01f &&
        std::fabs(run[run.size() - 2].y - at.y) < 0.01f) {
      run.back() = at;
    } else {
      run.push_back(at);
    }
  }
  if (!run.empty() && line.stepped) run.emplace_back(frame.x(plot.to), run.back().y);
  paintRun(theme, run, line);
}

void paintGrid(const Theme& theme, const Plot& plot, const Frame& frame) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const float share : {0.0f, 0.5f, 1.0f}) {
    const float y = std::floor(frame.y(frame.top * share)) + 0.5f;
    list.AddLine({frame.area.min.x, y}, {frame.area.max.x, y}, theme[tokens::kLine], 1.0f);
    const std::string words = plot.words(frame.top * share);
    const float width = textWidth(*theme.fonts.caption, words);
    paintMiddle(list, *theme.fonts.caption, frame.area.min.x - width - theme.px(5.0f), y,
                theme[tokens::kFaint], words);
  }
  for (const PlotMark& mark : plot.marks) {
    if (mark.at < plot.from || mark.at > plot.to) continue;
    const float x = std::floor(frame.x(mark.at)) + 0.5f;
    list.AddLine({x, frame.area.min.y}, {x, frame.area.max.y}, theme.faded(mark.colour, 0.35f),
                 1.0f);
    list.AddTriangleFilled({x - theme.px(3.0f), frame.area.max.y + theme.px(5.0f)},
                           {x + theme.px(3.0f), frame.area.max.y + theme.px(5.0f)},
                           {x, frame.area.max.y}, theme[mark.colour]);
  }
  for (const PlotThreshold& each : plot.thresholds) {
    const float y = std::floor(frame.y(each.value)) + 0.5f;
    paintDashedLine(list, {frame.area.min.x, y}, {frame.area.max.x, y}, theme[tokens::kWarn], 1.0f,
                    theme.px(5.0f));
    const float width = textWidth(*theme.fonts.caption, each.name);
    paintText(list, *theme.fonts.caption,
              {frame.area.max.x - width, y - lineHeight(*theme.fonts.caption) - 1.0f},
              theme[tokens::kWarn], each.name);
  }
}

// The newest value not after `at`.
float valueAt(const Plot& plot, const PlotLine& line, TimeMs at) {
  if (line.values == nullptr) return NAN;
  auto i = static_cast<std::size_t>(std::upper_bound(plot.times.begin(), plot.times.end(), at) -
                                    plot.times.begin());
  i = std::min(i, line.values->size());
  return i == 0 ? NAN : (*line.values)[i - 1];
}

constexpr float kHeadRow = 16.0f;

void paintKey(const Theme& theme, const PlotLine& line, ImVec2 at) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 end(at.x + theme.px(12.0f), at.y);
  if (line.style == LineStyle::Dashed) {
    paintDashedLine(list, at, end, theme[line.colour], theme.px(1.5f), theme.px(2.5f));
  } else {
    list.AddLine(at, end, theme[line.colour],
                 theme.px(line.style == LineStyle::Thin ? 1.0f : 2.0f));
  }
}

// Title, then each line with its mark, its name and its value: the key and the reading in one, in
// as many rows as it takes. Returns their number; paint false: only counts them.
int paintHead(const Theme& theme, const Box& box, const Plot& plot, TimeMs at, bool paint) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImFont& name = *theme.fonts.caption;
  const ImFont& figure = *theme.fonts.captionStrong;
  int rows = 1;
  float y = box.min.y + theme.px(9.0f);
  float x = box.min.x + textWidth(figure, plot.title) + theme.px(10.0f);
  if (paint) paintMiddle(list, figure, box.min.x, y, theme[tokens::kText], plot.title);
  for (const PlotLine& line : plot.lines) {
    const float value = valueAt(plot, line, at);
    if (std::isnan(value)) continue;
    const std::string words = plot.words(value);
    const float width = theme.px(20.0f) + textWidth(name, line.name) + textWidth(figure, words);
    if (x + width > box.max.x && x > box.min.x) {
      ++rows;
      x = box.min.x;
      y += theme.px(kHeadRow);
    }
    if (paint) {
      paintKey(theme, line, {x, y});
      const float end =
          paintMiddle(list, name, x + theme.px(16.0f), y, theme[tokens::kMuted], line.name);
      paintMiddle(list, figure, end + theme.px(4.0f), y, theme[tokens::kText], words);
    }
    x += width + theme.px(10.0f);
  }
  return rows;
}

void paintHover(const Theme& theme, const Plot& plot, const Frame& frame, TimeMs at) {
  if (at < plot.from || at > plot.to) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = std::floor(frame.x(at)) + 0.5f;
  list.AddLine({x, frame.area.min.y}, {x, frame.area.max.y}, theme[tokens::kMuted], 1.0f);
  for (const PlotLine& line : plot.lines) {
    const float value = valueAt(plot, line, at);
    if (std::isnan(value)) continue;
    list.AddCircleFilled({x, frame.y(value)}, theme.px(3.0f), theme[line.colour], 10);
  }
}

}  // namespace

TimeMs drawPlot(const Theme& theme, const Box& box, const Plot& plot, TimeMs hoverAt) {
  Frame frame;
  frame.top = highest(plot);
  frame.from = plot.from;
  frame.to = std::max(plot.to, plot.from + 1);
  const float axis = std::max(textWidth(*theme.fonts.caption, plot.words(frame.top)),
                              textWidth(*theme.fonts.caption, plot.words(frame.top * 0.5f))) +
                     theme.px(8.0f);
  // Counted for the newest values, so that the plot stays where it is while the mouse moves.
  const int rows = paintHead(theme, box, plot, plot.to, false);
  const float head = theme.px(22.0f) + static_cast<float>(rows - 1) * theme.px(kHeadRow);
  frame.area = {{box.min.x + axis, box.min.y + head},
                {box.max.x - theme.px(4.0f), box.max.y - theme.px(18.0f)}};
  if (frame.area.width() < 20.0f || frame.area.height() < 12.0f) return kNever;

  TimeMs under = kNever;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsWindowHovered() && frame.area.contains(mouse)) {
    const float share = (mouse.x - frame.area.min.x) / frame.area.width();
    under = plot.from + static_cast<TimeMs>(
                            share * static_cast<float>(std::max<TimeMs>(1, plot.to - plot.from)));
  }
  const TimeMs at = under != kNever ? under : hoverAt;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  paintHead(theme, box, plot, at == kNever ? plot.to : at, true);
  paintGrid(theme, plot, frame);
  list.PushClipRect({frame.area.min.x, frame.area.min.y - 2.0f},
                    {frame.area.max.x + 2.0f, frame.area.max.y + 2.0f}, true);
  for (const PlotLine& line : plot.lines) paintLine(theme, plot, frame, line);
  if (at != kNever) paintHover(theme, plot, frame, at);
  list.PopClipRect();
  const float y = frame.area.max.y + theme.px(10.0f);
  paintMiddle(list, *theme.fonts.caption, frame.area.min.x, y, theme[tokens::kFaint],
              clockText(plot.from));
  const std::string end = clockText(at == kNever ? plot.to : at);
  const float width = textWidth(*theme.fonts.caption, end);
  paintMiddle(list, *theme.fonts.caption, frame.area.max.x - width, y,
              theme[at == kNever ? tokens::kFaint : tokens::kText], end);
  return under;
}

}  // namespace taskyard
