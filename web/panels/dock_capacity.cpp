// Capacity: what every instance has and holds, and why the last task went where it did, or nowhere.

#include <algorithm>

#include "engine/instance_identity.h"
#include "engine/placement.h"
#include "model/instance_types.h"
#include "model/network.h"
#include "panels/dock_parts.h"
#include "panels/yard_words.h"

namespace taskyard {

namespace {

// Why an instance was not taken, for people; AWS's own word stands beside it.
const char* unfitWords(Unfit unfit) {
  switch (unfit) {
    case Unfit::None: return "fits";
    case Unfit::Agent: return "its agent is not connected";
    case Unfit::NotActive: return "it is not ACTIVE";
    case Unfit::Location: return "it is in none of the task's zones";
    case Unfit::Attribute: return "it lacks an attribute, such as the CPU architecture";
    case Unfit::Cpu: return "too few CPU units are free";
    case Unfit::Memory: return "too little memory is free";
    case Unfit::Ports: return "a host port is taken";
    case Unfit::Interfaces: return "no network interface is free";
    case Unfit::Gpu: return "no GPU is free";
    case Unfit::MemberOf: return "a memberOf constraint excludes it";
    case Unfit::Distinct: return "distinctInstance: one of the group runs there";
  }
  return "";
}

float shareOf(std::int32_t remaining, std::int32_t registered) {
  if (registered <= 0) return 0.0f;
  return 1.0f - static_cast<float>(remaining) / static_cast<float>(registered);
}

void drawProviders(DockPen& pen) {
  const State& state = pen.canvas.state();
  for (const CapacityProvider& provider : state.capacity.providers) {
    if (provider.deleted || !provider.autoScalingGroup.valid()) continue;
    const AutoScalingGroup& group =
        state.capacity.autoScalingGroups[provider.autoScalingGroup.value];
    std::string text = "Capacity provider " + provider.name + ": group " + group.name + " wants " +
                       std::to_string(group.desiredCapacity) + " of " +
                       std::to_string(group.minSize) + " to " + std::to_string(group.maxSize);
    if (provider.managedScaling.enabled) {
      text += "; CapacityProviderReservation " + std::to_string(provider.reservationMilli / 1000) +
              " %, target " + std::to_string(provider.managedScaling.targetCapacity) + " %";
    } else {
      text += "; managed scaling is off";
    }
    dockNote(pen, tokens::kMuted, text + ".");
  }
  if (!state.capacity.waiting.empty()) {
    dockNote(
        pen, tokens::kWarn,
        countText(static_cast<int>(state.capacity.waiting.size()), "task waits", "tasks wait") +
            " in PROVISIONING for an instance.");
  }
}

void drawInstances(DockPen& pen) {
  const State& state = pen.canvas.state();
  const Theme& theme = pen.theme();
  constexpr DockColumn kColumns[] = {{"Instance", 1.7f},     {"Zone", 0.9f, false, true},
                                     {"Status", 1.0f},       {"Tasks", 0.5f, true},
                                     {"CPU reserved", 1.6f}, {"Memory reserved", 1.6f}};
  DockTable table(pen, "instances", kColumns);
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    if (instance.state == InstanceState::terminated) continue;
    const auto index = static_cast<std::uint32_t>(i);
    const bool active = instance.status == ContainerInstanceStatus::ACTIVE;
    const float cpu = shareOf(instance.remaining.cpu, instance.registered.cpu);
    const float memory = shareOf(instance.remaining.memory, instance.registered.memory);
    const std::string type(
        instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)].name);
    const DockCell cells[] = {
        {ec2InstanceId(state.seed, ContainerInstanceIndex(i)).substr(0, 10) + "  " + type},
        {zoneName(state.subnets[instance.subnet.value].zone), tokens::kMuted},
        {nameOf(instance.status), active ? tokens::kOk : tokens::kWarn},
        {std::to_string(instance.tasks.size())},
        {percentText(static_cast<double>(cpu)), tokens::kMuted},
        {percentText(static_cast<double>(memory)), tokens::kMuted}};
    const float top = pen.y;
    const Selection self{Selection::Kind::Instance, index};
    if (table.row(cells, pen.canvas.ui().selection == self)) pen.canvas.select(self.kind, index);
    const auto bar = [&](std::size_t column, float share) {
      const Box place = table.cell(column);
      const float left = place.min.x + theme.px(50.0f);
      if (place.max.x - left < theme.px(20.0f)) return;
      dockBar(pen, {{left, top + theme.px(8.0f)}, {place.max.x, top + theme.px(14.0f)}}, share,
              share > 0.95f ? tokens::kWarn : tokens::kAccent);
    };
    bar(4, cpu);
    bar(5, memory);
  }
  pen.y += theme.px(10.0f);
}

// The newest attempt to place a task of the service: every instance with its verdict.
void drawPlacement(DockPen& pen, const PlacementRecord& record) {
  const State& state = pen.canvas.state();
  const std::string service = record.service.valid()
                                  ? state.services[record.service.value].serviceName
                                  : std::string("a standalone task");
  dockHeading(pen, "Last placement for " + service + ", at " + clockText(record.at) +
                       (record.chosen.valid() ? "" : ": no instance took it"));
  if (record.verdicts.empty()) {
    dockNote(pen, tokens::kWarn, "The cluster has no container instance.");
    return;
  }
  constexpr DockColumn kColumns[] = {{"Instance", 1.4f}, {"Verdict", 1.4f}, {"Because", 3.0f}};
  const std::string id = "placement" + std::to_string(record.service.value);
  DockTable table(pen, id.c_str(), kColumns);
  for (const InstanceVerdict& each : record.verdicts) {
    const bool chosen = each.instance == record.chosen;
    const bool fits = each.unfit == Unfit::None;
    std::string because = unfitWords(each.unfit);
    if (fits && !chosen) because = "fits, but the strategy preferred another one";
    std::string verdict = chosen ? "chosen" : fits ? "fits" : nameOf(each.unfit);
    constexpr std::string_view kResource = "RESOURCE:";
    if (pen.narrow() && verdict.rfind(kResource, 0) == 0) verdict.erase(0, kResource.size());
    if (!fits && each.instance == record.closest) because += " (the closest match)";
    const DockCell cells[] = {{ec2InstanceId(state.seed, each.instance).substr(0, 10)},
                              {verdict,
                               chosen ? tokens::kOk
                               : fits ? tokens::kMuted
                                      : tokens::kBad,
                               chosen, static_cast<int>(fits ? Icon::Check : Icon::Cross)},
                              {because, tokens::kMuted}};
    const Selection self{Selection::Kind::Instance, each.instance.value};
    if (table.row(cells, pen.canvas.ui().selection == self)) pen.canvas.select(self.kind, self.id);
  }
  pen.y += pen.theme().px(10.0f);
}

void drawFargate(DockPen& pen) {
  const Capacity& capacity = pen.canvas.state().capacity;
  dockNote(pen, tokens::kMuted,
           "Fargate: " +
               percentText(static_cast<double>(capacity.onDemandCpu) / 1024.0 /
                           static_cast<double>(
                               std::max<std::int64_t>(1, capacity.quotas.fargateOnDemandVcpu))) +
               " of the on-demand vCPU quota used, " +
               countText(capacity.spotTasks, "Spot task", "Spot tasks") + ".");
}

}  // namespace

void drawCapacity(const Canvas& canvas, const Box& box) {
  const State& state = canvas.state();
  const auto& instances = state.capacity.instances;
  const bool any = std::any_of(instances.begin(), instances.end(), [](const auto& each) {
    return each.state != InstanceState::terminated;
  });
  if (!any && state.capacity.placements.empty()) {
    drawDockEmpty(
        canvas, box,
        {"No container instances",
         "Fargate finds room by itself. On EC2, tasks are packed onto instances: here you "
         "see how full each is, and why a task fits or not. To see it, open the scenario "
         "\"No room left on the instances\"."});
    return;
  }
  DockPen pen = beginDock(canvas, "capacity", box);
  drawProviders(pen);
  if (any) drawInstances(pen);
  for (auto each = state.capacity.placements.rbegin(); each != state.capacity.placements.rend();
       ++each) {
    drawPlacement(pen, *each);
  }
  if (state.capacity.onDemandCpu > 0 || state.capacity.spotTasks > 0) drawFargate(pen);
  endDock(pen);
}

}  // namespace taskyard
