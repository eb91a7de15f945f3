#include "engine/cost_resources.h"

#include <algorithm>

#include "engine/cost_formulas.h"
#include "engine/invocations.h"

namespace taskyard {

namespace {

// The kinds of EC2 instances share one numbering: position, and above it which list.
constexpr std::uint32_t kHostInstances = 0;
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
    const InvocationTotals totals = invocationsUntil(state.functions, function, state.now);
    const auto paid = [](std::int64_t used, std::int64_t& free) {
      const std::int64_t given = std::min(used, free);
      free -= given;
      return used - given;
    };
    const std::int64_t requests = (totals.figures.succeeded + totals.figures.timedOut) / kMillion;
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

std::string instanceName(const State& state, std::uint32_t subject) {
  if (subject < kNodeInstances) return "instance " + state.functions.hosts[subject].name;
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
    default: return nameOf(cost.kind);
  }
}

}  // namespace taskyard
