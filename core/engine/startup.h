#pragma once
// What the agent does for a task before its containers run, and what stops it: in the agent's
// order. Pure: says what would go wrong now.
//
// 1. take the execution role and the task role; 2. a registry token (ecr.api); 3. secrets,
// environment files; 4. each image's manifest (ecr.dkr, or the internet for public registries);
// 5. its layers (S3); 6. the log driver, when the containers are made.
//
// Sources: Developer Guide, "Stopped task error messages", "CannotPullContainer task errors",
// "ResourceInitializationError errors", "Task execution IAM role"; ECR User Guide, "VPC endpoints".
// Which role: the execution role on Fargate. On the EC2 launch type the container instance's role
// pulls and logs, and the execution role fetches secrets and files.
// Model choice: repositories of other accounts exist and let us in; S3 buckets exist; a public
// image exists unless a scenario says otherwise.
// A role that cannot be taken stops the task here, with the text AWS uses (from memory); AWS may
// refuse some of these already when the task is asked for.

#include <optional>
#include <string_view>

#include "base/time.h"
#include "model/state.h"

namespace taskyard {

struct StartProblem {
  StopReason reason = StopReason::None;
  std::uint8_t container = 0;  // position in the task definition
  std::uint8_t detail = 0;     // see StopReason
  DurationMs afterMs = 0;      // how long the agent tries before it gives up
  // The request or fault that broke it; kNoEvent when it never worked.
  EventId because = kNoEvent;
};

// instanceRoleArn: of the container instance, for launch type EC2; not looked at on Fargate.
// Container::image must be resolved (resolveImages in image_system.h).
std::optional<StartProblem> startProblem(const State& state, const Task& task,
                                         std::string_view instanceRoleArn);

// The role that pulls images and writes logs for the task.
std::string_view agentRoleOf(const State& state, const Task& task,
                             std::string_view instanceRoleArn);

// True for what happens after the pull has begun; false for what prevents it.
bool isPullProblem(StopReason reason);

// How long the agent tries. Model choice: all of them; an agent retries with growing pauses.
inline constexpr DurationMs kRoleRefusedMs = 2 * kSecond;
inline constexpr DurationMs kAccessDeniedMs = 5 * kSecond;
inline constexpr DurationMs kInitializationFailedMs = 5 * kSecond;
inline constexpr DurationMs kRateLimitedMs = 20 * kSecond;
inline constexpr DurationMs kRegistryDownMs = kMinute;

}  // namespace taskyard
