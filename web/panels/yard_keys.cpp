#include "panels/yard_keys.h"

#include <cmath>
#include <vector>

#include "panels/inspector_parts.h"

namespace taskyard {

namespace {

struct Direction {
  ImGuiKey key;
  float x;
  float y;
};
constexpr Direction kDirections[] = {{ImGuiKey_LeftArrow, -1.0f, 0.0f},
                                     {ImGuiKey_RightArrow, 1.0f, 0.0f},
                                     {ImGuiKey_UpArrow, 0.0f, -1.0f},
                                     {ImGuiKey_DownArrow, 0.0f, 1.0f}};

// Something that can be selected, and where it is, in content coordinates.
struct Spot {
  Selection what;
  Box box;
};

void addTasks(const Canvas& canvas, std::vector<Spot>& spots) {
  const YardMemory& yard = canvas.memory.yard;
  for (const YardTask& task : yard.model.tasks) {
    if (task.slot >= canvas.state().tasks.size()) continue;
    spots.push_back({{Selection::Kind::Task, canvas.state().tasks[task.slot].ordinal},
                     tileBox(yard.layout, task)});
  }
}

// Tasks first: the first arrow key goes to the oldest one.
std::vector<Spot> spotsOf(const Canvas& canvas) {
  const YardMemory& yard = canvas.memory.yard;
  const YardLayout& layout = yard.layout;
  std::vector<Spot> spots;
  // The layout is that of the last frame; something may be new since then.
  if (layout.sections.size() != yard.model.sections.size() ||
      layout.instances.size() != yard.model.instances.size()) {
    return spots;
  }
  addTasks(canvas, spots);
  for (std::size_t i = 0; i < layout.sections.size(); ++i) {
    if (!yard.model.sections[i].service.valid()) continue;
    spots.push_back({{Selection::Kind::Service, yard.model.sections[i].service.value},
                     layout.sections[i].head});
  }
  for (std::size_t i = 0; i < layout.instances.size(); ++i) {
    Box head = layout.instances[i].box;
    head.max.y = head.min.y + 4.0f;
    spots.push_back({{Selection::Kind::Instance, yard.model.instances[i].index.value}, head});
  }
  for (const YardNode& node : yard.model.nodes) {
    if (node.box.width() <= 0.0f) continue;
    Box box = node.box;
    if (node.place == YardPlace::Top || node.place == YardPlace::Rail) {
      box.min.y -= layout.lanes.min.y;
      box.max.y -= layout.lanes.min.y;
    }
    spots.push_back({node.what, box});
  }
  for (std::size_t band = 0; band < yard.model.bands.size() && band < layout.bands.size(); ++band) {
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      const auto& subnets = yard.model.bands[band].subnets[zone];
      if (subnets.empty()) continue;
      const Box& column = layout.columns[zone];
      spots.push_back({{Selection::Kind::Subnet, subnets.front().value},
                       {{column.min.x, layout.bands[band].top},
                        {column.max.x, layout.bands[band].labelBottom}}});
    }
  }
  return spots;
}

const Spot* selectedSpot(const Canvas& canvas, const std::vector<Spot>& spots) {
  for (const Spot& spot : spots) {
    if (spot.what == canvas.ui().selection) return &spot;
  }
  return nullptr;
}

// The nearest one on that side; what lies off the axis counts as further away.
const Spot* neighbour(const std::vector<Spot>& spots, const Spot& from,
                      const Direction& direction) {
  const ImVec2 start = from.box.centre();
  const Spot* best = nullptr;
  float bestCost = 0.0f;
  for (const Spot& spot : spots) {
    if (spot.what == from.what) continue;
    // Wide things are as near as their nearest part.
    const float x = direction.x != 0.0f
                        ? spot.box.centre().x
                        : std::fmax(spot.box.min.x, std::fmin(start.x, spot.box.max.x));
    const float dx = x - start.x;
    const float dy = spot.box.centre().y - start.y;
    const float along = dx * direction.x + dy * direction.y;
    if (along < 1.0f) continue;
    const float across = std::fabs(dx * direction.y) + std::fabs(dy * direction.x);
    const float cost = along + across * 3.0f;
    if (best == nullptr || cost < bestCost) {
      best = &spot;
      bestCost = cost;
    }
  }
  return best;
}

}  // namespace

bool boxOfSelection(const Canvas& canvas, Box& box) {
  if (canvas.ui().selection.kind == Selection::Kind::None) return false;
  const std::vector<Spot> spots = spotsOf(canvas);
  const Spot* spot = selectedSpot(canvas, spots);
  if (spot == nullptr) return false;
  const float top = canvas.memory.yard.layout.lanes.min.y;
  box = {{spot->box.min.x, spot->box.min.y + top}, {spot->box.max.x, spot->box.max.y + top}};
  return true;
}

void moveYardSelection(const Canvas& canvas) {
  bool pressed = ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  for (const Direction& direction : kDirections) {
    pressed = pressed || ImGui::IsKeyPressed(direction.key);
  }
  if (!pressed || ImGui::GetIO().KeyShift) return;  // with Shift, arrows pan
  const std::vector<Spot> spots = spotsOf(canvas);
  if (spots.empty()) return;
  const Spot* selected = selectedSpot(canvas, spots);
  for (const Direction& direction : kDirections) {
    if (!ImGui::IsKeyPressed(direction.key)) continue;
    const Spot* next =
        selected == nullptr ? &spots.front() : neighbour(spots, *selected, direction);
    if (next == nullptr) continue;
    canvas.select(next->what.kind, next->what.id);
    canvas.memory.yard.revealSelection = true;
    return;
  }
  if (selected == nullptr || !ImGui::IsKeyPressed(ImGuiKey_Enter, false)) return;
  const EventId event = whyOf(canvas.state(), selected->what);
  if (canvas.events().holds(event)) canvas.askWhy(event);
}

}  // namespace taskyard
