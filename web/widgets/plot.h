#pragma once
// A plot over time: a few lines, thresholds, marks of events, and the values under the mouse.

#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "widgets/paint.h"

namespace taskyard {

enum class LineStyle : std::uint8_t { Solid, Dashed, Thin };

struct PlotLine {
  const char* name = "";
  const std::vector<float>* values =
      nullptr;  // by moment; NaN: none. nullptr: the line is left out
  tokens::Colour colour = tokens::kAccent;
  LineStyle style = LineStyle::Solid;
  bool stepped = false;  // a value holds until the next one
};
struct PlotThreshold {
  float value = 0.0f;
  std::string name;
};
struct PlotMark {
  TimeMs at = 0;
  tokens::Colour colour = tokens::kFaint;
};

struct Plot {
  const char* title = "";
  std::string (*words)(float value) = nullptr;  // a value with its unit
  float least = 1.0f;                           // the axis goes at least up to this
  std::span<const TimeMs> times;
  std::span<const PlotLine> lines;
  std::span<const PlotThreshold> thresholds;
  std::span<const PlotMark> marks;
  TimeMs from = 0;
  TimeMs to = 0;
};

// hoverAt: the moment under the mouse, in this plot or in another one that shares it; kNever: none.
// Returns the moment under the mouse when it is over this plot, else kNever.
TimeMs drawPlot(const Theme& theme, const Box& box, const Plot& plot, TimeMs hoverAt);

}  // namespace taskyard
