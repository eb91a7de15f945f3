// Scaling: policies, their metric and alarms, and what was decided last and why.

#include "base/milli.h"
#include "base/time.h"
#include "engine/alarms.h"
#include "engine/scaling_system.h"
#include "panels/dock_parts.h"

namespace taskyard {

namespace {

std::string number(std::int64_t milli) { return milliText(milli); }

tokens::Colour colourOf(AlarmState state) {
  if (state == AlarmState::ALARM) return tokens::kBad;
  return state == AlarmState::OK ? tokens::kOk : tokens::kMuted;
}

// What AWS counts the predefined metrics in.
std::string unitOf(const ScalingPolicy& policy) {
  if (policy.predefinedMetricType == "ALBRequestCountPerTarget") return " a minute";
  return policy.predefinedMetricType.empty() ? "" : " %";
}

std::string decisionWords(const ScalingDecision& decision, const std::string& unit) {
  if (decision.at == kNever) return "Not asked yet: decisions are made once a minute.";
  std::string text = "At " + clockText(decision.at) + ": metric " + number(decision.metric) + unit +
                     ", target " + number(decision.target) + unit + ", " +
                     std::to_string(decision.runningCount) + " running.";
  if (!decision.formula.empty()) text += " " + decision.formula + ".";
  text += " desiredCount " + std::to_string(decision.desiredCount) + " → " +
          std::to_string(decision.decided) + ".";
  if (decision.blockedBy != ScalingBlock::None) {
    text += std::string(" Held back: ") + nameOf(decision.blockedBy) + ".";
  }
  return text;
}

void drawPolicy(DockPen& pen, const ScalingPolicy& policy) {
  const Theme& theme = pen.theme();
  const bool tracking = policy.policyType == ScalingPolicyType::TargetTrackingScaling;
  std::string head = policy.policyName + ": ";
  if (tracking) {
    head +=
        policy.predefinedMetricType.empty() ? "a metric of its own" : policy.predefinedMetricType;
    head += " at " + number(policy.targetValue) + unitOf(policy);
    head += ", cooldown out " + std::to_string(policy.scaleOutCooldownSeconds) + " s, in " +
            std::to_string(policy.scaleInCooldownSeconds) + " s";
    if (policy.disableScaleIn) head += ", never in";
  } else {
    head += "steps, cooldown " + std::to_string(policy.cooldownSeconds) + " s";
  }
  paintText(pen.list(), *theme.fonts.strong, {pen.left, pen.y}, theme[tokens::kText], head,
            pen.width());
  pen.y += theme.px(18.0f);
  dockNote(pen,
           policy.lastDecision.blockedBy == ScalingBlock::None ? tokens::kMuted : tokens::kWarn,
           decisionWords(policy.lastDecision, unitOf(policy)));
}

void drawTarget(DockPen& pen, const ScalableTarget& target) {
  const State& state = pen.canvas.state();
  const Service& service = state.services[target.service.value];
  const Theme& theme = pen.theme();
  dockHeading(pen, service.serviceName + ": between " + std::to_string(target.minCapacity) +
                       " and " + std::to_string(target.maxCapacity) + " tasks, now " +
                       std::to_string(service.desiredCount));
  const float width = std::min(pen.width(), theme.px(420.0f));
  const float share = target.maxCapacity <= 0 ? 0.0f
                                              : static_cast<float>(service.desiredCount) /
                                                    static_cast<float>(target.maxCapacity);
  dockBar(pen, {{pen.left, pen.y}, {pen.left + width, pen.y + theme.px(8.0f)}}, share,
          share >= 1.0f ? tokens::kWarn : tokens::kAccent);
  pen.y += theme.px(16.0f);
  for (const ScalingPolicyIndex index : target.policies) {
    const ScalingPolicy& policy = state.scaling.policies[index.value];
    if (!policy.deleted) drawPolicy(pen, policy);
  }
  for (auto each = target.activities.rbegin();
       each != target.activities.rend() && each - target.activities.rbegin() < 4; ++each) {
    dockNote(pen, tokens::kText,
             clockText(each->at) + "  desiredCount " + std::to_string(each->desiredCount) + ": " +
                 each->cause);
  }
  pen.y += theme.px(8.0f);
}

// "TargetTracking-service/demo/web-AlarmHigh-5a1c..." -> "web-AlarmHigh". The column is narrow, and
// what stands before and after is the same for both alarms of a policy.
std::string tellingName(const std::string& alarm) {
  if (!alarm.starts_with("TargetTracking-")) return alarm;
  const std::size_t resource = alarm.rfind('/') + 1;
  const std::size_t kind = alarm.find("-Alarm", resource);
  if (kind == std::string::npos) return alarm;
  return alarm.substr(resource, alarm.find('-', kind + 1) - resource);
}

void drawAlarms(DockPen& pen) {
  const State& state = pen.canvas.state();
  bool any = false;
  for (const Alarm& alarm : state.monitoring.alarms) any = any || !alarm.deleted;
  if (!any) return;
  constexpr DockColumn kColumns[] = {
      {"Alarm", 2.2f}, {"State", 1.2f}, {"Looks at", 1.6f, false, true}, {"Reason", 4.0f}};
  DockTable table(pen, "alarms", kColumns);
  for (const Alarm& alarm : state.monitoring.alarms) {
    if (alarm.deleted) continue;
    const DockCell cells[] = {{tellingName(alarm.alarmName)},
                              {nameOf(alarm.state), colourOf(alarm.state), true,
                               static_cast<int>(alarm.state == AlarmState::ALARM ? Icon::Warning
                                                : alarm.state == AlarmState::OK  ? Icon::Check
                                                                                 : Icon::Question)},
                              {alarmSubject(state, alarm), tokens::kMuted},
                              {alarm.stateReason, tokens::kMuted}};
    const EventId event = alarm.lastEvent != kNoEvent ? alarm.lastEvent : alarm.createdBy;
    const bool known = pen.canvas.events().holds(event);
    if (table.row(cells, false, known)) pen.canvas.askWhy(event);
  }
}

Request scalableTargetRequest(const State& state, ServiceIndex service) {
  JsonValue input = JsonValue::object();
  input.set("serviceNamespace", "ecs")
      .set("resourceId", resourceIdOf(state, service))
      .set("scalableDimension", "ecs:service:DesiredCount")
      .set("minCapacity", 2)
      .set("maxCapacity", 10);
  return {"application-autoscaling", "RegisterScalableTarget", std::move(input)};
}

}  // namespace

void drawScaling(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  bool any = false;
  for (const ScalableTarget& target : state.scaling.targets) any = any || !target.deleted;
  for (const Alarm& alarm : state.monitoring.alarms) any = any || !alarm.deleted;
  if (!any) {
    const ServiceIndex service = dockService(canvas);
    DockEmpty empty{"Nothing scales by itself",
                    "A scalable target sets the least and the most tasks of a service; a policy "
                    "moves desiredCount between them. First: aws application-autoscaling "
                    "register-scalable-target."};
    if (service.valid()) {
      empty.label = "Let the service have 2 to 10 tasks";
      empty.requests = {scalableTargetRequest(state, service)};
    }
    drawDockEmpty(canvas, box, empty);
    return;
  }
  DockPen pen = beginDock(canvas, "scaling", box);
  for (const ScalableTarget& target : state.scaling.targets) {
    if (!target.deleted) drawTarget(pen, target);
  }
  drawAlarms(pen);
  endDock(pen);
}

}  // namespace taskyard
