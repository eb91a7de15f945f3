#pragma once
// A task: a running copy of a task definition, and its containers. Plain values; the rules of its
// life are in engine/. Names and meanings: API Reference, Task and Container; Developer Guide,
// "Amazon ECS task lifecycle".

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class TaskStatus : std::uint8_t {
  PROVISIONING,    // the network interface is being created and attached
  PENDING,         // placed; waiting for capacity and the agent
  ACTIVATING,      // images are pulled, containers created
  RUNNING,         // all essential containers have started
  DEACTIVATING,    // leaving load balancers and service discovery
  STOPPING,        // containers have been told to stop
  DEPROVISIONING,  // the network interface is being detached and deleted
  STOPPED,         // over; the record stays visible for an hour
  DELETED,
};
enum class TaskDesiredStatus : std::uint8_t { RUNNING, STOPPED };
enum class HealthStatus : std::uint8_t { UNKNOWN, HEALTHY, UNHEALTHY };
enum class LaunchType : std::uint8_t { EC2, FARGATE, EXTERNAL };

enum class TaskStopCode : std::uint8_t {
  None,  // not stopped
  TaskFailedToStart,
  EssentialContainerExited,
  UserInitiated,
  ServiceSchedulerInitiated,
  SpotInterruption,
  TerminationNotice,
};

// Which sentence stands in stoppedReason; the sentences are in engine/stop_reason.cpp.
enum class StopReason : std::uint8_t {
  None,
  EssentialContainerExited,
  ScalingActivity,
  FailedContainerHealthChecks,
  StoppedByUser,
  UserText,
  ImageNotFound,
  ImageUnreachable,
  DependencyFailed,  // stopContainer is what could not start, or what others waited for in vain
  HostTerminated,
  Maintenance,  // Fargate retires the host under the task

  // Capacity.
  SpotInterrupted,
  InstanceDeregistered,  // DeregisterContainerInstance with force
  NoPlaceFound,          // it waited for an instance in vain

  // What can stop a task before it runs (engine/startup.h).
  RoleNotAssumable,         // stopDetail: 0 execution role, 1 task role
  RegistryAuthUnreachable,  // no way to ecr.api
  RegistryAuthDenied,       // ecr:GetAuthorizationToken
  SecretUnreachable,        // stopDetail: which of the container's (startup.h, secretsToFetch)
  SecretDenied,
  SecretNotFound,
  SecretKeyMissing,     // the secret has no such JSON member
  SecretUndecryptable,  // kms:Decrypt for a customer key
  FilesUnreachable,     // environment files in S3
  FilesDenied,
  LogsUnreachable,
  LogsDenied,  // stopDetail: 0 logs:CreateLogStream, 1 logs:CreateLogGroup
  LogGroupMissing,
  ImageDenied,
  LayersUnreachable,
  RegistryDown,
  RegistryRateLimited,
  FailedElbHealthChecks,  // stopText: the target group's ARN
  NoFreeAddress,          // the network interface could not be made: the subnet is full
};

enum class ContainerStatus : std::uint8_t { PENDING, RUNNING, STOPPED };
inline constexpr std::int32_t kNoExitCode = -1;

// One cache line: the engine reads a container at nearly every timer.
struct alignas(64) Container {
  ContainerIndex next;          // the task's next container, or the next free slot
  std::uint8_t definition = 0;  // position in the task definition's containerDefinitions
  ContainerStatus lastStatus = ContainerStatus::PENDING;
  HealthStatus healthStatus = HealthStatus::UNKNOWN;
  bool outOfImage = false;              // its image could not be pulled
  bool starting = false;                // its start is scheduled
  bool signalled = false;               // it has been told to stop
  bool hung = false;                    // it runs and answers nothing (a fault)
  bool outOfMemory = false;             // it was killed for its memory
  std::int32_t exitCode = kNoExitCode;  // 0 to 255
  std::int32_t restartCount = 0;
  ImageIndex image;  // what it runs: the tag as it was resolved for its deployment
  TimeMs startedAt = kNever;
  TimeMs finishedAt = kNever;
  std::uint32_t healthChecksDone = 0;     // checks evaluated since startedAt
  std::uint32_t healthFailuresInRow = 0;  // failures at the end of those
  // Number of the next check that fails; 0: never. When hung: the first one that times out.
  std::uint32_t nextFailedCheck = 0;
  std::uint32_t failuresDrawn = 0;  // draws made for it, over all restarts
  std::uint32_t stamp = 0;          // timers with an older stamp are void
  LogStreamIndex logStream;         // where its output goes; not valid: nowhere

  auto fields() const {
    return std::tie(next, definition, lastStatus, healthStatus, outOfImage, starting, signalled,
                    hung, outOfMemory, exitCode, restartCount, image, logStream, startedAt,
                    finishedAt, healthChecksDone, healthFailuresInRow, nextFailedCheck,
                    failuresDrawn, stamp);
  }
};

// A moment as the milliseconds after another one: half the size of a TimeMs. What would be more
// than 49 days later counts as 49 days.
class MsAfter {
 public:
  [[nodiscard]] constexpr TimeMs from(TimeMs base) const {
    return value_ == kUnset ? kNever : base + value_;
  }
  constexpr void set(TimeMs base, TimeMs moment) {
    value_ = moment == kNever
                 ? kUnset
                 : static_cast<std::uint32_t>(std::min<TimeMs>(moment - base, TimeMs{kUnset} - 1));
  }
  auto fields() const { return std::tie(value_); }

 private:
  static constexpr std::uint32_t kUnset = 0xFFFFFFFFu;
  std::uint32_t value_ = kUnset;
};

// Two cache lines, and the lines of a large account are what a run waits for: what all tasks of a
// request or of a service's decision share is in CostDecision (bill.h), their size in the task
// definition, and scale-in protection, which few have, in State::protections.
struct alignas(128) Task {
  TaskIndex self;              // its own slot
  std::uint32_t ordinal = 0;   // 0, 1, ... in order of launch; never reused; the id derives from it
  std::uint32_t stamp = 0;     // timers with an older stamp are void
  std::uint32_t version = 0;   // grows with each change of state, as AWS counts it
  ServiceIndex service;        // not valid: standalone
  DeploymentIndex deployment;  // not valid: standalone
  TaskDefinitionIndex taskDefinition;
  SubnetIndex subnet;
  ContainerIndex firstContainer;
  TaskIndex next;                // towards older ones of its service; STOPPED: the next to stop
  TaskIndex previous;            // towards newer ones of its service, or the next free slot
  EventId lastEvent = kNoEvent;  // the newest event about this task: the cause of its next one

  TaskStatus lastStatus = TaskStatus::PROVISIONING;
  TaskDesiredStatus desiredStatus = TaskDesiredStatus::RUNNING;
  HealthStatus healthStatus = HealthStatus::UNKNOWN;
  LaunchType launchType = LaunchType::FARGATE;
  TaskStopCode stopCode = TaskStopCode::None;
  StopReason stopReason = StopReason::None;
  bool assignPublicIp = false;
  bool countsAsHealthy = false;    // towards minimumHealthyPercent
  bool condemned = false;          // failed health checks after the grace period: to be replaced
  bool failedElbChecks = false;    // ... those of a target group, which is final
  bool inUse = false;              // the slot holds a task
  bool retiring = false;           // to be replaced: its host is due for maintenance
  std::uint8_t stopContainer = 0;  // which container the stop reason speaks of
  std::uint8_t stopDetail = 0;     // which of its secrets, files or permissions
  bool execEnabled = false;        // ECS Exec was on when it was launched
  bool blocked = false;            // the agent met a problem before the start and tries again

  GroupSetIndex securityGroups;            // of its interface; not valid: the VPC's default group
  CostDecisionIndex costDecision;          // which request or decision it comes from, and who pays
  CapacityProviderIndex capacityProvider;  // not valid: started with a launch type
  ContainerInstanceIndex containerInstance;  // EC2 only; not valid while it waits for a place
  std::uint32_t privateIp = 0;               // IPv4, host byte order; 0: there was none free
  // What its stop reason names, if anything: for UserText and FailedElbHealthChecks a position in
  // State::texts, for ScalingActivity the deployment that asked.
  std::uint32_t stopSubject = 0;

  TimeMs createdAt = kNever;
  TimeMs stoppingAt = kNever;
  // The others are read and set as moments of the run; kNever: it has not come to that.
  [[nodiscard]] TimeMs connectivityAt() const { return connectivity_.from(createdAt); }
  [[nodiscard]] TimeMs pullStartedAt() const { return pullStarted_.from(createdAt); }
  [[nodiscard]] TimeMs pullStoppedAt() const { return pullStopped_.from(createdAt); }
  [[nodiscard]] TimeMs startedAt() const { return started_.from(createdAt); }
  [[nodiscard]] TimeMs executionStoppedAt() const { return executionStopped_.from(stoppingAt); }
  [[nodiscard]] TimeMs stoppedAt() const { return stopped_.from(stoppingAt); }
  void setConnectivityAt(TimeMs at) { connectivity_.set(createdAt, at); }
  void setPullStartedAt(TimeMs at) { pullStarted_.set(createdAt, at); }
  void setPullStoppedAt(TimeMs at) { pullStopped_.set(createdAt, at); }
  void setStartedAt(TimeMs at) { started_.set(createdAt, at); }
  void setExecutionStoppedAt(TimeMs at) { executionStopped_.set(stoppingAt, at); }
  void setStoppedAt(TimeMs at) { stopped_.set(stoppingAt, at); }

  auto fields() const {
    return std::tie(self, ordinal, stamp, version, service, deployment, taskDefinition, subnet,
                    firstContainer, next, previous, lastEvent, lastStatus, desiredStatus,
                    healthStatus, launchType, stopCode, stopReason, assignPublicIp, countsAsHealthy,
                    condemned, failedElbChecks, inUse, retiring, stopContainer, stopDetail,
                    execEnabled, blocked, securityGroups, costDecision, capacityProvider,
                    containerInstance, privateIp, stopSubject, createdAt, stoppingAt, connectivity_,
                    pullStarted_, pullStopped_, started_, executionStopped_, stopped_);
  }

 private:
  MsAfter connectivity_;  // after createdAt, as the next three
  MsAfter pullStarted_;
  MsAfter pullStopped_;
  MsAfter started_;
  MsAfter executionStopped_;  // after stoppingAt, as the next
  MsAfter stopped_;
};

// A service's task that must not be stopped by scaling in (engine/task_protection.h).
struct TaskProtection {
  std::uint32_t ordinal = 0;  // of the task
  TimeMs until = 0;

  auto fields() const { return std::tie(ordinal, until); }
};

// Whether the scheduler replaces the RUNNING task: it does not count as one that is there.
[[nodiscard]] constexpr bool isReplaced(const Task& task) {
  return task.condemned || task.retiring;
}

const char* nameOf(TaskStatus status);
const char* nameOf(TaskDesiredStatus status);
const char* nameOf(HealthStatus status);
const char* nameOf(LaunchType type);
const char* nameOf(TaskStopCode code);  // "" for None
const char* nameOf(ContainerStatus status);

}  // namespace taskyard
