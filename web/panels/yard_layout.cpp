#include "panels/yard_layout.h"

#include <algorithm>
#include <cmath>

namespace taskyard {

namespace {

struct TileSize {
  YardDetail detail;
  float minWidth;
  float maxWidth;  // tiles of one row share the width of the column up to this
  float height;
  float gap;
};

constexpr TileSize kCard = {YardDetail::Card, 116.0f, 230.0f, 48.0f, 6.0f};

// CSS pixels at scale 1, from the most detail to the least.
constexpr TileSize kTileSizes[] = {
    {YardDetail::Large, 176.0f, 420.0f, 72.0f, 8.0f}, kCard,
    {YardDetail::Mini, 74.0f, 180.0f, 26.0f, 5.0f},   {YardDetail::Chip, 28.0f, 28.0f, 28.0f, 6.0f},
    {YardDetail::Chip, 20.0f, 20.0f, 20.0f, 5.0f},    {YardDetail::Dot, 18.0f, 18.0f, 18.0f, 4.0f},
    {YardDetail::Dot, 13.0f, 13.0f, 13.0f, 3.0f},     {YardDetail::Dot, 9.0f, 9.0f, 9.0f, 2.0f},
    {YardDetail::Dot, 6.0f, 6.0f, 6.0f, 1.0f},
};
// A draw list holds 65,536 vertices at most (WebGL's 16-bit indices); a chip takes about 100.
constexpr std::int32_t kMostDetailed = 450;
// So few that they are scrolled rather than made too small to read.
constexpr std::int32_t kFewTasks = 24;
constexpr float kNarrow = 560.0f;  // below, no gutter and less air

float cellPadding(const Theme& theme) { return theme.px(6.0f); }

int rowsFor(std::int32_t count, int perRow) { return (count + perRow - 1) / perRow; }

// The most tasks that one lane of one zone holds.
std::int32_t fullestCell(const YardModel& model) {
  std::int32_t most = 1;
  for (const YardSection& section : model.sections) {
    for (const auto& lane : section.inLane) {
      most = std::max(most, *std::max_element(lane.begin(), lane.end()));
    }
  }
  return most;
}

void chooseTile(const TileSize& size, const Theme& theme, const YardModel& model,
                YardLayout& layout) {
  const float columnWidth = layout.columns[0].width();
  const float room = columnWidth - 2.0f * cellPadding(theme);
  const float least = theme.px(size.minWidth);
  const float gap = theme.px(size.gap);
  layout.detail = size.detail;
  layout.gap = gap;
  layout.perRow = std::max(1, static_cast<int>((room + gap) / (least + gap)));
  layout.perRow = std::min(layout.perRow, fullestCell(model));
  const auto per = static_cast<float>(layout.perRow);
  const float shared = std::floor((room - gap * (per - 1.0f)) / per);
  layout.tile = {std::clamp(shared, std::min(least, room), theme.px(size.maxWidth)),
                 theme.px(size.height)};
}

// Puts the sections under each other. roomy: a lane without tasks keeps the room of one row, so
// that tasks have somewhere to go.
void stackSections(const YardModel& model, const Theme& theme, const YardLayout& frame, bool roomy,
                   YardLayout& layout) {
  const float padding = cellPadding(theme);
  const float left = frame.vpc.min.x + theme.px(8.0f);
  const float right = frame.vpc.max.x - theme.px(8.0f);
  const float headHeight = theme.px(32.0f);
  float y = 0.0f;
  layout.sections.clear();
  for (const YardSection& section : model.sections) {
    YardSectionPlace place;
    place.head = {{left, y}, {right, y + headHeight}};
    y += headHeight + theme.px(2.0f);
    for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
      const auto& counts = section.inLane[lane];
      const std::int32_t most = *std::max_element(counts.begin(), counts.end());
      int rows = rowsFor(most, layout.perRow);
      if (rows == 0 && (roomy || (lane == 1 && section.total == 0))) rows = 1;
      const auto count = static_cast<float>(rows);
      place.laneY[lane] = y;
      place.laneHeight[lane] =
          rows == 0 ? 0.0f : count * layout.tile.y + (count - 1.0f) * layout.gap + 2.0f * padding;
      y += place.laneHeight[lane];
    }
    y += theme.px(8.0f);
    place.bottom = y;
    layout.sections.push_back(place);
  }
  layout.contentHeight = y;
}

// The heat map: every section gets a share of the height that goes with its tasks.
void stackHeat(const YardModel& model, const Theme& theme, YardLayout& layout) {
  const float headHeight = theme.px(32.0f);
  const float left = layout.vpc.min.x + theme.px(8.0f);
  const float right = layout.vpc.max.x - theme.px(8.0f);
  const float spacing = theme.px(10.0f);
  const auto count = static_cast<float>(model.sections.size());
  const float room =
      std::max(0.0f, layout.lanes.height() - count * (headHeight + spacing + theme.px(20.0f)));
  float y = 0.0f;
  layout.detail = YardDetail::Heat;
  layout.sections.clear();
  for (const YardSection& section : model.sections) {
    const float share =
        static_cast<float>(section.total) / static_cast<float>(std::max(1, model.total));
    YardSectionPlace place;
    place.head = {{left, y}, {right, y + headHeight}};
    y += headHeight + theme.px(4.0f);
    place.laneY = {y, y, y};
    place.laneHeight = {std::floor(theme.px(16.0f) + room * share), 0.0f, 0.0f};
    y += place.laneHeight[0] + spacing - theme.px(4.0f);
    place.bottom = y;
    layout.sections.push_back(place);
  }
  layout.contentHeight = y;
}

void layFrame(const Theme& theme, const Box& area, YardLayout& layout) {
  const bool narrow = area.width() < theme.px(kNarrow);
  const float pad = theme.px(narrow ? 6.0f : 14.0f);
  const float chip = theme.px(26.0f);
  const float left = area.min.x + pad;
  const float right = area.max.x - pad;
  float y = area.min.y + theme.px(narrow ? 6.0f : 10.0f);

  layout.gutter = narrow ? 0.0f : theme.px(62.0f);
  const float middle = (left + right + layout.gutter) * 0.5f;
  layout.internet = {{middle - theme.px(46.0f), y}, {middle + theme.px(46.0f), y + chip}};
  layout.registry = {{right - theme.px(96.0f), y}, {right, y + chip}};
  y += chip + theme.px(10.0f);
  layout.region = {{left, y}, {right, area.max.y - pad}};
  y += theme.px(narrow ? 20.0f : 24.0f);
  const float frame = theme.px(narrow ? 4.0f : 10.0f);
  layout.vpc = {{left + frame, y}, {right - frame, layout.region.max.y - frame}};
  const float half = theme.px(narrow ? 68.0f : 74.0f);
  layout.gateway = {{middle - half, y - chip * 0.5f}, {middle + half, y + chip * 0.5f}};
  y += chip * 0.5f + theme.px(6.0f);

  const float inner = theme.px(8.0f);
  const float columnsLeft = layout.vpc.min.x + inner + layout.gutter;
  const float between = theme.px(narrow ? 4.0f : 8.0f);
  const float width = std::floor((layout.vpc.max.x - inner - columnsLeft - 2.0f * between) / 3.0f);
  const float headHeight = theme.px(narrow ? 36.0f : 42.0f);
  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    const float x = columnsLeft + static_cast<float>(zone) * (width + between);
    layout.columns[zone] = {{x, y}, {x + width, layout.vpc.max.y - inner}};
    layout.heads[zone] = {{x, y}, {x + width, y + headHeight}};
  }
  layout.lanes = {{layout.vpc.min.x, y + headHeight}, {layout.vpc.max.x, layout.vpc.max.y - inner}};
}

}  // namespace

void layYardOut(const YardModel& model, const Theme& theme, const Box& area, YardLayout& layout) {
  layFrame(theme, area, layout);
  layout.padding = cellPadding(theme);
  const float room = layout.lanes.height();
  const bool listed = !model.tasks.empty() || model.total == 0;
  if (listed) {
    for (const TileSize& size : kTileSizes) {
      chooseTile(size, theme, model, layout);
      if (size.detail == YardDetail::Large && layout.tile.x < theme.px(size.minWidth)) continue;
      if (size.detail < YardDetail::Dot && model.total > kMostDetailed) continue;
      if (size.detail == YardDetail::Chip && model.total <= kFewTasks) {
        chooseTile(kCard, theme, model, layout);
        stackSections(model, theme, layout, false, layout);
        return;
      }
      const bool large = size.detail <= YardDetail::Mini;
      for (const bool roomy : {true, false}) {
        if (roomy && !large) continue;
        if (!roomy && size.detail == YardDetail::Large) continue;
        stackSections(model, theme, layout, roomy, layout);
        if (layout.contentHeight <= room) return;
      }
      if (size.detail == YardDetail::Chip && size.minWidth < 28.0f &&
          model.total <= kMostDetailed) {
        return;
      }
    }
  }
  stackHeat(model, theme, layout);
}

Box tileBox(const YardLayout& layout, const YardTask& task) {
  const YardSectionPlace& section = layout.sections[task.section];
  const Box& column = layout.columns[task.zone];
  const auto row = static_cast<float>(task.place / layout.perRow);
  const auto place = static_cast<float>(task.place % layout.perRow);
  const float rowWidth =
      static_cast<float>(layout.perRow) * (layout.tile.x + layout.gap) - layout.gap;
  const bool marks = layout.detail > YardDetail::Mini;
  const float left =
      column.min.x + (marks ? layout.padding : std::floor((column.width() - rowWidth) * 0.5f));
  const ImVec2 min(left + place * (layout.tile.x + layout.gap),
                   section.laneY[static_cast<std::size_t>(task.lane)] + layout.padding +
                       row * (layout.tile.y + layout.gap));
  return {min, {min.x + layout.tile.x, min.y + layout.tile.y}};
}

}  // namespace taskyard
