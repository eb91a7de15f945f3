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
    {EventKind::ServiceStartedTasks,
     "ServiceStartedTasks",
     EventTopic::ServiceMessage,
     EventTone::Neutral,
     {}},
    {EventKind::ServiceReplacedTasks,
     "ServiceReplacedTasks",
     EventTopic::ServiceMessage,
     EventTone::Warning,
     {}},
    {EventKind::ServiceStoppedTasks,
     "ServiceStoppedTasks",
     EventTopic::ServiceMessage,
     EventTone::Neutral,
     {}},
    {EventKind::ServiceStoppedPending,
     "ServiceStoppedPending",
     EventTopic::ServiceMessage,
     EventTone::Neutral,
     {}},
    {EventKind::ServiceTaskUnhealthy,
     "ServiceTaskUnhealthy",
     EventTopic::ServiceMessage,
     EventTone::Warning,
     {}},
    {EventKind::ServiceSteady, "ServiceSteady", EventTopic::ServiceMessage, EventTone::Good, {}},
    {EventKind::ServiceStartsThrottled,
     "ServiceStartsThrottled",
     EventTopic::ServiceMessage,
     EventTone::Warning,
     {}},
    {EventKind::ServiceDeadlocked,
     "ServiceDeadlocked",
     EventTopic::ServiceMessage,
     EventTone::Bad,
     {}},
    {EventKind::DeploymentStarted,
     "DeploymentStarted",
     EventTopic::Service,
     EventTone::Neutral,
     {}},
    {EventKind::DeploymentCompleted,
     "DeploymentCompleted",
     EventTopic::ServiceMessage,
     EventTone::Good,
     {}},
    {EventKind::DeploymentFailed,
     "DeploymentFailed",
     EventTopic::ServiceMessage,
     EventTone::Bad,
     {}},
    {EventKind::DeploymentRollback,
     "DeploymentRollback",
     EventTopic::ServiceMessage,
     EventTone::Warning,
     {}},

    // Service scheduler.

    // Capacity.

    // Registry, secrets, logs.
    {EventKind::TaskStartFailed, "TaskStartFailed", EventTopic::Task, EventTone::Bad, {}},
    {EventKind::ImageScanFoundCve, "ImageScanFoundCve", EventTopic::System, EventTone::Warning,
     "ECR compared the packages of the image with the weaknesses that are known by now. Tasks that "
     "run the image stay as they are: build the image again with mended packages, push it, and "
     "deploy."},
    {EventKind::EcrImagesExpired, "EcrImagesExpired", EventTopic::System, EventTone::Warning,
     "A lifecycle policy is applied within 24 hours. What it expires is gone: running tasks go on, "
     "new tasks of a deployment that is pinned to an expired digest cannot pull it."},
    {EventKind::LogGroupCreated, "LogGroupCreated", EventTopic::Task, EventTone::Neutral,
     "awslogs-create-group is true, and the role that writes logs may call logs:CreateLogGroup."},

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
