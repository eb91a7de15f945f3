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

    // Registry, secrets, logs.

    // Load balancing.

    // Traffic and work.

    // Monitoring.
    {EventKind::AlarmRaised, "AlarmRaised", EventTopic::System, EventTone::Bad, "Enough datapoints of the metric were beyond the alarm's threshold. An alarm acts when it changes to ALARM; a scaling policy is called every minute while it stays there."},
    {EventKind::AlarmCleared, "AlarmCleared", EventTopic::System, EventTone::Good, "The newest datapoints of the metric are on the good side of the alarm's threshold."},
    {EventKind::AlarmWithoutData, "AlarmWithoutData", EventTopic::System, EventTone::Warning, "The metric has had no datapoints for so long that the alarm cannot tell. Nothing is scaled on missing data."},

    // Scaling and schedules.
    {EventKind::ScaledOut, "ScaledOut", EventTopic::Service, EventTone::Command, "Application Auto Scaling changed the service's desiredCount because a policy asked for more tasks. It multiplies the running tasks by how far the metric is above the target, and rounds up."},
    {EventKind::ScaledIn, "ScaledIn", EventTopic::Service, EventTone::Command, "Application Auto Scaling lowered the service's desiredCount: the metric has been low for long enough, and with fewer tasks it stays within the target."},
    {EventKind::ScalingHeldBack, "ScalingHeldBack", EventTopic::Service, EventTone::Warning, "A scaling policy asked for another number of tasks, but a rule holds it back: limits, a cooldown, a running deployment, or another policy."},
    {EventKind::ScheduledActionRan, "ScheduledActionRan", EventTopic::Service, EventTone::Command, "A scheduled action sets minCapacity and maxCapacity at its time, whatever the metrics say. When desiredCount is outside of them, it is moved inside at once."},
    {EventKind::ScheduleFired, "ScheduleFired", EventTopic::System, EventTone::Command, "EventBridge Scheduler called RunTask at the time its expression names. The tasks stand alone: no service replaces them when they fail."},
    {EventKind::ScheduleFailed, "ScheduleFailed", EventTopic::System, EventTone::Bad, "EventBridge Scheduler called RunTask, and ECS refused. No task runs until the schedule's next time."},

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
