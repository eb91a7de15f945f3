#pragma once
// A task: a running copy of a task definition, and its containers. Plain values; the rules of its
// life are in engine/. Names and meanings: API Reference, Task and Container; Developer Guide,
// "Amazon ECS task lifecycle".

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

struct alignas(64) Task {
  TaskIndex self;             // its own slot
  std::uint32_t ordinal = 0;  // 0, 1, ... in order of launch; never reused; the id derives from it
  std::uint32_t stamp = 0;    // timers with an older stamp are void
  std::uint32_t version = 0;  // grows with each change of state, as AWS counts it
  ClusterIndex cluster;
  ServiceIndex service;        // not valid: standalone
  DeploymentIndex deployment;  // not valid: standalone
  TaskDefinitionIndex taskDefinition;
  SubnetIndex subnet;
  GroupSetIndex securityGroups;  // of its interface; not valid: the VPC's default group
  ContainerIndex firstContainer;
  TaskIndex next;                  // towards older ones of its service; STOPPED: the next to stop
  TaskIndex previous;              // towards newer ones of its service, or the next free slot
  TextIndex stopText;              // for StopReason::UserText, FailedElbHealthChecks
  DeploymentIndex stopDeployment;  // for StopReason::ScalingActivity: which one asked
  TextIndex group;                 // standalone tasks: given or "family:<family>"
  TextIndex startedBy;
  CostDecisionIndex costDecision;            // whose costs it is (bill.h)
  CapacityProviderIndex capacityProvider;    // not valid: started with a launch type
  ContainerInstanceIndex containerInstance;  // EC2 only; not valid while it waits for a place

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
  std::uint32_t privateIp = 0;     // IPv4, host byte order; 0: there was none free
  std::int32_t cpu = 0;            // CPU units
  std::int32_t memory = 0;         // MiB
  EventId lastEvent = kNoEvent;    // the newest event about this task: the cause of its next one

  TimeMs createdAt = kNever;
  TimeMs connectivityAt = kNever;
  TimeMs pullStartedAt = kNever;
  TimeMs pullStoppedAt = kNever;
  TimeMs startedAt = kNever;
  TimeMs stoppingAt = kNever;
  TimeMs executionStoppedAt = kNever;
  TimeMs stoppedAt = kNever;
  TimeMs protectedUntil = kNever;  // scale-in protection; kNever: none

  auto fields() const {
    return std::tie(
        self, ordinal, stamp, version, cluster, service, deployment, taskDefinition, subnet,
        securityGroups, firstContainer, next, previous, stopText, stopDeployment, group, startedBy,
        costDecision, capacityProvider, containerInstance, lastStatus, desiredStatus, healthStatus,
        launchType, stopCode, stopReason, assignPublicIp, countsAsHealthy, condemned,
        failedElbChecks, inUse, retiring, stopContainer, stopDetail, execEnabled, blocked,
        privateIp, cpu, memory, lastEvent, createdAt, connectivityAt, pullStartedAt, pullStoppedAt,
        startedAt, stoppingAt, executionStoppedAt, stoppedAt, protectedUntil);
  }
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
