// What is selected, as AWS would describe it, with what can be done to it; or why an event
// happened.

#include <algorithm>
#include <cmath>

#include "engine/identity.h"
#include "model/network.h"
#include "panels/inspector_parts.h"
#include "widgets/button.h"

namespace taskyard {

namespace {

struct Title {
  const char* kind = "";
  std::string name;
  std::string pill;
  tokens::Colour colour = tokens::kMuted;
};

const Task* shownTask(const Canvas& canvas) {
  const TaskIndex index = findTaskByOrdinal(canvas.state(), canvas.memory.inspector.shown.id);
  return index.valid() ? &canvas.state().tasks[index.value] : nullptr;
}

Title titleOf(const Canvas& canvas) {
  const State& state = canvas.state();
  const InspectorMemory& memory = canvas.memory.inspector;
  if (memory.shownWhy) return {"Why?", "The chain of causes", "", tokens::kMuted};
  const std::uint32_t id = memory.shown.id;
  switch (memory.shown.kind) {
    case Selection::Kind::Task: {
      const Task* task = shownTask(canvas);
      const std::string name = taskId(state.seed, id).substr(0, 12);
      if (task == nullptr) return {"Task", name, "", tokens::kMuted};
      return {"Task", name, nameOf(task->lastStatus), Theme::stateColour(task->lastStatus)};
    }
    case Selection::Kind::Service: {
      if (id >= state.services.size()) break;
      const Service& service = state.services[id];
      return {"Service", service.serviceName, nameOf(service.status),
              service.status == ServiceStatus::ACTIVE ? tokens::kOk : tokens::kWarn};
    }
    case Selection::Kind::Subnet:
      if (id >= state.subnets.size()) break;
      return {"Subnet", state.subnets[id].subnetId, zoneName(state.subnets[id].zone),
              tokens::kMuted};
    case Selection::Kind::Cluster:
      if (id >= state.clusters.size()) break;
      return {"Cluster", state.clusters[id].clusterName, nameOf(state.clusters[id].status),
              tokens::kOk};
    case Selection::Kind::TaskDefinition:
      if (id >= state.taskDefinitions.size()) break;
      return {"Task definition", familyRevision(state.taskDefinitions[id]),
              nameOf(state.taskDefinitions[id].status), tokens::kMuted};
    case Selection::Kind::Event:
    case Selection::Kind::None: break;
    default: {
      if (id >= thingCount(state, memory.shown.kind)) break;
      ThingTitle title = titleOfThing(state, memory.shown);
      return {title.kind, std::move(title.name), "", tokens::kMuted};
    }
  }
  return {};
}

// Returns the bottom of the head.
float drawHead(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Title title = titleOf(canvas);
  const float height = theme.px(60.0f);
  const float x = box.min.x + theme.px(16.0f);
  const float close = theme.px(30.0f);
  const float right = box.max.x - theme.px(10.0f) - close;
  paintText(list, *theme.fonts.caption, {x, box.min.y + theme.px(12.0f)}, theme[tokens::kFaint],
            title.kind);
  const float pill = title.pill.empty() ? 0.0f : pillWidth(theme, title.pill) + theme.px(10.0f);
  const float end = paintText(list, *theme.fonts.title, {x, box.min.y + theme.px(28.0f)},
                              theme[tokens::kText], title.name, right - x - pill);
  if (!title.pill.empty()) {
    paintPill(list, theme, end + theme.px(10.0f), box.min.y + theme.px(37.0f),
              {title.pill, theme[title.colour]});
  }
  ButtonLook look;
  look.kind = ButtonKind::Quiet;
  look.icon = Icon::Close;
  const float top = box.min.y + theme.px(14.0f);
  if (button(theme, "close", {{right, top}, {right + close, top + close}}, look)) {
    if (canvas.ui().showWhy && canvas.ui().selection.kind != Selection::Kind::None) {
      canvas.ui().showWhy = false;
      canvas.app.touch();
    } else {
      canvas.select(Selection::Kind::None, 0);
    }
  }
  list.AddLine({box.min.x, box.min.y + height - 0.5f}, {box.max.x, box.min.y + height - 0.5f},
               theme[tokens::kLine], 1.0f);
  return box.min.y + height;
}

void drawBody(const Canvas& canvas, InspectorPen& pen) {
  const State& state = canvas.state();
  const InspectorMemory& memory = canvas.memory.inspector;
  if (memory.shownWhy) {
    if (canvas.events().holds(memory.shownWhyEvent)) drawWhy(pen, memory.shownWhyEvent);
    return;
  }
  const std::uint32_t id = memory.shown.id;
  switch (memory.shown.kind) {
    case Selection::Kind::Task: {
      const Task* task = shownTask(canvas);
      if (task == nullptr) {
        paintParagraph(pen, *canvas.theme.fonts.body, tokens::kMuted,
                       "This task is over, and ECS has forgotten it: a STOPPED task stays visible "
                       "for about an hour.");
        return;
      }
      drawTaskDetails(pen, *task);
      break;
    }
    case Selection::Kind::Service:
      if (id < state.services.size()) drawServiceDetails(pen, ServiceIndex(id));
      break;
    case Selection::Kind::Subnet:
      if (id < state.subnets.size()) drawSubnetDetails(pen, state.subnets[id]);
      break;
    case Selection::Kind::Event:
      if (canvas.events().holds(id)) drawWhy(pen, id);
      return;
    case Selection::Kind::Cluster:
    case Selection::Kind::TaskDefinition:
    case Selection::Kind::None: break;
    default:
      if (id < thingCount(state, memory.shown.kind)) drawThingDetails(pen, memory.shown);
      return;
  }
  drawDescription(pen);
}

}  // namespace

void drawInspector(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  beginPanel("inspector", box);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme[tokens::kPanel]);
  const bool fromBelow = box.min.x <= 0.0f;
  list.AddLine(box.min, fromBelow ? ImVec2(box.max.x, box.min.y) : ImVec2(box.min.x, box.max.y),
               theme[tokens::kLineStrong], 1.0f);
  const float top = drawHead(canvas, box);
  const Box body{{box.min.x, top}, {box.max.x, std::max(top + 1.0f, box.max.y)}};
  beginPanel("body", body, true);
  const float start = ImGui::GetCursorScreenPos().y;
  InspectorPen pen{canvas, box.min.x + theme.px(16.0f), box.max.x - theme.px(16.0f),
                   start + theme.px(12.0f)};
  drawBody(canvas, pen);
  ImGui::SetCursorScreenPos({body.min.x, start});
  ImGui::Dummy({1.0f, pen.y - start + theme.px(16.0f)});
  endPanel();
  endPanel();
  paintHighlight(canvas, "inspector", box);
}

}  // namespace taskyard
