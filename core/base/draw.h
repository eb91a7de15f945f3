#pragma once
// Keyed random draws. A draw is a hash of (seed, purpose, entity, count), not the next number of a
// stream: a decision that changes one entity leaves every other entity's draws as they were, so two
// branches of a run differ only by what the decision caused (common random numbers).

#include <cstdint>

#include "base/hash.h"

namespace taskyard {

// What a draw is for. Values are part of every recorded run: append, never renumber,
// nor give a number that is free here again (6, 15).
enum class Purpose : std::uint32_t {
  TaskId = 1,
  ProvisioningTime = 2,
  PlacementTime = 3,
  PullSpeed = 4,
  StartTime = 5,
  DeprovisioningTime = 7,
  HealthCheck = 8,
  ContainerLifetime = 9,
  NetworkInterface = 10,
  RandomWalk = 11,
  DeploymentId = 12,
  ImageDigest = 13,
  Workload = 14,

  // Service scheduler: 100 to 119.
  ServiceDeploymentId = 100,

  // Capacity: 120 to 139.
  InstanceId = 120,
  InstanceBootTime = 121,
  RandomPlacement = 122,
  SpotChoice = 123,

  // Registry, secrets, logs: 140 to 159.
  SecretVersion = 140,

  // Load balancing: 160 to 179.
  TargetFirstCheck = 160,
  SampleRequest = 161,

  // Traffic and work: 180 to 199.
  TrafficNoise = 180,
  MessageId = 181,

  // Monitoring, scaling, schedules: 200 to 219.
  ScalingPolicyId = 200,
  ScalingAlarmId = 201,
  ScalingActivityId = 202,

  // Functions: 220 to 239.
  DockerLifetime = 220,

  // Network: 240 to 259.
  NetworkThing = 240,
  DnsAnswer = 241,

};

struct DrawKey {
  std::uint64_t seed = 0;
  Purpose purpose{};
  std::uint64_t entity = 0;
  std::uint64_t count = 0;
};

// 64 uniformly distributed bits.
[[nodiscard]] constexpr std::uint64_t draw(const DrawKey& key) {
  const std::uint64_t who = key.entity ^ (static_cast<std::uint64_t>(key.purpose) << 48);
  return mix64(combine64(key.seed, who) + 0xD1B54A32D192ED03ull * key.count);
}

// A whole number in [low, high], both ends possible. REQUIRES: low <= high, high - low < 2^32.
[[nodiscard]] std::int64_t drawBetween(const DrawKey& key, std::int64_t low, std::int64_t high);

// How many trials it takes until the first one succeeds, each with `millionths` chances in
// 1,000,000: at least 1; kNoSuccess when the chance is 0. Integer arithmetic throughout.
inline constexpr std::int64_t kNoSuccess = INT64_MAX;
[[nodiscard]] std::int64_t drawTrials(const DrawKey& key, std::int64_t millionths);

// Exponentially distributed with the given mean, at least 1; integer arithmetic throughout, correct
// to about one part in 10^6 of the mean. REQUIRES: 1 <= mean < 2^40.
[[nodiscard]] std::int64_t drawExponential(const DrawKey& key, std::int64_t mean);

}  // namespace taskyard
