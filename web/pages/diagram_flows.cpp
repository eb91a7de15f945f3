// What goes from where to where: by definition, so that an arrow stands there before the first
// request.

#include <algorithm>

#include "engine/dependency_calls.h"
#include "engine/log_lines.h"
#include "engine/traffic_route.h"
#include "pages/diagram_facts.h"

namespace taskyard {

namespace {

using Sort = DiagramSort;

// Once, and only between things that are shown.
void addFlow(DiagramFacts& facts, DiagramId from, DiagramId to, const char* words) {
  const auto same = [&](const DiagramFlow& flow) { return flow.from == from && flow.to == to; };
  if (std::any_of(facts.flows.begin(), facts.flows.end(), same)) return;
  if (titleOf(facts, from) != nullptr && titleOf(facts, to) != nullptr)
    facts.flows.push_back({from, to, words});
}

void addCallers(const State& state, DiagramFacts& facts) {
  for (std::size_t i = 0; i < state.work.traffics.size(); ++i) {
    const Traffic& traffic = state.work.traffics[i];
    if (traffic.removed) continue;
    const DiagramId self = diagramId(Sort::Traffic, i);
    facts.callers.push_back({self, traffic.name, "requests"});
    const LoadBalancerIndex balancer = balancerNamed(state, traffic.target.loadBalancer);
    if (traffic.target.service.valid()) {
      addFlow(facts, self, diagramId(Sort::Service, traffic.target.service.value),
              "sends requests to");
    } else if (balancer.valid()) {
      addFlow(facts, self, diagramId(Sort::Balancer, balancer.value), "sends requests to");
    }
  }
}

void addCall(const State& state, DiagramId service, const ImageCall& call, DiagramFacts& facts) {
  if (call.kind == DependencyKind::dynamodb) {
    const TableIndex table = findTable(state, call.name);
    if (table.valid()) addFlow(facts, service, diagramId(Sort::Table, table.value), "calls");
  } else if (call.kind == DependencyKind::sqs) {
    const QueueIndex queue = findQueue(state, call.name);
    if (queue.valid()) {
      addFlow(facts, service, diagramId(Sort::Queue, queue.value), "sends messages to");
    }
  } else if (call.kind == DependencyKind::rds) {
    const DatabaseIndex database = findDatabase(state, call.name);
    if (database.valid()) {
      addFlow(facts, service, diagramId(Sort::Database, database.value), "queries");
    }
  }
}

void addTargets(const State& state, std::size_t index, DiagramFacts& facts) {
  for (const ServiceLoadBalancer& each : state.services[index].loadBalancers) {
    if (!each.targetGroup.valid()) continue;
    const TargetGroup& group = state.balancing.targetGroups[each.targetGroup.value];
    if (group.deleted || !group.loadBalancer.valid()) continue;
    addFlow(facts, diagramId(Sort::Balancer, group.loadBalancer.value),
            diagramId(Sort::Service, index), "forwards to");
  }
}

void addContainer(const State& state, DiagramId service, const ContainerDefinition& container,
                  DiagramFacts& facts) {
  if (container.imageIndex.valid()) {
    const ImageBehaviour& behaviour = state.images[container.imageIndex.value].behaviour;
    for (const ImageCall& call : behaviour.calls) addCall(state, service, call, facts);
    const QueueIndex queue = findQueue(state, behaviour.workerQueue);
    if (queue.valid()) {
      addFlow(facts, diagramId(Sort::Queue, queue.value), service, "hands messages to");
    }
  }
  if (!writesToCloudWatch(container)) return;
  const LogGroupIndex group =
      findLogGroup(state, container.logConfiguration->option("awslogs-group"));
  if (group.valid()) addFlow(facts, service, diagramId(Sort::LogGroup, group.value), "logs to");
}

}  // namespace

void addDiagramFlows(const State& state, DiagramFacts& facts) {
  addCallers(state, facts);
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    const Service& service = state.services[i];
    if (service.status == ServiceStatus::INACTIVE) continue;
    addTargets(state, i, facts);
    for (const ContainerDefinition& container :
         state.taskDefinitions[service.taskDefinition.value].containerDefinitions) {
      addContainer(state, diagramId(Sort::Service, i), container, facts);
    }
  }
}

}  // namespace taskyard
