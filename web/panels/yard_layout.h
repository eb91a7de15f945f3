#pragma once
// Where everything in the Yard goes. A pure function of what there is to show and of the room for
// it: the same tasks on the same canvas always lie in the same places.
//
//   Internet ------------------------------- Registry
//      |
//   +- Region --------------------------------------+
//   | +- VPC --[Internet gateway]-----------------+ |
//   | |        us-east-1a   us-east-1b  us-east-1c| |    column heads
//   | | == service web =========================  | |    per section: a head,
//   | |Starting  [task]                            | |    and three lanes
//   | |Running             [task]      [task]      | |
//   | |Stopping                                    | |

#include <array>
#include <vector>

#include "panels/yard_model.h"
#include "widgets/paint.h"

namespace taskyard {

// How much of a task is drawn, from all of it to a cell that stands for several.
enum class YardDetail : std::uint8_t { Large, Card, Mini, Chip, Dot, Heat };

struct YardSectionPlace {
  Box head;  // in content coordinates: from the top of the lanes' area
  std::array<float, kLaneCount> laneY{};
  std::array<float, kLaneCount> laneHeight{};
  float bottom = 0.0f;
};

struct YardLayout {
  Box internet;
  Box registry;
  Box gateway;
  Box region;
  Box vpc;
  std::array<Box, kZoneCount> columns{};  // the whole column
  std::array<Box, kZoneCount> heads{};    // its head
  Box lanes;                              // the part that scrolls
  float gutter = 0.0f;                    // left of the columns, for the lanes' names
  YardDetail detail = YardDetail::Card;
  ImVec2 tile;
  float gap = 0.0f;
  float padding = 0.0f;  // around the tiles of a lane
  int perRow = 1;
  std::vector<YardSectionPlace> sections;
  float contentHeight = 0.0f;
};

// area: of the panel on the canvas.
void layYardOut(const YardModel& model, const Theme& theme, const Box& area, YardLayout& layout);

// The box of a task, in content coordinates (y from the top of layout.lanes).
Box tileBox(const YardLayout& layout, const YardTask& task);

}  // namespace taskyard
