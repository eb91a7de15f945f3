#pragma once
// What the screen remembers that is no part of the simulation: selection, preferences.
// Panels and the bridge both read and write it; nothing in it reaches a run's hash.

#include <cstddef>
#include <cstdint>
#include <string>

#include "model/ids.h"

namespace taskyard {

struct Selection {
  enum class Kind : std::uint8_t {
    None,
    Task,
    Service,
    Cluster,
    TaskDefinition,
    Subnet,
    Event,
    Traffic,
    InternetGateway,
    LoadBalancer,
    NatGateway,
    Endpoint,
    Instance,  // EC2, container instances of a cluster
    Queue,
    Database,
    Table,
    Repository,
    LogGroup,
    Function,
    Host,  // EC2 outside ECS, for docker run
  };
  Kind kind = Kind::None;
  // Task: its ordinal (never reused). Event: its EventId. Others: the position in State's array.
  std::uint32_t id = 0;

  bool operator==(const Selection&) const = default;
};

// The instruments below the Yard.
enum class DockTab : std::uint8_t {
  Events,
  Metrics,
  Deployment,
  Capacity,
  Targets,
  Scaling,
  Cost,
  Path,
  Logs,
  Images,
  Roles,
};
inline constexpr std::size_t kDockTabs = 11;

struct UiState {
  Selection selection;
  bool showWhy = false;  // the inspector shows the chain of causes of whyEvent
  EventId whyEvent = kNoEvent;
  DockTab dock = DockTab::Events;
  bool followEvents = true;  // the event log stays at its newest line
  // What a lesson points at (`ui://timeline` -> "timeline"), "" for nothing. Panels mark it.
  std::string highlight;
  bool spotlight = false;  // presenting: all but what matters is dimmed
  // Preferences, set by the page.
  float scale = 1.0f;  // of text and spacing, on top of devicePixelRatio
  bool dark = true;
  bool highContrast = false;
  bool reducedMotion = false;
};

}  // namespace taskyard
