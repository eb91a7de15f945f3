// Requests from the internet through load balancers to tasks; messages from queues; calls to
// databases; images on their way. What cannot get through is dashed and ends in a cross.

#include <algorithm>
#include <cmath>

#include "engine/path_walk.h"
#include "engine/target_health.h"
#include "model/validate_task_definition.h"
#include "panels/yard_paint.h"
#include "panels/yard_ways.h"

namespace taskyard {

namespace {

using Kind = Selection::Kind;
constexpr std::size_t kMostLines = 24;  // to single tasks; with more, one line to their service
constexpr int kMostDownloads = 16;      // more moving dots than that are noise

struct Painter {
  const Canvas& canvas;
  float top;

  [[nodiscard]] const YardMemory& yard() const { return canvas.memory.yard; }
  [[nodiscard]] const YardLayout& layout() const { return canvas.memory.yard.layout; }
  // Lines begin above the lanes and end beside them, but stay in the panel.
  void clip(ImDrawList& list) const {
    const Box all{{layout().region.min.x, layout().internet.min.y}, layout().region.max};
    const Box shown = all.within(yard().panel);
    list.PushClipRect(shown.min, shown.max, false);
  }
  [[nodiscard]] ImVec2 gate() const {
    return {layout().gateway.centre().x, layout().gateway.max.y};
  }
  // The box of a node on the screen; of width 0 when it is not shown.
  [[nodiscard]] Box nodeBox(const Selection& what) const {
    const YardNode* node = nodeOf(yard().model, what);
    if (node == nullptr || node->box.width() <= 0.0f) return {};
    const bool inLanes = node->place == YardPlace::Span || node->place == YardPlace::Cell;
    const float by = inLanes ? top : 0.0f;
    return {{node->box.min.x, node->box.min.y + by}, {node->box.max.x, node->box.max.y + by}};
  }
  [[nodiscard]] Box headBox(std::size_t section) const {
    const Box& head = layout().sections[section].head;
    return {{head.min.x, head.min.y + top}, {head.max.x, head.max.y + top}};
  }
  template <class Act>
  void forSections(std::uint32_t service, Act&& act) const {
    const std::size_t count = std::min(layout().sections.size(), yard().model.sections.size());
    for (std::size_t i = 0; i < count; ++i) {
      if (yard().model.sections[i].service == ServiceIndex(service)) act(i);
    }
  }
  // Where the upper edge of a task is drawn now.
  [[nodiscard]] bool taskTop(const YardTask& place, ImVec2& at) const {
    if (place.slot >= yard().motions.size()) return false;
    const TileMotion& motion = yard().motions[place.slot];
    if (motion.ordinal != canvas.state().tasks[place.slot].ordinal) return false;
    at = {layout().area.min.x + motion.x + motion.width * 0.5f, top + motion.y};
    return true;
  }
};

// A line that ends at the running tasks of a section, or at its head when they are many.
void paintToTasks(const Painter& painter, std::size_t section, ImVec2 from, const WayLook& look) {
  const YardModel& model = painter.yard().model;
  const bool single = painter.layout().detail <= YardDetail::Mini && model.total > 0 &&
                      static_cast<std::size_t>(model.total) <= kMostLines;
  bool any = false;
  for (const YardTask& place : model.tasks) {
    if (!single || place.section != section || place.lane != YardLane::Running) continue;
    ImVec2 to;
    if (!painter.taskTop(place, to)) continue;
    any = true;
    WayLook each = look;
    const TargetIndex target =
        firstTargetOf(painter.canvas.state(), TaskIndex(std::size_t{place.slot}));
    if (target.valid()) {
      const TargetState state = painter.canvas.state().balancing.targets[target.value].state;
      each.barred = state == TargetState::unhealthy || state == TargetState::unused;
      if (state == TargetState::draining || state == TargetState::initial) each.dots = 0.0f;
    }
    paintWay(painter.canvas, Way::bend(from, to), each);
  }
  if (any) return;
  const Box head = painter.headBox(section);
  WayLook each = look;
  each.barred = false;
  each.alpha = 0.3f;
  if (single) each.dots = 0.0f;  // nobody is there to take it
  paintWay(painter.canvas, Way::bend(from, {head.centre().x, head.min.y}), each);
}

void paintTraffic(const Painter& painter, const YardFlow& flow) {
  const Box node = painter.nodeBox(flow.from);
  const YardLayout& layout = painter.layout();
  WayLook look;
  look.dots = dotsOf(flow.perSecondMilli);
  look.colour = flow.fails ? tokens::kBad : tokens::kInfo;
  if (node.width() > 0.0f) {
    const float y = std::floor(layout.internet.centre().y) + 0.5f;
    paintWay(painter.canvas, Way({{node.max.x, y}, {layout.internet.min.x, y}}), look);
  }
  const float x = std::floor(layout.internet.centre().x) + 0.5f;
  paintWay(painter.canvas, Way({{x, layout.internet.max.y}, {x, layout.gateway.min.y}}), look);
  const ImVec2 gate = painter.gate();
  if (flow.to.kind == Kind::LoadBalancer) {
    const Box balancer = painter.nodeBox(flow.to);
    if (balancer.width() <= 0.0f) return;
    const float at = std::clamp(gate.x, balancer.min.x + 8.0f, balancer.max.x - 8.0f);
    paintWay(painter.canvas, Way::bend(gate, {at, balancer.min.y}), look);
    return;
  }
  if (flow.to.kind != Kind::Service) {
    look.barred = true;
    paintWay(painter.canvas, Way({{x, layout.gateway.min.y - 1.0f}, gate}), look);
    return;
  }
  painter.forSections(flow.to.id,
                      [&](std::size_t section) { paintToTasks(painter, section, gate, look); });
}

void paintFromBalancer(const Painter& painter, const YardFlow& flow) {
  const Box balancer = painter.nodeBox(flow.from);
  if (balancer.width() <= 0.0f) return;
  WayLook look;
  look.dots = dotsOf(flow.perSecondMilli);
  look.colour = flow.fails ? tokens::kBad : tokens::kInfo;
  painter.forSections(flow.to.id, [&](std::size_t section) {
    paintToTasks(painter, section, {balancer.centre().x, balancer.max.y}, look);
  });
}

// Between a service and a node of its VPC: straight up or down at the node.
void paintInside(const Painter& painter, std::size_t section, const Box& node, WayLook look) {
  const Box head = painter.headBox(section);
  const float x = node.centre().x;
  const bool below = head.min.y >= node.max.y;
  paintWay(
      painter.canvas,
      below ? Way({{x, head.min.y}, {x, node.max.y}}) : Way({{x, head.max.y}, {x, node.min.y}}),
      look);
}

// Between a service and the rail: through the channel at the right of the VPC.
void paintToRail(const Painter& painter, std::size_t section, const Box& node, bool inwards,
                 int lane, const WayLook& look) {
  const YardLayout& layout = painter.layout();
  if (layout.rail.width() <= 0.0f) return;
  const Box head = painter.headBox(section);
  const float step = painter.canvas.theme.px(4.0f);
  const float x = layout.vpc.max.x + step * (1.5f + static_cast<float>(lane % 4));
  const ImVec2 points[] = {{head.max.x, head.centre().y},
                           {x, head.centre().y},
                           {x, node.centre().y},
                           {node.min.x, node.centre().y}};
  const Way out{points[0], points[1], points[2], points[3]};
  const Way in{points[3], points[2], points[1], points[0]};
  paintWay(painter.canvas, inwards ? in : out, look);
}

void paintUse(const Painter& painter, const YardFlow& flow, int lane) {
  const bool inwards = flow.to.kind == Kind::Service;
  const Selection& other = inwards ? flow.from : flow.to;
  const std::uint32_t service = inwards ? flow.to.id : flow.from.id;
  const Box node = painter.nodeBox(other);
  if (node.width() <= 0.0f) return;
  WayLook look;
  look.colour = other.kind == Kind::Queue ? tokens::kWarn : tokens::kMuted;
  look.dots = dotsOf(flow.perSecondMilli);
  look.alpha = flow.perSecondMilli > 0 ? 0.6f : 0.35f;
  look.barred = flow.fails;
  const bool inside = other.kind == Kind::Database;
  painter.forSections(service, [&](std::size_t section) {
    if (inside) {
      paintInside(painter, section, node, look);
    } else {
      paintToRail(painter, section, node, inwards, lane, look);
    }
  });
}

// ---- Images on their way

struct PullRoute {
  bool barred = false;
  Selection last;  // nearest to the task: a NAT gateway or an endpoint; None: the gateway
  Selection end;   // barred: where; None: at the subnet's route table
};

PullRoute pullRoute(const State& state, const Task& task) {
  PullRoute route;
  for (const ContainerDefinition& container :
       state.taskDefinitions[task.taskDefinition.value].containerDefinitions) {
    std::vector<PathHopRecord> hops;
    PathWalk walk(state, &hops);
    const NetworkEnd from = agentEndOf(state, task);
    PathProblem problem = PathProblem::None;
    if (isPrivateEcrImage(container.image)) {
      for (const AwsService service : {AwsService::EcrApi, AwsService::EcrDkr, AwsService::S3}) {
        hops.clear();
        problem = walk.toAws(from, service);
        if (problem != PathProblem::None) break;
      }
    } else {
      problem = walk.toInternet(from, kHttpsPort);
    }
    route = {};
    for (const PathHopRecord& hop : hops) {
      if (hop.kind == HopKind::NatGateway) route.last = {Kind::NatGateway, hop.index};
      if (hop.kind == HopKind::InterfaceEndpoint) route.last = {Kind::Endpoint, hop.index};
    }
    if (problem == PathProblem::None) continue;
    route.barred = true;
    if (problem == PathProblem::NoPublicIp) route.end = {Kind::InternetGateway, 0};
    if (problem == PathProblem::NatFailed && !hops.empty()) {
      route.end = {Kind::NatGateway, hops.back().index};
    }
    return route;
  }
  return route;
}

void paintDownload(const Painter& painter, const YardTask& place, const PullRoute& route,
                   ImVec2 to) {
  WayLook look;
  look.colour = tokens::kStateActivating;
  look.dots = 3.0f;
  look.alpha = 0.3f;
  if (route.barred) {
    look.barred = true;
    look.crossAtStart = true;
    const Box node = painter.nodeBox(route.end);
    ImVec2 from = painter.gate();
    if (node.width() > 0.0f) {
      from = {node.centre().x, node.max.y};
    } else if (route.end.kind == Kind::None) {
      const YardSection& section = painter.yard().model.sections[place.section];
      const float label = section.band < painter.layout().bands.size()
                              ? painter.layout().bands[section.band].labelBottom
                              : 0.0f;
      // Where it does not hide the subnet's name.
      const float beside = section.band < painter.layout().bands.size()
                               ? besideSubnetLabel(painter.canvas, section.band, place.zone)
                               : to.x;
      from = {std::max(to.x, beside), painter.top + label - painter.canvas.theme.px(10.0f)};
    }
    paintWay(painter.canvas, Way::bend(from, to), look);
    return;
  }
  const Box node = painter.nodeBox(route.last);
  if (node.width() <= 0.0f) {
    paintWay(painter.canvas, Way::bend(painter.gate(), to), look);
    return;
  }
  if (route.last.kind == Kind::NatGateway) {
    paintWay(painter.canvas, Way::bend(painter.gate(), {node.centre().x, node.min.y}), look);
  }
  paintWay(painter.canvas, Way::bend({node.centre().x, node.max.y}, to), look);
}

bool isPulling(const Task& task) {
  return task.lastStatus == TaskStatus::ACTIVATING && task.pullStoppedAt() == kNever;
}

}  // namespace

void paintYardFlows(const Canvas& canvas, float top) {
  const Painter painter{canvas, top};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  painter.clip(list);
  int lane = 0;
  for (const YardFlow& flow : painter.yard().model.flows) {
    if (flow.from.kind == Kind::Traffic) {
      paintTraffic(painter, flow);
    } else if (flow.from.kind == Kind::LoadBalancer) {
      paintFromBalancer(painter, flow);
    } else {
      paintUse(painter, flow, lane++);
    }
  }
  list.PopClipRect();
}

void paintYardDownloads(const Canvas& canvas, float top) {
  const Painter painter{canvas, top};
  const YardLayout& layout = painter.layout();
  if (layout.detail > YardDetail::Mini) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  painter.clip(list);
  int downloads = 0;
  for (const YardTask& place : painter.yard().model.tasks) {
    const Task& task = canvas.state().tasks[place.slot];
    ImVec2 to;
    if (task.lastStatus >= TaskStatus::RUNNING || !painter.taskTop(place, to)) continue;
    if (++downloads > kMostDownloads) break;
    const PullRoute route = pullRoute(canvas.state(), task);
    if (route.barred || isPulling(task)) paintDownload(painter, place, route, to);
  }
  list.PopClipRect();
}

}  // namespace taskyard
