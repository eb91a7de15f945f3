// The ground of the Yard: what stays where it is while tasks come and go.

#include <cmath>

#include "engine/identity.h"
#include "engine/reachability.h"
#include "model/network.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

void paintChip(const Canvas& canvas, const Box& box, Icon icon, const char* label) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme[tokens::kRaised], theme.px(7.0f));
  list.AddRect(box.min, box.max, theme[tokens::kLine], theme.px(7.0f));
  const float size = theme.px(13.0f);
  const float width = size + theme.px(6.0f) + textWidth(*theme.fonts.captionStrong, label);
  float x = box.min.x + (box.width() - width) * 0.5f;
  paintIcon(list, icon, {x + size * 0.5f, box.centre().y}, size, theme[tokens::kMuted]);
  x += size + theme.px(6.0f);
  paintMiddle(list, *theme.fonts.captionStrong, x, box.centre().y, theme[tokens::kMuted], label);
}

// A frame of the diagram with its name on the upper left, as in AWS's own drawings.
void paintFrame(const Canvas& canvas, const Box& box, const char* kind, const std::string& name,
                bool dashed) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (dashed) {
    paintDashedBox(list, box, theme[tokens::kLineStrong], 1.0f, theme.px(3.0f));
  } else {
    list.AddRect(box.min, box.max, theme[tokens::kLine], theme.px(tokens::kRadiusL));
  }
  const float x = box.min.x + theme.px(10.0f);
  const float y = box.min.y + theme.px(12.0f);
  const float end =
      paintMiddle(list, *theme.fonts.captionStrong, x, y, theme[tokens::kMuted], kind);
  const float room = canvas.memory.yard.layout.gateway.min.x - end - theme.px(12.0f);
  if (room < textWidth(*theme.fonts.caption, name)) return;
  paintMiddle(list, *theme.fonts.caption, end + theme.px(6.0f), y, theme[tokens::kFaint], name);
}

void drawColumnHead(const Canvas& canvas, std::size_t zone, std::size_t subnet) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const YardLayout& layout = canvas.memory.yard.layout;
  const Box& head = layout.heads[zone];
  const Subnet& record = canvas.state().subnets[subnet];
  ImGui::PushID(static_cast<int>(zone));
  const Hit hit = hitArea("zone", head);
  ImGui::PopID();
  if (hit.pressed) {
    canvas.select(Selection::Kind::Subnet, static_cast<std::uint32_t>(subnet));
  }
  const bool selected = canvas.ui().selection ==
                        Selection{Selection::Kind::Subnet, static_cast<std::uint32_t>(subnet)};
  if (hit.hovered || selected) {
    const Box inner = head.inset(theme.px(3.0f));
    list.AddRectFilled(inner.min, inner.max,
                       selected ? theme.faded(tokens::kAccent, 0.16f) : theme[tokens::kHover],
                       theme.px(6.0f));
  }
  const float x = head.min.x + theme.px(9.0f);
  const float width = head.width() - theme.px(18.0f);
  const float line = head.height() * 0.5f;
  paintText(list, *theme.fonts.strong, {x, head.min.y + line - theme.px(14.0f)},
            theme[tokens::kText], zoneName(record.zone), width);
  const std::string network = ipText(record.network) + "/" + std::to_string(record.prefix);
  const bool isPublic = isPublicSubnet(canvas.state(), record);
  const char* kind = isPublic ? "public subnet  " : "private subnet  ";
  const float y = head.min.y + line + theme.px(2.0f);
  const float end = paintText(list, *theme.fonts.caption, {x, y},
                              theme[isPublic ? tokens::kOk : tokens::kInfo], kind, width);
  const float rest = x + width - end;
  if (rest > theme.px(48.0f)) {
    paintText(list, *theme.fonts.caption, {end, y}, theme[tokens::kFaint], network, rest);
  }
}

}  // namespace

void drawYardFrame(const Canvas& canvas, const Box& area) {
  const Theme& theme = canvas.theme;
  const State& state = canvas.state();
  const YardLayout& layout = canvas.memory.yard.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  (void)area;

  list.AddRectFilled(layout.region.min, layout.region.max,
                     theme.faded(tokens::kPanel, theme.dark ? 0.55f : 0.45f),
                     theme.px(tokens::kRadiusL));
  paintFrame(canvas, layout.region, "Region", kRegion, true);
  list.AddRectFilled(layout.vpc.min, layout.vpc.max, theme[tokens::kPanel],
                     theme.px(tokens::kRadiusL));
  paintFrame(canvas, layout.vpc, "VPC", "172.31.0.0/16", false);

  const ImU32 wire = theme[tokens::kLineStrong];
  const float y = std::floor(layout.internet.centre().y) + 0.5f;
  if (layout.registry.min.x > layout.internet.max.x) {
    list.AddLine({layout.internet.max.x, y}, {layout.registry.min.x, y}, wire, 1.0f);
  }
  const float x = std::floor(layout.internet.centre().x) + 0.5f;
  list.AddLine({x, layout.internet.max.y}, {x, layout.gateway.min.y}, wire, 1.0f);
  paintChip(canvas, layout.internet, Icon::Globe, "Internet");
  if (layout.registry.min.x > layout.internet.max.x) {
    paintChip(canvas, layout.registry, Icon::Registry, "Registry");
  }
  paintChip(canvas, layout.gateway, Icon::Gateway, "Internet gateway");

  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    const Box& column = layout.columns[zone];
    list.AddRectFilled(column.min, column.max,
                       mixed(theme[tokens::kPanel], theme[tokens::kRaised], 0.6f),
                       theme.px(tokens::kRadiusM));
    list.AddRect(column.min, column.max, theme[tokens::kLine], theme.px(tokens::kRadiusM));
  }
  paintYardDownloads(canvas);
  for (std::size_t subnet = 0; subnet < state.subnets.size(); ++subnet) {
    if (!state.subnets[subnet].deleted) {
      drawColumnHead(canvas, state.subnets[subnet].zone, subnet);
    }
  }
}

}  // namespace taskyard
