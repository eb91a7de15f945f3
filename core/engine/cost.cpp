#include "engine/cost.h"

#include <algorithm>

#include "model/prices.h"

namespace taskyard {

std::int64_t taskCostNanoUsd(const TaskDefinition& definition, const Task& task, TimeMs now) {
  if (task.launchType != LaunchType::FARGATE || task.pullStartedAt == kNever) return 0;
  const TimeMs end = task.stoppedAt == kNever ? now : task.stoppedAt;
  const std::int64_t seconds =
      std::max(prices::kFargateMinimumSeconds, (end - task.pullStartedAt + kSecond - 1) / kSecond);
  const std::int64_t storageGib =
      std::max(0, definition.ephemeralStorageGiB.value_or(prices::kFargateFreeStorageGib) -
                      prices::kFargateFreeStorageGib);
  const std::int64_t perHour = task.cpu * prices::kFargateVcpuHourNanoUsd / 1024 +
                               task.memory * prices::kFargateGibHourNanoUsd / 1024 +
                               storageGib * prices::kFargateStorageGibHourNanoUsd +
                               (task.assignPublicIp ? prices::kPublicIpv4HourNanoUsd : 0);
  return perHour * seconds / 3600;
}

std::int64_t totalCostMicroUsd(const State& state) {
  std::int64_t nano = state.settledCostNanoUsd;
  for (const Task& task : state.tasks) {
    if (!task.inUse || task.stoppedAt != kNever) continue;
    nano += taskCostNanoUsd(state.taskDefinitions[task.taskDefinition.value], task, state.now);
  }
  return (nano + 500) / 1000;
}

}  // namespace taskyard
