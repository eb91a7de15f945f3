// A resource as the AWS CLI would print it.

#include <algorithm>
#include <cmath>

#include "api/describe.h"
#include "api/task_definition_json.h"
#include "engine/identity.h"
#include "panels/inspector_parts.h"

namespace taskyard {

namespace {

constexpr float kRefreshMs = 200.0f;  // often enough to read; a service's JSON is long

JsonValue descriptionOf(const State& state, const EventLog& log, const Selection& selection) {
  const std::uint32_t id = selection.id;
  switch (selection.kind) {
    case Selection::Kind::Task: {
      const TaskIndex index = findTaskByOrdinal(state, id);
      return index.valid() ? taskJson(state, state.tasks[index.value]) : JsonValue();
    }
    case Selection::Kind::Service:
      return id < state.services.size() ? serviceJson(state, log, ServiceIndex(id)) : JsonValue();
    case Selection::Kind::Cluster:
      return id < state.clusters.size() ? clusterJson(state, ClusterIndex(id)) : JsonValue();
    case Selection::Kind::TaskDefinition: {
      if (id >= state.taskDefinitions.size()) return {};
      const TaskDefinition& definition = state.taskDefinitions[id];
      return taskDefinitionJson(definition, taskDefinitionArn(definition));
    }
    default: break;
  }
  return {};
}

const char* commandOf(Selection::Kind kind) {
  switch (kind) {
    case Selection::Kind::Task: return "aws ecs describe-tasks";
    case Selection::Kind::Service: return "aws ecs describe-services";
    case Selection::Kind::Cluster: return "aws ecs describe-clusters";
    case Selection::Kind::TaskDefinition: return "aws ecs describe-task-definition";
    default: return "";
  }
}

void refreshLines(const Canvas& canvas) {
  InspectorMemory& memory = canvas.memory.inspector;
  memory.sinceLinesMs += canvas.elapsedMs;
  if (memory.revision == canvas.app.revision()) return;
  if (memory.revision != 0 && memory.sinceLinesMs < kRefreshMs) {
    canvas.memory.moving = true;  // come back when it is time
    return;
  }
  memory.revision = canvas.app.revision();
  memory.sinceLinesMs = 0.0f;
  memory.lines.clear();
  const std::string text = describeSelection(canvas.state(), canvas.events(), memory.shown);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    memory.lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
}

// Keys, and what stands after them, in colours of their own.
void paintJsonLine(const InspectorPen& pen, const std::string& line, float y) {
  const Theme& theme = pen.theme();
  ImDrawList& list = pen.list();
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  float x = pen.left + static_cast<float>(start) * theme.px(3.0f);
  const float right = pen.right;
  std::size_t value = start;
  if (start < line.size() && line[start] == '"') {
    const std::size_t colon = line.find("\": ", start + 1);
    if (colon != std::string::npos) {
      value = colon + 3;
      x = paintText(list, *theme.fonts.caption, {x, y}, theme[tokens::kMuted],
                    std::string_view(line).substr(start, value - start), right - x);
    }
  }
  if (value >= line.size() || x >= right - theme.px(8.0f)) return;
  const char first = line[value];
  const tokens::Colour colour = first == '"' ? tokens::kText
                                : first == '{' || first == '[' || first == '}' || first == ']'
                                    ? tokens::kFaint
                                    : tokens::kAccent;
  paintText(list, *theme.fonts.caption, {x, y}, theme[colour], std::string_view(line).substr(value),
            right - x);
}

}  // namespace

std::string describeSelection(const State& state, const EventLog& log, const Selection& selection) {
  const JsonValue value = descriptionOf(state, log, selection);
  return value.isNull() ? std::string() : dumpJsonPretty(value);
}

void drawDescription(InspectorPen& pen) {
  const Canvas& canvas = pen.canvas;
  const Theme& theme = pen.theme();
  InspectorMemory& memory = canvas.memory.inspector;
  refreshLines(canvas);
  if (memory.lines.empty()) return;
  pen.y += theme.px(14.0f);
  pen.list().AddLine({pen.left, pen.y}, {pen.right, pen.y}, theme[tokens::kLine], 1.0f);
  pen.y += theme.px(8.0f);
  ButtonLook copy;
  copy.label = memory.copiedMs > 0.0f ? "Copied" : "Copy";
  copy.hasIcon = true;
  copy.icon = memory.copiedMs > 0.0f ? Icon::Check : Icon::Copy;
  copy.kind = ButtonKind::Quiet;
  const float width = buttonWidth(theme, copy);
  const float height = controlHeight(theme);
  paintMiddle(pen.list(), *theme.fonts.captionStrong, pen.left, pen.y + height * 0.5f,
              theme[tokens::kFaint], commandOf(memory.shown.kind), pen.width() - width);
  if (button(theme, "copy", {{pen.right - width, pen.y}, {pen.right, pen.y + height}}, copy)) {
    ImGui::SetClipboardText(
        describeSelection(canvas.state(), canvas.events(), memory.shown).c_str());
    memory.copiedMs = 1500.0f;
  }
  if (memory.copiedMs > 0.0f) {
    memory.copiedMs -= canvas.elapsedMs;
    canvas.memory.moving = true;
  }
  pen.y += height + theme.px(4.0f);
  const float step = theme.px(16.0f);
  const float viewTop = ImGui::GetWindowPos().y;
  const float viewBottom = viewTop + ImGui::GetWindowHeight();
  for (const std::string& line : memory.lines) {
    if (pen.y + step > viewTop && pen.y < viewBottom) paintJsonLine(pen, line, pen.y);
    pen.y += step;
  }
}

}  // namespace taskyard
