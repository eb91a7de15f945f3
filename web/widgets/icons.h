#pragma once
// Our own icons, drawn as lines: sharp at any size. And the marks of task states, each with a shape
// of its own, so that no state is told by colour alone.

#include <cstdint>

#include <imgui.h>

#include "model/task.h"
#include "theme.h"

namespace taskyard {

enum class Icon : std::uint8_t {
  Play,
  Pause,
  Step,
  Undo,
  Redo,
  Plus,
  Minus,
  Fit,
  Close,
  Copy,
  Follow,
  Question,
  Bolt,
  Stop,
  HostLost,
  Globe,
  Gateway,
  Registry,
  Users,
  Balancer,
  Nat,
  Endpoint,
  Queue,
  Database,
  Table,
  Logs,
  Instance,
  Function,
  Info,
  Warning,
  Cross,
  Check,
  Command,
  Chevron,
};

// size: of the square around the icon, in canvas pixels.
void paintIcon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour);

// radius: of the circle around the mark.
void paintStateMark(ImDrawList& list, TaskStatus status, ImVec2 centre, float radius, ImU32 colour);

// A heart line for HEALTHY, a cross for UNHEALTHY, nothing for UNKNOWN.
void paintHealthMark(ImDrawList& list, const Theme& theme, HealthStatus health, ImVec2 centre,
                     float radius);

}  // namespace taskyard
