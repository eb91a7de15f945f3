// The ground of the Yard: what stays where it is while tasks come and go.

#include <cmath>

#include "model/cidr.h"
#include "model/network.h"
#include "model/validate_task_definition.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

void paintChip(const Canvas& canvas, const Box& box, Icon icon, const char* label, bool lit) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme[lit ? tokens::kHover : tokens::kRaised],
                     theme.px(7.0f));
  list.AddRect(box.min, box.max, theme[lit ? tokens::kAccent : tokens::kLine], theme.px(7.0f));
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

std::string vpcName(const Canvas& canvas) {
  const YardModel& model = canvas.memory.yard.model;
  std::string text;
  VpcIndex last;
  for (const YardBand& band : model.bands) {
    if (band.vpc == last) continue;
    last = band.vpc;
    const Vpc& vpc = canvas.state().network.vpcs[band.vpc.value];
    if (!text.empty()) text += ", ";
    if (!vpc.name.empty()) text += vpc.name + " ";
    text += cidrText(vpc.block);
  }
  return text;
}

// The gateway of the VPC that is shown first; not valid: it has none.
InternetGatewayIndex shownGateway(const Canvas& canvas) {
  const YardModel& model = canvas.memory.yard.model;
  const auto& gateways = canvas.state().network.internetGateways;
  for (std::size_t i = 0; i < gateways.size() && !model.bands.empty(); ++i) {
    if (!gateways[i].deleted && gateways[i].vpc == model.bands.front().vpc) {
      return InternetGatewayIndex(i);
    }
  }
  return {};
}

bool usesPublicImages(const State& state) {
  for (const TaskDefinition& definition : state.taskDefinitions) {
    for (const ContainerDefinition& container : definition.containerDefinitions) {
      if (!isPrivateEcrImage(container.image)) return true;
    }
  }
  return false;
}

void drawGateway(const Canvas& canvas, InternetGatewayIndex gateway) {
  const YardLayout& layout = canvas.memory.yard.layout;
  const Selection self{Selection::Kind::InternetGateway, gateway.value};
  const Hit hit = hitArea("gateway", layout.gateway);
  if (hit.pressed) canvas.select(self.kind, self.id);
  paintChip(canvas, layout.gateway, Icon::Gateway, "Internet gateway",
            hit.hovered || canvas.ui().selection == self);
}

ImU32 columnGround(const Theme& theme, bool lost) {
  return lost ? mixed(theme[tokens::kPanel], theme[tokens::kBad], 0.08f)
              : mixed(theme[tokens::kPanel], theme[tokens::kRaised], 0.35f);
}

void paintZoneHead(const Canvas& canvas, std::uint8_t zone) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box& head = canvas.memory.yard.layout.heads[zone];
  if (head.width() <= 0.0f) return;
  std::string name = zoneName(zone);
  float width = textWidth(*theme.fonts.strong, name);
  const bool lost = zoneIsLost(canvas.state().capacity, zone);
  const float lostWidth = lost ? pillWidth(theme, "zone lost") + theme.px(8.0f) : 0.0f;
  if (width + lostWidth > head.width()) {
    name.erase(0, std::string_view(kRegion).size() - 1);  // "1a"
    width = textWidth(*theme.fonts.strong, name);
  }
  const float x = head.min.x + (head.width() - width - lostWidth) * 0.5f;
  const float pad = theme.px(4.0f);
  list.AddRectFilled({x - pad, head.min.y + pad}, {x + width + pad, head.max.y - 1.0f},
                     columnGround(theme, lost), pad);
  const float end = paintMiddle(list, *theme.fonts.strong, x, head.centre().y,
                                theme[lost ? tokens::kBad : tokens::kText], name);
  if (lost) {
    paintPill(list, theme, end + theme.px(8.0f), head.centre().y,
              {"zone lost", theme[tokens::kBad]});
  }
}

// The zones as columns behind everything, as AWS draws them: dashed; a lost one is hatched.
void paintColumn(const Canvas& canvas, std::uint8_t zone) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box& column = canvas.memory.yard.layout.columns[zone];
  if (column.width() <= 0.0f) return;
  const bool lost = zoneIsLost(canvas.state().capacity, zone);
  list.AddRectFilled(column.min, column.max, columnGround(theme, lost), theme.px(tokens::kRadiusM));
  paintDashedBox(list, column, theme[lost ? tokens::kBad : tokens::kLine], 1.0f, theme.px(4.0f));
}

}  // namespace

void paintYardHeads(const Canvas& canvas) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const YardMemory& yard = canvas.memory.yard;
  const Box shown = yard.layout.region.within(yard.panel);
  list.PushClipRect(shown.min, shown.max, false);
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) paintZoneHead(canvas, zone);
  list.PopClipRect();
}

void drawYardFrame(const Canvas& canvas) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  const YardLayout& layout = yard.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();

  list.AddRectFilled(layout.region.min, layout.region.max,
                     theme.faded(tokens::kPanel, theme.dark ? 0.55f : 0.45f),
                     theme.px(tokens::kRadiusL));
  paintFrame(canvas, layout.region, "Region", kRegion, true);
  list.AddRectFilled(layout.vpc.min, layout.vpc.max, theme[tokens::kPanel],
                     theme.px(tokens::kRadiusL));
  paintFrame(canvas, layout.vpc, "VPC", vpcName(canvas), false);

  const ImU32 wire = theme[tokens::kLineStrong];
  const float y = std::floor(layout.internet.centre().y) + 0.5f;
  const bool registry =
      layout.registry.min.x > layout.internet.max.x && usesPublicImages(canvas.state());
  if (registry) {
    list.AddLine({layout.internet.max.x, y}, {layout.registry.min.x, y}, wire, 1.0f);
    paintChip(canvas, layout.registry, Icon::Registry,
              layout.narrow ? "Registry" : "Public registry", false);
  }
  const InternetGatewayIndex gateway = shownGateway(canvas);
  if (gateway.valid()) {
    const float x = std::floor(layout.internet.centre().x) + 0.5f;
    list.AddLine({x, layout.internet.max.y}, {x, layout.gateway.min.y}, wire, 1.0f);
  }
  paintChip(canvas, layout.internet, Icon::Globe, "Internet", false);
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) paintColumn(canvas, zone);
  if (gateway.valid()) drawGateway(canvas, gateway);
  for (std::uint8_t zone = 0; zone < kZoneCount; ++zone) paintZoneHead(canvas, zone);
  for (const YardNode& node : yard.model.nodes) {
    if (node.place != YardPlace::Top && node.place != YardPlace::Rail) continue;
    if (node.box.width() > 0.0f) drawYardNode(canvas, node, {0.0f, 0.0f});
  }
}

}  // namespace taskyard
