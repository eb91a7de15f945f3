#include "panels/yard_model.h"

#include <algorithm>

#include "engine/reachability.h"
#include "engine/task_timing.h"

namespace taskyard {

namespace {

constexpr std::uint16_t kNoSection = 0xFFFF;

// Sections of services that exist or still have tasks, in the order of the services; then one for
// tasks without a service. Returns each service's section.
std::vector<std::uint16_t> makeSections(const State& state, YardModel& model) {
  std::vector<bool> wanted(state.services.size() + 1, false);
  for (std::size_t i = 0; i < state.services.size(); ++i) {
    wanted[i] = state.services[i].status != ServiceStatus::INACTIVE;
  }
  for (const Task& task : state.tasks) {
    if (!inSight(task, state.now)) continue;
    wanted[task.service.valid() ? task.service.value : state.services.size()] = true;
  }
  std::vector<std::uint16_t> sectionOf(wanted.size(), kNoSection);
  model.sections.clear();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i] || model.sections.size() == kNoSection) continue;
    sectionOf[i] = static_cast<std::uint16_t>(model.sections.size());
    YardSection section;
    if (i < state.services.size()) section.service = ServiceIndex(i);
    model.sections.push_back(section);
  }
  return sectionOf;
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
  return task.lastStatus != TaskStatus::STOPPED || now - task.stoppedAt < kStoppedInSightMs;
}

void fillYardModel(const State& state, YardModel& model) {
  const std::vector<std::uint16_t> sectionOf = makeSections(state, model);
  model.tasks.clear();
  model.total = 0;
  for (std::size_t slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (!inSight(task, state.now)) continue;
    const std::uint16_t at =
        sectionOf[task.service.valid() ? task.service.value : state.services.size()];
    if (at == kNoSection) continue;
    YardSection& section = model.sections[at];
    const std::uint8_t zone = state.subnets[task.subnet.value].zone;
    const YardLane lane = laneOf(task.lastStatus);
    ++section.counts[zone][static_cast<std::size_t>(task.lastStatus)];
    ++section.inLane[static_cast<std::size_t>(lane)][zone];
    ++section.total;
    ++model.total;
    if (task.healthStatus == HealthStatus::UNHEALTHY && lane == YardLane::Running) {
      ++section.unhealthy;
    }
    if (model.tasks.size() <= kMostListedTasks) {
      model.tasks.push_back({static_cast<std::uint32_t>(slot), at, lane, zone, 0});
    }
  }
  if (model.tasks.size() > kMostListedTasks) {
    model.tasks.clear();
    return;
  }
  std::sort(model.tasks.begin(), model.tasks.end(), [&](const YardTask& a, const YardTask& b) {
    return state.tasks[a.slot].ordinal < state.tasks[b.slot].ordinal;
  });
  std::vector<std::uint16_t> taken(model.sections.size() * kLaneCount * kZoneCount, 0);
  for (YardTask& task : model.tasks) {
    const std::size_t cell =
        (task.section * kLaneCount + static_cast<std::size_t>(task.lane)) * kZoneCount + task.zone;
    task.place = taken[cell]++;
  }
}

float taskProgress(const State& state, const Task& task) {
  const TimeMs now = state.now;
  switch (task.lastStatus) {
    case TaskStatus::PROVISIONING: return share(task.createdAt, now, provisioningMs(state, task));
    case TaskStatus::PENDING: return share(task.connectivityAt, now, placementMs(state, task));
    case TaskStatus::ACTIVATING: return share(task.pullStartedAt, now, activatingMs(state, task));
    case TaskStatus::RUNNING: return -1.0f;
    case TaskStatus::DEACTIVATING:
    case TaskStatus::STOPPING: return share(task.stoppingAt, now, stoppingMs(state, task));
    case TaskStatus::DEPROVISIONING:
      return share(task.executionStoppedAt, now, deprovisioningMs(state, task));
    case TaskStatus::STOPPED:
    case TaskStatus::DELETED: return 1.0f;
  }
  return -1.0f;
}

}  // namespace taskyard
