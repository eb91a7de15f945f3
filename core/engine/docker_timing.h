#pragma once
// How long things take for a container started by hand.

#include "model/state.h"

namespace taskyard {

// A download of all of the image. Model choice: 60 MB/s, as for Fargate with 1 vCPU.
[[nodiscard]] DurationMs dockerPullMs(const SimImage& image);
// The wait before a restart: 100 ms, doubling, at most a minute; from 100 ms again after the
// container has run for 10 s. Source: Docker Engine manual, "restart policies".
[[nodiscard]] DurationMs dockerRestartDelayMs(std::int32_t failuresInRow);
// Whether the policy starts it again after this exit.
[[nodiscard]] bool dockerRestarts(DockerRestart policy, std::int32_t exitCode);

inline constexpr DurationMs kDockerStableMs = 10 * kSecond;
// `docker stop` kills after this long. Source: Docker Engine manual, "docker stop".
inline constexpr DurationMs kDockerStopTimeoutMs = 10 * kSecond;

}  // namespace taskyard
