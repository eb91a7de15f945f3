// Everything around tasks in the inspector: traffic, load balancers, the network's parts, queues,
// databases, instances, repositories, logs. The facts that matter, and what they mean.

#include "base/time.h"
#include "engine/balancer_identity.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/queue_flow.h"
#include "engine/queueing.h"
#include "engine/target_health.h"
#include "engine/traffic_route.h"
#include "engine/work_settle.h"
#include "model/instance_types.h"
#include "model/network.h"
#include "panels/inspector_parts.h"
#include "panels/yard_words.h"

namespace taskyard {

namespace {

using Kind = Selection::Kind;

void drawTraffic(InspectorPen& pen, std::uint32_t id) {
  const State& state = pen.canvas.state();
  const Traffic& traffic = state.work.traffics[id];
  const FlowStats* flow = findFlow(state.work, FlowSubject::Traffic, id);
  paintHeading(pen, "TRAFFIC");
  paintFact(pen, "goes to",
            traffic.target.service.valid()
                ? "service " + state.services[traffic.target.service.value].serviceName
                : "load balancer " + traffic.target.loadBalancer);
  paintFact(pen, "port", std::to_string(traffic.target.port));
  paintFact(pen, "path", traffic.target.path);
  if (flow != nullptr) {
    paintFact(pen, "now", rateText(flow->rate.arrived));
    const std::int64_t failing = failuresOf(flow->rate);
    paintFact(pen, "failing", rateText(failing), failing > 0 ? tokens::kBad : tokens::kText);
    paintFact(pen, "p50, p99",
              std::to_string(percentileMs(flow->rate, 50)) + " ms, " +
                  std::to_string(percentileMs(flow->rate, 99)) + " ms");
    paintFact(pen, "so far", countText(flow->total.arrived / kOneMicro, "request", "requests"));
  }
  const TrafficRoute route = routeOf(state, traffic, flow == nullptr ? 0 : flow->rate.arrived);
  paintFact(pen, "problem", route.why, tokens::kBad);
}

void drawTargets(InspectorPen& pen, const TargetGroup& group) {
  const State& state = pen.canvas.state();
  paintHeading(pen, "TARGETS");
  constexpr std::size_t kShown = 12;
  for (std::size_t i = 0; i < group.targets.size() && i < kShown; ++i) {
    const Target& target = state.balancing.targets[group.targets[i].value];
    const std::string name = targetId(state, target);
    std::string text = nameOf(target.state);
    const std::string why = targetDescription(target);
    if (!why.empty()) text += ": " + why;
    paintFact(pen, name.c_str(), text,
              target.state == TargetState::unhealthy ? tokens::kBad : tokens::kText);
  }
  if (group.targets.size() > kShown) {
    paintFact(pen, "and",
              countText(static_cast<int>(group.targets.size() - kShown), "more", "more"));
  }
}

void drawBalancer(InspectorPen& pen, std::uint32_t id) {
  const State& state = pen.canvas.state();
  const LoadBalancer& balancer = state.balancing.loadBalancers[id];
  paintHeading(pen, "LOAD BALANCER");
  paintFact(pen, "type", nameOf(balancer.type));
  paintFact(pen, "scheme", nameOf(balancer.scheme));
  paintFact(pen, "DNS name", dnsName(balancer));
  std::string zones;
  for (const SubnetIndex subnet : balancer.subnets) {
    zones += (zones.empty() ? "" : ", ") + zoneName(state.subnets[subnet.value].zone);
  }
  paintFact(pen, "zones", zones);
  for (const Listener& listener : state.balancing.listeners) {
    if (listener.deleted || listener.loadBalancer != LoadBalancerIndex(std::size_t{id})) continue;
    paintFact(pen, "listener",
              std::string(nameOf(listener.protocol)) + " " + std::to_string(listener.port));
  }
  for (const TargetGroup& group : state.balancing.targetGroups) {
    if (group.deleted || group.loadBalancer != LoadBalancerIndex(std::size_t{id})) continue;
    paintHeading(pen, "TARGET GROUP");
    paintFact(pen, "name", group.name);
    paintFact(pen, "health check",
              std::string(nameOf(group.healthCheck.protocol)) + " " + group.healthCheck.path +
                  " every " + std::to_string(group.healthCheck.intervalSeconds) + " s");
    paintFact(pen, "draining", std::to_string(group.deregistrationDelaySeconds) + " s");
    drawTargets(pen, group);
  }
}

void drawInternetGateway(InspectorPen& pen, const InternetGateway& gateway) {
  paintHeading(pen, "INTERNET GATEWAY");
  paintFact(pen, "id", gateway.internetGatewayId);
  paintFact(pen, "name", gateway.name);
  paintFact(pen, "serves",
            "only what has a public address, in subnets whose route table leads here: public "
            "subnets");
}

void drawNat(InspectorPen& pen, const NatGateway& gateway) {
  const State& state = pen.canvas.state();
  paintHeading(pen, "NAT GATEWAY");
  paintFact(pen, "id", gateway.natGatewayId);
  const bool failed = gateway.state == NatGatewayState::failed;
  paintFact(pen, "state", failed ? "failed" : "available", failed ? tokens::kBad : tokens::kOk);
  paintFact(pen, "subnet", state.subnets[gateway.subnet.value].subnetId);
  paintFact(pen, "zone", zoneName(state.subnets[gateway.subnet.value].zone));
  if (gateway.address.valid()) {
    paintFact(pen, "public IP", ipText(state.network.elasticIps[gateway.address.value].publicIp));
  }
  paintFact(pen, "serves", "connections out of private subnets, and none that come in");
}

void drawEndpoint(InspectorPen& pen, const VpcEndpoint& endpoint) {
  const bool interface = endpoint.type == VpcEndpointType::Interface;
  paintHeading(pen, "VPC ENDPOINT");
  paintFact(pen, "id", endpoint.vpcEndpointId);
  paintFact(pen, "service", endpoint.serviceName);
  paintFact(pen, "type", interface ? "Interface" : "Gateway");
  if (interface) {
    paintFact(pen, "private DNS", endpoint.privateDnsEnabled ? "on" : "off",
              endpoint.privateDnsEnabled ? tokens::kText : tokens::kWarn);
    paintFact(pen, "subnets", std::to_string(endpoint.subnets.size()));
  } else {
    paintFact(pen, "route tables", std::to_string(endpoint.routeTables.size()));
  }
}

void drawInstance(InspectorPen& pen, std::uint32_t id) {
  const State& state = pen.canvas.state();
  const ContainerInstance& instance = state.capacity.instances[id];
  paintHeading(pen, "INSTANCE");
  paintFact(pen, "id", ec2InstanceId(state.seed, ContainerInstanceIndex(std::size_t{id})));
  paintFact(pen, "type",
            instanceTypes()[static_cast<std::size_t>(instance.launch.instanceType)].name);
  paintFact(pen, "state", nameOf(instance.state));
  paintFact(pen, "in the cluster", nameOf(instance.status));
  paintFact(pen, "agent", instance.agentConnected ? "connected" : "not connected",
            instance.agentConnected ? tokens::kOk : tokens::kWarn);
  paintFact(pen, "zone", zoneName(state.subnets[instance.subnet.value].zone));
  paintFact(pen, "private IP", ipText(instance.privateIp));
  if (instance.autoScalingGroup.valid()) {
    paintFact(pen, "group", state.capacity.autoScalingGroups[instance.autoScalingGroup.value].name);
  }
  paintHeading(pen, "CAPACITY");
  paintFact(pen, "CPU",
            std::to_string(instance.remaining.cpu) + " of " +
                std::to_string(instance.registered.cpu) + " units free");
  paintFact(pen, "memory",
            std::to_string(instance.remaining.memory) + " of " +
                std::to_string(instance.registered.memory) + " MiB free");
  paintFact(pen, "tasks", std::to_string(instance.tasks.size()));
}

void drawQueue(InspectorPen& pen, const Queue& queue) {
  const State& state = pen.canvas.state();
  const QueueCounts counts = countsOf(queue, state.now);
  const auto whole = [](std::int64_t count) {
    return countText(count / kOneMicro, "message", "messages");
  };
  paintHeading(pen, "QUEUE");
  paintFact(pen, "waiting", whole(counts.visible));
  paintFact(pen, "in work", whole(counts.notVisible));
  paintFact(pen, "delayed", whole(counts.delayed));
  if (counts.oldestSentAt != kNever) {
    paintFact(pen, "oldest", durationText((state.now - counts.oldestSentAt) / kSecond * kSecond));
  }
  paintFact(pen, "arriving", rateText(queue.arriving));
  paintFact(pen, "finished", whole(queue.sums.deleted));
  paintFact(pen, "dead letters", whole(queue.sums.dead),
            queue.sums.dead > 0 ? tokens::kBad : tokens::kText);
  paintFact(pen, "visibility", std::to_string(queue.visibilityMs / kSecond) + " s");
}

void drawDatabase(InspectorPen& pen, const Database& database) {
  paintHeading(pen, "DATABASE");
  paintFact(pen, "engine", database.engine);
  paintFact(pen, "class", database.instanceClass);
  paintFact(pen, "zone", zoneName(database.zone));
  paintFact(pen, "Multi-AZ", database.multiAz ? "yes" : "no");
  paintFact(pen, "connections",
            std::to_string(database.connections) + " wanted, at most " +
                std::to_string(database.maxConnections),
            database.connections > database.maxConnections ? tokens::kBad : tokens::kText);
  paintFact(pen, "port", std::to_string(database.port));
}

void drawRepository(InspectorPen& pen, const Repository& repository) {
  paintHeading(pen, "REPOSITORY");
  paintFact(pen, "name", repository.repositoryName);
  paintFact(pen, "tags", repository.tagsImmutable ? "immutable" : "mutable");
  paintFact(pen, "scan on push", repository.scanOnPush ? "on" : "off");
  paintHeading(pen, "IMAGES");
  for (auto image = repository.images.rbegin(); image != repository.images.rend(); ++image) {
    if (image->deleted) continue;
    const std::string tag = image->tags.empty() ? "untagged" : image->tags.front();
    std::string text =
        pen.canvas.state().images[image->image.value].sizeMiB > 0
            ? std::to_string(pen.canvas.state().images[image->image.value].sizeMiB) + " MiB"
            : "";
    if (!image->findings.empty()) {
      text += ", " + countText(static_cast<int>(image->findings.size()), "finding", "findings");
    }
    paintFact(pen, tag.c_str(), text, image->findings.empty() ? tokens::kText : tokens::kWarn);
  }
}

void drawLogGroup(InspectorPen& pen, const LogGroup& group) {
  paintHeading(pen, "LOG GROUP");
  paintFact(pen, "name", group.logGroupName);
  paintFact(pen, "ingested", bytesText(group.bytesIngested));
  paintFact(pen, "retention",
            group.retentionInDays == 0 ? "never expires"
                                       : std::to_string(group.retentionInDays) + " days");
}

void drawHost(InspectorPen& pen, std::uint32_t id) {
  const State& state = pen.canvas.state();
  const SimHost& host = state.functions.hosts[id];
  paintHeading(pen, "EC2 INSTANCE OUTSIDE ECS");
  paintFact(pen, "type", host.instanceType);
  paintFact(pen, "state", host.lostAt == kNever ? "running" : "lost",
            host.lostAt == kNever ? tokens::kOk : tokens::kBad);
  paintHeading(pen, "CONTAINERS");
  for (const DockerContainer& each : state.functions.containers) {
    if (each.host != HostIndex(std::size_t{id})) continue;
    std::string text = nameOf(each.status);
    if (each.status == DockerStatus::Exited) text += " (" + std::to_string(each.exitCode) + ")";
    text += std::string(", restart ") + nameOf(each.restart);
    paintFact(pen, each.name.c_str(), text,
              each.status == DockerStatus::Running ? tokens::kText : tokens::kBad);
  }
}

void drawFunction(InspectorPen& pen, const Function& function) {
  paintHeading(pen, "FUNCTION");
  paintFact(pen, "memory", std::to_string(function.memorySize) + " MB");
  paintFact(pen, "timeout", std::to_string(function.timeout) + " s, at most 900");
  const auto whole = [](std::int64_t count) {
    return countText(count / kOneMicro, "invocation", "invocations");
  };
  paintFact(pen, "succeeded", whole(function.settled.succeeded));
  paintFact(pen, "timed out", whole(function.settled.timedOut),
            function.settled.timedOut > 0 ? tokens::kBad : tokens::kText);
  paintFact(pen, "throttled", whole(function.settled.throttled),
            function.settled.throttled > 0 ? tokens::kBad : tokens::kText);
}

void drawTable(InspectorPen& pen, const DynamoTable& table) {
  paintHeading(pen, "TABLE");
  paintFact(pen, "capacity", table.onDemand ? "on demand" : "provisioned");
  paintFact(pen, "reading", rateText(table.reading));
  paintFact(pen, "writing", rateText(table.writing));
}

}  // namespace

EventId whyOf(const State& state, const Selection& what) {
  const std::uint32_t id = what.id;
  switch (what.kind) {
    case Kind::Task: {
      const TaskIndex task = findTaskByOrdinal(state, id);
      return task.valid() ? state.tasks[task.value].lastEvent : kNoEvent;
    }
    case Kind::Service: return state.services[id].reconcileCause;
    case Kind::Cluster: return state.clusters[id].createdBy;
    case Kind::Traffic: return state.work.traffics[id].cause;
    case Kind::LoadBalancer: {
      for (const TargetGroup& group : state.balancing.targetGroups) {
        if (group.deleted || group.loadBalancer != LoadBalancerIndex(std::size_t{id})) continue;
        for (const TargetIndex index : group.targets) {
          const Target& target = state.balancing.targets[index.value];
          if (target.state == TargetState::unhealthy) return target.lastEvent;
        }
      }
      return state.balancing.loadBalancers[id].createdBy;
    }
    case Kind::NatGateway: return state.network.natGateways[id].failedBecause;
    case Kind::Instance: return state.capacity.instances[id].lastEvent;
    case Kind::Queue: return state.work.queues[id].cause;
    case Kind::Database: return state.work.databases[id].lastEvent;
    case Kind::LogGroup: return state.logs.groups[id].deletedBy;
    case Kind::Function: return state.functions.functions[id].createdBy;
    case Kind::Host: {
      for (const DockerContainer& each : state.functions.containers) {
        if (each.host == HostIndex(std::size_t{id}) && each.lastEvent != kNoEvent) {
          return each.lastEvent;
        }
      }
      return state.functions.hosts[id].createdBy;
    }
    default: return kNoEvent;
  }
}

void drawThingDetails(InspectorPen& pen, const Selection& what) {
  const State& state = pen.canvas.state();
  const std::uint32_t id = what.id;
  drawWhyButton(pen, "Why is it like this?", whyOf(state, what));
  switch (what.kind) {
    case Kind::Traffic: return drawTraffic(pen, id);
    case Kind::InternetGateway: return drawInternetGateway(pen, state.network.internetGateways[id]);
    case Kind::LoadBalancer: return drawBalancer(pen, id);
    case Kind::NatGateway: return drawNat(pen, state.network.natGateways[id]);
    case Kind::Endpoint: return drawEndpoint(pen, state.network.endpoints[id]);
    case Kind::Instance: return drawInstance(pen, id);
    case Kind::Queue: return drawQueue(pen, state.work.queues[id]);
    case Kind::Database: return drawDatabase(pen, state.work.databases[id]);
    case Kind::Table: return drawTable(pen, state.work.tables[id]);
    case Kind::Repository: return drawRepository(pen, state.registry.repositories[id]);
    case Kind::LogGroup: return drawLogGroup(pen, state.logs.groups[id]);
    case Kind::Function: return drawFunction(pen, state.functions.functions[id]);
    case Kind::Host: return drawHost(pen, id);
    default: return;
  }
}

ThingTitle titleOfThing(const State& state, const Selection& what) {
  const std::uint32_t id = what.id;
  switch (what.kind) {
    case Kind::Traffic: return {"Traffic", state.work.traffics[id].name};
    case Kind::InternetGateway:
      return {"Internet gateway", state.network.internetGateways[id].internetGatewayId};
    case Kind::LoadBalancer: return {"Load balancer", state.balancing.loadBalancers[id].name};
    case Kind::NatGateway: return {"NAT gateway", state.network.natGateways[id].natGatewayId};
    case Kind::Endpoint: return {"VPC endpoint", state.network.endpoints[id].vpcEndpointId};
    case Kind::Instance:
      return {"EC2 instance", ec2InstanceId(state.seed, ContainerInstanceIndex(std::size_t{id}))};
    case Kind::Queue: return {"SQS queue", state.work.queues[id].name};
    case Kind::Database: return {"RDS database", state.work.databases[id].identifier};
    case Kind::Table: return {"DynamoDB table", state.work.tables[id].name};
    case Kind::Repository:
      return {"ECR repository", state.registry.repositories[id].repositoryName};
    case Kind::LogGroup: return {"Log group", state.logs.groups[id].logGroupName};
    case Kind::Function: return {"Lambda function", state.functions.functions[id].functionName};
    case Kind::Host: return {"EC2 instance", state.functions.hosts[id].name};
    default: return {"", ""};
  }
}

}  // namespace taskyard
