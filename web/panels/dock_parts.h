#pragma once
// What the instruments below the Yard are made of: an empty case with a first action, headings,
// notes, bars, and tables of rows that can be chosen.

#include <span>
#include <string>
#include <vector>

#include "panels/canvas.h"
#include "widgets/button.h"

namespace taskyard {

// Written from top to bottom, in a part that scrolls.
struct DockPen {
  const Canvas& canvas;
  float left = 0.0f;
  float right = 0.0f;
  float y = 0.0f;

  [[nodiscard]] const Theme& theme() const { return canvas.theme; }
  [[nodiscard]] ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
  [[nodiscard]] float width() const { return right - left; }
  [[nodiscard]] bool narrow() const { return width() < canvas.theme.px(520.0f); }
};
// Begins the scrolling part; always call endDock with the pen.
DockPen beginDock(const Canvas& canvas, const char* name, const Box& box);
void endDock(const DockPen& pen);

// The empty case: what this shows, and one thing to do, which sends the requests. label "": nothing
// to press.
struct DockEmpty {
  const char* title;
  const char* text;
  const char* label = "";
  std::vector<Request> requests = {};
};
// True when the button was pressed. Under it stand the commands.
bool drawDockEmpty(const Canvas& canvas, const Box& box, const DockEmpty& empty);

void dockHeading(DockPen& pen, std::string_view text);
// A paragraph; nothing when the text is empty.
void dockNote(DockPen& pen, tokens::Colour colour, std::string_view text);

struct DockColumn {
  const char* name;
  float share;          // of the width
  bool number = false;  // at the right of its column
  bool wideOnly = false;
};
struct DockCell {
  std::string text;
  tokens::Colour colour = tokens::kText;
  bool strong = false;
  int icon = -1;  // an Icon before the text
};
class DockTable {
 public:
  // id: unique in the panel.
  DockTable(DockPen& pen, const char* id, std::span<const DockColumn> columns);
  // True when the row was pressed. selects: whether pressing does anything.
  bool row(std::span<const DockCell> cells, bool selected = false, bool selects = true);
  // The place of a column in the row drawn last.
  [[nodiscard]] Box cell(std::size_t column) const {
    const Place& place = places_[column];
    return {{place.left, pen_.y - pen_.theme().px(22.0f)}, {place.left + place.width, pen_.y}};
  }

 private:
  struct Place {
    float left;
    float width;
  };
  DockPen& pen_;
  std::string id_;
  std::vector<DockColumn> columns_;
  std::vector<Place> places_;
  int rows_ = 0;
};

// A bar from 0 to 1 with a part in another colour behind it.
void dockBar(DockPen& pen, const Box& box, float share, tokens::Colour colour);

// The service an instrument is about: the one that is selected, else the one before, else the
// first.
ServiceIndex dockService(const Canvas& canvas);
// One button per service, when there are several. Returns the x after them.
float drawServicePicker(const Canvas& canvas, float x, float y, float right);

// ---- The instruments. Each starts with its empty case.
void drawMetrics(const Canvas& canvas, const Box& box);
void drawDeployment(const Canvas& canvas, const Box& box);
void drawCapacity(const Canvas& canvas, const Box& box);
void drawTargets(const Canvas& canvas, const Box& box);
void drawScaling(const Canvas& canvas, const Box& box);
void drawCost(const Canvas& canvas, const Box& box);
void drawPath(const Canvas& canvas, const Box& box);
void drawLogs(const Canvas& canvas, const Box& box);
void drawImages(const Canvas& canvas, const Box& box);
void drawRoles(const Canvas& canvas, const Box& box);

}  // namespace taskyard
