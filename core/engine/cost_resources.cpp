#include "engine/cost_resources.h"

#include <algorithm>

#include "engine/api_gateway.h"
#include "engine/cost_formulas.h"
#include "engine/instance_identity.h"
#include "engine/queue_pollers.h"

namespace taskyard {

namespace {

// The kinds of EC2 instances share one numbering: position, and above it which list.
constexpr std::uint32_t kHostInstances = 1u << 29;
constexpr std::uint32_t kNodeInstances = 1u << 30;
constexpr std::uint32_t kGroupsPerCluster = 1u << 12;

void addHourly(const State& state, BillKind kind, std::uint32_t subject, EventId decision,
               PriceId price, std::int64_t count, TimeMs from, TimeMs until,
               std::vector<ResourceCost>& costs, std::int64_t leastSeconds = 0) {
  const std::int64_t hourly = priceOf(price).nanoUsd;
  const bool lives = until == kNever || until > state.now;
  costs.push_back({kind, subject, decision,
                   accrued(hourly, count, from, until, state.now, leastSeconds),
                   lives ? hourly * count * kHoursPerMonth : 0, price});
}

// Free requests and seconds are given to the functions in the order of their creation.
void addFunctions(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kMillion = 1'000'000;
  constexpr std::int64_t kPerGibSecond = 1024 * 1000;
  std::int64_t freeRequests = kLambdaFreeRequests;
  std::int64_t freeDuration = kLambdaFreeGibSeconds * kPerGibSecond;
  const auto& functions = state.functions.functions;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    const Function& function = functions[i];
    const InvocationTotals totals = functionTotals(state, FunctionIndex(i));
    const auto paid = [](std::int64_t used, std::int64_t& free) {
      const std::int64_t given = std::min(used, free);
      free -= given;
      return used - given;
    };
    const InvocationFigures& ran = totals.figures;
    const std::int64_t requests = (ran.succeeded + ran.timedOut + ran.failed) / kMillion;
    const bool arm = function.architecture == FunctionArchitecture::arm64;
    const PriceId duration = arm ? PriceId::LambdaGibSecondArm : PriceId::LambdaGibSecondX86;
    const auto subject = static_cast<std::uint32_t>(i);
    costs.push_back({BillKind::LambdaRequests, subject, function.createdBy,
                     scaledPrice(paid(requests, freeRequests),
                                 priceOf(PriceId::LambdaRequests).nanoUsd, kMillion),
                     0, PriceId::LambdaRequests});
    costs.push_back({BillKind::LambdaDuration, subject, function.createdBy,
                     scaledPrice(paid(totals.megabyteMs, freeDuration), priceOf(duration).nanoUsd,
                                 1000 * kPerGibSecond),
                     0, duration});
  }
}

void addClusters(const State& state, std::vector<ResourceCost>& costs) {
  const auto& clusters = state.functions.clusters;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const EksCluster& cluster = clusters[i];
    const auto subject = static_cast<std::uint32_t>(i);
    addHourly(state, BillKind::EksCluster, subject, cluster.createdBy, PriceId::EksCluster, 1,
              cluster.createdAt, cluster.deletedAt, costs);
    for (std::size_t g = 0; g < cluster.nodegroups.size(); ++g) {
      const Nodegroup& group = cluster.nodegroups[g];
      addHourly(state, BillKind::Ec2Instance,
                kNodeInstances + subject * kGroupsPerCluster + static_cast<std::uint32_t>(g),
                group.createdBy, ec2Price(group.instanceType)->id, group.desiredSize,
                group.createdAt, group.deletedAt, costs, kEc2MinimumSeconds);
    }
  }
}

void addHosts(const State& state, std::vector<ResourceCost>& costs) {
  const auto& hosts = state.functions.hosts;
  for (std::size_t i = 0; i < hosts.size(); ++i) {
    addHourly(state, BillKind::Ec2Instance, kHostInstances + static_cast<std::uint32_t>(i),
              hosts[i].createdBy, ec2Price(hosts[i].instanceType)->id, 1, hosts[i].launchedAt,
              hosts[i].lostAt, costs, kEc2MinimumSeconds);
  }
}

// How many seconds a price's unit lasts, times its parts: capacity is counted in MiB.
std::int64_t perUnit(PriceUnit unit) {
  constexpr std::int64_t kHour = 3600;
  switch (unit) {
    case PriceUnit::Month: return kHour * kHoursPerMonth;
    case PriceUnit::GibMonth: return kHour * kHoursPerMonth * 1024;
    default: return kHour;
  }
}

void addThings(const State& state, std::vector<ResourceCost>& costs) {
  for (const BilledThing& thing : state.bill.things) {
    const Price& price = priceOf(thing.price);
    if (price.unit == PriceUnit::Gib || price.unit == PriceUnit::MillionRequests) {
      continue;  // paid by what goes through it
    }
    const TimeMs end = thing.until == kNever ? state.now : thing.until;
    const std::int64_t seconds = (end - thing.from + kSecond - 1) / kSecond;
    const std::int64_t per = perUnit(price.unit);
    const std::int64_t month = 3600 * kHoursPerMonth;
    const bool lives = thing.until == kNever;
    costs.push_back({thing.kind, thing.subject, thing.decision,
                     scaledPrice(seconds * thing.count, price.nanoUsd, per),
                     lives ? scaledPrice(month * thing.count, price.nanoUsd, per) : 0,
                     thing.price});
  }
}

// Which request made it.
EventId decisionOf(const Bill& bill, BillKind kind, std::uint32_t subject) {
  for (const BilledThing& thing : bill.things) {
    if (thing.kind == kind && thing.subject == subject) return thing.decision;
  }
  return kNoEvent;
}

// Model choice: what comes in pays its first month of storage at once, so a month of logs costs
// what AWS's example says; later months are not counted.
void addLogs(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kGib = 1ll << 30;
  const auto& groups = state.logs.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::int64_t bytes = groups[i].bytesIngested;
    if (bytes == 0) continue;
    const auto subject = static_cast<std::uint32_t>(i);
    const EventId decision = decisionOf(state.bill, BillKind::LogsIngestion, subject);
    for (const auto& [kind, price] : {std::pair(BillKind::LogsIngestion, PriceId::LogsIngestion),
                                      std::pair(BillKind::LogsStorage, PriceId::LogsStorage)}) {
      costs.push_back(
          {kind, subject, decision, scaledPrice(bytes, priceOf(price).nanoUsd, kGib), 0, price});
    }
  }
}

// Model choice: each request is a new connection and nothing else counts: 25 a second are a unit.
void addBalancerUnits(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kRequestsPerUnitHour = 25 * 3600;
  const auto& balancers = state.balancing.loadBalancers;
  std::vector<std::int64_t> requests(balancers.size());
  for (const FlowStats& stats : state.work.flows) {
    if (stats.subject != FlowSubject::TargetGroup) continue;
    const LoadBalancerIndex balancer = state.balancing.targetGroups[stats.index].loadBalancer;
    if (!balancer.valid()) continue;
    requests[balancer.value] +=
        (stats.total.arrived + stats.rate.arrived * (state.now - stats.settledAt)) / 1'000'000;
  }
  for (std::size_t i = 0; i < balancers.size(); ++i) {
    if (requests[i] == 0) continue;
    const bool network = balancers[i].type == LoadBalancerType::network;
    const PriceId price = network ? PriceId::NlbNlcu : PriceId::AlbLcu;
    costs.push_back(
        {BillKind::LoadBalancerUnits, static_cast<std::uint32_t>(i), balancers[i].createdBy,
         scaledPrice(requests[i], priceOf(price).nanoUsd, kRequestsPerUnitHour), 0, price});
  }
}

// Model choice: a message is sent, received and deleted one by one. The free million is given to
// the queues in the order of their creation.
void addQueues(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kMillion = 1'000'000;
  std::int64_t free = kSqsFreeRequests;
  const auto& queues = state.work.queues;
  for (std::size_t i = 0; i < queues.size(); ++i) {
    const std::int64_t requests = (queues[i].sums.sent + 2 * queues[i].sums.deleted) / kMillion;
    const std::int64_t given = std::min(requests, free);
    free -= given;
    if (requests == given) continue;
    const PriceId price = queues[i].fifo ? PriceId::SqsFifo : PriceId::SqsStandard;
    costs.push_back({BillKind::SqsRequests, static_cast<std::uint32_t>(i),
                     decisionOf(state.bill, BillKind::SqsRequests, static_cast<std::uint32_t>(i)),
                     scaledPrice(requests - given, priceOf(price).nanoUsd, kMillion), 0, price});
  }
}

// A request to an HTTP API is billed whatever comes of it. Source: API Gateway pricing.
// Model choice: a traffic counts for the API that it goes to now.
void addHttpApis(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kMillion = 1'000'000;
  const auto& apis = state.apiGateway.apis;
  std::vector<std::int64_t> requests(apis.size());
  for (const FlowStats& stats : state.work.flows) {
    if (stats.subject != FlowSubject::Traffic) continue;
    const HttpApiIndex api = findHttpApi(state, state.work.traffics[stats.index].target.api);
    if (!api.valid()) continue;
    requests[api.value] +=
        (stats.total.arrived + stats.rate.arrived * (state.now - stats.settledAt)) / kMillion;
  }
  for (std::size_t i = 0; i < apis.size(); ++i) {
    if (requests[i] == 0) continue;
    costs.push_back({BillKind::ApiRequests, static_cast<std::uint32_t>(i), apis[i].createdBy,
                     scaledPrice(requests[i], priceOf(PriceId::ApiGatewayHttp).nanoUsd, kMillion),
                     0, PriceId::ApiGatewayHttp});
  }
}

// The free 100 GB are given to the traffics in the order of their creation. What crosses zones is
// billed on both sides.
void addTransfers(const State& state, std::vector<ResourceCost>& costs) {
  constexpr std::int64_t kKibPerGib = 1 << 20;
  std::int64_t free = kDataOutFreeGib * kKibPerGib;
  const auto& traffics = state.work.traffics;
  const DurationMs since = state.now - state.work.settledAt;
  for (std::size_t i = 0; i < traffics.size(); ++i) {
    const BilledBytes& bytes = traffics[i].bytes;
    const std::int64_t out = (bytes.out + bytes.outRate * since) / kOneMicro;
    const std::int64_t zones = (bytes.zones + bytes.zonesRate * since) / kOneMicro;
    const std::int64_t given = std::min(out, free);
    free -= given;
    const auto subject = static_cast<std::uint32_t>(i);
    if (out > given) {
      costs.push_back({BillKind::DataOut, subject, traffics[i].cause,
                       scaledPrice(out - given, priceOf(PriceId::DataOut).nanoUsd, kKibPerGib), 0,
                       PriceId::DataOut});
    }
    if (zones > 0) {
      costs.push_back({BillKind::DataBetweenZones, subject, traffics[i].cause,
                       scaledPrice(zones, 2 * priceOf(PriceId::CrossZone).nanoUsd, kKibPerGib), 0,
                       PriceId::CrossZone});
    }
  }
}

std::string instanceName(const State& state, std::uint32_t subject) {
  if (subject < kHostInstances) {
    return "instance " + ec2InstanceId(state.seed, ContainerInstanceIndex(subject));
  }
  if (subject < kNodeInstances) {
    return "instance " + state.functions.hosts[subject - kHostInstances].name;
  }
  const std::uint32_t place = subject - kNodeInstances;
  const EksCluster& cluster = state.functions.clusters[place / kGroupsPerCluster];
  return "node group " + cluster.nodegroups[place % kGroupsPerCluster].nodegroupName;
}

}  // namespace

std::int64_t accrued(std::int64_t hourly, std::int64_t count, TimeMs from, TimeMs until, TimeMs now,
                     std::int64_t leastSeconds) {
  if (from == kNever || from > now) return 0;
  const TimeMs end = until == kNever ? now : std::min(until, now);
  const std::int64_t seconds = std::max(leastSeconds, (end - from + kSecond - 1) / kSecond);
  return scaledPrice(seconds * count, hourly, 3600);
}

std::vector<ResourceCost> resourceCosts(const State& state) {
  std::vector<ResourceCost> costs;
  addFunctions(state, costs);
  addClusters(state, costs);
  addHosts(state, costs);
  addThings(state, costs);
  addLogs(state, costs);
  addBalancerUnits(state, costs);
  addQueues(state, costs);
  addHttpApis(state, costs);
  addTransfers(state, costs);
  return costs;
}

std::string resourceName(const State& state, const ResourceCost& cost) {
  const Functions& functions = state.functions;
  switch (cost.kind) {
    case BillKind::LambdaRequests:
    case BillKind::LambdaDuration:
      return "function " + functions.functions[cost.subject].functionName;
    case BillKind::EksCluster: return "cluster " + functions.clusters[cost.subject].name;
    case BillKind::Ec2Instance:
    case BillKind::EbsVolume: return instanceName(state, cost.subject);
    case BillKind::NatGateway: return state.network.natGateways[cost.subject].natGatewayId;
    case BillKind::InterfaceEndpoint: return state.network.endpoints[cost.subject].vpcEndpointId;
    case BillKind::PublicIpv4:
      if (cost.subject >= kBalancerAddresses) {
        return "addresses of load balancer " +
               state.balancing.loadBalancers[cost.subject - kBalancerAddresses].name;
      }
      return state.network.elasticIps[cost.subject].allocationId;
    case BillKind::DataOut:
    case BillKind::DataBetweenZones: return "traffic " + state.work.traffics[cost.subject].name;
    case BillKind::LoadBalancer:
    case BillKind::LoadBalancerUnits:
      return "load balancer " + state.balancing.loadBalancers[cost.subject].name;
    case BillKind::Secret: return "secret " + state.secrets.secrets[cost.subject].name;
    case BillKind::EcrStorage:
      return "repository " + state.registry.repositories[cost.subject].repositoryName;
    case BillKind::LogsIngestion:
    case BillKind::LogsStorage: return "log group " + state.logs.groups[cost.subject].logGroupName;
    case BillKind::Alarm: return "alarm " + state.monitoring.alarms[cost.subject].alarmName;
    case BillKind::RdsInstance: return "database " + state.work.databases[cost.subject].identifier;
    case BillKind::ApiRequests: return "API " + state.apiGateway.apis[cost.subject].name;
    case BillKind::SqsRequests: return "queue " + state.work.queues[cost.subject].name;
    default: return nameOf(cost.kind);
  }
}

}  // namespace taskyard
