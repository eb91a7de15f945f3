#include "panels/yard_model.h"

#include <algorithm>
#include <array>

#include "engine/reachability.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

constexpr std::uint16_t kNoSection = 0xFFFF;

// Where a service without tasks is shown: in the subnets it would use.
std::size_t homeBand(const State& state, const YardModel& model, const Service& service) {
  for (const SubnetIndex subnet : service.awsvpcConfiguration.subnets) {
    const std::size_t band = bandOf(model, subnet);
    if (band < model.bands.size()) return band;
  }
  for (const ContainerInstance& instance : state.capacity.instances) {
    if (instance.state == InstanceState::terminated || instance.cluster != service.cluster) {
      continue;
    }
    const std::size_t band = bandOf(model, instance.subnet);
    if (band < model.bands.size()) return band;
  }
  return 0;
}

// The sections, and which one a task belongs to.
class Sections {
 public:
  Sections(const State& state, YardModel& model)
      : state_(state), model_(model), bands_(std::max<std::size_t>(1, model.bands.size())) {
    for (std::size_t i = 0; i < state.subnets.size(); ++i) {
      const std::size_t band = bandOf(model, SubnetIndex(i));
      bandOfSubnet_.push_back(band < bands_ ? band : 0);
    }
    sectionOf_.assign((state.services.size() + 1) * bands_, kNoSection);
  }

  // By band, and in it in the order of the services; then those without a service.
  void make() {
    std::vector<bool> wanted(sectionOf_.size(), false);
    std::vector<bool> has(state_.services.size() + 1, false);
    for (const Task& task : state_.tasks) {
      if (!inSight(task, state_.now)) continue;
      wanted[keyOf(task)] = true;
      has[serviceOf(task)] = true;
    }
    for (std::size_t i = 0; i < state_.services.size(); ++i) {
      const Service& service = state_.services[i];
      if (service.status == ServiceStatus::INACTIVE || has[i]) continue;
      wanted[i * bands_ + homeBand(state_, model_, service)] = true;
    }
    model_.sections.clear();
    for (std::size_t band = 0; band < bands_; ++band) {
      for (std::size_t i = 0; i <= state_.services.size(); ++i) {
        if (!wanted[i * bands_ + band] || model_.sections.size() == kNoSection) continue;
        sectionOf_[i * bands_ + band] = static_cast<std::uint16_t>(model_.sections.size());
        YardSection section;
        section.band = static_cast<std::uint8_t>(band);
        if (i < state_.services.size()) section.service = ServiceIndex(i);
        model_.sections.push_back(std::move(section));
      }
    }
  }

  [[nodiscard]] std::uint16_t of(const Task& task) const { return sectionOf_[keyOf(task)]; }

 private:
  [[nodiscard]] std::size_t serviceOf(const Task& task) const {
    return task.service.valid() ? task.service.value : state_.services.size();
  }
  [[nodiscard]] std::size_t keyOf(const Task& task) const {
    return serviceOf(task) * bands_ + bandOfSubnet_[task.subnet.value];
  }

  const State& state_;
  YardModel& model_;
  std::size_t bands_;
  std::vector<std::size_t> bandOfSubnet_;
  std::vector<std::uint16_t> sectionOf_;
};

// Instances that are up or on their way, and where in the model each is.
std::vector<std::uint16_t> fillInstances(const State& state, YardModel& model) {
  const auto& instances = state.capacity.instances;
  std::vector<std::uint16_t> placeOf(instances.size(), kNoInstance);
  model.instances.clear();
  std::array<std::uint16_t, kMostBands * kZoneCount> taken{};
  for (std::size_t i = 0; i < instances.size(); ++i) {
    const ContainerInstance& instance = instances[i];
    if (instance.state == InstanceState::terminated) continue;
    const std::size_t band = bandOf(model, instance.subnet);
    if (band >= model.bands.size()) continue;
    if (model.instances.size() >= kMostListedInstances) continue;
    YardInstance shown;
    shown.index = ContainerInstanceIndex(i);
    shown.band = static_cast<std::uint8_t>(band);
    shown.zone = state.subnets[instance.subnet.value].zone;
    shown.place = taken[band * kZoneCount + shown.zone]++;
    placeOf[i] = static_cast<std::uint16_t>(model.instances.size());
    model.instances.push_back(shown);
  }
  return placeOf;
}

// The part of an instance that a task takes: of its CPU or its memory, whichever is more.
float shareOf(const ContainerInstance& instance, const TaskDefinition& what) {
  std::int64_t cpu = what.cpu.value_or(0);
  std::int64_t memory = what.memory.value_or(0);
  if (cpu == 0) {
    for (const ContainerDefinition& each : what.containerDefinitions) cpu += each.cpu;
  }
  if (memory == 0) {
    for (const ContainerDefinition& each : what.containerDefinitions) {
      memory += each.memoryReservation.value_or(each.memory.value_or(0));
    }
  }
  const auto part = [](std::int64_t some, std::int32_t all) {
    return all <= 0 ? 0.0f : static_cast<float>(some) / static_cast<float>(all);
  };
  return std::clamp(
      std::max(part(cpu, instance.registered.cpu), part(memory, instance.registered.memory)), 0.04f,
      1.0f);
}

void putOnInstance(const State& state, const Task& task, YardModel& model, YardTask& place) {
  YardInstance& shown = model.instances[place.instance];
  place.from = shown.used;
  place.share = shareOf(state.capacity.instances[shown.index.value],
                        state.taskDefinitions[task.taskDefinition.value]);
  shown.used += place.share;
}

float share(TimeMs from, TimeMs now, DurationMs duration) {
  if (from == kNever || duration <= 0) return 0.0f;
  return std::clamp(static_cast<float>(now - from) / static_cast<float>(duration), 0.0f, 1.0f);
}

DurationMs activatingMs(const State& state, const Task& task) {
  if (!reachesRegistry(state, task)) return kPullUnreachableMs;
  const TaskDefinition& definition = state.taskDefinitions[task.taskDefinition.value];
  for (const ContainerDefinition& container : definition.containerDefinitions) {
    if (!state.images[container.imageIndex.value].exists) return kPullNotFoundMs;
  }
  DurationMs slowest = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    slowest = std::max(slowest, containerStartMs(state, task, state.containers[c.value]));
  }
  return imagePullMs(state, task) + slowest;
}

DurationMs stoppingMs(const State& state, const Task& task) {
  DurationMs longest = 0;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    longest = std::max(longest, containerShutdown(state, task, state.containers[c.value]).afterMs);
  }
  return kDeactivatingMs + longest;
}

}  // namespace

YardLane laneOf(TaskStatus status) {
  if (status < TaskStatus::RUNNING) return YardLane::Starting;
  return status == TaskStatus::RUNNING ? YardLane::Running : YardLane::Stopping;
}

bool inSight(const Task& task, TimeMs now) {
  if (!task.inUse || task.lastStatus == TaskStatus::DELETED) return false;
  return task.lastStatus != TaskStatus::STOPPED || now - task.stoppedAt() < kStoppedInSightMs;
}

namespace {

// Lists the tasks, or only counts them when they are too many.
void fillTasks(const State& state, YardModel& model) {
  Sections sections(state, model);
  sections.make();
  const std::vector<std::uint16_t> instanceOf = fillInstances(state, model);
  model.tasks.clear();
  model.total = 0;
  for (std::size_t slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (!inSight(task, state.now)) continue;
    const std::uint16_t at = sections.of(task);
    if (at == kNoSection) continue;
    YardSection& section = model.sections[at];
    const std::uint8_t zone = state.subnets[task.subnet.value].zone;
    const YardLane lane = laneOf(task.lastStatus);
    const bool stands = task.containerInstance.valid() && task.lastStatus != TaskStatus::STOPPED;
    const std::uint16_t instance = stands ? instanceOf[task.containerInstance.value] : kNoInstance;
    ++section.counts[zone][static_cast<std::size_t>(task.lastStatus)];
    if (instance == kNoInstance) {
      ++section.inLane[static_cast<std::size_t>(lane)][zone];
    } else {
      ++section.onInstances;
    }
    ++section.total;
    ++model.total;
    if (task.healthStatus == HealthStatus::UNHEALTHY && lane == YardLane::Running) {
      ++section.unhealthy;
    }
    if (model.tasks.size() <= kMostListedTasks) {
      YardTask place;
      place.slot = static_cast<std::uint32_t>(slot);
      place.section = at;
      place.lane = lane;
      place.zone = zone;
      place.instance = instance;
      model.tasks.push_back(place);
    }
  }
  if (model.tasks.size() <= kMostListedTasks) return;
  model.tasks.clear();
  model.instances.clear();
  for (YardSection& section : model.sections) section.onInstances = 0;
}

}  // namespace

void fillYardModel(const State& state, YardModel& model) {
  fillYardBands(state, model);
  fillTasks(state, model);
  std::sort(model.tasks.begin(), model.tasks.end(), [&](const YardTask& a, const YardTask& b) {
    return state.tasks[a.slot].ordinal < state.tasks[b.slot].ordinal;
  });
  std::vector<std::uint16_t> taken(model.sections.size() * kLaneCount * kZoneCount, 0);
  for (YardTask& task : model.tasks) {
    if (task.instance != kNoInstance) {
      putOnInstance(state, state.tasks[task.slot], model, task);
      continue;
    }
    const std::size_t cell =
        (task.section * kLaneCount + static_cast<std::size_t>(task.lane)) * kZoneCount + task.zone;
    task.place = taken[cell]++;
  }
  fillYardNodes(state, model);
  fillYardFlows(state, model);
  findYardProblems(state, model);
}

float taskProgress(const State& state, const Task& task) {
  const TimeMs now = state.now;
  switch (task.lastStatus) {
    case TaskStatus::PROVISIONING: return share(task.createdAt, now, provisioningMs(state, task));
    case TaskStatus::PENDING: return share(task.connectivityAt(), now, placementMs(state, task));
    case TaskStatus::ACTIVATING:
      return task.blocked ? -1.0f : share(task.pullStartedAt(), now, activatingMs(state, task));
    case TaskStatus::RUNNING: return -1.0f;
    case TaskStatus::DEACTIVATING:
    case TaskStatus::STOPPING: return share(task.stoppingAt, now, stoppingMs(state, task));
    case TaskStatus::DEPROVISIONING:
      return share(task.executionStoppedAt(), now, deprovisioningMs(state, task));
    case TaskStatus::STOPPED:
    case TaskStatus::DELETED: return 1.0f;
  }
  return -1.0f;
}

}  // namespace taskyard
