#include "engine/event_kinds.h"

#include <algorithm>

#include "base/assert.h"

namespace taskyard {

namespace {

// In the order of EventKind.
constexpr EventKindFacts kEventKinds[] = {
    {EventKind::Request, "Request", EventTopic::Root, EventTone::Command, {}},
    {EventKind::Fault, "Fault", EventTopic::Root, EventTone::Bad, {}},
    {EventKind::TaskCreated, "TaskCreated", EventTopic::Task, EventTone::Neutral, {}},
    {EventKind::TaskStatusChanged, "TaskStatusChanged", EventTopic::Task, EventTone::Neutral, {}},
    {EventKind::TaskStopRequested, "TaskStopRequested", EventTopic::Task, EventTone::Warning, {}},
    {EventKind::TaskHealthChanged, "TaskHealthChanged", EventTopic::Task, EventTone::Neutral, {}},
    {EventKind::ImagePullFailed, "ImagePullFailed", EventTopic::Task, EventTone::Bad, {}},
    {EventKind::ContainerExited, "ContainerExited", EventTopic::Task, EventTone::Bad, {}},
    {EventKind::ContainerRestarted, "ContainerRestarted", EventTopic::Task, EventTone::Warning, {}},
    {EventKind::ServiceStartedTasks, "ServiceStartedTasks", EventTopic::ServiceMessage, EventTone::Neutral, {}},
    {EventKind::ServiceReplacedTasks, "ServiceReplacedTasks", EventTopic::ServiceMessage, EventTone::Warning, {}},
    {EventKind::ServiceStoppedTasks, "ServiceStoppedTasks", EventTopic::ServiceMessage, EventTone::Neutral, {}},
    {EventKind::ServiceStoppedPending, "ServiceStoppedPending", EventTopic::ServiceMessage, EventTone::Neutral, {}},
    {EventKind::ServiceTaskUnhealthy, "ServiceTaskUnhealthy", EventTopic::ServiceMessage, EventTone::Warning, {}},
    {EventKind::ServiceSteady, "ServiceSteady", EventTopic::ServiceMessage, EventTone::Good, {}},
    {EventKind::ServiceStartsThrottled, "ServiceStartsThrottled", EventTopic::ServiceMessage, EventTone::Warning, {}},
    {EventKind::ServiceDeadlocked, "ServiceDeadlocked", EventTopic::ServiceMessage, EventTone::Bad, {}},
    {EventKind::DeploymentStarted, "DeploymentStarted", EventTopic::Service, EventTone::Neutral, {}},
    {EventKind::DeploymentCompleted, "DeploymentCompleted", EventTopic::ServiceMessage, EventTone::Good, {}},
    {EventKind::DeploymentFailed, "DeploymentFailed", EventTopic::ServiceMessage, EventTone::Bad, {}},
    {EventKind::DeploymentRollback, "DeploymentRollback", EventTopic::ServiceMessage, EventTone::Warning, {}},

    // Service scheduler.
    {EventKind::ServiceRebalancedTasks, "ServiceRebalancedTasks", EventTopic::ServiceMessage, EventTone::Neutral, "Availability Zone rebalancing starts a task in the zone with the fewest. When it is healthy, one in the zone with the most is stopped."},
    {EventKind::ServiceZonesUneven, "ServiceZonesUneven", EventTopic::ServiceMessage, EventTone::Warning, "After a steady state ECS compares the zones of the service's subnets. One has at least two tasks more than another, so tasks are moved, one at a time, the new one first."},
    {EventKind::ServiceZonesBalanced, "ServiceZonesBalanced", EventTopic::ServiceMessage, EventTone::Good, "No zone has two tasks more than another any more."},
    {EventKind::ServiceScaleInBlocked, "ServiceScaleInBlocked", EventTopic::ServiceMessage, EventTone::Warning, "Tasks should stop, but too many of them are under scale-in protection. ECS waits until the protection ends or is taken away."},
    {EventKind::RolloutStage, "RolloutStage", EventTopic::Service, EventTone::Neutral, "A deployment that shifts traffic passes through fixed stages: scale up, test traffic, production traffic, bake time, clean up."},
    {EventKind::RolloutBakes, "RolloutBakes", EventTopic::Service, EventTone::Neutral, "Every task is replaced. Because alarms with rollback watch this deployment, ECS waits a while before it calls it completed."},
    {EventKind::RolloutStopped, "RolloutStopped", EventTopic::Service, EventTone::Warning, "The deployment is given up before its end."},
    {EventKind::TaskProtected, "TaskProtected", EventTopic::Task, EventTone::Neutral, "Scale-in protection: the task is not chosen when the service scales in or a deployment replaces its tasks. It does not help against a crash, a lost host or StopTask."},
    {EventKind::TaskRetires, "TaskRetires", EventTopic::Task, EventTone::Warning, "AWS maintains the host under the task. It does not move a running task: the service scheduler replaces it, the new one first where maximumPercent leaves room."},
    {EventKind::ContainerCannotExec, "ContainerCannotExec", EventTopic::Task, EventTone::Bad, "The image was built for another CPU architecture than the task's runtimePlatform asks for. Its first program cannot be executed, so the container ends at once."},

    // Capacity.

    // Registry, secrets, logs.

    // Load balancing.

    // Traffic and work.

    // Monitoring.

    // Scaling and schedules.

    // Functions.

};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < std::size(kEventKinds); ++i) {
    if (static_cast<std::size_t>(kEventKinds[i].kind) != i) return false;
  }
  return true;
}
static_assert(inOrder(), "the table follows EventKind, one row per kind");

}  // namespace

std::span<const EventKindFacts> eventKinds() { return kEventKinds; }

const EventKindFacts& factsOf(EventKind kind) {
  const auto position = static_cast<std::size_t>(kind);
  TY_ASSERT(position < std::size(kEventKinds));
  return kEventKinds[position];
}

bool isServiceMessage(EventKind kind) { return factsOf(kind).topic == EventTopic::ServiceMessage; }

const char* nameOf(EventKind kind) {
  const auto position = static_cast<std::size_t>(kind);
  return position < std::size(kEventKinds) ? kEventKinds[position].name : "";
}

}  // namespace taskyard
