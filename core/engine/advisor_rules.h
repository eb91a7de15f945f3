#pragma once
// The advisor's rules, one function each, and the thresholds they go by. Each appends what it
// finds. The sources stand in adviceRules() (advisor.cpp).

#include <vector>

#include "engine/advisor.h"

namespace taskyard {

using Findings = std::vector<Finding>;

// ---- Network and zones (advisor_network.cpp)
void advisePublicTasks(const State& state, Findings& findings);
void adviseSingleZone(const State& state, Findings& findings);
// Not for workers: their queue keeps what waits.
void adviseSingleTask(const State& state, Findings& findings);

// ---- What task definitions say (advisor_definitions.cpp)
void adviseNoLogs(const State& state, Findings& findings);
void advisePlainSecrets(const State& state, Findings& findings);

// ---- Roles (advisor_roles.cpp)
void adviseBroadExecutionRole(const State& state, Findings& findings);
void adviseBroadTaskRole(const State& state, Findings& findings);

// ---- Running and scaling (advisor_services.cpp)
void adviseNoCircuitBreaker(const State& state, Findings& findings);
void adviseWorkerScaling(const State& state, Findings& findings);
void adviseLoneTasks(const State& state, Findings& findings);
void adviseDockerByHand(const State& state, Findings& findings);
void adviseQuotas(const State& state, Findings& findings);

// ---- Sizes (advisor_sizes.cpp)
void adviseTooSmall(const State& state, Findings& findings);
void adviseTooLarge(const State& state, Findings& findings);

// ---- Images (advisor_images.cpp)
void adviseUnpatchedImages(const State& state, Findings& findings);
void adviseUnscanned(const State& state, Findings& findings);
// Whoever can pull the image can read what is in its layers.
void adviseCredentialsInside(const State& state, Findings& findings);

// Whether a variable looks like a credential: by its name (DB_PASSWORD, API_KEY) or by its value
// (an access key id, a private key, a URL with a password). A value that only names where the
// secret is kept (an ARN), and names that end in _FILE, _ARN, _NAME or _PATH, do not.
// Model choice: which words count.
[[nodiscard]] bool looksLikeCredential(std::string_view name, std::string_view value);

// Model choice: AWS publishes no thresholds for these.
inline constexpr std::int64_t kBusyPercent = 90;         // too small: mean CPU, or highest memory
inline constexpr std::int64_t kCpuAimPercent = 60;       // what a right size leaves as CPU use
inline constexpr std::int64_t kMemoryAimPercent = 75;    // and as memory use
inline constexpr std::int32_t kSizingMinutes = 60;       // how far back metrics are read
inline constexpr std::size_t kSizingPointsLeast = 10;    // fewer datapoints say nothing
inline constexpr std::int64_t kQuotaNearPercent = 80;    // as AWS Trusted Advisor warns
inline constexpr DurationMs kLoneTaskMs = 15 * kMinute;  // a standalone task that runs on and on
inline constexpr DurationMs kBacklogWaitMs = 30 * kSecond;  // the wait a worker's target allows

}  // namespace taskyard
