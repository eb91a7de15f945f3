#include "pages/facts_systems.h"

#include <algorithm>

#include "base/text.h"
#include "engine/cost.h"
#include "engine/identity.h"
#include "engine/instance_identity.h"
#include "engine/queue_flow.h"
#include "engine/work_settle.h"

namespace taskyard {

namespace {

constexpr std::int64_t kMillionth = 1'000'000;

// "6", "0.5": a rate in thousandths per second.
std::string rateText(std::int64_t milli) {
  if (milli % 1000 == 0) return std::to_string(milli / 1000);
  return std::to_string(milli / 1000) + "." + std::to_string(milli % 1000 / 100);
}

// A heading the first time it is needed.
class Section {
 public:
  Section(std::vector<FactLine>& facts, const char* title) : facts_(facts), title_(title) {}
  void add(int level, std::string text) {
    if (!begun_) facts_.push_back({0, title_});
    begun_ = true;
    facts_.push_back({level, std::move(text)});
  }

 private:
  std::vector<FactLine>& facts_;
  const char* title_;
  bool begun_ = false;
};

// ---- Requests

std::string trafficTarget(const State& state, const Traffic& traffic) {
  if (!traffic.target.service.valid()) return "load balancer " + traffic.target.loadBalancer;
  return "service " + state.services[traffic.target.service.value].serviceName;
}

void addTraffic(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Requests");
  for (std::size_t i = 0; i < state.work.traffics.size(); ++i) {
    const Traffic& traffic = state.work.traffics[i];
    if (traffic.removed) continue;
    const FlowStats* kept =
        findFlow(state.work, FlowSubject::Traffic, static_cast<std::uint32_t>(i));
    std::string line = "Traffic " + traffic.name + " to " + trafficTarget(state, traffic);
    if (kept == nullptr) {
      section.add(1, line + ": no request so far");
      continue;
    }
    FlowStats flow = *kept;
    settleFlow(flow, state.now);
    std::int64_t failing = 0;
    std::int64_t failed = 0;
    for (const std::int64_t each : flow.rate.failed) failing += each;
    for (const std::int64_t each : flow.total.failed) failed += each;
    section.add(1, line + ": " + rateText(flow.rate.arrived) + " a second, " + rateText(failing) +
                       " of them fail; answered so far " +
                       std::to_string(flow.total.answered / kMillionth) + ", failed so far " +
                       std::to_string(failed / kMillionth));
  }
}

// ---- Load balancers

std::string targetLine(const State& state, const Target& target) {
  std::string who = target.name.valid() ? state.texts[target.name.value]
                                        : ipText(target.ip) + ":" + std::to_string(target.port);
  if (target.task.valid() && state.tasks[target.task.value].inUse) {
    const Task& task = state.tasks[target.task.value];
    who += " (task " + shortTaskId(state.seed, task.ordinal) + ")";
  }
  std::string line = "Target " + who + ": " + nameOf(target.state);
  const std::string reason = nameOf(target.reason);
  if (!reason.empty() && target.state != TargetState::healthy) line += ", " + reason;
  return line;
}

void addGroup(Section& section, const State& state, const TargetGroup& group, int level) {
  const TargetCounts& counts = group.counts;
  std::vector<std::string> words = {std::to_string(counts.healthy) + " healthy"};
  const auto add = [&](std::int32_t count, const char* word) {
    if (count > 0) words.push_back(std::to_string(count) + " " + word);
  };
  add(counts.initial, "initial");
  add(counts.unhealthy, "unhealthy");
  add(counts.draining, "draining");
  add(counts.unused, "unused");
  add(counts.unavailable, "unavailable");
  section.add(level, "Target group " + group.name + ", port " + std::to_string(group.port) + ": " +
                         joinWords(words));
  std::size_t shown = 0;
  for (const TargetIndex index : group.targets) {
    if (++shown > kFactTasksMost) {
      section.add(level + 1,
                  "and " + std::to_string(group.targets.size() - kFactTasksMost) + " more targets");
      return;
    }
    section.add(level + 1, targetLine(state, state.balancing.targets[index.value]));
  }
}

void addBalancers(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Load balancers");
  const Balancing& all = state.balancing;
  for (std::size_t i = 0; i < all.loadBalancers.size(); ++i) {
    const LoadBalancer& balancer = all.loadBalancers[i];
    if (balancer.deleted) continue;
    std::vector<std::string> zones;
    for (const SubnetIndex subnet : balancer.subnets) {
      zones.push_back(zoneName(state.subnets[subnet.value].zone));
    }
    std::vector<std::string> ports;
    for (const Listener& listener : all.listeners) {
      if (listener.deleted || listener.loadBalancer != LoadBalancerIndex(i)) continue;
      ports.push_back(std::string(nameOf(listener.protocol)) + " " + std::to_string(listener.port));
    }
    section.add(1, "Load balancer " + balancer.name + ", " + nameOf(balancer.type) + ", " +
                       nameOf(balancer.scheme) + ", in " + joinWords(zones) +
                       (ports.empty() ? ", no listener" : ", listens on " + joinWords(ports)));
    for (const TargetGroup& group : all.targetGroups) {
      if (!group.deleted && group.loadBalancer == LoadBalancerIndex(i)) {
        addGroup(section, state, group, 2);
      }
    }
  }
  for (const TargetGroup& group : all.targetGroups) {
    if (!group.deleted && !group.loadBalancer.valid()) addGroup(section, state, group, 1);
  }
}

// ---- Queues, databases, functions

void addQueues(std::vector<FactLine>& facts, const State& state) {
  if (state.work.queues.empty()) return;
  Section section(facts, "Queues");
  Work work = state.work;
  settleWork(work, state.now);
  for (const Queue& queue : work.queues) {
    if (queue.deleted) continue;
    const QueueCounts counts = countsOf(queue, state.now);
    std::string line = "Queue " + queue.name + ": " + std::to_string(counts.visible / kMillionth) +
                       " waiting, " + std::to_string(counts.notVisible / kMillionth) +
                       " being worked on, " + rateText(queue.arriving) + " a second arrive";
    if (counts.oldestSentAt != kNever) {
      line += ", the oldest waits for " + durationText(state.now - counts.oldestSentAt);
    }
    section.add(1, std::move(line));
  }
}

void addOthers(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Databases, functions, hosts");
  constexpr const char* kStatus[] = {"creating", "available", "rebooting", "deleting", "deleted"};
  for (const Database& database : state.work.databases) {
    if (database.status == DatabaseStatus::deleted) continue;
    section.add(1, "Database " + database.identifier + ", " + database.engine + ": " +
                       kStatus[static_cast<std::size_t>(database.status)] + ", in " +
                       zoneName(database.zone) + ", " + std::to_string(database.connections) +
                       " of " + std::to_string(database.maxConnections) + " connections");
  }
  for (const DynamoTable& table : state.work.tables) {
    if (!table.deleted) section.add(1, "DynamoDB table " + table.name);
  }
  for (const Function& function : state.functions.functions) {
    if (function.deleted) continue;
    section.add(1, "Lambda function " + function.functionName + ", " +
                       std::to_string(function.memorySize) + " MB, timeout " +
                       std::to_string(function.timeout) + " s");
  }
  for (const SimHost& host : state.functions.hosts) {
    section.add(1, "Instance " + host.name + ", set up by hand: " +
                       (host.lostAt == kNever ? "running" : "lost at " + clockText(host.lostAt)));
  }
  for (const DockerContainer& container : state.functions.containers) {
    section.add(2, "docker run " + container.name + ": " + nameOf(container.status));
  }
}

// ---- Alarms, instances, network

void addAlarms(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Alarms");
  for (const Alarm& alarm : state.monitoring.alarms) {
    if (alarm.deleted) continue;
    section.add(1,
                "Alarm " + alarm.alarmName + ": " + nameOf(alarm.state) + ". " + alarm.stateReason);
  }
}

void addInstances(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Container instances");
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    const ContainerInstance& instance = state.capacity.instances[i];
    if (instance.state == InstanceState::terminated) continue;
    section.add(1, "Instance " + ec2InstanceId(state.seed, ContainerInstanceIndex(i)) + ": " +
                       nameOf(instance.state) + ", " + nameOf(instance.status) + ", in " +
                       zoneName(state.subnets[instance.subnet.value].zone) + ", " +
                       countOf(static_cast<std::int64_t>(instance.tasks.size()), "task", "tasks") +
                       ", free: " + std::to_string(instance.remaining.cpu) + " CPU units, " +
                       std::to_string(instance.remaining.memory) + " MiB");
  }
}

const RouteTable* tableOf(const State& state, const Subnet& subnet) {
  if (subnet.routeTable.valid()) return &state.network.routeTables[subnet.routeTable.value];
  const RouteTableIndex main = state.network.vpcs[subnet.vpc.value].mainRouteTable;
  return main.valid() ? &state.network.routeTables[main.value] : nullptr;
}

std::string wayOut(const State& state, const Subnet& subnet) {
  const RouteTable* table = tableOf(state, subnet);
  if (table == nullptr) return "no way out";
  for (const Route& route : table->routes) {
    if (route.target == RouteTarget::InternetGateway) return "public, by an internet gateway";
    if (route.target == RouteTarget::NatGateway) return "private, by a NAT gateway";
  }
  return "private, no way out";
}

void addNetwork(std::vector<FactLine>& facts, const State& state) {
  Section section(facts, "Network");
  for (std::size_t at = 0; at < state.network.vpcs.size(); ++at) {
    const Vpc& vpc = state.network.vpcs[at];
    if (vpc.deleted) continue;
    section.add(1, "VPC " + (vpc.name.empty() ? vpc.vpcId : vpc.name));
    for (const Subnet& subnet : state.subnets) {
      if (subnet.deleted || subnet.vpc != VpcIndex(at)) continue;
      std::string line = "Subnet " + (subnet.name.empty() ? subnet.subnetId : subnet.name) +
                         " in " + zoneName(subnet.zone) + ": " + wayOut(state, subnet);
      if (zoneIsLost(state.capacity, subnet.zone)) line += "; the zone has failed";
      section.add(2, std::move(line));
    }
  }
  for (const NatGateway& gateway : state.network.natGateways) {
    if (gateway.state == NatGatewayState::deleted) continue;
    section.add(1, "NAT gateway " + (gateway.name.empty() ? gateway.natGatewayId : gateway.name) +
                       ": " + (gateway.state == NatGatewayState::failed ? "failed" : "available"));
  }
  for (const VpcEndpoint& endpoint : state.network.endpoints) {
    if (!endpoint.deleted) section.add(1, "Endpoint for " + endpoint.serviceName);
  }
}

}  // namespace

void addSystemFacts(std::vector<FactLine>& facts, const State& state) {
  addTraffic(facts, state);
  addBalancers(facts, state);
  addQueues(facts, state);
  addAlarms(facts, state);
  addInstances(facts, state);
  addOthers(facts, state);
  addNetwork(facts, state);
}

void addCostFacts(std::vector<FactLine>& facts, const State& state) {
  constexpr std::size_t kRowsMost = 12;
  CostBreakdown cost = costBreakdown(state);
  facts.push_back({0, "Cost"});
  facts.push_back({1, "So far " + dollarText(totalCostMicroUsd(state)) + ", a month as it is now " +
                          dollarText(cost.nanoUsdPerMonth / 1000) +
                          " without what is paid by use"});
  std::stable_sort(cost.rows.begin(), cost.rows.end(), [](const CostRow& a, const CostRow& b) {
    return a.nanoUsdPerMonth > b.nanoUsdPerMonth;
  });
  for (std::size_t i = 0; i < cost.rows.size() && i < kRowsMost; ++i) {
    const CostRow& row = cost.rows[i];
    facts.push_back(
        {2, row.name + ": " + dollarText(row.nanoUsd / 1000) + " so far, " +
                (isPaidByUse(row.kind) ? std::string("paid by use")
                                       : dollarText(row.nanoUsdPerMonth / 1000) + " a month")});
  }
  if (cost.rows.size() > kRowsMost) {
    facts.push_back({2, "and " + std::to_string(cost.rows.size() - kRowsMost) + " more"});
  }
}

}  // namespace taskyard
