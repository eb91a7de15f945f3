// Starting the tasks of a service: how many at once, on which capacity provider, and what the
// service does when there is no place.

#include <algorithm>
#include <utility>

#include "engine/capacity_split.h"
#include "engine/cost_system.h"
#include "engine/fargate_capacity.h"
#include "engine/network_system.h"
#include "engine/service_messages.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

// Between two attempts when nothing changed meanwhile. Model choice.
constexpr DurationMs kRetryRarelyMs = 5 * kMinute;

// Of the deployment's subnets in zones that are not lost, the first in the zone where the provider
// has the fewest of its tasks.
SubnetIndex poorestSubnet(const State& state, const Deployment& deployment,
                          const ProviderShare& share) {
  const auto zoneOf = [&](SubnetIndex subnet) { return state.subnets[subnet.value].zone; };
  SubnetIndex best;
  for (const SubnetIndex subnet : deployment.awsvpcConfiguration.subnets) {
    if (zoneIsLost(state.capacity, zoneOf(subnet))) continue;
    if (!best.valid() || share.byZone[zoneOf(subnet)] < share.byZone[zoneOf(best)]) best = subnet;
  }
  return best;
}

// The last attempt to place a task of the service, or nullptr.
const PlacementRecord* placementOf(const State& state, ServiceIndex service) {
  for (const PlacementRecord& known : state.capacity.placements) {
    if (known.service == service) return &known;
  }
  return nullptr;
}

}  // namespace

void Simulation::startTasks(DeploymentIndex position, std::int32_t count, StartMessage said,
                            EventId cause) {
  const Deployment& deployment = state_.deployments[position.value];
  const ServiceIndex index = deployment.service;
  LaunchOrder order;
  order.service = index;
  order.launchType = deployment.launchType;
  order.deployment = position;
  order.costDecision = costDecisionOf(state_, index);
  order.taskDefinition = deployment.taskDefinition;
  order.assignPublicIp = deployment.awsvpcConfiguration.assignPublicIp;
  order.execEnabled = state_.services[index.value].enableExecuteCommand;
  order.securityGroups = keepGroupSet(state_, deployment.awsvpcConfiguration);
  chosen_.clear();
  ordinals_.clear();
  if (deployment.capacityProviderStrategy.empty()) {
    launchAll(position, count, order, cause);
  } else {
    launchByStrategy(position, count, order, cause);
  }
  if (chosen_.empty()) return;
  Event message;
  message.at = state_.now;
  message.cause = cause;
  message.subject = index.value;
  message.kind = said.kind;
  message.number = said.number;
  const EventId started = log_.append(message, ordinals_);
  for (const TaskIndex task : chosen_) {
    const Task& record = state_.tasks[task.value];
    const bool waits = record.launchType == LaunchType::EC2 && !record.containerInstance.valid();
    sendOff(task, waits, started);
  }
  state_.services[index.value].steady = false;
}

// How many of `count` the launch rate of services lets through now; they count as launched.
std::int32_t Simulation::launchesAllowed(DeploymentIndex position, std::int32_t count) {
  Capacity& capacity = state_.capacity;
  const Deployment& deployment = state_.deployments[position.value];
  std::int32_t allowed = count;
  if (capacity.quotas.serviceLaunchesPerMinute > 0) {
    Service& service = state_.services[deployment.service.value];
    if (service.launchWindow == kNever || state_.now - service.launchWindow >= kMinute) {
      service.launchWindow = state_.now;
      service.launchedInWindow = 0;
    }
    const auto most = static_cast<std::int32_t>(capacity.quotas.serviceLaunchesPerMinute);
    allowed = std::clamp(most - service.launchedInWindow, 0, allowed);
  }
  state_.services[deployment.service.value].launchedInWindow += allowed;
  return allowed;
}

// Adds what it launches to chosen_ and ordinals_.
void Simulation::launchAll(DeploymentIndex position, std::int32_t count, LaunchOrder& order,
                           EventId cause) {
  const std::int32_t allowed = launchesAllowed(position, count);
  NoPlace why = allowed < count ? NoPlace::LaunchRate : NoPlace::None;
  const bool onFargate = order.launchType == LaunchType::FARGATE;
  for (std::int32_t i = 0; i < allowed; ++i) {
    const Deployment& deployment = state_.deployments[position.value];
    const NoPlace here =
        onFargate ? placeOnFargate(deployment, order) : placeForService(deployment, order);
    if (here != NoPlace::None) {
      why = here;
      break;
    }
    const TaskIndex task = launch(order);
    chosen_.push_back(task);
    ordinals_.push_back(state_.tasks[task.value].ordinal);
  }
  noteNoPlace(order.service, why, cause);
}

// As launchAll, provider after provider: weights do not fall back to one that has room.
void Simulation::launchByStrategy(DeploymentIndex position, std::int32_t count, LaunchOrder& order,
                                  EventId cause) {
  const CapacityProviderStrategy& strategy =
      state_.deployments[position.value].capacityProviderStrategy;
  std::vector<ProviderShare> shares = providerShares(state_, position);
  std::vector<std::int32_t> counts;
  for (const ProviderShare& share : shares) counts.push_back(share.live);
  std::vector<bool> full(strategy.size(), false);
  const std::int32_t allowed = launchesAllowed(position, count);
  NoPlace why = allowed < count ? NoPlace::LaunchRate : NoPlace::None;
  for (std::int32_t i = 0; i < allowed; ++i) {
    const std::size_t turn = nextToGrow(strategy, counts);
    if (turn == kNoShare) break;
    ++counts[turn];  // also when there is no room: weights do not fall back
    if (full[turn]) continue;
    const Deployment& deployment = state_.deployments[position.value];
    order.capacityProvider = strategy[turn].capacityProvider;
    NoPlace here = NoPlace::None;
    if (isFargate(order.capacityProvider)) {
      order.subnet = poorestSubnet(state_, deployment, shares[turn]);
      here = order.subnet.valid() ? admitToFargate(order) : NoPlace::FargateCapacity;
    } else {
      here = placeForService(deployment, order);
    }
    if (here != NoPlace::None) {
      why = here;
      full[turn] = true;
      continue;
    }
    ++shares[turn].byZone[state_.subnets[order.subnet.value].zone];
    const TaskIndex task = launch(order);
    chosen_.push_back(task);
    ordinals_.push_back(state_.tasks[task.value].ordinal);
  }
  noteNoPlace(order.service, why, cause);
}

// The service says once that there is no place, and asks again later.
void Simulation::noteNoPlace(ServiceIndex index, NoPlace why, EventId cause) {
  Service& service = state_.services[index.value];
  const NoPlace before = std::exchange(service.noPlace, why);
  if (why == NoPlace::None) return;
  if (why == NoPlace::LaunchRate) {
    // Source: the rates are per second and per minute; asking each second follows both.
    requestReconcile(index, cause, kSecond);
    return;
  }
  EventId reason = cause;
  if (before != why) {
    reason = say(EventKind::ServiceNoPlace, index.value,
                 noPlaceMessage(state_, why, placementOf(state_, index)), cause);
    service.steady = false;
  }
  auto& blocked = state_.capacity.blocked;
  if (std::find(blocked.begin(), blocked.end(), index) == blocked.end()) blocked.push_back(index);
  requestReconcile(index, reason, kRetryRarelyMs);
}

// Another start in a row that came to nothing: the next ones wait.
void Simulation::noteFailedStart(TaskIndex index) {
  const Task& task = state_.tasks[index.value];
  if (!task.service.valid()) return;
  Service& service = state_.services[task.service.value];
  ++service.failedStartsInRow;
  const DurationMs wait = restartThrottleMs(service.failedStartsInRow);
  service.startNotBefore = state_.now + wait;
  if (wait > 0) {
    reportProblem(*this, task.service, EventKind::ServiceStartsThrottled, "", task.lastEvent);
  }
  if (!state_.deployments[task.deployment.value].anyRan) {
    noteFailure(task.deployment, task.lastEvent);
  }
}

}  // namespace taskyard
