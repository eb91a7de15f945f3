#include "engine/capacity_scale_in.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/capacity_split.h"
#include "engine/placement.h"

namespace taskyard {

namespace {

struct Candidate {
  TaskIndex task;
  std::int32_t rank = 0;  // 0: not RUNNING yet, 1: not healthy, 2: healthy
};

bool isDaemon(const State& state, const Task& task) {
  return task.service.valid() &&
         state.services[task.service.value].schedulingStrategy == SchedulingStrategy::DAEMON;
}

// How much the service would like to see the task go; the greatest goes first. Ties: the newest.
class Preference {
 public:
  Preference(const State& state, const Service& service, const std::vector<TaskIndex>& live)
      : state_(state) {
    for (const PlacementStrategyItem& item : service.placementStrategy) {
      if (item.type == PlacementStrategyType::binpack) {
        packed_ = true;
        packsCpu_ = item.field == "cpu" || item.field == "CPU";
      }
      break;  // the first strategy decides
    }
    perInstance_.resize(state.capacity.instances.size());
    for (const TaskIndex task : live) add(state.tasks[task.value], +1);
  }

  void add(const Task& task, std::int32_t sign) {
    perZone_[state_.subnets[task.subnet.value].zone] += sign;
    if (task.containerInstance.valid()) perInstance_[task.containerInstance.value] += sign;
  }

  [[nodiscard]] std::pair<std::int64_t, std::int64_t> of(const Task& task) const {
    if (!task.containerInstance.valid()) return {perZone_[zoneOf(task)], 0};
    if (!packed_) return {perZone_[zoneOf(task)], perInstance_[task.containerInstance.value]};
    const InstanceResources& free =
        state_.capacity.instances[task.containerInstance.value].remaining;
    return {packsCpu_ ? free.cpu : free.memory, 0};
  }

 private:
  [[nodiscard]] std::size_t zoneOf(const Task& task) const {
    return state_.subnets[task.subnet.value].zone;
  }

  const State& state_;
  bool packed_ = false;
  bool packsCpu_ = false;
  std::array<std::int64_t, kZoneCount> perZone_{};
  std::vector<std::int64_t> perInstance_;
};

}  // namespace

bool choosesByCapacity(const Service& service) {
  return !service.capacityProviderStrategy.empty() || service.launchType != LaunchType::FARGATE;
}

void scaleInVictims(const State& state, ServiceIndex index, std::int32_t count,
                    const std::function<bool(const Task&)>& belongs,
                    std::vector<TaskIndex>& chosen) {
  const Service& service = state.services[index.value];
  const CapacityProviderStrategy& strategy = service.capacityProviderStrategy;
  std::vector<Candidate> candidates;
  std::vector<TaskIndex> live;
  std::vector<std::int32_t> counts(strategy.size(), 0);
  const auto positionOf = [&](const Task& task) {
    for (std::size_t i = 0; i < strategy.size(); ++i) {
      if (strategy[i].capacityProvider == task.capacityProvider) return i;
    }
    return kNoShare;
  };
  for (TaskIndex t = service.newestTask; t.valid(); t = state.tasks[t.value].next) {
    const Task& task = state.tasks[t.value];
    if (task.desiredStatus == TaskDesiredStatus::STOPPED) continue;
    live.push_back(t);
    if (!belongs(task)) continue;
    if (const std::size_t position = positionOf(task); position != kNoShare) ++counts[position];
    candidates.push_back({t, task.lastStatus < TaskStatus::RUNNING ? 0
                             : task.countsAsHealthy                ? 2
                                                                   : 1});
  }
  Preference preference(state, service, live);
  for (; count > 0 && !candidates.empty(); --count) {
    const std::int32_t rank =
        std::min_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
          return a.rank < b.rank;
        })->rank;
    const std::size_t turn = nextToShrink(strategy, counts);
    std::size_t best = kNoShare;
    std::tuple<bool, std::int64_t, std::int64_t> bestKey;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i].rank != rank) continue;
      const Task& task = state.tasks[candidates[i].task.value];
      const bool itsTurn = strategy.empty() || positionOf(task) == turn;
      const auto [first, second] = preference.of(task);
      const std::tuple key(itsTurn, first, second);
      if (best == kNoShare || key > bestKey) {
        best = i;
        bestKey = key;
      }
    }
    const TaskIndex victim = candidates[best].task;
    const Task& task = state.tasks[victim.value];
    preference.add(task, -1);
    if (const std::size_t position = positionOf(task); position != kNoShare) --counts[position];
    chosen.push_back(victim);
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(best));
  }
}

bool isOnDraining(const State& state, const Task& task) {
  return task.containerInstance.valid() &&
         state.capacity.instances[task.containerInstance.value].status ==
             ContainerInstanceStatus::DRAINING;
}

bool mayLeaveDraining(const State& state, const Task& task) {
  if (!isOnDraining(state, task)) return false;
  if (!isDaemon(state, task)) return true;
  const auto& tasks = state.capacity.instances[task.containerInstance.value].tasks;
  return std::none_of(tasks.begin(), tasks.end(), [&](TaskIndex other) {
    const Task& record = state.tasks[other.value];
    return record.service.valid() && !isDaemon(state, record);
  });
}

std::int32_t daemonTarget(const State& state, ServiceIndex index) {
  const Service& service = state.services[index.value];
  if (service.status != ServiceStatus::ACTIVE) return 0;
  PlacementRequest request;
  request.cluster = service.cluster;
  request.definition = service.taskDefinition;
  request.needs = needsOf(state, service.taskDefinition, service.awsvpcConfiguration.subnets);
  request.needs.resources = {};
  request.needs.fixedPorts.clear();
  request.constraints = &service.placementConstraints;
  std::int32_t target = 0;
  for (std::size_t i = 0; i < state.capacity.instances.size(); ++i) {
    if (state.capacity.instances[i].cluster != service.cluster) continue;
    const Unfit unfit = unfitFor(state, ContainerInstanceIndex(i), request);
    if (unfit == Unfit::None || unfit == Unfit::Distinct) ++target;
  }
  return target;
}

}  // namespace taskyard
