// What stands around the tasks: traffic, load balancers, gateways, endpoints, databases, and the
// regional services that are used. Only what exists, and of many of a kind one for all.

#include <algorithm>

#include "engine/reachability.h"
#include "engine/traffic.h"
#include "panels/yard_model.h"
#include "panels/yard_words.h"

namespace taskyard {

namespace {

using Kind = Selection::Kind;
constexpr std::size_t kMostOfAKind = 3;
constexpr std::size_t kManyTasks = 3000;  // above, figures may be as old as the last step

Selection thing(Kind kind, std::size_t index) { return {kind, static_cast<std::uint32_t>(index)}; }

struct Found {
  std::vector<std::size_t> all;
  [[nodiscard]] bool shownAsOne() const { return all.size() > kMostOfAKind; }
};
template <class List, class Test>
Found find(const List& list, Test&& exists) {
  Found found;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (exists(list[i])) found.all.push_back(i);
  }
  return found;
}

void addTraffic(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.work.traffics.size(); ++i) {
    const Traffic& traffic = state.work.traffics[i];
    if (traffic.removed) continue;
    const FlowStats* flow =
        findFlow(state.work, FlowSubject::Traffic, static_cast<std::uint32_t>(i));
    const std::int64_t rate = flow == nullptr ? 0 : flow->rate.arrived;
    YardNode node;
    node.place = YardPlace::Top;
    node.what = thing(Kind::Traffic, i);
    node.icon = Icon::Users;
    node.title = traffic.name;
    node.detail = rateText(rate);
    if (traffic.failing) {
      node.detail += ", failing";
      node.tone = tokens::kBad;
    }
    model.nodes.push_back(std::move(node));
  }
}

bool isEmpty(const TargetCounts& counts) {
  return counts.healthy + counts.unhealthy + counts.initial + counts.draining + counts.unused == 0;
}

std::string targetHealth(const TargetCounts& counts) {
  if (isEmpty(counts)) return "no targets";
  std::string text = std::to_string(counts.healthy) + " healthy";
  if (counts.unhealthy > 0) text += ", " + std::to_string(counts.unhealthy) + " unhealthy";
  if (counts.initial > 0) text += ", " + std::to_string(counts.initial) + " initial";
  if (counts.draining > 0) text += ", " + std::to_string(counts.draining) + " draining";
  if (counts.unused > 0) text += ", " + std::to_string(counts.unused) + " unused";
  return text;
}

void addBalancers(const State& state, YardModel& model) {
  const Balancing& balancing = state.balancing;
  for (std::size_t i = 0; i < balancing.loadBalancers.size(); ++i) {
    const LoadBalancer& balancer = balancing.loadBalancers[i];
    if (balancer.deleted || balancer.subnets.empty()) continue;
    YardNode node;
    node.place = YardPlace::Span;
    node.what = thing(Kind::LoadBalancer, i);
    node.icon = Icon::Balancer;
    node.title = balancer.name;
    const std::size_t band = bandOf(model, balancer.subnets.front());
    if (band >= model.bands.size()) continue;
    node.band = static_cast<std::uint8_t>(band);
    node.zone = kZoneCount - 1;
    for (const SubnetIndex subnet : balancer.subnets) {
      node.zone = std::min(node.zone, state.subnets[subnet.value].zone);
      node.lastZone = std::max(node.lastZone, state.subnets[subnet.value].zone);
    }
    TargetCounts counts;
    std::int64_t rate = 0;
    bool any = false;
    for (std::size_t g = 0; g < balancing.targetGroups.size(); ++g) {
      const TargetGroup& group = balancing.targetGroups[g];
      if (group.deleted || group.loadBalancer != LoadBalancerIndex(i)) continue;
      any = true;
      for (TargetState each : {TargetState::initial, TargetState::healthy, TargetState::unhealthy,
                               TargetState::unused, TargetState::draining}) {
        TargetCounts one = group.counts;
        counts.of(each) += one.of(each);
      }
      const FlowStats* flow =
          findFlow(state.work, FlowSubject::TargetGroup, static_cast<std::uint32_t>(g));
      if (flow != nullptr) rate += flow->rate.arrived;
    }
    node.detail = any ? targetHealth(counts) : "forwards to no target group";
    if (rate > 0) node.detail = rateText(rate) + ", " + node.detail;
    node.tone = tokens::kOk;
    // Nobody there is a choice, or a beginning, until somebody asks.
    if (counts.healthy == 0) node.tone = rate > 0 ? tokens::kBad : tokens::kWarn;
    if (counts.unhealthy > 0) node.tone = tokens::kBad;
    model.nodes.push_back(std::move(node));
  }
}

void addGateways(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.network.natGateways.size(); ++i) {
    const NatGateway& gateway = state.network.natGateways[i];
    const std::size_t band = bandOf(model, gateway.subnet);
    if (gateway.state == NatGatewayState::deleted || band >= model.bands.size()) continue;
    YardNode node;
    node.place = YardPlace::Cell;
    node.what = thing(Kind::NatGateway, i);
    node.icon = Icon::Nat;
    node.title = "NAT gateway";
    node.detail = gateway.state == NatGatewayState::failed ? "failed" : gateway.name;
    if (gateway.state == NatGatewayState::failed) node.tone = tokens::kBad;
    node.band = static_cast<std::uint8_t>(band);
    node.zone = state.subnets[gateway.subnet.value].zone;
    model.nodes.push_back(std::move(node));
  }
}

std::string shortService(const std::string& name) {
  constexpr std::string_view kRegionPart = "us-east-1.";
  const std::size_t at = name.find(kRegionPart);
  return at == std::string::npos ? name : name.substr(at + kRegionPart.size());
}

// Interface endpoints: one chip per zone for all that have an interface there.
void addEndpoints(const State& state, YardModel& model) {
  const auto& endpoints = state.network.endpoints;
  for (std::size_t band = 0; band < model.bands.size(); ++band) {
    for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
      YardNode node;
      node.place = YardPlace::Cell;
      node.icon = Icon::Endpoint;
      node.band = static_cast<std::uint8_t>(band);
      node.zone = static_cast<std::uint8_t>(zone);
      int count = 0;
      for (std::size_t i = 0; i < endpoints.size(); ++i) {
        if (endpoints[i].deleted) continue;
        for (const SubnetIndex subnet : endpoints[i].subnets) {
          if (state.subnets[subnet.value].zone != zone || bandOf(model, subnet) != band) continue;
          if (count++ == 0) node.what = thing(Kind::Endpoint, i);
          node.detail += (node.detail.empty() ? "" : ", ") + shortService(endpoints[i].serviceName);
        }
      }
      if (count == 0) continue;
      node.title = count == 1 ? "Endpoint" : std::to_string(count) + " endpoints";
      model.nodes.push_back(std::move(node));
    }
  }
  for (std::size_t i = 0; i < endpoints.size(); ++i) {
    if (endpoints[i].deleted || endpoints[i].type != VpcEndpointType::Gateway) continue;
    YardNode node;
    node.what = thing(Kind::Endpoint, i);
    node.icon = Icon::Endpoint;
    node.title = "Gateway endpoint";
    node.detail = shortService(endpoints[i].serviceName);
    model.nodes.push_back(std::move(node));
  }
}

void addDatabases(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.work.databases.size(); ++i) {
    const Database& database = state.work.databases[i];
    const std::size_t band = bandOf(model, database.subnet);
    if (database.status == DatabaseStatus::deleted || band >= model.bands.size()) continue;
    YardNode node;
    node.place = YardPlace::Cell;
    node.what = thing(Kind::Database, i);
    node.icon = Icon::Database;
    node.title = database.identifier;
    node.detail = std::to_string(database.connections) + "/" +
                  std::to_string(database.maxConnections) + " connections";
    if (database.connections > database.maxConnections) node.tone = tokens::kBad;
    if (database.status != DatabaseStatus::available) {
      node.detail = database.status == DatabaseStatus::creating ? "creating" : "not available";
      node.tone = tokens::kWarn;
    }
    node.band = static_cast<std::uint8_t>(band);
    node.zone = database.zone;
    model.nodes.push_back(std::move(node));
  }
}

void addHosts(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.functions.hosts.size(); ++i) {
    const SimHost& host = state.functions.hosts[i];
    if (model.bands.empty()) return;
    int containers = 0;
    int running = 0;
    for (const DockerContainer& each : state.functions.containers) {
      if (each.host != HostIndex(i)) continue;
      ++containers;
      if (each.status == DockerStatus::Running) ++running;
    }
    YardNode node;
    node.place = YardPlace::Cell;
    node.what = thing(Kind::Host, i);
    node.icon = host.lostAt == kNever ? Icon::Instance : Icon::HostLost;
    node.title = "EC2 " + host.name;
    node.detail = host.lostAt != kNever
                      ? "lost"
                      : std::to_string(running) + "/" + std::to_string(containers) + " running";
    if (host.lostAt != kNever || running < containers) node.tone = tokens::kBad;
    model.nodes.push_back(std::move(node));
  }
}

void addQueues(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.work.queues.size(); ++i) {
    const Queue& queue = state.work.queues[i];
    if (queue.deleted) continue;
    const QueueCounts counts = state.tasks.size() > kManyTasks ? countsOf(queue, state.now)
                                                               : queueCounts(state, QueueIndex(i));
    const std::int64_t waiting = counts.visible / kOneMicro;
    YardNode node;
    node.what = thing(Kind::Queue, i);
    node.icon = Icon::Queue;
    node.title = queue.name;
    node.detail = std::string(shortNumber(waiting).text) + " waiting";
    if (waiting > 0 && counts.oldestSentAt != kNever) {
      node.detail += ", " + roughDuration(state.now - counts.oldestSentAt) + " old";
    }
    if (waiting > 0) node.tone = tokens::kWarn;
    model.nodes.push_back(std::move(node));
  }
}

void addRegistry(const State& state, YardModel& model) {
  const auto& repositories = state.registry.repositories;
  const Found found = find(repositories, [](const Repository& each) { return !each.deleted; });
  for (const std::size_t i : found.all) {
    YardNode node;
    node.what = thing(Kind::Repository, i);
    node.icon = Icon::Registry;
    node.title = found.shownAsOne() ? "ECR" : repositories[i].repositoryName;
    std::int64_t images = 0;
    for (const EcrImage& image : repositories[i].images) images += image.deleted ? 0 : 1;
    node.detail = found.shownAsOne() ? std::to_string(found.all.size()) + " repositories"
                                     : "ECR, " + countText(images, "image", "images");
    model.nodes.push_back(std::move(node));
    if (found.shownAsOne()) return;
  }
}

void addLogs(const State& state, YardModel& model) {
  const Found found = find(state.logs.groups, [](const LogGroup& each) { return !each.deleted; });
  std::int64_t bytes = 0;
  for (const std::size_t i : found.all) bytes += state.logs.groups[i].bytesIngested;
  for (const std::size_t i : found.all) {
    const LogGroup& group = state.logs.groups[i];
    YardNode node;
    node.what = thing(Kind::LogGroup, i);
    node.icon = Icon::Logs;
    node.title = found.shownAsOne() ? "CloudWatch Logs" : group.logGroupName;
    node.detail = found.shownAsOne()
                      ? std::to_string(found.all.size()) + " groups, " + bytesText(bytes)
                      : "logs, " + bytesText(group.bytesIngested);
    model.nodes.push_back(std::move(node));
    if (found.shownAsOne()) return;
  }
}

void addTablesAndFunctions(const State& state, YardModel& model) {
  for (std::size_t i = 0; i < state.work.tables.size(); ++i) {
    const DynamoTable& table = state.work.tables[i];
    if (table.deleted) continue;
    YardNode node;
    node.what = thing(Kind::Table, i);
    node.icon = Icon::Table;
    node.title = table.name;
    node.detail = "DynamoDB, " + rateText(table.reading + table.writing);
    model.nodes.push_back(std::move(node));
  }
  for (std::size_t i = 0; i < state.functions.functions.size(); ++i) {
    const Function& function = state.functions.functions[i];
    if (function.deleted) continue;
    YardNode node;
    node.what = thing(Kind::Function, i);
    node.icon = Icon::Function;
    node.title = function.functionName;
    const std::int64_t rate = function.rates.empty() ? 0 : function.rates.back().perSecondMilli;
    node.detail = "Lambda, " + rateText(rate);
    model.nodes.push_back(std::move(node));
  }
}

}  // namespace

void fillYardNodes(const State& state, YardModel& model) {
  model.nodes.clear();
  addTraffic(state, model);
  addBalancers(state, model);
  addGateways(state, model);
  addEndpoints(state, model);
  addDatabases(state, model);
  addHosts(state, model);
  addQueues(state, model);
  addTablesAndFunctions(state, model);
  addRegistry(state, model);
  addLogs(state, model);
}

const YardNode* nodeOf(const YardModel& model, const Selection& what) {
  const YardNode* sameKind = nullptr;
  int ofKind = 0;
  for (const YardNode& node : model.nodes) {
    if (node.what == what) return &node;
    if (node.what.kind != what.kind) continue;
    sameKind = &node;
    ++ofKind;
  }
  // One node may stand for all repositories or log groups.
  const bool grouped = what.kind == Kind::Repository || what.kind == Kind::LogGroup;
  return grouped && ofKind == 1 ? sameKind : nullptr;
}

}  // namespace taskyard
