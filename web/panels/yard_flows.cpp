// What goes from where to where: requests, messages, calls, log lines. By definition, so that a
// line stands there before the first request; and with the rate of this moment.

#include "engine/log_lines.h"
#include "engine/traffic_route.h"
#include "engine/work_settle.h"
#include "panels/yard_model.h"

namespace taskyard {

namespace {

using Kind = Selection::Kind;

void addFlow(YardModel& model, const YardFlow& flow) {
  if (flow.from.kind == Kind::None || flow.to.kind == Kind::None) return;
  for (YardFlow& known : model.flows) {
    if (known.from == flow.from && known.to == flow.to) {
      known.perSecondMilli += flow.perSecondMilli;
      known.fails = known.fails || flow.fails;
      return;
    }
  }
  model.flows.push_back(flow);
}

void addTraffic(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.work.traffics.size(); ++i) {
    const Traffic& traffic = state.work.traffics[i];
    if (traffic.removed) continue;
    YardFlow flow;
    flow.from = {Kind::Traffic, static_cast<std::uint32_t>(i)};
    if (traffic.target.service.valid()) {
      flow.to = {Kind::Service, traffic.target.service.value};
    } else {
      const LoadBalancerIndex balancer = balancerNamed(state, traffic.target.loadBalancer);
      if (balancer.valid()) flow.to = {Kind::LoadBalancer, balancer.value};
    }
    const FlowStats* stats =
        findFlow(state.work, FlowSubject::Traffic, static_cast<std::uint32_t>(i));
    if (stats != nullptr) flow.perSecondMilli = stats->rate.arrived;
    flow.fails = traffic.failing;
    addFlow(model, flow);
  }
}

void addTargets(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::INACTIVE) continue;
    for (const ServiceLoadBalancer& each : service.loadBalancers) {
      for (const TargetGroupIndex index : {each.targetGroup, each.alternateTargetGroup}) {
        if (!index.valid()) continue;
        const TargetGroup& group = state.balancing.targetGroups[index.value];
        if (group.deleted || !group.loadBalancer.valid()) continue;
        YardFlow flow;
        flow.from = {Kind::LoadBalancer, group.loadBalancer.value};
        flow.to = {Kind::Service, static_cast<std::uint32_t>(i)};
        const FlowStats* stats = findFlow(state.work, FlowSubject::TargetGroup, index.value);
        if (stats != nullptr) flow.perSecondMilli = stats->rate.arrived;
        flow.fails = group.counts.unhealthy > 0 && group.counts.healthy == 0;
        addFlow(model, flow);
      }
    }
  }
}

template <class List, class Name>
std::uint32_t named(const List& list, const std::string& name, Name&& nameOf) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (nameOf(list[i]) == name) return static_cast<std::uint32_t>(i);
  }
  return static_cast<std::uint32_t>(list.size());
}

Selection calledBy(const State& state, const ImageCall& call) {
  const Work& work = state.work;
  const auto made = [](Kind kind, std::uint32_t index, std::size_t count) {
    return index < count ? Selection{kind, index} : Selection{};
  };
  switch (call.kind) {
    case DependencyKind::dynamodb:
      return made(Kind::Table, named(work.tables, call.name, [](const auto& t) { return t.name; }),
                  work.tables.size());
    case DependencyKind::rds:
      return made(Kind::Database,
                  named(work.databases, call.name, [](const auto& d) { return d.identifier; }),
                  work.databases.size());
    case DependencyKind::sqs:
      return made(Kind::Queue, named(work.queues, call.name, [](const auto& q) { return q.name; }),
                  work.queues.size());
    default: return {};
  }
}

void addUses(const State& state, std::size_t index, YardModel& model) {
  const Service& service = state.services[index];
  const Selection self{Kind::Service, static_cast<std::uint32_t>(index)};
  const FlowStats* stats = findFlow(state.work, FlowSubject::Service, self.id);
  const std::int64_t rate = stats == nullptr ? 0 : stats->rate.answered;
  for (const ContainerDefinition& container :
       state.taskDefinitions[service.taskDefinition.value].containerDefinitions) {
    if (container.imageIndex.valid()) {
      const ImageBehaviour& behaviour = state.images[container.imageIndex.value].behaviour;
      for (const ImageCall& call : behaviour.calls) {
        addFlow(model, {self, calledBy(state, call), rate, false});
      }
      if (!behaviour.workerQueue.empty()) {
        ImageCall takes;
        takes.kind = DependencyKind::sqs;
        takes.name = behaviour.workerQueue;
        addFlow(model, {calledBy(state, takes), self, 0, false});
      }
    }
    if (!writesToCloudWatch(container)) continue;
    const std::string& group = container.logConfiguration->option("awslogs-group");
    const LogGroupIndex found = findLogGroup(state, group);
    if (found.valid()) addFlow(model, {self, {Kind::LogGroup, found.value}, 0, false});
  }
}

void addWorkers(const State& state, YardModel& model) {
  for (const TaskIndex index : state.work.workers) {
    if (!index.valid() || index.value >= state.work.tasks.size()) continue;
    const TaskWork& work = state.work.tasks[index.value];
    const Task& task = state.tasks[index.value];
    if (!work.queue.valid() || !task.service.valid() || work.ordinal != task.ordinal) continue;
    addFlow(model, {{Kind::Queue, work.queue.value},
                    {Kind::Service, task.service.value},
                    work.taking,
                    work.workerFailing});
  }
}

}  // namespace

void fillYardFlows(const State& state, YardModel& model) {
  model.flows.clear();
  addTraffic(state, model);
  addTargets(state, model);
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    if (state.services[i].status != ServiceStatus::INACTIVE) addUses(state, i, model);
  }
  addWorkers(state, model);
}

}  // namespace taskyard
