#include "panels/yard_layout.h"

#include <algorithm>
#include <array>
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
constexpr float kMostDetailed = 450.0f;  // in sight
// So few that the Yard is panned rather than made too small to read.
constexpr std::int32_t kFewTasks = 24;

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

// All columns that are there are equally wide.
float columnWidthOf(const YardLayout& layout) {
  float width = 0.0f;
  for (const Box& column : layout.columns) width = std::max(width, column.width());
  return width;
}

void chooseTile(const TileSize& size, const Theme& theme, const YardModel& model,
                YardLayout& layout) {
  const float columnWidth = columnWidthOf(layout);
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

struct InstanceSize {
  InstanceDetail detail;
  float width;
  float height;
};
constexpr InstanceSize kInstanceSizes[] = {{InstanceDetail::Full, 168.0f, 62.0f},
                                           {InstanceDetail::Compact, 92.0f, 34.0f},
                                           {InstanceDetail::Mini, 40.0f, 18.0f}};

// Stacks bands from the top of the content downwards: labels, nodes, sections, instances.
class Stack {
 public:
  Stack(YardModel& model, const Theme& theme, YardLayout& layout)
      : model_(model),
        theme_(theme),
        layout_(layout),
        left_(layout.vpc.min.x + theme.px(8.0f)),
        right_(layout.vpc.max.x - theme.px(8.0f)) {}

  // roomy: a lane without tasks keeps the room of one row, so that tasks have somewhere to go.
  void layTiles(bool roomy) {
    begin();
    for (std::size_t band = 0; band < bandCount(); ++band) {
      beginBand(band);
      for (std::size_t i = 0; i < model_.sections.size(); ++i) {
        if (model_.sections[i].band == band) laySection(model_.sections[i], roomy);
      }
      layInstances(band);
      endBand();
    }
    end();
  }

  // The heat map: every section gets a share of the height that goes with its tasks.
  void layHeat() {
    layout_.detail = YardDetail::Heat;
    begin();
    float fixed = 0.0f;
    for (std::size_t band = 0; band < bandCount(); ++band) {
      beginBand(band);
      fixed = y_;
      y_ += theme_.px(8.0f);
    }
    for (const YardSection& section : model_.sections) {
      fixed += theme_.px(62.0f) + (section.problem.words.empty() ? 0.0f : theme_.px(24.0f));
    }
    const float room = std::max(0.0f, layout_.lanes.height() - fixed);
    begin();
    for (std::size_t band = 0; band < bandCount(); ++band) {
      beginBand(band);
      for (const YardSection& section : model_.sections) {
        if (section.band != band) continue;
        const float share =
            static_cast<float>(section.total) / static_cast<float>(std::max(1, model_.total));
        YardSectionPlace place = layHead(section);
        place.laneY = {y_, y_, y_};
        place.laneHeight = {std::floor(theme_.px(16.0f) + room * share), 0.0f, 0.0f};
        y_ += place.laneHeight[0] + theme_.px(6.0f);
        place.bottom = y_;
        layout_.sections.push_back(place);
      }
      endBand();
    }
    end();
  }

 private:
  [[nodiscard]] std::size_t bandCount() const {
    return std::max<std::size_t>(1, model_.bands.size());
  }

  void begin() {
    y_ = 0.0f;
    layout_.bands.clear();
    layout_.sections.clear();
    layout_.instances.assign(model_.instances.size(), {});
  }

  void beginBand(std::size_t band) {
    place_ = {};
    place_.top = y_;
    y_ += theme_.px(21.0f);
    place_.labelBottom = y_;
    for (YardNode& node : model_.nodes) {
      if (node.place != YardPlace::Span || node.band != band) continue;
      const float height = theme_.px(30.0f);
      node.box = {{layout_.columns[node.zone].min.x + theme_.px(5.0f), y_},
                  {layout_.columns[node.lastZone].max.x - theme_.px(5.0f), y_ + height}};
      y_ += height + theme_.px(5.0f);
    }
    layCells(band);
  }

  // NAT gateways, endpoints, databases: in the column of their zone.
  void layCells(std::size_t band) {
    const float height = theme_.px(27.0f);
    const float gap = theme_.px(5.0f);
    const float width = columnWidthOf(layout_) - 2.0f * gap;
    const int perRow = std::max(1, static_cast<int>(width / theme_.px(180.0f)));
    const float each = (width - gap * static_cast<float>(perRow - 1)) / static_cast<float>(perRow);
    std::array<int, kZoneCount> taken{};
    for (YardNode& node : model_.nodes) {
      if (node.place != YardPlace::Cell || node.band != band) continue;
      const int at = taken[node.zone]++;
      const float x =
          layout_.columns[node.zone].min.x + gap + static_cast<float>(at % perRow) * (each + gap);
      const float y = y_ + static_cast<float>(at / perRow) * (height + gap);
      node.box = {{x, y}, {x + each, y + height}};
    }
    const int most = *std::max_element(taken.begin(), taken.end());
    y_ += static_cast<float>(rowsFor(most, perRow)) * (height + gap);
  }

  YardSectionPlace layHead(const YardSection& section) {
    YardSectionPlace place;
    place.head = {{left_, y_}, {right_, y_ + theme_.px(30.0f)}};
    y_ += theme_.px(32.0f);
    place.problem = {{left_, y_}, {right_, y_}};
    if (!section.problem.words.empty()) {
      place.problem.max.y += theme_.px(24.0f);
      y_ += theme_.px(26.0f);
    }
    return place;
  }

  void laySection(const YardSection& section, bool roomy) {
    const float padding = layout_.padding;
    YardSectionPlace place = layHead(section);
    // Tasks on instances are there and not here.
    const bool hasLanes = section.onInstances == 0;
    for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
      const auto& counts = section.inLane[lane];
      const std::int32_t most = *std::max_element(counts.begin(), counts.end());
      int rows = rowsFor(most, layout_.perRow);
      if (rows == 0 && hasLanes && (roomy || (lane == 1 && section.total == 0))) rows = 1;
      const auto count = static_cast<float>(rows);
      place.laneY[lane] = y_;
      place.laneHeight[lane] =
          rows == 0 ? 0.0f : count * layout_.tile.y + (count - 1.0f) * layout_.gap + 2.0f * padding;
      y_ += place.laneHeight[lane];
    }
    y_ += theme_.px(4.0f);
    place.bottom = y_;
    layout_.sections.push_back(place);
  }

  void layInstances(std::size_t band) {
    std::array<int, kZoneCount> count{};
    for (const YardInstance& each : model_.instances) {
      if (each.band == band) ++count[each.zone];
    }
    const int most = *std::max_element(count.begin(), count.end());
    if (most == 0) return;
    const float gap = theme_.px(5.0f);
    const float room = columnWidthOf(layout_) - 2.0f * gap;
    for (const InstanceSize& size : kInstanceSizes) {
      const float least = std::min(room, theme_.px(size.width));
      const int perRow =
          std::clamp(static_cast<int>((room + gap) / (least + gap)), 1, std::max(1, most));
      const float height = theme_.px(size.height);
      const int rows = rowsFor(most, perRow);
      const bool fits = static_cast<float>(rows) * (height + gap) < layout_.lanes.height() * 0.6f;
      if (!fits && size.detail != InstanceDetail::Mini) continue;
      layout_.instanceDetail = size.detail;
      const float width =
          (room - gap * static_cast<float>(perRow - 1)) / static_cast<float>(perRow);
      placeInstances(band, perRow, {std::min(width, theme_.px(size.width * 2.0f)), height}, gap);
      y_ += static_cast<float>(rows) * (height + gap) + gap;
      return;
    }
  }

  void placeInstances(std::size_t band, int perRow, ImVec2 size, float gap) {
    const float head = layout_.instanceDetail == InstanceDetail::Full ? theme_.px(22.0f) : 0.0f;
    for (std::size_t i = 0; i < model_.instances.size(); ++i) {
      const YardInstance& each = model_.instances[i];
      if (each.band != band) continue;
      const auto row = static_cast<float>(each.place / perRow);
      const auto place = static_cast<float>(each.place % perRow);
      const ImVec2 min(layout_.columns[each.zone].min.x + gap + place * (size.x + gap),
                       y_ + gap + row * (size.y + gap));
      const Box box{min, {min.x + size.x, min.y + size.y}};
      const float inset = theme_.px(layout_.instanceDetail == InstanceDetail::Mini ? 2.0f : 4.0f);
      layout_.instances[i] = {
          box,
          {{min.x + inset, min.y + std::max(head, inset)}, {box.max.x - inset, box.max.y - inset}}};
    }
  }

  // The last band reaches down to the end of what can be seen.
  void end() {
    layout_.contentHeight = y_;
    YardBandPlace& last = layout_.bands.back();
    last.bottom = std::max(last.bottom, layout_.lanes.height() - theme_.px(3.0f));
  }

  void endBand() {
    place_.bottom = y_ + theme_.px(4.0f);
    y_ = place_.bottom + theme_.px(6.0f);
    layout_.bands.push_back(place_);
  }

  YardModel& model_;
  const Theme& theme_;
  YardLayout& layout_;
  float left_;
  float right_;
  float y_ = 0.0f;
  YardBandPlace place_;
};

// Chooses what is drawn of each task: as much as there is room for.
void layContent(YardModel& model, const Theme& theme, float zoom, YardLayout& layout) {
  layout.padding = cellPadding(theme);
  Stack stack(model, theme, layout);
  const float room = layout.lanes.height();
  const bool listed = !model.tasks.empty() || model.total == 0;
  const bool many = static_cast<float>(model.total) > kMostDetailed * zoom * zoom;
  if (listed) {
    for (const TileSize& size : kTileSizes) {
      chooseTile(size, theme, model, layout);
      if (size.detail == YardDetail::Large && layout.tile.x < theme.px(size.minWidth)) continue;
      if (size.detail < YardDetail::Dot && many) continue;
      if (size.detail == YardDetail::Chip && model.total <= kFewTasks) {
        chooseTile(kCard, theme, model, layout);
        stack.layTiles(false);
        return;
      }
      const bool large = size.detail <= YardDetail::Mini;
      for (const bool roomy : {true, false}) {
        if (roomy && !large) continue;
        if (!roomy && size.detail == YardDetail::Large) continue;
        stack.layTiles(roomy);
        if (layout.contentHeight <= room) return;
      }
      if (size.detail == YardDetail::Chip && size.minWidth < 28.0f && !many) return;
    }
  }
  stack.layHeat();
}

}  // namespace

void layYardOut(YardModel& model, const Theme& theme, const Box& area, float zoom,
                YardLayout& layout) {
  layYardFrame(model, theme, area, layout);
  layContent(model, theme, zoom, layout);
  const float missing = layout.contentHeight - layout.lanes.height();
  if (missing <= 0.0f) return;
  layYardFrame(model, theme, {area.min, {area.max.x, area.max.y + std::ceil(missing)}}, layout);
}

Box tileBox(const YardLayout& layout, const YardTask& task) {
  if (task.instance != kNoInstance && task.instance < layout.instances.size()) {
    const Box& fill = layout.instances[task.instance].fill;
    const float from = std::min(1.0f, task.from);
    const float to = std::min(1.0f, task.from + task.share);
    return {
        {fill.min.x + fill.width() * from, fill.min.y},
        {std::max(fill.min.x + fill.width() * from + 2.0f, fill.min.x + fill.width() * to - 2.0f),
         fill.max.y}};
  }
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
