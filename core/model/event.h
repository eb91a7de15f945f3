#pragma once
// What happened, as facts. An event holds numbers only; the sentences people read are made from it
// on demand (engine/event_text.h), so the event loop builds no strings.
// Every event names its cause: another event. Requests, faults and scenario entries are events
// themselves, and the only ones without a cause.

#include <cstdint>
#include <tuple>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

enum class EventKind : std::uint8_t {
  // Roots.
  Request,  // a call of the API; text: which
  Fault,    // SimInjectFault; text: which
  // Tasks. subject: task ordinal.
  TaskCreated,         // detail: TaskStatus::PROVISIONING
  TaskStatusChanged,   // detail: new TaskStatus, number: the status before
  TaskStopRequested,   // desiredStatus became STOPPED; detail: StopReason, number: TaskStopCode
  TaskHealthChanged,   // detail: HealthStatus
  ImagePullFailed,     // detail: StopReason, number: container position
  ContainerExited,     // detail: container position, number: exit code
  ContainerRestarted,  // detail: container position, number: restart count
  // Services, in ECS's own words (DescribeServices, "events"). subject: service.
  ServiceStartedTasks,    // list: task ordinals
  ServiceReplacedTasks,   // list: task ordinals; started because others are unhealthy
  ServiceStoppedTasks,    // list: ordinals of tasks that were RUNNING
  ServiceStoppedPending,  // number: tasks that had not been RUNNING
  ServiceTaskUnhealthy,   // list: the task that failed its container health checks
  ServiceSteady,
  ServiceStartsThrottled,  // "unable to consistently start tasks successfully"
  ServiceDeadlocked,       // minimumHealthyPercent and maximumPercent leave no room
  DeploymentStarted,       // number: deployment
  DeploymentCompleted,     // number: deployment
  DeploymentFailed,        // number: deployment; detail: DeploymentFailure
  DeploymentRollback,      // number: the deployment that serves again
  // The kinds below carry their words with them (Event::text): they are rare, and each system
  // words its own. Those whose names begin with Service or Deployment are service messages.

  // Service scheduler. subject: service, for TaskProtected and below a task ordinal.
  ServiceRebalancedTasks,  // list: task ordinals; number: zone
  ServiceZonesUneven,
  ServiceZonesBalanced,
  ServiceScaleInBlocked,
  RolloutStage,    // a stage of a deployment that shifts traffic
  RolloutBakes,    // everything is replaced, alarms are still watched
  RolloutStopped,  // StopServiceDeployment, or a stage took too long
  TaskProtected,   // scale-in protection was set, or has ended
  TaskRetires,     // its host is due for maintenance
  ContainerCannotExec,

  // Capacity. subject: a container instance, an Auto Scaling group, a task ordinal, a service.
  InstanceLaunched,
  InstanceRegistered,
  InstanceNotRegistered,
  InstanceDraining,
  InstanceTerminated,
  GroupResized,
  TaskWaitsForInstance,
  TaskPlaced,
  SpotInterruption,
  ServiceNoPlace,

  // Registry, secrets, logs.
  TaskStartFailed,    // subject: task ordinal; detail: StopReason; without words of its own
  ImageScanFoundCve,  // subject: repository
  EcrImagesExpired,   // subject: repository; number: how many images
  LogGroupCreated,    // subject: task ordinal

  // Load balancing. subject: service for the service messages, else the target group.
  ServiceRegisteredTargets,
  ServiceDeregisteredTargets,
  ServiceDrainingTasks,
  ServiceTargetUnhealthy,
  ServiceTargetProblem,  // a target group is gone or full
  TargetHealthChanged,
  TargetDrained,

  // Traffic and work. subject: as said in the text.
  ContainerOutOfMemory,  // the kernel killed it
  LoadExceedsCapacity,   // a service gets more than it can answer
  LoadRecovered,
  RequestsFail,  // requests of a traffic begin to fail
  WorkerFails,   // a worker cannot use its queue
  MessagesDeadLettered,
  DatabaseChanged,

  // Monitoring. subject: alarm.
  AlarmRaised,
  AlarmCleared,
  AlarmWithoutData,

  // Scaling and schedules. subject: service; of a schedule: schedule.
  ScaledOut,           // number: desiredCount
  ScaledIn,            // number: desiredCount
  ScalingHeldBack,     // a policy wants another capacity and may not have it
  ScheduledActionRan,  // minCapacity or maxCapacity changed by the clock
  ScheduleFired,
  ScheduleFailed,

  // Functions. subject: container of docker run; DockerHostLost: instance.
  DockerStarted,
  DockerRestarted,  // number: how often so far
  DockerExited,     // number: exit code
  DockerLost,       // its instance is gone
  DockerHostLost,

};

struct Event {
  TimeMs at = 0;
  EventId cause = kNoEvent;
  std::uint32_t subject = 0;
  std::int32_t number = 0;
  std::uint32_t listBegin = 0;  // into EventLog's list of ordinals
  std::uint32_t listSize = 0;
  TextIndex text;  // into EventLog's texts; not valid for most kinds
  EventKind kind{};
  std::uint8_t detail = 0;

  auto fields() const {
    return std::tie(at, cause, subject, number, listBegin, listSize, text, kind, detail);
  }
  bool operator==(const Event&) const = default;
};

}  // namespace taskyard
