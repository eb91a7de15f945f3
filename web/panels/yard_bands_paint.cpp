// Bands of subnets and what stands in them: labelled ground, load balancers, gateways, instances.

#include <algorithm>

#include "engine/instance_identity.h"
#include "model/cidr.h"
#include "model/instance_types.h"
#include "panels/yard_paint.h"
#include "panels/yard_words.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

// Addresses only where all of them can be read.
std::string subnetLabel(const State& state, const std::vector<SubnetIndex>& subnets,
                        const ImFont& font, float room) {
  const Subnet& first = state.subnets[subnets.front().value];
  if (subnets.size() > 1) return countText(static_cast<int>(subnets.size()), "subnet", "subnets");
  const std::string block = cidrText(first.block());
  const std::string whole = first.name.empty() ? block : first.name + "  " + block;
  return textWidth(font, whole) <= room ? whole : first.name;
}

constexpr float kCrossRoom = 26.0f;  // right of the label: a way that is barred ends there

ImU32 groundOf(const Theme& theme, tokens::Colour tone) {
  return mixed(theme[tokens::kPanel], theme[tone], theme.dark ? 0.06f : 0.05f);
}

// The name of the subnets of a zone, readable above a line; selects the first of them.
void drawSubnetLabel(const Canvas& canvas, const YardBand& band, std::size_t zone, const Box& box) {
  const Theme& theme = canvas.theme;
  const State& state = canvas.state();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& subnets = band.subnets[zone];
  const Selection self{Selection::Kind::Subnet, subnets.front().value};
  ImGui::PushID(static_cast<int>(self.id));
  const Hit hit = hitArea("subnet", box);
  ImGui::PopID();
  if (hit.pressed) canvas.select(self.kind, self.id);
  const bool selected = canvas.ui().selection == self;
  if (hit.hovered || selected) {
    list.AddRectFilled(box.min, box.max,
                       selected ? theme.faded(tokens::kAccent, 0.16f) : theme[tokens::kHover],
                       theme.px(5.0f));
  }
  const float y = box.centre().y;
  const float x = box.min.x + theme.px(8.0f);
  const float right = box.max.x - theme.px(kCrossRoom);
  const char* kind = band.isPublic ? "public" : "private";
  const tokens::Colour tone = band.isPublic ? tokens::kOk : tokens::kInfo;
  const float left = x + textWidth(*theme.fonts.captionStrong, kind) + theme.px(6.0f);
  const std::string name = subnetLabel(state, subnets, *theme.fonts.caption, right - left);
  const bool roomForName = right - left >= theme.px(40.0f);
  const float end =
      roomForName ? std::min(right, left + textWidth(*theme.fonts.caption, name)) : left;
  const float pad = theme.px(3.0f);
  if (!hit.hovered && !selected) {
    list.AddRectFilled({x - pad, box.min.y + pad}, {end + pad, box.max.y - pad},
                       groundOf(theme, tone), pad);
  }
  paintMiddle(list, *theme.fonts.captionStrong, x, y, theme[tone], kind);
  if (!roomForName) return;
  paintMiddle(list, *theme.fonts.caption, left, y, theme[tokens::kFaint], name, right - left);
}

void drawBand(const Canvas& canvas, const YardBand& band, const YardBandPlace& place, float top) {
  const Theme& theme = canvas.theme;
  const YardLayout& layout = canvas.memory.yard.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const tokens::Colour tone = band.isPublic ? tokens::kOk : tokens::kInfo;
  const float inset = theme.px(3.0f);
  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    const Box& column = layout.columns[zone];
    if (column.width() <= 0.0f || band.subnets[zone].empty()) continue;
    const Box ground{{column.min.x + inset, top + place.top},
                     {column.max.x - inset, top + place.bottom}};
    list.AddRectFilled(ground.min, ground.max, groundOf(theme, tone), theme.px(tokens::kRadiusM));
    list.AddRect(ground.min, ground.max, theme.faded(tone, 0.28f), theme.px(tokens::kRadiusM));
  }
}

// Above the lines, so that they can be read.
void drawLabels(const Canvas& canvas, const YardBand& band, const YardBandPlace& place, float top) {
  const Theme& theme = canvas.theme;
  const float inset = theme.px(3.0f) + 1.0f;
  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    const Box& column = canvas.memory.yard.layout.columns[zone];
    if (column.width() <= 0.0f || band.subnets[zone].empty()) continue;
    drawSubnetLabel(canvas, band, zone,
                    {{column.min.x + inset, top + place.top + 1.0f},
                     {column.max.x - inset, top + place.labelBottom - theme.px(2.0f)}});
  }
}

const char* statusWord(const ContainerInstance& instance) {
  if (instance.state == InstanceState::pending) return "pending";
  if (!instance.agentConnected && instance.registeredAt != kNever) return "agent gone";
  return nameOf(instance.status);
}

tokens::Colour statusTone(const ContainerInstance& instance) {
  if (instance.status == ContainerInstanceStatus::ACTIVE && instance.agentConnected) {
    return tokens::kOk;
  }
  return instance.status == ContainerInstanceStatus::REGISTERING ? tokens::kInfo : tokens::kWarn;
}

void paintInstanceHead(const Canvas& canvas, const ContainerInstance& instance, const Box& box,
                       const std::string& id) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = box.min.y + theme.px(12.0f);
  const float right = box.max.x - theme.px(6.0f);
  const float size = theme.px(11.0f);
  paintIcon(list, Icon::Instance, {box.min.x + theme.px(6.0f) + size * 0.5f, y}, size,
            theme[tokens::kMuted]);
  float x = box.min.x + theme.px(22.0f);
  const char* status = statusWord(instance);
  const float statusWidth = textWidth(*theme.fonts.captionStrong, status);
  paintMiddle(list, *theme.fonts.captionStrong, right - statusWidth, y, theme[statusTone(instance)],
              status);
  const float room = right - statusWidth - theme.px(6.0f) - x;
  const std::string type(
      instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)].name);
  std::string text = type + "  " + id.substr(0, 8);
  if (textWidth(*theme.fonts.caption, text) > room) text = type;
  paintMiddle(list, *theme.fonts.caption, x, y, theme[tokens::kText], text, room);
}

// What is still free, where there is room to say it.
void paintFree(const Canvas& canvas, const ContainerInstance& instance, const YardInstance& shown,
               const Box& fill) {
  const Theme& theme = canvas.theme;
  if (instance.registered.cpu == 0) return;
  const float left = fill.min.x + fill.width() * std::min(1.0f, shown.used) + theme.px(6.0f);
  const std::string text = std::to_string(instance.remaining.cpu) + " CPU, " +
                           std::to_string(instance.remaining.memory) + " MiB free";
  const std::string brief = std::to_string(instance.remaining.cpu) + " free";
  const float room = fill.max.x - left - theme.px(2.0f);
  const bool whole = textWidth(*theme.fonts.caption, text) <= room;
  if (!whole && textWidth(*theme.fonts.caption, brief) > room) return;
  paintMiddle(*ImGui::GetWindowDrawList(), *theme.fonts.caption, left, fill.centre().y,
              theme[tokens::kFaint], whole ? text : brief);
}

}  // namespace

float besideSubnetLabel(const Canvas& canvas, std::size_t band, std::size_t zone) {
  const Theme& theme = canvas.theme;
  const YardBand& shown = canvas.memory.yard.model.bands[band];
  const Box& column = canvas.memory.yard.layout.columns[zone];
  const float most = column.max.x - theme.px(15.0f);
  if (shown.subnets[zone].empty()) return most;
  const ImFont& font = *theme.fonts.caption;
  const float kind = textWidth(*theme.fonts.captionStrong, "private");
  const float room = column.width() - kind - theme.px(48.0f);  // as drawSubnetLabel() has
  const std::string name = subnetLabel(canvas.state(), shown.subnets[zone], font, room);
  return std::min(most, column.min.x + kind + textWidth(font, name) + theme.px(34.0f));
}

void drawYardBands(const Canvas& canvas, float top) {
  const YardMemory& yard = canvas.memory.yard;
  const std::size_t bands = std::min(yard.model.bands.size(), yard.layout.bands.size());
  for (std::size_t i = 0; i < bands; ++i) {
    drawBand(canvas, yard.model.bands[i], yard.layout.bands[i], top);
  }
  paintYardFlows(canvas, top);
  paintYardDownloads(canvas, top);
  paintYardHeads(canvas);
  for (std::size_t i = 0; i < bands; ++i) {
    drawLabels(canvas, yard.model.bands[i], yard.layout.bands[i], top);
  }
  for (const YardNode& node : yard.model.nodes) {
    if (node.place != YardPlace::Span && node.place != YardPlace::Cell) continue;
    if (node.box.width() > 0.0f) drawYardNode(canvas, node, {0.0f, top});
  }
}

void drawYardInstances(const Canvas& canvas, float top) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  const State& state = canvas.state();
  if (yard.layout.instances.size() != yard.model.instances.size()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < yard.model.instances.size(); ++i) {
    const YardInstance& shown = yard.model.instances[i];
    if (shown.index.value >= state.capacity.instances.size()) continue;
    const ContainerInstance& instance = state.capacity.instances[shown.index.value];
    Box box = yard.layout.instances[i].box;
    Box fill = yard.layout.instances[i].fill;
    for (float* y : {&box.min.y, &box.max.y, &fill.min.y, &fill.max.y}) *y += top;
    const Selection self{Selection::Kind::Instance, shown.index.value};
    const bool selected = canvas.ui().selection == self;
    // Its head takes the click; what is below belongs to the tasks.
    ImGui::PushID(static_cast<int>(shown.index.value));
    const bool full = yard.layout.instanceDetail == InstanceDetail::Full;
    const Hit hit = hitArea("instance", full ? Box{box.min, {box.max.x, fill.min.y}} : box);
    ImGui::PopID();
    if (hit.pressed && ImGui::GetMousePos().x > 0.0f &&
        (full || !fill.contains(ImGui::GetMousePos()) ||
         ImGui::GetMousePos().x > fill.min.x + fill.width() * shown.used)) {
      canvas.select(self.kind, self.id);
    }
    list.AddRectFilled(box.min, box.max, theme[tokens::kRaised], theme.px(6.0f));
    const bool draining = instance.status == ContainerInstanceStatus::DRAINING;
    const ImU32 line = selected      ? theme[tokens::kAccent]
                       : hit.hovered ? theme[tokens::kMuted]
                       : draining    ? theme[tokens::kWarn]
                                     : theme[tokens::kLineStrong];
    list.AddRect(box.min, box.max, line, theme.px(6.0f), 0, selected ? theme.px(2.0f) : 1.0f);
    list.AddRectFilled(fill.min, fill.max, theme[tokens::kBg], theme.px(4.0f));
    if (full) {
      paintInstanceHead(canvas, instance, box, ec2InstanceId(state.seed, shown.index));
      paintFree(canvas, instance, shown, fill);
    }
  }
}

}  // namespace taskyard
