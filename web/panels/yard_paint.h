#pragma once
// The parts of the Yard, painted one after the other by yard.cpp.

#include "panels/canvas.h"

namespace taskyard {

// Counts the tasks anew when something has changed. Before anything else in a frame.
void refreshYardModel(const Canvas& canvas);

// Region, VPC, heads of the columns, internet, gateway, registry, and the nodes outside the lanes.
void drawYardFrame(const Canvas& canvas);

// The names of the zones once more, above the lines that begin at the gateway.
void paintYardHeads(const Canvas& canvas);

// top, here and below: screen y of content y 0.
// The bands with their subnets, which can be selected; load balancers, gateways and databases.
void drawYardBands(const Canvas& canvas, float top);
// The x in the row of a band's label, after the label of the zone's subnets.
float besideSubnetLabel(const Canvas& canvas, std::size_t band, std::size_t zone);
// Instances as boxes; their tasks are drawn with the other tiles.
void drawYardInstances(const Canvas& canvas, float top);
// One thing of the diagram. origin: what its box is relative to.
void drawYardNode(const Canvas& canvas, const YardNode& node, ImVec2 origin);

// Requests, messages, calls: lines with moving dots. Under the sections and tiles.
void paintYardFlows(const Canvas& canvas, float top);
// Images on their way to the tasks that pull them; a way that is barred ends in a cross.
void paintYardDownloads(const Canvas& canvas, float top);

// Heads of the sections and names of the lanes; they select their service and scale it.
void drawYardSections(const Canvas& canvas, float top);

// Task tiles, moving. Returns the slot of the tile under the mouse, or State::tasks' size.
std::uint32_t drawYardTiles(const Canvas& canvas, float top, bool mouseInside);

// One task, at the place where it is now.
struct TileLook {
  Box box;
  float alpha = 1.0f;
  bool hovered = false;
  bool selected = false;
  bool showRevision = false;
  bool oldRevision = false;  // of a deployment that is being replaced
};
void paintTile(const Canvas& canvas, const Task& task, YardDetail detail, const TileLook& look);

// All tasks as cells of a mosaic, sorted by state.
void drawYardHeat(const Canvas& canvas, float top);

// What to do when nothing runs.
void drawYardEmpty(const Canvas& canvas);

// The requests behind the first button: a cluster where there is none, a task definition, a service
// of three tasks, one in each zone.
std::vector<Request> firstServiceRequests(const State& state);
Request desiredCountRequest(const State& state, ServiceIndex service, std::int32_t desiredCount);

}  // namespace taskyard
