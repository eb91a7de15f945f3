#pragma once
// The parts of the Yard, painted one after the other by yard.cpp.

#include "panels/canvas.h"

namespace taskyard {

// Counts the tasks anew when something has changed. Before anything else in a frame.
void refreshYardModel(const Canvas& canvas);

// Region, VPC, columns and their heads, internet, gateway, registry. Heads select their subnet.
void drawYardFrame(const Canvas& canvas, const Box& area);

// Heads of the sections and names of the lanes; they select their service and scale it.
// top: screen y of content y 0.
void drawYardSections(const Canvas& canvas, float top);

// Task tiles, moving. Returns the slot of the tile under the mouse, or State::tasks' size.
std::uint32_t drawYardTiles(const Canvas& canvas, float top, bool mouseInside);

// Images on their way from the registry to the tasks that pull them; under the lanes.
void paintYardDownloads(const Canvas& canvas);

// One task, at the place where it is now.
struct TileLook {
  Box box;
  float alpha = 1.0f;
  bool hovered = false;
  bool selected = false;
  bool showRevision = false;
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
