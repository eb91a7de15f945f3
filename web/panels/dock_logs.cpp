// Logs: the newest lines of each container that writes to CloudWatch Logs, and which containers'
// lines are lost because nobody keeps them.

#include <algorithm>

#include "base/time.h"
#include "engine/log_lines.h"
#include "panels/dock_parts.h"
#include "panels/yard_words.h"

namespace taskyard {

namespace {

struct ShownLine {
  TimeMs at = 0;
  std::size_t stream = 0;
  LogLine line;
};

// The newest lines of all streams of a group, oldest first.
std::vector<ShownLine> newestLines(const State& state, LogGroupIndex group) {
  constexpr std::size_t kMost = 120;
  constexpr std::size_t kMostStreams = 60;
  std::vector<ShownLine> lines;
  std::size_t streams = 0;
  for (std::size_t i = state.logs.streams.size(); i > 0 && streams < kMostStreams; --i) {
    const LogStream& stream = state.logs.streams[i - 1];
    if (!stream.inUse || stream.group != group) continue;
    ++streams;
    for (const LogLine& line : linesOf(state, stream)) lines.push_back({line.at, i - 1, line});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const ShownLine& a, const ShownLine& b) { return a.at < b.at; });
  if (lines.size() > kMost) {
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kMost));
  }
  return lines;
}

tokens::Colour colourOf(LogLineKind kind) {
  switch (kind) {
    case LogLineKind::Errors:
    case LogLineKind::Killed:
    case LogLineKind::OutOfMemory:
    case LogLineKind::AccessDenied:
    case LogLineKind::SecretRejected: return tokens::kBad;
    case LogLineKind::Terminating:
    case LogLineKind::Exited: return tokens::kWarn;
    default: return tokens::kText;
  }
}

// "web/web/1a2b3c4d..." -> its last part, the task.
std::string taskOf(const std::string& stream) {
  const std::size_t at = stream.rfind('/');
  return (at == std::string::npos ? stream : stream.substr(at + 1)).substr(0, 8);
}

// Containers of live services that keep their lines to themselves.
void drawLost(DockPen& pen) {
  const State& state = pen.canvas.state();
  for (const Service& service : state.services) {
    if (service.status == ServiceStatus::INACTIVE) continue;
    for (const ContainerDefinition& container :
         state.taskDefinitions[service.taskDefinition.value].containerDefinitions) {
      if (writesToCloudWatch(container)) continue;
      const bool other = container.logConfiguration.has_value();
      dockNote(pen, other ? tokens::kMuted : tokens::kWarn,
               service.serviceName + ", container " + container.name +
                   (other ? ": its log driver sends lines elsewhere."
                          : ": no log configuration. Its lines are lost when its task stops; add "
                            "logConfiguration with the awslogs driver."));
    }
  }
}

void drawGroup(DockPen& pen, std::size_t index) {
  const State& state = pen.canvas.state();
  const Theme& theme = pen.theme();
  const LogGroup& group = state.logs.groups[index];
  std::string head = group.logGroupName + "   " + bytesText(group.bytesIngested) + " ingested, ";
  head += group.retentionInDays == 0
              ? "never expires"
              : "kept for " + std::to_string(group.retentionInDays) + " days";
  dockHeading(pen, head);
  const std::vector<ShownLine> lines = newestLines(state, LogGroupIndex(index));
  if (lines.empty()) {
    dockNote(pen, tokens::kMuted, "No lines yet.");
    return;
  }
  const float step = theme.px(18.0f);
  const float top = ImGui::GetWindowPos().y;
  const float bottom = top + ImGui::GetWindowHeight();
  for (auto each = lines.rbegin(); each != lines.rend(); ++each) {
    const float y = pen.y + step * 0.5f;
    if (y > top - step && y < bottom + step) {
      paintMiddle(pen.list(), *theme.fonts.caption, pen.left, y, theme[tokens::kFaint],
                  clockText(each->at));
      const float x = pen.left + theme.px(58.0f);
      paintMiddle(pen.list(), *theme.fonts.caption, x, y, theme[tokens::kMuted],
                  taskOf(state.logs.streams[each->stream].logStreamName), theme.px(66.0f));
      paintMiddle(pen.list(), *theme.fonts.body, x + theme.px(72.0f), y,
                  theme[colourOf(each->line.kind)], logLineText(each->line),
                  pen.right - x - theme.px(72.0f));
    }
    pen.y += step;
  }
  pen.y += theme.px(10.0f);
}

}  // namespace

void drawLogs(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  bool any = !state.services.empty();
  for (const LogGroup& group : state.logs.groups) any = any || !group.deleted;
  if (!any) {
    drawDockEmpty(canvas, box,
                  {"No log lines",
                   "Containers with the awslogs driver write here, newest line first. What has no "
                   "log configuration is lost with its task."});
    return;
  }
  DockPen pen = beginDock(canvas, "logs", box);
  drawLost(pen);
  for (std::size_t i = 0; i < state.logs.groups.size(); ++i) {
    if (!state.logs.groups[i].deleted) drawGroup(pen, i);
  }
  endDock(pen);
}

}  // namespace taskyard
