#include "engine/traffic_stages.h"

#include <algorithm>

namespace taskyard {

LifecycleStage stageAfter(LifecycleStage stage) {
  if (stage == LifecycleStage::CLEAN_UP) return LifecycleStage::None;
  return static_cast<LifecycleStage>(static_cast<std::uint8_t>(stage) + 1);
}

std::int32_t trafficAfter(const DeploymentConfiguration& configuration, std::int32_t permille) {
  constexpr std::int32_t kAll = 1000;
  switch (configuration.strategy) {
    case DeploymentStrategy::ROLLING:
    case DeploymentStrategy::BLUE_GREEN: return kAll;
    case DeploymentStrategy::LINEAR: return std::min(kAll, permille + configuration.stepPermille);
    case DeploymentStrategy::CANARY: return permille == 0 ? configuration.canaryPermille : kAll;
  }
  return kAll;
}

DurationMs stageMs(const DeploymentConfiguration& configuration, LifecycleStage stage,
                   std::int32_t permille) {
  switch (stage) {
    case LifecycleStage::RECONCILE_SERVICE:
    case LifecycleStage::SCALE_UP:
    case LifecycleStage::CLEAN_UP: return kLongestStageMs;
    case LifecycleStage::PRODUCTION_TRAFFIC_SHIFT: {
      if (permille >= 1000) return kPassingStageMs;
      const std::int32_t minutes = configuration.strategy == DeploymentStrategy::CANARY
                                       ? configuration.canaryBakeTimeInMinutes
                                       : configuration.stepBakeTimeInMinutes;
      return std::max(kPassingStageMs, minutes * kMinute);
    }
    case LifecycleStage::BAKE_TIME:
      return std::max(kPassingStageMs, configuration.bakeTimeInMinutes.value_or(0) * kMinute);
    default: return kPassingStageMs;
  }
}

}  // namespace taskyard
