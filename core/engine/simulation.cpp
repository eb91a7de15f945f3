#include "engine/simulation.h"

#include "engine/balancing_system.h"
#include "engine/health_checks.h"
#include "engine/identity.h"
#include "engine/identity_system.h"
#include "engine/image_reference.h"
#include "engine/work_system.h"

namespace taskyard {

State newAccount(std::uint64_t seed) {
  State state;
  state.seed = seed;
  state.subnets = defaultSubnets();
  state.identity.roles = defaultRoles();
  state.network = defaultNetwork();
  return state;
}

void Simulation::schedule(DurationMs delayMs, const Timer& timer) {
  state_.timers.schedule(state_.now + delayMs, timer);
}

EventId Simulation::logTask(TaskIndex task, EventKind kind, EventId cause, std::uint8_t detail,
                            std::int32_t number) {
  Task& record = state_.tasks[task.value];
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = record.ordinal;
  event.kind = kind;
  event.detail = detail;
  event.number = number;
  record.lastEvent = log_.append(event);
  state_.eventsSoFar = log_.nextId();
  ++record.version;
  return record.lastEvent;
}

EventId Simulation::say(EventKind kind, std::uint32_t subject, std::string text, EventId cause,
                        std::int32_t number) {
  Event event;
  event.at = state_.now;
  event.cause = cause;
  event.subject = subject;
  event.number = number;
  event.kind = kind;
  const EventId id = log_.append(event, std::move(text));
  state_.eventsSoFar = log_.nextId();
  return id;
}

TextIndex Simulation::keepText(const std::string& text) {
  if (text.empty()) return {};
  for (std::size_t i = 0; i < state_.texts.size(); ++i) {
    if (state_.texts[i] == text) return TextIndex(i);
  }
  state_.texts.push_back(text);
  return TextIndex(state_.texts.size() - 1);
}

void Simulation::count(const Task& task, std::int32_t sign) {
  if (!task.deployment.valid() || task.lastStatus >= TaskStatus::STOPPED) return;
  TaskCounts& counts = state_.deployments[task.deployment.value].counts;
  if (task.desiredStatus == TaskDesiredStatus::STOPPED) {
    counts.stopping += sign;
    return;
  }
  counts.live += sign;
  if (task.lastStatus == TaskStatus::RUNNING) {
    counts.running += sign;
    if (isReplaced(task)) counts.unhealthy += sign;
  } else {
    counts.pending += sign;
  }
  if (task.countsAsHealthy) counts.healthy += sign;
  const std::uint8_t zone = state_.subnets[task.subnet.value].zone;
  state_.services[task.service.value].liveByZone[zone] += sign;
  state_.deployments[task.deployment.value].liveByZone[zone] += sign;
}

// ---- Roots

EventId Simulation::begin(EventKind kind, std::string text) {
  return say(kind, 0, std::move(text), kNoEvent);
}

// ---- Clusters, task definitions, images

ClusterIndex Simulation::createCluster(std::string name, EventId cause) {
  Cluster cluster;
  cluster.clusterName = std::move(name);
  cluster.createdBy = cause;
  state_.clusters.push_back(std::move(cluster));
  return ClusterIndex(state_.clusters.size() - 1);
}

void Simulation::deleteCluster(ClusterIndex cluster) {
  state_.clusters[cluster.value].status = ClusterStatus::INACTIVE;
}

TaskDefinitionIndex Simulation::registerTaskDefinition(TaskDefinition definition) {
  Family* family = nullptr;
  for (Family& known : state_.families) {
    if (known.name == definition.family) family = &known;
  }
  if (family == nullptr) {
    state_.families.push_back({definition.family, {}});
    family = &state_.families.back();
  }
  for (ContainerDefinition& container : definition.containerDefinitions) {
    container.imageIndex = findImage(state_, container.image);
    if (container.imageIndex.valid()) continue;
    // Model choice: an image nobody has described exists and behaves.
    SimImage image;
    image.reference = container.image;
    image.exists = !isOwnEcr(container.image);  // there, something has to be pushed first
    container.imageIndex = putImage(image);
  }
  definition.revision = static_cast<std::int32_t>(family->revisions.size()) + 1;
  definition.status = TaskDefinitionStatus::ACTIVE;
  definition.registeredAt = state_.now;
  readPlacementMembers(definition);
  const TaskDefinitionIndex index(state_.taskDefinitions.size());
  family->revisions.push_back(index);
  state_.taskDefinitions.push_back(std::move(definition));
  return index;
}

void Simulation::deregisterTaskDefinition(TaskDefinitionIndex definition) {
  TaskDefinition& record = state_.taskDefinitions[definition.value];
  record.status = TaskDefinitionStatus::INACTIVE;
  record.deregisteredAt = state_.now;
}

void Simulation::deleteTaskDefinition(TaskDefinitionIndex definition) {
  state_.taskDefinitions[definition.value].status = TaskDefinitionStatus::DELETE_IN_PROGRESS;
}

ImageIndex Simulation::putImage(const SimImage& image) {
  const ImageIndex known = findImage(state_, image.reference);
  if (!known.valid()) {
    state_.images.push_back(image);
    return ImageIndex(state_.images.size() - 1);
  }
  // Containers of the image that run now: play their past with the old behaviour, then go on with
  // the new one.
  const auto forRunning = [&](auto&& act) {
    for (std::size_t i = 0; i < state_.tasks.size(); ++i) {
      const Task& task = state_.tasks[i];
      if (!task.inUse || task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
      for (ContainerIndex c = task.firstContainer; c.valid(); c = state_.containers[c.value].next) {
        const Container& container = state_.containers[c.value];
        if (container.lastStatus == ContainerStatus::RUNNING && container.image == known) {
          act(TaskIndex(i), c);
        }
      }
    }
  };
  forRunning([this](TaskIndex task, ContainerIndex c) { settleHealthChecks(task, c); });
  const std::uint32_t stamp = state_.images[known.value].slowPullStamp;
  state_.images[known.value] = image;
  state_.images[known.value].slowPullStamp = stamp + 1;
  forRunning([this](TaskIndex task, ContainerIndex c) {
    Container& container = state_.containers[c.value];
    ++container.stamp;
    setProgress(container, withNextFailure(state_, state_.tasks[task.value], container,
                                           progressOf(container)));
    scheduleExit(task, c);
    scheduleHealthCheck(task, c);
    targetConditionChanged(*this, task);
    onContainerStarted(*this, task, c);
  });
  return known;
}

void Simulation::slowPulls(ImageIndex image, std::int32_t percent, DurationMs durationMs) {
  SimImage& record = state_.images[image.value];
  record.slowPullPercent = percent;
  ++record.slowPullStamp;
  if (durationMs > 0) {
    schedule(durationMs, {TimerKind::FaultEnds, image.value, record.slowPullStamp, 0});
  }
}

}  // namespace taskyard
