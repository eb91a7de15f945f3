#include "app/dock_tabs.h"

#include <array>

namespace taskyard {

namespace {

// In the order of DockTab.
constexpr std::array<const char*, kDockTabs> kNames = {
    "events", "metrics", "deployment", "capacity", "targets", "scaling",
    "cost",   "path",    "logs",       "images",   "roles"};

}  // namespace

const char* nameOf(DockTab tab) { return kNames[static_cast<std::size_t>(tab)]; }

std::optional<DockTab> dockTabNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<DockTab>(i);
  }
  return std::nullopt;
}

}  // namespace taskyard
