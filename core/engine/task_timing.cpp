#include "engine/task_timing.h"

#include <algorithm>

#include "base/draw.h"
#include "engine/registry.h"

namespace taskyard {

namespace {

DurationMs between(const State& state, const Task& task, Purpose purpose, DurationMs low,
                   DurationMs high) {
  return drawBetween({state.seed, purpose, task.ordinal, 0}, low, high);
}

const TaskDefinition& definitionOf(const State& state, const Task& task) {
  return state.taskDefinitions[task.taskDefinition.value];
}

}  // namespace

DurationMs provisioningMs(const State& state, const Task& task) {
  constexpr DurationMs kWithoutInterfaceMs = kSecond;  // Model choice
  if (task.launchType == LaunchType::EC2 &&
      definitionOf(state, task).networkMode != NetworkMode::awsvpc) {
    return kWithoutInterfaceMs;
  }
  return between(state, task, Purpose::ProvisioningTime, 5 * kSecond, 20 * kSecond);
}

DurationMs placementMs(const State& state, const Task& task) {
  return between(state, task, Purpose::PlacementTime, 10 * kSecond, 20 * kSecond);
}

DurationMs deprovisioningMs(const State& state, const Task& task) {
  constexpr DurationMs kWithoutInterfaceMs = kSecond;  // Model choice
  if (task.launchType == LaunchType::EC2 &&
      definitionOf(state, task).networkMode != NetworkMode::awsvpc) {
    return kWithoutInterfaceMs;
  }
  return between(state, task, Purpose::DeprovisioningTime, 10 * kSecond, 30 * kSecond);
}

DurationMs containerStartMs(const State& state, const Task& task, const Container& container) {
  const std::int64_t percent =
      drawBetween({state.seed, Purpose::StartTime, task.ordinal, container.definition}, 80, 120);
  return state.images[container.image.value].startMs * percent / 100;
}

bool imageIsCached(const State& state, const Task& task, ImageIndex image) {
  if (!task.containerInstance.valid()) return false;
  const auto& images = state.capacity.instances[task.containerInstance.value].images;
  return std::find(images.begin(), images.end(), image) != images.end();
}

DurationMs imagePullMs(const State& state, const Task& task) {
  const std::int64_t mbPerSecond = taskCpu(state, task) >= 1024  ? 60
                                   : taskCpu(state, task) >= 512 ? 40
                                                                 : 25;
  DurationMs total = 2 * kSecond;
  for (ContainerIndex c = task.firstContainer; c.valid(); c = state.containers[c.value].next) {
    const Container& container = state.containers[c.value];
    if (imageIsCached(state, task, container.image)) continue;
    const SimImage& image = state.images[container.image.value];
    DurationMs time = image.sizeMiB * kSecond / mbPerSecond * image.slowPullPercent / 100;
    const std::string& reference =
        definitionOf(state, task).containerDefinitions[container.definition].image;
    const RegistryFault* slow = registryFault(state, RegistryTrouble::Slow, reference);
    if (slow != nullptr) time = time * slow->percent / 100;
    total += time;
  }
  return total * between(state, task, Purpose::PullSpeed, 90, 110) / 100;
}

Shutdown containerShutdown(const State& state, const Task& task, const Container& container) {
  constexpr std::int32_t kDefaultStopTimeoutSeconds = 30;
  constexpr std::int32_t kKilledExitCode = 137;
  const ContainerDefinition& definition =
      definitionOf(state, task).containerDefinitions[container.definition];
  const SimImage& image = state.images[container.image.value];
  const DurationMs timeoutMs =
      definition.stopTimeout.value_or(kDefaultStopTimeoutSeconds) * kSecond;
  if (image.ignoresSigterm || image.shutdownMs > timeoutMs) return {timeoutMs, kKilledExitCode};
  return {image.shutdownMs, 0};
}

DurationMs restartThrottleMs(std::int32_t failedStartsInRow) {
  constexpr DurationMs kMaximumMs = 27 * kMinute;
  constexpr std::int32_t kFreeAttempts = 3;
  if (failedStartsInRow < kFreeAttempts) return 0;
  const std::int32_t doublings = std::min(failedStartsInRow - kFreeAttempts, 8);
  return std::min(kMaximumMs, (10 * kSecond) << doublings);
}

}  // namespace taskyard
