// Tasks, services and subnets in the inspector: what can be done to them, and the facts that matter
// most, in AWS's words.

#include <cstdio>

#include "base/time.h"
#include "engine/identity.h"
#include "engine/reachability.h"
#include "engine/stop_reason.h"
#include "model/network.h"
#include "panels/inspector_parts.h"
#include "panels/yard_paint.h"

namespace taskyard {

namespace {

JsonValue taskInput(const State& state, const Task& task) {
  return JsonValue::object({{"cluster", state.clusters[clusterOf(state, task).value].clusterName},
                            {"task", taskId(state.seed, task.ordinal)}});
}

Request faultRequest(const State& state, const Task& task, const char* type) {
  return {"sim", "SimInjectFault",
          JsonValue::object({{"type", type}, {"task", taskId(state.seed, task.ordinal)}})};
}

void drawTaskActions(InspectorPen& pen, const Task& task) {
  const State& state = pen.canvas.state();
  const bool running = task.lastStatus == TaskStatus::RUNNING;
  const bool live = task.desiredStatus == TaskDesiredStatus::RUNNING;
  Request crash = faultRequest(state, task, "ContainerExit");
  crash.input.set("exitCode", 1);
  drawAction(pen,
             {"crash", "Crash container", Icon::Bolt, ButtonKind::Danger, running, ImGuiKey_C, "C"},
             crash);
  drawAction(pen,
             {"lose", "Lose its host", Icon::HostLost, ButtonKind::Danger, live, ImGuiKey_L, "L"},
             faultRequest(state, task, "TaskLost"));
  drawAction(pen, {"stop", "Stop task", Icon::Stop, ButtonKind::Plain, live, ImGuiKey_X, "X"},
             {"ecs", "StopTask", taskInput(state, task)});
}

std::string sizeText(std::int32_t cpu, std::int32_t memory) {
  char text[64];
  std::snprintf(text, sizeof text, "%.4g vCPU, %d MiB", static_cast<double>(cpu) / 1024.0, memory);
  return text;
}

void paintContainers(InspectorPen& pen, const Task& task) {
  const State& state = pen.canvas.state();
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  paintHeading(pen, "CONTAINERS");
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    const ContainerDefinition& what = definition.containerDefinitions[container.definition];
    std::string text = nameOf(container.lastStatus);
    if (container.exitCode != kNoExitCode) {
      text += ", exitCode " + std::to_string(container.exitCode);
    }
    if (container.healthStatus != HealthStatus::UNKNOWN) {
      text += std::string(", ") + nameOf(container.healthStatus);
    }
    if (!what.essential) text += ", not essential";
    paintFact(pen, what.name.c_str(), text);
  }
}

}  // namespace

void drawWhyButton(InspectorPen& pen, const char* label, EventId event) {
  if (!pen.canvas.events().holds(event)) return;
  const Theme& theme = pen.theme();
  ButtonLook look;
  look.label = label;
  look.hasIcon = true;
  look.icon = Icon::Question;
  const float width = buttonWidth(theme, look);
  if (button(theme, "whyNow", {{pen.left, pen.y}, {pen.left + width, pen.y + theme.px(32.0f)}},
             look)) {
    pen.canvas.askWhy(event);
  }
  pen.y += theme.px(38.0f);
}

void drawTaskDetails(InspectorPen& pen, const Task& task) {
  const State& state = pen.canvas.state();
  drawTaskActions(pen, task);
  drawWhyButton(pen, "Why is it like this?", task.lastEvent);
  paintHeading(pen, "TASK");
  paintFact(pen, "lastStatus", nameOf(task.lastStatus), Theme::stateColour(task.lastStatus));
  paintFact(pen, "desiredStatus", nameOf(task.desiredStatus));
  paintFact(pen, "healthStatus", nameOf(task.healthStatus),
            task.healthStatus == HealthStatus::UNHEALTHY ? tokens::kBad : tokens::kText);
  paintFact(pen, "stopCode", nameOf(task.stopCode));
  paintFact(pen, "stoppedReason", stoppedReason(state, task), tokens::kBad);
  if (task.service.valid()) {
    paintFact(pen, "service", state.services[task.service.value].serviceName);
  }
  paintFact(pen, "taskDefinition",
            familyRevision(state.taskDefinitions[task.taskDefinition.value]));
  paintFact(pen, "availabilityZone", zoneName(state.subnets[task.subnet.value].zone));
  paintFact(pen, "private IP", ipText(task.privateIp));
  paintFact(pen, "size", sizeText(taskCpu(state, task), taskMemory(state, task)));
  if (task.startedAt() != kNever) {
    const TimeMs end = task.stoppedAt() == kNever ? state.now : task.stoppedAt();
    paintFact(pen, "age", durationText((end - task.startedAt()) / kSecond * kSecond));
  }
  paintContainers(pen, task);
}

void drawServiceDetails(InspectorPen& pen, ServiceIndex index) {
  const State& state = pen.canvas.state();
  const Service& service = state.services[index.value];
  const bool active = service.status == ServiceStatus::ACTIVE;
  drawAction(pen, {"more", "One task more", Icon::Plus, ButtonKind::Plain, active},
             desiredCountRequest(state, index, service.desiredCount + 1));
  drawAction(pen,
             {"fewer", "One task fewer", Icon::Minus, ButtonKind::Plain,
              active && service.desiredCount > 0},
             desiredCountRequest(state, index, service.desiredCount - 1));
  Request again{"ecs", "UpdateService", JsonValue::object()};
  again.input.set("cluster", state.clusters[service.cluster.value].clusterName)
      .set("service", service.serviceName)
      .set("forceNewDeployment", true);
  drawAction(pen, {"force", "Force a new deployment", Icon::Redo, ButtonKind::Plain, active},
             again);
  drawWhyButton(pen, "Why is it like this?", service.reconcileCause);
  paintHeading(pen, "SERVICE");
  paintFact(pen, "status", nameOf(service.status));
  paintFact(pen, "cluster", state.clusters[service.cluster.value].clusterName);
  paintFact(pen, "desiredCount", std::to_string(service.desiredCount));
  paintFact(pen, "taskDefinition",
            familyRevision(state.taskDefinitions[service.taskDefinition.value]));
  paintFact(pen, "launchType", nameOf(service.launchType));
  paintFact(pen, "minimumHealthy",
            std::to_string(service.deploymentConfiguration.minimumHealthyPercent) + " %");
  paintFact(pen, "maximum", std::to_string(service.deploymentConfiguration.maximumPercent) + " %");
  paintHeading(pen, "DEPLOYMENTS");
  for (const DeploymentIndex each : service.deployments) {
    const Deployment& deployment = state.deployments[each.value];
    const std::string name = familyRevision(state.taskDefinitions[deployment.taskDefinition.value]);
    paintFact(pen, name.c_str(),
              std::string(nameOf(deployment.status)) + ", " + nameOf(deployment.rolloutState) +
                  ": " + std::to_string(deployment.counts.running) + " running, " +
                  std::to_string(deployment.counts.pending) + " pending");
  }
}

void drawSubnetDetails(InspectorPen& pen, const Subnet& subnet) {
  paintHeading(pen, "SUBNET");
  paintFact(pen, "subnetId", subnet.subnetId);
  paintFact(pen, "availabilityZone", zoneName(subnet.zone));
  paintFact(pen, "cidrBlock", ipText(subnet.network) + "/" + std::to_string(subnet.prefix));
  const State& state = pen.canvas.state();
  paintFact(pen, "vpcId", state.network.vpcs[subnet.vpc.value].vpcId);
  paintFact(pen, "route 0.0.0.0/0",
            isPublicSubnet(state, subnet)
                ? "to the internet gateway: a public subnet. Only tasks with a "
                  "public IP address can use it."
                : "not to an internet gateway: a private subnet");
}

}  // namespace taskyard
