#pragma once
// What the screen remembers that is no part of the simulation: selection, filters, preferences.
// Panels and the bridge both read and write it; nothing in it reaches a run's hash.

#include <cstdint>
#include <string>

#include "model/ids.h"

namespace taskyard {

struct Selection {
  enum class Kind : std::uint8_t { None, Task, Service, Cluster, TaskDefinition, Subnet, Event };
  Kind kind = Kind::None;
  // Task: its ordinal (never reused). Event: its EventId. Others: the position in State's array.
  std::uint32_t id = 0;

  bool operator==(const Selection&) const = default;
};

struct UiState {
  Selection selection;
  bool showWhy = false;  // the inspector shows the chain of causes of whyEvent
  EventId whyEvent = kNoEvent;
  bool followEvents = true;  // the event log stays at its newest line
  // Text to be found in the event log, "" for all of it.
  std::string eventFilter;
  // What a lesson points at (`ui://timeline` -> "timeline"), "" for nothing. Panels mark it.
  std::string highlight;
  // Preferences, set by the page.
  float scale = 1.0f;  // of text and spacing, on top of devicePixelRatio
  bool dark = true;
  bool highContrast = false;
  bool reducedMotion = false;
};

}  // namespace taskyard
