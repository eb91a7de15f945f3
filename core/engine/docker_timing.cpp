#include "engine/docker_timing.h"

#include <algorithm>

namespace taskyard {

DurationMs dockerPullMs(const SimImage& image) {
  constexpr std::int64_t kMegabytesPerSecond = 60;
  return image.sizeMiB * kSecond * image.slowPullPercent / 100 / kMegabytesPerSecond;
}

DurationMs dockerRestartDelayMs(std::int32_t failuresInRow) {
  constexpr DurationMs kFirstMs = 100;
  constexpr std::int32_t kMostDoublings = 10;
  return std::min(kMinute, kFirstMs << std::clamp(failuresInRow - 1, 0, kMostDoublings));
}

bool dockerRestarts(DockerRestart policy, std::int32_t exitCode) {
  switch (policy) {
    case DockerRestart::no: return false;
    case DockerRestart::onFailure: return exitCode != 0;
    case DockerRestart::always:
    case DockerRestart::unlessStopped: return true;
  }
  return false;
}

}  // namespace taskyard
