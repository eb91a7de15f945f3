// The Yard from far away: the tasks of a service and zone as a mosaic of cells, sorted by state, so
// that a change of a thousand tasks is an area that changes colour. Painted as rows of one colour
// with the gaps drawn over them: the cost does not depend on the number of tasks.

#include <algorithm>
#include <cmath>

#include "panels/yard_paint.h"

namespace taskyard {

namespace {

// In the order of a task's life, so that areas move like tiles do.
constexpr TaskStatus kOrder[kStatusCount] = {TaskStatus::PROVISIONING,   TaskStatus::PENDING,
                                             TaskStatus::ACTIVATING,     TaskStatus::RUNNING,
                                             TaskStatus::DEACTIVATING,   TaskStatus::STOPPING,
                                             TaskStatus::DEPROVISIONING, TaskStatus::STOPPED};

constexpr float kLargestCell = 9.0f;  // while everything is in sight

struct Mosaic {
  Box box;
  float cell = 1.0f;
  std::int32_t columns = 1;
  std::int32_t rows = 1;
  std::int32_t perCell = 1;  // tasks that a cell stands for
};

// The largest cells that still give every task one; below 3 pixels, cells stand for several tasks.
Mosaic layMosaic(const Theme& theme, const Box& box, std::int32_t tasks, float largest) {
  Mosaic mosaic;
  mosaic.box = box;
  const float least = theme.px(3.0f);
  for (float cell = theme.px(largest);; cell -= 1.0f) {
    mosaic.cell = std::max(cell, least);
    mosaic.columns = std::max(1, static_cast<std::int32_t>(box.width() / mosaic.cell));
    mosaic.rows = std::max(1, static_cast<std::int32_t>(box.height() / mosaic.cell));
    const std::int32_t cells = mosaic.columns * mosaic.rows;
    if (cells >= tasks) break;
    if (mosaic.cell <= least) {
      mosaic.perCell = (tasks + cells - 1) / cells;
      break;
    }
  }
  return mosaic;
}

void paintCells(ImDrawList& list, const Mosaic& mosaic, std::int32_t from, std::int32_t to,
                ImU32 colour) {
  while (from < to) {
    const std::int32_t row = from / mosaic.columns;
    const std::int32_t first = from % mosaic.columns;
    const std::int32_t last = std::min(mosaic.columns, first + (to - from));
    const float y = mosaic.box.min.y + static_cast<float>(row) * mosaic.cell;
    list.AddRectFilled({mosaic.box.min.x + static_cast<float>(first) * mosaic.cell, y},
                       {mosaic.box.min.x + static_cast<float>(last) * mosaic.cell, y + mosaic.cell},
                       colour);
    from += last - first;
  }
}

void paintGaps(ImDrawList& list, const Mosaic& mosaic, std::int32_t cells, ImU32 ground) {
  const std::int32_t rows = (cells + mosaic.columns - 1) / mosaic.columns;
  const float right = mosaic.box.min.x + static_cast<float>(mosaic.columns) * mosaic.cell;
  const float bottom = mosaic.box.min.y + static_cast<float>(rows) * mosaic.cell;
  for (std::int32_t i = 1; i <= mosaic.columns; ++i) {
    const float x = mosaic.box.min.x + static_cast<float>(i) * mosaic.cell;
    list.AddRectFilled({x - 1.0f, mosaic.box.min.y}, {x, bottom}, ground);
  }
  for (std::int32_t i = 1; i <= rows; ++i) {
    const float y = mosaic.box.min.y + static_cast<float>(i) * mosaic.cell;
    list.AddRectFilled({mosaic.box.min.x, y - 1.0f}, {right, y}, ground);
  }
}

void paintZone(const Canvas& canvas, const YardSection& section, std::size_t zone, const Box& box) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::int32_t tasks = 0;
  for (const std::int32_t count : section.counts[zone]) tasks += count;
  if (tasks == 0) return;
  const float largest = kLargestCell * std::min(canvas.memory.yard.view.zoom, 3.0f);
  const Mosaic mosaic = layMosaic(theme, box, tasks, largest);
  std::int32_t& perCell = canvas.memory.yard.tasksPerCell;
  perCell = std::max(perCell, mosaic.perCell);
  // Cells are given out by the running sum, so that no state with a task loses its cell to
  // rounding.
  std::int32_t cell = 0;
  for (const TaskStatus status : kOrder) {
    const std::int32_t count = section.counts[zone][static_cast<std::size_t>(status)];
    if (count == 0) continue;
    const std::int32_t cells = std::max(1, (count + mosaic.perCell / 2) / mosaic.perCell);
    const std::int32_t most = mosaic.columns * mosaic.rows;
    const std::int32_t end = std::min(most, cell + cells);
    paintCells(list, mosaic, cell, end, theme.state(status));
    cell = end;
  }
  const ImU32 ground = mixed(theme[tokens::kPanel], theme[tokens::kRaised], 0.6f);
  if (mosaic.cell >= 3.0f) paintGaps(list, mosaic, cell, ground);
}

}  // namespace

void drawYardHeat(const Canvas& canvas, float top) {
  YardMemory& yard = canvas.memory.yard;
  yard.tasksPerCell = 1;
  const Theme& theme = canvas.theme;
  const Box& view = yard.inSight;
  for (std::size_t i = 0; i < yard.layout.sections.size(); ++i) {
    const YardSectionPlace& place = yard.layout.sections[i];
    if (top + place.bottom < view.min.y || top + place.head.min.y > view.max.y) continue;
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      const Box& column = yard.layout.columns[zone];
      if (column.width() <= 0.0f) continue;
      const float y = top + place.laneY[0];
      paintZone(canvas, yard.model.sections[i], zone,
                {{column.min.x + theme.px(6.0f), y},
                 {column.max.x - theme.px(6.0f), y + place.laneHeight[0]}});
    }
  }
}

}  // namespace taskyard
