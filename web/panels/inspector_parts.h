#pragma once
// The parts of the inspector. They are written from top to bottom, each where the last one ended.

#include <string>
#include <string_view>
#include <vector>

#include "panels/canvas.h"
#include "widgets/button.h"

namespace taskyard {

struct InspectorPen {
  const Canvas& canvas;
  float left = 0.0f;
  float right = 0.0f;
  float y = 0.0f;  // where the next part begins

  [[nodiscard]] const Theme& theme() const { return canvas.theme; }
  [[nodiscard]] ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
  [[nodiscard]] float width() const { return right - left; }
};

// A button with the command it sends under its label. key: what presses it as well.
struct Action {
  const char* id;
  const char* label;
  Icon icon;
  ButtonKind kind;
  bool enabled;
  ImGuiKey key = ImGuiKey_None;
  const char* keyName = "";
};
void drawAction(InspectorPen& pen, const Action& action, const Request& request);

void paintHeading(InspectorPen& pen, std::string_view text);
void paintFact(InspectorPen& pen, const char* name, std::string_view value);
void paintFact(InspectorPen& pen, const char* name, std::string_view value, tokens::Colour colour);
void paintParagraph(InspectorPen& pen, const ImFont& font, tokens::Colour colour,
                    std::string_view text);

// What is selected.
void drawTaskDetails(InspectorPen& pen, const Task& task);
void drawServiceDetails(InspectorPen& pen, ServiceIndex service);
void drawSubnetDetails(InspectorPen& pen, const Subnet& subnet);
// REQUIRES, for the three below: what is selected exists (App drops what does not).
// Things around tasks: the kinds of Selection from Traffic on.
void drawThingDetails(InspectorPen& pen, const Selection& what);
struct ThingTitle {
  const char* kind;
  std::string name;
};
ThingTitle titleOfThing(const State& state, const Selection& what);
// The newest event that explains how it is; kNoEvent when nobody knows one.
EventId whyOf(const State& state, const Selection& what);
// A button that asks about the event; nothing when the log does not hold it.
void drawWhyButton(InspectorPen& pen, const char* label, EventId event);
// The event and what led to it, to the root.
void drawWhy(InspectorPen& pen, EventId event);

// As AWS would describe it: the lines of the JSON, and a button that copies them.
void drawDescription(InspectorPen& pen);
// The text of those lines; "" when there is nothing to describe.
std::string describeSelection(const State& state, const EventLog& log, const Selection& selection);

}  // namespace taskyard
