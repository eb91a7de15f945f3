// What stands over the tasks of one service: its name, how many tasks it wants and has, and its
// deployments.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "api/aws_cli.h"
#include "engine/identity.h"
#include "engine/service_scheduler.h"
#include "panels/yard_paint.h"
#include "widgets/button.h"
#include "widgets/hint.h"

namespace taskyard {

namespace {

constexpr const char* kLaneNames[kLaneCount] = {"Starting", "Running", "Stopping"};

// One small square per wanted task: full while it runs, a ring while it starts, a gap while it is
// missing. For many tasks, a bar.
float paintMeter(const Canvas& canvas, float x, float y, const Service& service,
                 const TaskCounts& counts) {
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::int32_t slots = std::max(service.desiredCount, counts.running + counts.pending);
  constexpr std::int32_t kMostSquares = 12;
  const float height = theme.px(10.0f);
  const float top = std::floor(y - height * 0.5f);
  if (slots > kMostSquares) {
    const float width = theme.px(120.0f);
    const auto share = [&](std::int32_t count) {
      return width * static_cast<float>(count) / static_cast<float>(slots);
    };
    list.AddRectFilled({x, top}, {x + width, top + height}, theme[tokens::kLine], theme.px(3.0f));
    list.AddRectFilled({x, top}, {x + share(counts.running + counts.pending), top + height},
                       theme.faded(tokens::kStatePending, 0.55f), theme.px(3.0f));
    list.AddRectFilled({x, top}, {x + share(counts.running), top + height},
                       theme[tokens::kStateRunning], theme.px(3.0f));
    return x + width;
  }
  for (std::int32_t i = 0; i < slots; ++i) {
    const ImVec2 min(x, top);
    const ImVec2 max(x + height, top + height);
    const bool extra = i >= service.desiredCount;
    if (i < counts.running) {
      list.AddRectFilled(min, max, theme.faded(tokens::kStateRunning, extra ? 0.5f : 1.0f),
                         theme.px(3.0f));
    } else if (i < counts.running + counts.pending) {
      list.AddRectFilled(min, max, theme.faded(tokens::kStatePending, 0.25f), theme.px(3.0f));
      list.AddRect(min, max, theme[tokens::kStatePending], theme.px(3.0f));
    } else {
      list.AddRect(min, max, theme[extra ? tokens::kLine : tokens::kWarn], theme.px(3.0f));
    }
    x += height + theme.px(3.0f);
  }
  return x;
}

struct HeadRoom {
  float x;
  float right;
  float y;
};

// A small button that sends a request and says so while the mouse is over it.
void drawRequestButton(const Canvas& canvas, const char* id, const Box& box, const ButtonLook& look,
                       const Request& request) {
  if (button(canvas.theme, id, box, look)) canvas.app.send(request);
  if (look.enabled && ImGui::IsItemHovered()) {
    paintHint(canvas.theme, box, {}, toCommandLine(request));
  }
}

// desiredCount up and down, at the right end. Returns the room that is left.
float drawScaling(const Canvas& canvas, ServiceIndex index, const HeadRoom& room) {
  const Theme& theme = canvas.theme;
  const Service& service = canvas.state().services[index.value];
  const float size = theme.px(24.0f);
  ButtonLook look;
  look.kind = ButtonKind::Quiet;
  look.icon = Icon::Plus;
  look.enabled = service.status == ServiceStatus::ACTIVE;
  float x = room.right - size - theme.px(4.0f);
  const float top = room.y - size * 0.5f;
  drawRequestButton(canvas, "more", {{x, top}, {x + size, top + size}}, look,
                    desiredCountRequest(canvas.state(), index, service.desiredCount + 1));
  x -= size;
  look.icon = Icon::Minus;
  look.enabled = look.enabled && service.desiredCount > 0;
  drawRequestButton(canvas, "fewer", {{x, top}, {x + size, top + size}}, look,
                    desiredCountRequest(canvas.state(), index, service.desiredCount - 1));
  return x - theme.px(6.0f);
}

// "web:2" for each deployment, with its running tasks while there are several.
void paintDeployments(const Canvas& canvas, const Service& service, float x, float right, float y) {
  const Theme& theme = canvas.theme;
  const State& state = canvas.state();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const DeploymentIndex each : service.deployments) {
    const Deployment& deployment = state.deployments[each.value];
    const bool primary = deployment.status == DeploymentStatus::PRIMARY;
    std::string text = familyRevision(state.taskDefinitions[deployment.taskDefinition.value]);
    if (service.deployments.size() > 1) {
      text += "  " + std::to_string(deployment.counts.running) + " running";
    }
    const float width = pillWidth(theme, text);
    if (x + width > right) return;
    const tokens::Colour colour = deployment.rolloutState == DeploymentRolloutState::FAILED
                                      ? tokens::kBad
                                  : primary ? tokens::kAccent
                                            : tokens::kMuted;
    x = paintPill(list, theme, x, y, {text, theme[colour]}) + theme.px(4.0f);
  }
}

void drawServiceHead(const Canvas& canvas, ServiceIndex index, const Box& box) {
  const Theme& theme = canvas.theme;
  const State& state = canvas.state();
  const Service& service = state.services[index.value];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = box.centre().y;
  const float right = drawScaling(canvas, index, {box.min.x, box.max.x, y});
  const Hit hit = hitArea("service", {box.min, {right, box.max.y}});
  if (hit.pressed) canvas.select(Selection::Kind::Service, index.value);
  if (hit.hovered) {
    list.AddRectFilled(box.min, box.max, withAlpha(theme[tokens::kText], 0.04f), theme.px(7.0f));
  }
  const TaskCounts counts = taskCountsOf(state, service);
  const bool narrow = box.width() < theme.px(420.0f);
  float x = box.min.x + theme.px(10.0f);
  x = paintMiddle(list, *theme.fonts.strong, x, y, theme[tokens::kText], service.serviceName,
                  box.width() * 0.3f) +
      theme.px(10.0f);
  if (service.status != ServiceStatus::ACTIVE) {
    x = paintPill(list, theme, x, y, {nameOf(service.status), theme[tokens::kWarn]}) +
        theme.px(8.0f);
  }
  if (!narrow) x = paintMeter(canvas, x, y, service, counts) + theme.px(8.0f);
  char text[96];
  std::snprintf(text, sizeof text, "%d/%d running", counts.running, service.desiredCount);
  const bool whole = counts.running >= service.desiredCount;
  x = paintMiddle(list, *theme.fonts.captionStrong, x, y,
                  theme[whole ? tokens::kOk : tokens::kWarn], text, right - x) +
      theme.px(8.0f);
  if (counts.pending > 0) {
    std::snprintf(text, sizeof text, "%d pending", counts.pending);
    if (x + textWidth(*theme.fonts.caption, text) < right) {
      x = paintMiddle(list, *theme.fonts.caption, x, y, theme[tokens::kMuted], text) +
          theme.px(8.0f);
    }
  }
  paintDeployments(canvas, service, x, right, y);
}

void paintLaneNames(const Canvas& canvas, const YardSection& section, const YardSectionPlace& place,
                    float top) {
  const Theme& theme = canvas.theme;
  const YardLayout& layout = canvas.memory.yard.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float right = layout.vpc.min.x + theme.px(8.0f) + layout.gutter - theme.px(8.0f);
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float height = place.laneHeight[lane];
    if (height <= 0.0f) continue;
    const float y = top + place.laneY[lane];
    if (lane > 0 && place.laneHeight[lane - 1] > 0.0f) {
      for (const Box& column : layout.columns) {
        if (column.width() <= 0.0f) continue;
        paintDashedLine(list, {column.min.x + theme.px(6.0f), y},
                        {column.max.x - theme.px(6.0f), y}, theme[tokens::kLine], 1.0f,
                        theme.px(3.0f));
      }
    }
    if (layout.gutter <= 0.0f) continue;
    const std::int32_t count =
        section.inLane[lane][0] + section.inLane[lane][1] + section.inLane[lane][2];
    const float middle = y + height * 0.5f;
    const float width = textWidth(*theme.fonts.caption, kLaneNames[lane]);
    const bool roomForCount = height > theme.px(30.0f);
    paintMiddle(list, *theme.fonts.caption, right - width,
                middle - (roomForCount ? theme.px(8.0f) : 0.0f),
                theme[count > 0 ? tokens::kMuted : tokens::kFaint], kLaneNames[lane]);
    if (!roomForCount) continue;
    const ShortNumber number = shortNumber(count);
    const float numberWidth = textWidth(*theme.fonts.strong, number.text);
    paintMiddle(list, *theme.fonts.strong, right - numberWidth, middle + theme.px(8.0f),
                theme[count > 0 ? tokens::kText : tokens::kFaint], number.text);
  }
}

// What is wrong, with the question why.
void drawProblem(const Canvas& canvas, const YardProblem& problem, const Box& box) {
  if (problem.words.empty() || box.height() <= 0.0f) return;
  const Theme& theme = canvas.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const tokens::Colour colour = problem.grave ? tokens::kBad : tokens::kWarn;
  list.AddRectFilled(box.min, box.max, mixed(theme[tokens::kPanel], theme[colour], 0.14f),
                     theme.px(6.0f));
  const float y = box.centre().y;
  const float size = theme.px(13.0f);
  paintIcon(list, problem.grave ? Icon::Cross : Icon::Warning,
            {box.min.x + theme.px(10.0f) + size * 0.5f, y}, size, theme[colour]);
  float right = box.max.x - theme.px(10.0f);
  if (canvas.events().holds(problem.event)) {
    const float width = textWidth(*theme.fonts.captionStrong, "Why?");
    const Box ask{{right - width - theme.px(8.0f), box.min.y}, {box.max.x, box.max.y}};
    const Hit hit = hitArea("whyProblem", ask);
    if (hit.pressed) canvas.askWhy(problem.event);
    paintMiddle(list, *theme.fonts.captionStrong, right - width, y,
                theme[hit.hovered ? tokens::kText : tokens::kAccent], "Why?");
    right = ask.min.x;
  }
  const float left = box.min.x + theme.px(30.0f);
  paintMiddle(list, *theme.fonts.caption, left, y, theme[tokens::kText], problem.words,
              right - left);
}

}  // namespace

void drawYardSections(const Canvas& canvas, float top) {
  const Theme& theme = canvas.theme;
  const YardMemory& yard = canvas.memory.yard;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box& view = yard.inSight;
  for (std::size_t i = 0; i < yard.layout.sections.size(); ++i) {
    const YardSectionPlace& place = yard.layout.sections[i];
    if (top + place.bottom < view.min.y || top + place.head.min.y > view.max.y) continue;
    const YardSection& section = yard.model.sections[i];
    const Box head{{place.head.min.x, top + place.head.min.y},
                   {place.head.max.x, top + place.head.max.y}};
    const bool selected =
        section.service.valid() &&
        canvas.ui().selection == Selection{Selection::Kind::Service, section.service.value};
    list.AddRectFilled(head.min, head.max, theme[tokens::kHover], theme.px(7.0f));
    list.AddRect(head.min, head.max, selected ? theme[tokens::kAccent] : theme[tokens::kLine],
                 theme.px(7.0f), 0, selected ? theme.px(1.5f) : 1.0f);
    ImGui::PushID(static_cast<int>(i));
    if (section.service.valid()) {
      drawServiceHead(canvas, section.service, head);
    } else {
      paintMiddle(list, *theme.fonts.strong, head.min.x + theme.px(10.0f), head.centre().y,
                  theme[tokens::kMuted], "Tasks without a service");
    }
    Box problem = place.problem;
    problem.min.y += top;
    problem.max.y += top;
    drawProblem(canvas, section.problem, problem);
    ImGui::PopID();
    if (yard.layout.detail != YardDetail::Heat) paintLaneNames(canvas, section, place, top);
  }
}

}  // namespace taskyard
