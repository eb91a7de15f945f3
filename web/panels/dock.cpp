// The instruments below the Yard: one at a time, chosen by tabs or by the keys 1 to 9, I and R.

#include <array>

#include "app/dock_tabs.h"
#include "panels/dock_parts.h"
#include "widgets/tabs.h"

namespace taskyard {

namespace {

struct Instrument {
  const char* label;
  void (*draw)(const Canvas&, const Box&);
};
// In the order of DockTab.
constexpr std::array<Instrument, kDockTabs> kInstruments = {{{"Events", drawEventLog},
                                                             {"Metrics", drawMetrics},
                                                             {"Deployment", drawDeployment},
                                                             {"Capacity", drawCapacity},
                                                             {"Targets", drawTargets},
                                                             {"Scaling", drawScaling},
                                                             {"Cost", drawCost},
                                                             {"Path", drawPath},
                                                             {"Logs", drawLogs},
                                                             {"Images", drawImages},
                                                             {"Roles", drawRoles}}};

}  // namespace

void drawDock(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  beginPanel("dock", box);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme[tokens::kPanel]);
  list.AddLine(box.min, {box.max.x, box.min.y}, theme[tokens::kLineStrong], 1.0f);
  const float height = theme.px(34.0f);
  const Box row{{box.min.x + theme.px(4.0f), box.min.y + 1.0f},
                {box.max.x - theme.px(4.0f), box.min.y + height}};
  std::array<const char*, kDockTabs> labels{};
  for (std::size_t i = 0; i < kDockTabs; ++i) labels[i] = kInstruments[i].label;
  const int chosen = static_cast<int>(canvas.ui().dock);
  const int now = tabs(theme, "tabs", row, labels, chosen, canvas.memory.dock.tabs);
  if (now != chosen) {
    canvas.ui().dock = static_cast<DockTab>(now);
    canvas.app.touch();
  }
  list.AddLine({box.min.x, box.min.y + height - 0.5f}, {box.max.x, box.min.y + height - 0.5f},
               theme[tokens::kLine], 1.0f);
  const Box body{{box.min.x, box.min.y + height}, box.max};
  if (body.height() > theme.px(24.0f))
    kInstruments[static_cast<std::size_t>(now)].draw(canvas, body);
  endPanel();
  paintHighlight(canvas, nameOf(canvas.ui().dock), box);
}

}  // namespace taskyard
