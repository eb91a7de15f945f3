#pragma once
// The names of the instruments below the Yard, as links write them: ui://metrics.

#include <optional>
#include <string_view>

#include "app/ui_state.h"

namespace taskyard {

const char* nameOf(DockTab tab);
std::optional<DockTab> dockTabNamed(std::string_view name);

}  // namespace taskyard
