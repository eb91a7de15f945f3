// What is around the lanes: the frames of region and VPC, the columns of the zones, what is outside
// the VPC.

#include <algorithm>
#include <cmath>

#include "panels/yard_layout.h"

namespace taskyard {

namespace {

constexpr float kNarrow = 560.0f;     // below, no gutter and less air
constexpr float kRailLeast = 700.0f;  // below, regional services are chips under the VPC
constexpr float kRail = 158.0f;
constexpr float kRailNode = 42.0f;
constexpr float kChip = 26.0f;

int countOf(const YardModel& model, YardPlace place) {
  return static_cast<int>(std::count_if(model.nodes.begin(), model.nodes.end(),
                                        [&](const YardNode& n) { return n.place == place; }));
}

// Traffic to the left of the internet, in the order in which it was set.
void layTop(YardModel& model, const Theme& theme, float left, YardLayout& layout) {
  float right = layout.internet.min.x - theme.px(26.0f);
  for (YardNode& node : model.nodes) {
    if (node.place != YardPlace::Top) continue;
    node.box = {};
    const float width = textWidth(*theme.fonts.captionStrong, node.title) +
                        textWidth(*theme.fonts.caption, node.detail) + theme.px(46.0f);
    const float room = right - left;
    if (room < theme.px(64.0f)) continue;
    const float x = right - std::min(width, room);
    node.box = {{x, layout.internet.min.y}, {right, layout.internet.max.y}};
    right = x - theme.px(8.0f);
  }
}

void layRail(YardModel& model, const Theme& theme, YardLayout& layout) {
  const int count = countOf(model, YardPlace::Rail);
  if (count == 0) return;
  const float gap = theme.px(8.0f);
  const float room = layout.rail.height();
  float height = theme.px(kRailNode);
  if (static_cast<float>(count) * (height + gap) > room) height = theme.px(kChip);
  float y = layout.rail.min.y;
  for (YardNode& node : model.nodes) {
    if (node.place != YardPlace::Rail) continue;
    node.box = {};
    if (y + height > layout.rail.max.y) continue;
    node.box = {{layout.rail.min.x, y}, {layout.rail.max.x, y + height}};
    y += height + gap;
  }
}

// Without room for a rail: chips in rows under the VPC. Returns the height they take.
float layStrip(YardModel& model, const Theme& theme, const Box& region) {
  const int count = countOf(model, YardPlace::Rail);
  if (count == 0) return 0.0f;
  const float gap = theme.px(4.0f);
  const float inner = region.width() - theme.px(12.0f);
  const int perRow = std::clamp(static_cast<int>(inner / theme.px(150.0f)), 1, 4);
  const int rows = std::min(2, (count + perRow - 1) / perRow);
  const auto per = static_cast<float>(perRow);
  const float width = std::floor((inner - gap * (per - 1.0f)) / per);
  const float height = static_cast<float>(rows) * (theme.px(kChip) + gap);
  int at = 0;
  for (YardNode& node : model.nodes) {
    if (node.place != YardPlace::Rail) continue;
    node.box = {};
    if (at >= rows * perRow) continue;
    const float x = region.min.x + theme.px(6.0f) + static_cast<float>(at % perRow) * (width + gap);
    const float y = region.max.y - theme.px(2.0f) - height +
                    static_cast<float>(at / perRow) * (theme.px(kChip) + gap);
    node.box = {{x, y}, {x + width, y + theme.px(kChip)}};
    ++at;
  }
  return height;
}

void layColumns(const YardModel& model, const Theme& theme, float top, YardLayout& layout) {
  const float inner = theme.px(8.0f);
  const float left = layout.vpc.min.x + inner + layout.gutter;
  const float between = theme.px(layout.narrow ? 4.0f : 8.0f);
  const auto count = static_cast<float>(
      std::max<std::ptrdiff_t>(1, std::count(model.zones.begin(), model.zones.end(), true)));
  const float width =
      std::floor((layout.vpc.max.x - inner - left - (count - 1.0f) * between) / count);
  const float headHeight = theme.px(22.0f);
  float x = left;
  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    layout.columns[zone] = layout.heads[zone] = {{x, top}, {x, top}};
    if (!model.zones[zone]) continue;
    layout.columns[zone] = {{x, top}, {x + width, layout.vpc.max.y - inner}};
    layout.heads[zone] = {{x, top}, {x + width, top + headHeight}};
    x += width + between;
  }
  layout.lanes = {{layout.vpc.min.x, top + headHeight},
                  {layout.vpc.max.x, std::max(top + headHeight, layout.vpc.max.y - inner)}};
}

}  // namespace

void layYardFrame(YardModel& model, const Theme& theme, const Box& area, YardLayout& layout) {
  layout.area = area;
  layout.narrow = area.width() < theme.px(kNarrow);
  const bool narrow = layout.narrow;
  const float pad = theme.px(narrow ? 6.0f : 12.0f);
  const float chip = theme.px(kChip);
  const float left = area.min.x + pad;
  const float right = area.max.x - pad;
  const bool rail = countOf(model, YardPlace::Rail) > 0 && area.width() >= theme.px(kRailLeast);
  const float railWidth = rail ? theme.px(kRail) : 0.0f;
  const float frame = theme.px(narrow ? 4.0f : 8.0f);
  layout.gutter = narrow ? 0.0f : theme.px(62.0f);

  float y = area.min.y + theme.px(narrow ? 6.0f : 8.0f);
  const float vpcRight = right - frame - (rail ? railWidth + theme.px(26.0f) : 0.0f);
  const float middle = (left + frame + vpcRight + layout.gutter) * 0.5f;
  layout.internet = {{middle - theme.px(46.0f), y}, {middle + theme.px(46.0f), y + chip}};
  layout.registry = {{right - theme.px(narrow ? 96.0f : 122.0f), y}, {right, y + chip}};
  layTop(model, theme, left, layout);
  y += chip + theme.px(8.0f);
  layout.region = {{left, y}, {right, area.max.y - pad}};
  y += theme.px(narrow ? 20.0f : 22.0f);
  float bottom = layout.region.max.y - frame;
  if (!rail) bottom -= layStrip(model, theme, layout.region);
  layout.vpc = {{left + frame, y}, {vpcRight, bottom}};
  const float railTop = y + theme.px(6.0f);  // under the buttons that zoom
  layout.rail = {{right - frame - railWidth, railTop}, {right - frame, bottom}};
  if (rail) layRail(model, theme, layout);
  const float half = theme.px(narrow ? 68.0f : 74.0f);
  layout.gateway = {{middle - half, y - chip * 0.5f}, {middle + half, y + chip * 0.5f}};
  y += chip * 0.5f + theme.px(8.0f);  // under the name of the VPC
  layColumns(model, theme, y, layout);
}

}  // namespace taskyard
