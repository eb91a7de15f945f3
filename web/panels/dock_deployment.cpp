// Deployment: old and new revisions against the bounds, how far the rollout is, and the breaker.

#include <algorithm>
#include <cmath>

#include "engine/circuit_breaker.h"
#include "engine/identity.h"
#include "engine/rolling_update.h"
#include "engine/service_scheduler.h"
#include "panels/dock_parts.h"
#include "panels/yard_paint.h"

namespace taskyard {

namespace {

tokens::Colour colourOf(const Deployment& deployment) {
  if (deployment.rolloutState == DeploymentRolloutState::FAILED) return tokens::kBad;
  return deployment.status == DeploymentStatus::PRIMARY ? tokens::kAccent : tokens::kFaint;
}

// Running tasks of each revision, one after the other, on a scale up to the most that may exist,
// with the two bounds and the number that is wanted.
void paintBounds(DockPen& pen, const Service& service) {
  const Theme& theme = pen.theme();
  const State& state = pen.canvas.state();
  ImDrawList& list = pen.list();
  const TaskCountBounds bounds =
      taskCountBounds(service.desiredCount, service.deploymentConfiguration);
  std::int32_t live = 0;
  for (const DeploymentIndex each : service.deployments) {
    live += state.deployments[each.value].counts.live;
  }
  const std::int32_t most = std::max({bounds.activeMax, live, service.desiredCount, 1});
  const float width = std::min(pen.width(), theme.px(640.0f));
  const auto at = [&](std::int32_t count) {
    return pen.left + width * static_cast<float>(count) / static_cast<float>(most);
  };
  pen.y += theme.px(18.0f);
  const float top = pen.y;
  const float bottom = top + theme.px(22.0f);
  list.AddRectFilled({pen.left, top}, {pen.left + width, bottom}, theme[tokens::kLine],
                     theme.px(4.0f));
  std::int32_t from = 0;
  for (auto each = service.deployments.rbegin(); each != service.deployments.rend(); ++each) {
    const Deployment& deployment = state.deployments[each->value];
    const tokens::Colour colour = colourOf(deployment);
    const std::int32_t running = deployment.counts.running;
    const std::int32_t pending = deployment.counts.pending;
    const Box full{{at(from), top}, {at(from + running) - 1.0f, bottom}};
    if (running > 0) list.AddRectFilled(full.min, full.max, theme[colour], theme.px(3.0f));
    from += running;
    if (pending > 0) {
      const Box open{{at(from), top}, {at(from + pending) - 1.0f, bottom}};
      list.AddRectFilled(open.min, open.max, theme.faded(colour, 0.2f), theme.px(3.0f));
      list.AddRect(open.min, open.max, theme[colour], theme.px(3.0f));
      from += pending;
    }
    const std::string name =
        ":" + std::to_string(state.taskDefinitions[deployment.taskDefinition.value].revision);
    if (full.width() > textWidth(*theme.fonts.captionStrong, name) + theme.px(8.0f)) {
      paintMiddle(list, *theme.fonts.captionStrong, full.min.x + theme.px(5.0f), full.centre().y,
                  theme[tokens::kPanel], name);
    }
  }
  const auto bound = [&](std::int32_t count, const char* word, bool above) {
    const float x = std::floor(at(count)) + 0.5f;
    list.AddLine({x, top - theme.px(4.0f)}, {x, bottom + theme.px(4.0f)}, theme[tokens::kText],
                 theme.px(1.5f));
    const std::string text = std::string(word) + " " + std::to_string(count);
    const float textW = textWidth(*theme.fonts.caption, text);
    const float left = std::clamp(x - textW * 0.5f, pen.left, pen.left + width - textW);
    paintText(list, *theme.fonts.caption,
              {left, above ? top - theme.px(18.0f) : bottom + theme.px(5.0f)},
              theme[tokens::kMuted], text);
  };
  bound(bounds.runningMin, "at least healthy", false);
  bound(bounds.activeMax, "at most", false);
  bound(service.desiredCount, "desired", true);
  pen.y = bottom + theme.px(26.0f);
}

void drawDeployments(DockPen& pen, const Service& service, ServiceIndex index) {
  const State& state = pen.canvas.state();
  constexpr DockColumn kColumns[] = {{"Revision", 1.6f},      {"Status", 1.2f, false, true},
                                     {"Rollout", 1.9f},       {"Running", 0.9f, true},
                                     {"Pending", 0.9f, true}, {"Stopping", 0.9f, true, true},
                                     {"Failed", 0.8f, true}};
  DockTable table(pen, "deployments", kColumns);
  for (const DeploymentIndex each : service.deployments) {
    const Deployment& deployment = state.deployments[each.value];
    const bool bad = deployment.rolloutState == DeploymentRolloutState::FAILED;
    const DockCell cells[] = {
        {familyRevision(state.taskDefinitions[deployment.taskDefinition.value]),
         colourOf(deployment) == tokens::kFaint ? tokens::kMuted : tokens::kText, true},
        {nameOf(deployment.status), tokens::kMuted},
        {nameOf(deployment.rolloutState), bad ? tokens::kBad : tokens::kMuted, false,
         bad ? static_cast<int>(Icon::Cross)
         : deployment.rolloutState == DeploymentRolloutState::COMPLETED
             ? static_cast<int>(Icon::Check)
             : static_cast<int>(Icon::Redo)},
        {std::to_string(deployment.counts.running)},
        {std::to_string(deployment.counts.pending)},
        {std::to_string(deployment.counts.stopping)},
        {std::to_string(deployment.failedTasks),
         deployment.failedTasks > 0 ? tokens::kBad : tokens::kText}};
    const bool known = pen.canvas.events().holds(deployment.lastEvent);
    if (table.row(cells, false, known)) pen.canvas.askWhy(deployment.lastEvent);
  }
  (void)index;
}

void drawBreaker(DockPen& pen, const Service& service) {
  const DeploymentCircuitBreaker& breaker =
      service.deploymentConfiguration.deploymentCircuitBreaker;
  pen.y += pen.theme().px(8.0f);
  if (!breaker.enable) {
    dockNote(pen, tokens::kMuted,
             "Circuit breaker: off. A revision that never starts is tried for ever.");
    return;
  }
  const std::int32_t threshold =
      circuitBreakerThreshold(service.desiredCount, breaker.thresholdConfiguration);
  std::int32_t failed = 0;
  if (!service.deployments.empty()) {
    failed = pen.canvas.state().deployments[service.deployments.front().value].failedTasks;
  }
  dockNote(pen, failed > 0 ? tokens::kBad : tokens::kText,
           "Circuit breaker: " + std::to_string(failed) + " of " + std::to_string(threshold) +
               " failures" + (breaker.rollback ? ", then rollback." : ", then stop."));
}

void drawRollout(DockPen& pen, const Service& service) {
  if (!service.serviceDeployment.valid()) return;
  const ServiceDeployment& rollout =
      pen.canvas.state().serviceDeployments[service.serviceDeployment.value];
  std::string text = std::string("Rollout: ") + nameOf(rollout.status);
  const std::string stage = nameOf(rollout.lifecycleStage);
  if (!stage.empty()) text += ", " + stage;
  if (rollout.baking) text += ", bake time";
  if (rollout.trafficPermille > 0 && rollout.trafficPermille < 1000) {
    text += ", " + std::to_string(rollout.trafficPermille / 10) + " % of traffic on the new one";
  }
  if (!rollout.triggeredAlarm.empty()) text += ", alarm " + rollout.triggeredAlarm;
  dockNote(pen, rollout.failure == DeploymentFailure::None ? tokens::kMuted : tokens::kBad, text);
}

}  // namespace

void drawDeployment(const Canvas& canvas, const Box& box) {
  const ServiceIndex index = dockService(canvas);
  if (!index.valid()) {
    if (drawDockEmpty(canvas, box,
                      {"Nothing is deployed",
                       "A service replaces its tasks step by step: here you see old and new "
                       "revisions between minimumHealthyPercent and maximumPercent.",
                       "Run a service", firstServiceRequests(canvas.state())})) {
      canvas.app.setPlaying(true);
    }
    return;
  }
  const Service& service = canvas.state().services[index.value];
  DockPen pen = beginDock(canvas, "deployment", box);
  const float x = drawServicePicker(canvas, pen.left, pen.y, pen.right);
  if (x > pen.left) pen.y += canvas.theme.px(30.0f);
  paintBounds(pen, service);
  drawDeployments(pen, service, index);
  drawBreaker(pen, service);
  drawRollout(pen, service);
  endDock(pen);
}

}  // namespace taskyard
