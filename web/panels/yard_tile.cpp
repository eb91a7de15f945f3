// One task, from a card with its id and state to a dot. A state is told by colour, by the shape of
// its mark and, where there is room, by AWS's word for it.

#include <algorithm>
#include <cmath>

#include "base/time.h"
#include "engine/identity.h"
#include "engine/stop_reason.h"
#include "engine/task_load.h"
#include "model/network.h"
#include "panels/yard_paint.h"
#include "panels/yard_words.h"
#include "widgets/icons.h"

namespace taskyard {

namespace {

struct TilePaint {
  const Canvas& canvas;
  const Theme& theme;
  ImDrawList& list;
  const Task& task;
  Box box;
  float alpha;
  ImU32 state;

  [[nodiscard]] ImU32 with(tokens::Colour colour) const { return theme.faded(colour, alpha); }
};

bool failed(const Task& task) {
  return task.stopCode == TaskStopCode::TaskFailedToStart ||
         task.stopCode == TaskStopCode::EssentialContainerExited ||
         task.stopCode == TaskStopCode::TerminationNotice ||
         task.stopReason == StopReason::FailedContainerHealthChecks;
}

void paintGround(const TilePaint& tile, const TileLook& look, float rounding) {
  const Theme& theme = tile.theme;
  const ImU32 ground = mixed(theme[tokens::kRaised], tile.state, theme.dark ? 0.10f : 0.08f);
  const Box& box = tile.box;
  tile.list.AddRectFilled(box.min, box.max, withAlpha(ground, tile.alpha), rounding);
  ImU32 line = withAlpha(mixed(theme[tokens::kLine], tile.state, 0.45f), tile.alpha);
  float thickness = 1.0f;
  if (look.hovered) line = withAlpha(mixed(tile.state, theme[tokens::kText], 0.3f), tile.alpha);
  if (look.selected) {
    line = theme[tokens::kAccent];
    thickness = theme.px(2.0f);
  }
  tile.list.AddRect(box.min, box.max, line, rounding, 0, thickness);
  if (!look.oldRevision || box.width() < theme.px(26.0f)) return;
  // The corner of a page that is being turned.
  const float fold = std::min(theme.px(12.0f), box.height() * 0.35f);
  tile.list.AddTriangleFilled({box.max.x - fold, box.max.y}, {box.max.x, box.max.y - fold}, box.max,
                              tile.with(tokens::kFaint));
}

// Returns the left end of the dots.
float paintContainers(const TilePaint& tile, float right, float y) {
  const State& state = tile.canvas.state();
  const float radius = tile.theme.px(3.0f);
  float x = right - radius;
  int shown = 0;
  for (ContainerIndex c = tile.task.firstContainer; c.valid() && shown < 4; ++shown) {
    const Container& container = state.containers[c.value];
    if (container.lastStatus == ContainerStatus::RUNNING) {
      const bool sick = container.healthStatus == HealthStatus::UNHEALTHY;
      tile.list.AddCircleFilled({x, y}, radius,
                                tile.with(sick ? tokens::kBad : tokens::kStateRunning));
    } else if (container.lastStatus == ContainerStatus::PENDING) {
      tile.list.AddCircle({x, y}, radius, tile.with(tokens::kFaint), 0, 1.25f);
    } else {
      const bool bad = container.exitCode > 0 || container.outOfImage;
      paintIcon(tile.list, Icon::Cross, {x, y}, radius * 2.4f,
                tile.with(bad ? tokens::kBad : tokens::kFaint));
    }
    x -= radius * 2.0f + tile.theme.px(4.0f);
    c = container.next;
  }
  return x;
}

// CPU above memory, each as a share of what the task has, along the lower edge of a running task.
void paintUse(const TilePaint& tile, float rounding) {
  const State& state = tile.canvas.state();
  const TaskLoad load = taskLoad(state, tile.task);
  const float height = tile.theme.px(3.0f);
  const float left = tile.box.min.x + rounding;
  const float width = tile.box.width() - 2.0f * rounding;
  float top = tile.box.max.y - 2.0f * height - tile.theme.px(3.0f);
  const auto bar = [&](float share, tokens::Colour colour) {
    const bool full = share >= 0.9f;
    tile.list.AddRectFilled({left, top}, {left + width, top + height},
                            tile.theme.faded(tokens::kHover, tile.alpha), height);
    const float length = std::max(height, width * std::clamp(share, 0.0f, 1.0f));
    tile.list.AddRectFilled({left, top}, {left + length, top + height},
                            tile.with(full ? tokens::kBad : colour), height);
    top += height + tile.theme.px(1.0f);
  };
  bar(static_cast<float>(load.cpuMilliPercent) / 100000.0f, tokens::kAccent);
  const auto whole = static_cast<float>(taskMemory(tile.canvas.state(), tile.task));
  const float memory = whole <= 0.0f ? 0.0f : static_cast<float>(load.memoryMiB) / whole;
  bar(memory, tokens::kStateDeprovisioning);
}

void paintProgress(const TilePaint& tile, float rounding) {
  if (tile.task.lastStatus == TaskStatus::RUNNING) return paintUse(tile, rounding);
  const float progress = taskProgress(tile.canvas.state(), tile.task);
  if (progress < 0.0f || tile.task.lastStatus == TaskStatus::STOPPED) return;
  const float height = tile.theme.px(3.0f);
  const float left = tile.box.min.x + rounding;
  const float width = tile.box.width() - 2.0f * rounding;
  const float top = tile.box.max.y - height - tile.theme.px(2.0f);
  tile.list.AddRectFilled({left, top}, {left + width, top + height},
                          withAlpha(tile.state, 0.2f * tile.alpha), height);
  tile.list.AddRectFilled({left, top}, {left + std::max(height, width * progress), top + height},
                          withAlpha(tile.state, tile.alpha), height);
}

// What the state means, in words, where a tile has room for a third line.
std::string doing(const State& state, const Task& task) {
  switch (task.lastStatus) {
    case TaskStatus::PROVISIONING: return "attaching a network interface";
    case TaskStatus::PENDING:
      if (task.launchType == LaunchType::FARGATE) return "waiting for Fargate capacity";
      return task.containerInstance.valid() ? "waiting for the agent of its instance"
                                            : "waiting for room on an instance";
    case TaskStatus::ACTIVATING: {
      if (task.pullStoppedAt() != kNever) return "starting containers";
      if (task.blocked) return "held up before the start, trying again";
      const float progress = taskProgress(state, task);
      return "pulling images, " + std::to_string(static_cast<int>(progress * 100.0f)) + " %";
    }
    case TaskStatus::RUNNING: {
      const TaskLoad load = taskLoad(state, task);
      return "CPU " + percentText(static_cast<double>(load.cpuMilliPercent) / 100000.0) + ", " +
             std::to_string(load.memoryMiB) + " MiB, " + ipText(task.privateIp);
    }
    case TaskStatus::DEACTIVATING: return "leaving what sends it traffic";
    case TaskStatus::STOPPING: return "SIGTERM sent to its containers";
    case TaskStatus::DEPROVISIONING: return "detaching its network interface";
    case TaskStatus::STOPPED:
    case TaskStatus::DELETED: return stoppedReason(state, task);
  }
  return "";
}

void paintCard(const TilePaint& tile, const TileLook& look, bool large) {
  const Theme& theme = tile.theme;
  const State& state = tile.canvas.state();
  const float rounding = theme.px(7.0f);
  paintGround(tile, look, rounding);
  const float left = tile.box.min.x + theme.px(8.0f);
  const float right = tile.box.max.x - theme.px(8.0f);
  const float first = tile.box.min.y + theme.px(large ? 15.0f : 14.0f);
  const float mark = theme.px(5.5f);
  const bool broken = tile.task.lastStatus >= TaskStatus::DEACTIVATING && failed(tile.task);
  paintStateMark(tile.list, tile.task.lastStatus, {left + mark, first}, mark,
                 withAlpha(tile.state, tile.alpha));
  const float idLeft = left + mark * 2.0f + theme.px(6.0f);
  const float idRight = paintContainers(tile, right, first);
  std::string id = shortTaskId(state.seed, tile.task.ordinal);
  if (textWidth(*theme.fonts.strong, id) > idRight - idLeft) id.resize(6);
  paintMiddle(tile.list, *theme.fonts.strong, idLeft, first, tile.with(tokens::kText), id,
              idRight - idLeft);

  const float second = tile.box.min.y + theme.px(large ? 33.0f : 31.0f);
  float textRight = right;
  const bool running = tile.task.lastStatus == TaskStatus::RUNNING;
  if (running && tile.task.healthStatus != HealthStatus::UNKNOWN) {
    paintHealthMark(tile.list, theme, tile.task.healthStatus, {right - theme.px(4.0f), second},
                    theme.px(4.5f));
    textRight -= theme.px(16.0f);
  }
  const char* name = nameOf(tile.task.lastStatus);
  const float nameWidth = textWidth(*theme.fonts.captionStrong, name);
  if (look.showRevision) {
    const TaskDefinition& definition = state.taskDefinitions[tile.task.taskDefinition.value];
    const std::string revision = ":" + std::to_string(definition.revision);
    const float width = textWidth(*theme.fonts.captionStrong, revision);
    if (left + nameWidth + theme.px(6.0f) + width <= textRight) {
      paintMiddle(tile.list, *theme.fonts.captionStrong, textRight - width, second,
                  tile.with(look.oldRevision ? tokens::kFaint : tokens::kAccent), revision);
      textRight -= width + theme.px(6.0f);
    }
  }
  paintMiddle(tile.list, *theme.fonts.captionStrong, left, second,
              broken ? tile.with(tokens::kBad) : withAlpha(tile.state, tile.alpha), name,
              textRight - left);
  if (large) {
    paintMiddle(tile.list, *theme.fonts.caption, left, tile.box.min.y + theme.px(50.0f),
                tile.with(tokens::kMuted), doing(state, tile.task), right - left);
  }
  paintProgress(tile, rounding);
}

void paintMini(const TilePaint& tile, const TileLook& look) {
  const Theme& theme = tile.theme;
  const float rounding = theme.px(6.0f);
  paintGround(tile, look, rounding);
  const float y = tile.box.centre().y;
  const float mark = theme.px(4.5f);
  const float left = tile.box.min.x + theme.px(7.0f);
  paintStateMark(tile.list, tile.task.lastStatus, {left + mark, y}, mark,
                 withAlpha(tile.state, tile.alpha));
  const std::string id = taskId(tile.canvas.state().seed, tile.task.ordinal).substr(0, 6);
  const float x = left + mark * 2.0f + theme.px(5.0f);
  const float right = tile.box.max.x - theme.px(7.0f);
  const float end =
      paintMiddle(tile.list, *theme.fonts.caption, x, y, tile.with(tokens::kText), id, right - x);
  const char* name = nameOf(tile.task.lastStatus);
  const float width = textWidth(*theme.fonts.caption, name);
  if (end + theme.px(8.0f) + width <= right) {
    paintMiddle(tile.list, *theme.fonts.caption, right - width, y,
                withAlpha(tile.state, tile.alpha), name);
  }
  if (tile.task.healthStatus == HealthStatus::UNHEALTHY) {
    tile.list.AddRect(tile.box.min, tile.box.max, tile.with(tokens::kBad), rounding, 0,
                      theme.px(1.5f));
  }
}

void paintChip(const TilePaint& tile, const TileLook& look) {
  const Theme& theme = tile.theme;
  paintGround(tile, look, theme.px(4.0f));
  const bool sick = tile.task.healthStatus == HealthStatus::UNHEALTHY;
  const float side = std::min({tile.box.width(), tile.box.height(), theme.px(28.0f)});
  paintStateMark(tile.list, tile.task.lastStatus, tile.box.centre(), side * 0.28f,
                 sick ? tile.with(tokens::kBad) : withAlpha(tile.state, tile.alpha));
}

void paintDot(const TilePaint& tile, const TileLook& look) {
  const Theme& theme = tile.theme;
  const bool sick = tile.task.healthStatus == HealthStatus::UNHEALTHY;
  const ImU32 colour = sick ? tile.with(tokens::kBad) : withAlpha(tile.state, tile.alpha);
  const Box& box = tile.box;
  if (laneOf(tile.task.lastStatus) == YardLane::Running) {
    tile.list.AddRectFilled(box.min, box.max, colour);
  } else {
    // Hollow: not running, or not any more. Two areas need fewer vertices than an outline.
    tile.list.AddRectFilled(box.min, box.max, colour);
    const Box inner = box.inset(1.0f);
    tile.list.AddRectFilled(inner.min, inner.max, mixed(theme[tokens::kPanel], colour, 0.25f));
  }
  if (!look.selected && !look.hovered) return;
  const Box outer = box.inset(-theme.px(2.0f));
  tile.list.AddRect(outer.min, outer.max, theme[look.selected ? tokens::kAccent : tokens::kText],
                    0.0f, 0, theme.px(1.5f));
}

}  // namespace

void paintTile(const Canvas& canvas, const Task& task, YardDetail detail, const TileLook& look) {
  const TilePaint tile{canvas,   canvas.theme, *ImGui::GetWindowDrawList(),        task,
                       look.box, look.alpha,   canvas.theme.state(task.lastStatus)};
  switch (detail) {
    case YardDetail::Large: paintCard(tile, look, true); break;
    case YardDetail::Card: paintCard(tile, look, false); break;
    case YardDetail::Mini: paintMini(tile, look); break;
    case YardDetail::Chip: paintChip(tile, look); break;
    case YardDetail::Dot:
    case YardDetail::Heat: paintDot(tile, look); break;
  }
}

}  // namespace taskyard
