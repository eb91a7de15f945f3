#pragma once
// What every panel is given to draw with, and what the canvas remembers between frames. All of it
// could be thrown away at any moment: it holds places, scroll positions and prepared text, never a
// fact of the simulation.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "engine/cost.h"
#include "panels/event_index.h"
#include "panels/history.h"
#include "panels/yard_layout.h"
#include "panels/yard_model.h"
#include "panels/yard_view.h"
#include "theme.h"
#include "widgets/paint.h"
#include "widgets/pinch.h"
#include "widgets/tabs.h"

namespace taskyard {

// Where a tile is drawn now, on its way to where it belongs.
struct TileMotion {
  std::uint32_t ordinal = 0xFFFFFFFFu;
  std::uint32_t frame = 0;  // in which it was last drawn
  float x = 0.0f;           // from the left of the Yard's area
  float y = 0.0f;           // from the top of its lanes
  float width = 0.0f;
  float alpha = 0.0f;
};

struct YardMemory {
  YardModel model;
  YardLayout layout;
  Box panel;                        // on the canvas
  Box inSight;                      // the part of the lanes that the panel shows
  YardLayout trial;                 // while it is found out how much room tasks need
  std::vector<TileMotion> motions;  // by task slot
  std::uint32_t frame = 0;
  std::int32_t tasksPerCell = 1;  // of the mosaic, where it stands for the most
  float flow = 0.0f;              // 0 to 1, over and over: moves the dots on all lines
  YardView view;
  float roomZoom = 1.0f;         // the zoom from which on tasks are drawn in full
  float largeBy = 1.0f;          // how much larger text is wanted, for whoever bakes fonts
  int zoomWish = 0;              // +1 or -1: a step about the middle, with the next frame
  bool pressed = false;          // the mouse or a finger went down in the Yard
  bool dragging = false;         // ... and has moved since: no press
  bool jumped = false;           // another zoom: tiles are in their places at once
  bool revealSelection = false;  // pan to what is selected
  // The section to whose trouble the spotlight has panned.
  std::optional<std::size_t> spotlit;
  // What the model was made from.
  std::uint64_t revision = 0;
  float sinceCountMs = 1e9f;
  std::size_t slots = 0;
};

struct EventLogMemory {
  LogFilter filter = LogFilter::All;
  // Prepared sentences of the rows in sight.
  struct Row {
    EventId id = kNoEvent;
    std::string text;
  };
  std::vector<Row> rows;
  std::uint64_t revision = 0;
  std::size_t seenRows = 0;
};

struct InspectorMemory {
  float slide = 0.0f;  // 0: out of sight, 1: in place
  Selection shown;     // stays while the inspector slides out
  bool shownWhy = false;
  EventId shownWhyEvent = kNoEvent;
  std::vector<std::string> lines;  // of the JSON
  std::uint64_t revision = 0;      // of the app when the lines were made; 0: they are stale
  float sinceLinesMs = 0.0f;
  float copiedMs = 0.0f;  // how long "Copied" still shows
};

struct TimelineMemory {
  bool scrubbing = false;
};

struct DockMemory {
  TabRow tabs;
  ServiceIndex service;     // that the instruments are about
  TimeMs hoverAt = kNever;  // the moment under the mouse, in all plots
  int window = 1;           // how much of the past the plots show
  int pathTo = -1;          // below 0: the first way that is barred
  // The breakdown of the cost, made anew a few times a second.
  CostBreakdown cost;
  float sinceCostMs = 1e9f;
  std::uint64_t costRevision = 0;
};

struct ScreenLayout;

struct PanelMemory {
  Pinch pinch;
  EventIndex events;
  History history;
  DockMemory dock;
  YardMemory yard;
  EventLogMemory log;
  InspectorMemory inspector;
  TimelineMemory timeline;
  bool moving = false;  // something is on its way: draw the next frame too
};

struct Canvas {
  App& app;
  const Theme& theme;
  PanelMemory& memory;
  float elapsedMs = 0.0f;  // real time since the last frame, at most some frames' worth

  [[nodiscard]] const State& state() const { return app.run().state(); }
  [[nodiscard]] const EventLog& events() const { return app.run().events(); }
  [[nodiscard]] UiState& ui() const { return app.ui(); }
  void select(Selection::Kind kind, std::uint32_t id) const;
  void askWhy(EventId event) const;
};

// A child window that fills `box`, with no decoration of its own. Always call endPanel().
bool beginPanel(const char* name, const Box& box, bool scrolls = false);
void endPanel();
// The accent line around what a lesson points at.
void paintHighlight(const Canvas& canvas, const char* name, const Box& box);

// ---- The panels. Each starts with its empty case.
void drawTransport(const Canvas& canvas, const Box& box);
void drawTimeline(const Canvas& canvas, const Box& box);
void drawYard(const Canvas& canvas, const Box& box);
// Pans the Yard so that the box, a place on the canvas, is in sight with the next frame.
void bringIntoYardView(const Canvas& canvas, const Box& box);
void drawEventLog(const Canvas& canvas, const Box& box);
void drawInspector(const Canvas& canvas, const Box& box);
void drawDock(const Canvas& canvas, const Box& box);
void applyShortcuts(const Canvas& canvas);
// While it is on, dims everything but what matters: what is pointed at or selected, or what has
// gone wrong, to which the Yard is panned once.
void drawSpotlight(const Canvas& canvas, const ScreenLayout& screen);

// The whole canvas, in one window as large as the display.
void drawCanvas(const Canvas& canvas);

}  // namespace taskyard
