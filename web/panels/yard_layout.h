#pragma once
// Where everything in the Yard goes. A pure function of what there is to show and of the room for
// it: the same tasks on the same canvas always lie in the same places.
//
//   [traffic] [Internet] --------------------- [Public registry]
//                 |
//   +- Region --------------------------------------------+
//   | +- VPC --[Internet gateway]----------+   [queue]    |
//   | |         us-east-1a   us-east-1b    |   [table]    |   the rail: regional services
//   | | public    subnet       subnet      |   [ECR]      |   a band: its subnets, what
//   | |         [== load balancer ======]  |   [logs]     |   stands in them, and the
//   | |         [NAT]                      |              |   services whose tasks are there
//   | | private   subnet       subnet      |              |
//   | | == service web ==================  |              |   per section: a head, what is
//   | | Starting  [task]                   |              |   wrong, and three lanes
//   | | Running   [task]       [task]      |              |

#include <array>
#include <vector>

#include "panels/yard_model.h"
#include "widgets/paint.h"

namespace taskyard {

// How much of a task is drawn, from all of it to a cell that stands for several.
enum class YardDetail : std::uint8_t { Large, Card, Mini, Chip, Dot, Heat };

struct YardSectionPlace {
  Box head;     // in content coordinates: from the top of the lanes' area
  Box problem;  // a line under it; of height 0 when nothing is wrong
  std::array<float, kLaneCount> laneY{};
  std::array<float, kLaneCount> laneHeight{};
  float bottom = 0.0f;
};

// In content coordinates.
struct YardBandPlace {
  float top = 0.0f;
  float labelBottom = 0.0f;  // the row that names the subnets ends here
  float bottom = 0.0f;
};

// How much of an instance is drawn: its name and figures, its tasks, or a small box.
enum class InstanceDetail : std::uint8_t { Full, Compact, Mini };
struct YardInstancePlace {
  Box box;   // in content coordinates
  Box fill;  // the part that its tasks fill
};

struct YardLayout {
  Box area;  // all of it: the panel when everything is in sight, larger when zoomed or overflowing
  Box internet;
  Box registry;
  Box gateway;
  Box region;
  Box vpc;
  Box rail;  // of width 0 when there is nothing in it or no room for it
  std::array<Box, kZoneCount> columns{};  // the whole column; of width 0 for a zone without subnets
  std::array<Box, kZoneCount> heads{};    // its head
  Box lanes;                              // under the heads: content coordinates begin here
  float gutter = 0.0f;                    // left of the columns, for the lanes' names
  bool narrow = false;
  YardDetail detail = YardDetail::Card;
  ImVec2 tile;
  float gap = 0.0f;
  float padding = 0.0f;  // around the tiles of a lane
  int perRow = 1;
  InstanceDetail instanceDetail = InstanceDetail::Full;
  std::vector<YardBandPlace> bands;
  std::vector<YardSectionPlace> sections;
  std::vector<YardInstancePlace> instances;
  float contentHeight = 0.0f;
};

// area: on the canvas. What does not fit into its height makes layout.area higher. Also gives the
// model's nodes their places. zoom: so many times wider and higher than what can be seen of it.
void layYardOut(YardModel& model, const Theme& theme, const Box& area, float zoom,
                YardLayout& layout);
// The frame alone: what is around the lanes, with the nodes at its top and on its rail.
void layYardFrame(YardModel& model, const Theme& theme, const Box& area, YardLayout& layout);

// The box of a task, in content coordinates (y from the top of layout.lanes).
Box tileBox(const YardLayout& layout, const YardTask& task);

}  // namespace taskyard
