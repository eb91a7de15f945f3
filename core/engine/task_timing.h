#pragma once
// How long each part of a task's life takes. All durations are drawn with the task's own key, so
// they do not change when something else in the run does.

#include <span>

#include "base/time.h"
#include "model/state.h"

namespace taskyard {

// Each of these: milliseconds, drawn uniformly from a range.
// Source of the ranges: typical Fargate timings, from memory; AWS publishes none.
// Model choice: the ranges themselves (documented as tunable in the model card).
DurationMs provisioningMs(const State& state, const Task& task);  // 5 to 20 s
DurationMs placementMs(const State& state, const Task& task);     // 10 to 20 s
DurationMs containerStartMs(const State& state, const Task& task,
                            const Container& container);            // of its image, +-20 %
DurationMs deprovisioningMs(const State& state, const Task& task);  // 10 to 30 s
// On container instances in bridge, host and none mode there is no network interface to make: 1 s.

// Time to download and unpack all images of the task. Fargate keeps no image cache: every task
// pulls everything. 2 s and then 25 MB/s with 0.25 vCPU, 40 with 0.5, 60 from 1 vCPU on, within
// 10 % either way. Model choice: the rates (rule of thumb; AWS publishes none).
// Only an EC2 instance keeps images: one it has costs nothing but the question whether it is still
// the newest.
DurationMs imagePullMs(const State& state, const Task& task);

// True when the container instance of the task has pulled the image before; never on Fargate.
[[nodiscard]] bool imageIsCached(const State& state, const Task& task, ImageIndex image);

// From SIGTERM to the end of one container: its own shutdown time, or stopTimeout and SIGKILL.
struct Shutdown {
  DurationMs afterMs = 0;
  std::int32_t exitCode = 0;  // 0: ended by itself; 137: SIGKILL
};
Shutdown containerShutdown(const State& state, const Task& task, const Container& container);

// The wait before a service tries again after `failedStartsInRow` tasks in a row have stopped
// without having been RUNNING: none for the first two, then 10 s doubling to 27 minutes.
// Source: Developer Guide, "service throttle logic", for the maximum; Model choice: the steps.
[[nodiscard]] DurationMs restartThrottleMs(std::int32_t failedStartsInRow);

// RUNNING tasks without a health check count as healthy after this long.
// Source: API Reference, DeploymentConfiguration, minimumHealthyPercent.
inline constexpr DurationMs kHealthyWithoutCheckMs = 40 * kSecond;
// Between a change and the service scheduler acting on it. Model choice.
inline constexpr DurationMs kReconcileDelayMs = kSecond;
// DEACTIVATING with nothing to leave. Model choice: long enough to be seen.
inline constexpr DurationMs kDeactivatingMs = kSecond;
// Source: Developer Guide, "stopped tasks": visible for at least one hour.
inline constexpr DurationMs kStoppedVisibleMs = kHour;
// How long the agent tries to reach a registry before it gives up. Model choice.
inline constexpr DurationMs kPullUnreachableMs = 3 * kMinute;
// How long a registry takes to say that an image does not exist. Model choice.
inline constexpr DurationMs kPullNotFoundMs = 3 * kSecond;

}  // namespace taskyard
