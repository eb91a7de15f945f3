// Metrics: how tasks, load, latency and backlog went, with thresholds and what happened.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "engine/alarms.h"
#include "engine/scaling_system.h"
#include "panels/dock_parts.h"
#include "panels/yard_paint.h"
#include "widgets/plot.h"

namespace taskyard {

namespace {

template <class... Values>
std::string printed(const char* format, Values... values) {
  char text[48];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

std::string plain(float value) {
  if (value >= 10000.0f) return printed("%.1fk", static_cast<double>(value) / 1000.0);
  const bool whole = std::fabs(value - std::round(value)) < 0.005f || value >= 100.0f;
  return printed(whole ? "%.0f" : "%.1f", static_cast<double>(value));
}
std::string percent(float value) { return plain(value) + " %"; }
std::string perSecond(float value) { return plain(value) + "/s"; }
std::string milliseconds(float value) {
  return value >= 1000.0f ? plain(value / 1000.0f) + " s" : plain(std::round(value)) + " ms";
}
std::string seconds(float value) {
  return value >= 120.0f ? plain(value / 60.0f) + " min" : plain(std::round(value)) + " s";
}

// One plot to be placed: it owns what Plot only points at.
struct Chart {
  const char* title;
  std::string (*words)(float);
  float least;
  std::vector<PlotLine> lines;
  std::vector<PlotThreshold> thresholds;
};

Chart tasksChart(const History& history, std::uint32_t service) {
  return {"Tasks",
          plain,
          1.0f,
          {{"running", history.series(SeriesKind::Running, service), tokens::kStateRunning,
            LineStyle::Solid, true},
           {"desired", history.series(SeriesKind::Desired, service), tokens::kText,
            LineStyle::Dashed, true},
           {"pending", history.series(SeriesKind::Pending, service), tokens::kStatePending,
            LineStyle::Thin, true}},
          {}};
}

// Targets of target tracking policies and thresholds of alarms that look at the service's metric.
void addThresholds(const State& state, ServiceIndex service, const char* predefined,
                   MetricIndex metric, Chart& chart) {
  for (const ScalingPolicy& policy : state.scaling.policies) {
    if (policy.deleted || policy.predefinedMetricType != predefined) continue;
    const ScalableTarget& target = state.scaling.targets[policy.target.value];
    if (target.deleted || target.service != service) continue;
    const float value = static_cast<float>(policy.targetValue) / 1000.0f;
    chart.thresholds.push_back({value, "target " + chart.words(value)});
  }
  for (const Alarm& alarm : state.monitoring.alarms) {
    if (alarm.deleted || alarm.ownedBy.valid() || !metric.valid()) continue;
    if (alarm.watched >= alarm.queries.size() || alarm.queries[alarm.watched].metric != metric) {
      continue;
    }
    const float value = static_cast<float>(alarm.threshold) / 1000.0f;
    chart.thresholds.push_back({value, "alarm " + alarm.alarmName});
  }
}

Chart useChart(const Canvas& canvas, std::uint32_t service) {
  const State& state = canvas.state();
  const History& history = canvas.memory.history;
  Chart chart{"CPU and memory",
              percent,
              100.0f,
              {{"CPU", history.series(SeriesKind::Cpu, service), tokens::kAccent, LineStyle::Solid},
               {"memory", history.series(SeriesKind::Memory, service), tokens::kStateDeprovisioning,
                LineStyle::Thin}},
              {}};
  MetricIndex metric;
  if (service < state.monitoring.ofService.size()) {
    metric = state.monitoring.ofService[service].cpuUtilization;
  }
  addThresholds(state, ServiceIndex(service), "ECSServiceAverageCPUUtilization", metric, chart);
  return chart;
}

std::vector<Chart> chartsOf(const Canvas& canvas, ServiceIndex service) {
  const History& history = canvas.memory.history;
  std::vector<Chart> charts;
  if (service.valid()) {
    charts.push_back(tasksChart(history, service.value));
    charts.push_back(useChart(canvas, service.value));
  }
  if (history.series(SeriesKind::Arriving, 0) != nullptr) {
    charts.push_back(
        {"Requests",
         perSecond,
         1.0f,
         {{"arriving", history.series(SeriesKind::Arriving, 0), tokens::kInfo},
          {"5xx", history.series(SeriesKind::Failing, 0), tokens::kBad, LineStyle::Thin}},
         {}});
    charts.push_back(
        {"Latency",
         milliseconds,
         10.0f,
         {{"p99", history.series(SeriesKind::P99, 0), tokens::kBad, LineStyle::Thin},
          {"p95", history.series(SeriesKind::P95, 0), tokens::kWarn, LineStyle::Dashed},
          {"p50", history.series(SeriesKind::P50, 0), tokens::kOk}},
         {}});
  }
  const auto& queues = canvas.state().work.queues;
  for (std::uint32_t i = 0; i < queues.size(); ++i) {
    if (queues[i].deleted || history.series(SeriesKind::Waiting, i) == nullptr) continue;
    charts.push_back({queues[i].name.c_str(),
                      plain,
                      5.0f,
                      {{"waiting", history.series(SeriesKind::Waiting, i), tokens::kWarn}},
                      {}});
    charts.push_back({"Oldest message",
                      seconds,
                      10.0f,
                      {{"age", history.series(SeriesKind::Oldest, i), tokens::kStateStopping}},
                      {}});
  }
  return charts;
}

constexpr const char* kWindows[] = {"5 min", "15 min", "1 h", "All"};
constexpr DurationMs kWindowMs[] = {5 * kMinute, 15 * kMinute, kHour, 0};

// What failed, and what was asked for, in the time that is shown.
std::vector<PlotMark> marksOf(const Canvas& canvas, TimeMs from) {
  constexpr std::size_t kMost = 60;
  std::vector<PlotMark> marks;
  const auto& all = canvas.memory.events.marks();
  for (auto id = all.rbegin(); id != all.rend() && marks.size() < kMost; ++id) {
    if (!canvas.events().holds(*id)) continue;
    const Event& event = canvas.events().at(*id);
    if (event.at < from) break;
    const EventTone tone = toneOf(event);
    if (event.at == 0 || (tone != EventTone::Bad && event.kind != EventKind::Request)) continue;
    marks.push_back({event.at, tone == EventTone::Bad ? tokens::kBad : tokens::kAccent});
  }
  return marks;
}

void drawCharts(const Canvas& canvas, DockPen& pen, std::vector<Chart>& charts, float height) {
  const Theme& theme = canvas.theme;
  DockMemory& dock = canvas.memory.dock;
  const int count = static_cast<int>(charts.size());
  const int most = std::clamp(static_cast<int>(pen.width() / theme.px(180.0f)), 1, count);
  const int rows = (count + most - 1) / most;
  const int perRow = (count + rows - 1) / rows;  // rows are as long as each other
  const float gap = theme.px(20.0f);
  const float width =
      (pen.width() - gap * static_cast<float>(perRow - 1)) / static_cast<float>(perRow);
  const float each = std::max(theme.px(96.0f), height / static_cast<float>(std::min(rows, 2)));
  const TimeMs now = canvas.state().now;
  const DurationMs window = kWindowMs[dock.window];
  const TimeMs from = window == 0 ? 0 : std::max<TimeMs>(0, now - window);
  const std::vector<PlotMark> marks = marksOf(canvas, from);
  TimeMs under = kNever;
  for (std::size_t i = 0; i < charts.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % perRow);
    const auto row = static_cast<float>(static_cast<int>(i) / perRow);
    const ImVec2 min(pen.left + column * (width + gap), pen.y + row * each);
    const Plot plot{charts[i].title,
                    charts[i].words,
                    charts[i].least,
                    canvas.memory.history.times(),
                    charts[i].lines,
                    charts[i].thresholds,
                    marks,
                    from,
                    std::max(now, from + kMinute)};
    const TimeMs here =
        drawPlot(theme, {min, {min.x + width, min.y + each - theme.px(6.0f)}}, plot, dock.hoverAt);
    if (here != kNever) under = here;
  }
  dock.hoverAt = under;
  pen.y += static_cast<float>(rows) * each;
}

}  // namespace

void drawMetrics(const Canvas& canvas, const Box& box) {
  const Theme& theme = canvas.theme;
  const ServiceIndex service = dockService(canvas);
  std::vector<Chart> charts = chartsOf(canvas, service);
  if (charts.empty()) {
    if (drawDockEmpty(
            canvas, box,
            {"No figures yet",
             "Running tasks, CPU and memory, requests, latency and backlog are drawn here "
             "as time passes. Run a service first.",
             "Run a service", firstServiceRequests(canvas.state())})) {
      canvas.app.setPlaying(true);
    }
    return;
  }
  const float head = theme.px(32.0f);
  const float y = box.min.y + theme.px(4.0f);
  const float windows = segmentedWidth(theme, kWindows);
  const float right = box.max.x - theme.px(14.0f) - windows;
  const int now = segmented(theme, "window", {right, y}, kWindows, canvas.memory.dock.window);
  if (now != canvas.memory.dock.window) {
    canvas.memory.dock.window = now;
    canvas.app.touch();
  }
  const float x = box.min.x + theme.px(14.0f);
  const float end = drawServicePicker(canvas, x, y + theme.px(3.0f), right - theme.px(8.0f));
  if (end == x && service.valid()) {
    paintMiddle(*ImGui::GetWindowDrawList(), *theme.fonts.strong, x, y + theme.px(15.0f),
                theme[tokens::kText], canvas.state().services[service.value].serviceName,
                right - x - theme.px(8.0f));
  }
  DockPen pen = beginDock(canvas, "metrics", {{box.min.x, box.min.y + head}, box.max});
  drawCharts(canvas, pen, charts, box.height() - head - theme.px(18.0f));
  endDock(pen);
}

}  // namespace taskyard
