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

    // Capacity.
    {EventKind::InstanceLaunched, "InstanceLaunched", EventTopic::System, EventTone::Neutral, "Somebody asked EC2 for an instance, or an Auto Scaling group had fewer than its desired capacity. Booting takes one to three minutes; then the ECS agent on it registers with the cluster."},
    {EventKind::InstanceRegistered, "InstanceRegistered", EventTopic::System, EventTone::Good, "The ECS agent has told the cluster what the instance offers. From now on tasks can be placed on it."},
    {EventKind::InstanceNotRegistered, "InstanceNotRegistered", EventTopic::System, EventTone::Bad, "The instance runs and costs money, but ECS does not know it: the agent needs an instance role that may register, and the name of a cluster that exists."},
    {EventKind::InstanceDraining, "InstanceDraining", EventTopic::System, EventTone::Warning, "A DRAINING instance takes no new tasks. Service tasks on it are replaced elsewhere within minimumHealthyPercent and maximumPercent; standalone tasks are left alone."},
    {EventKind::InstanceTerminated, "InstanceTerminated", EventTopic::System, EventTone::Warning, "The instance is gone, and with it every task that still ran there."},
    {EventKind::GroupResized, "GroupResized", EventTopic::System, EventTone::Neutral, "The desired capacity of an Auto Scaling group changed. The group launches or ends instances until it has that many."},
    {EventKind::TaskWaitsForInstance, "TaskWaitsForInstance", EventTopic::Task, EventTone::Warning, "No instance of the capacity provider has room. The task stays in PROVISIONING; managed scaling counts it and makes the Auto Scaling group larger."},
    {EventKind::TaskPlaced, "TaskPlaced", EventTopic::Task, EventTone::Good, "An instance with enough room appeared, so the waiting task goes there."},
    {EventKind::SpotInterruption, "SpotInterruption", EventTopic::Task, EventTone::Warning, "Fargate Spot is spare capacity. When AWS needs it back, the task gets a warning of two minutes and SIGTERM at once; after stopTimeout comes SIGKILL."},
    {EventKind::ServiceNoPlace, "ServiceNoPlace", EventTopic::ServiceMessage, EventTone::Bad, "The scheduler wanted to start a task and found no room for it. It tries again when something changes, and now and then anyway."},

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
