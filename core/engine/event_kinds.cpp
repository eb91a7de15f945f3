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
    {EventKind::ServiceRegisteredTargets, "ServiceRegisteredTargets", EventTopic::ServiceMessage, EventTone::Neutral, "Tasks of the service are RUNNING, so ECS registers their addresses with the target group. They get requests once a health check of the load balancer has passed."},
    {EventKind::ServiceDeregisteredTargets, "ServiceDeregisteredTargets", EventTopic::ServiceMessage, EventTone::Neutral, "Tasks that must stop leave their target group first, so that the load balancer sends them nothing new."},
    {EventKind::ServiceDrainingTasks, "ServiceDrainingTasks", EventTopic::ServiceMessage, EventTone::Neutral, "Requests that are under way may still finish. ECS waits for the whole deregistration delay (300 s unless set) before it sends SIGTERM, even when nothing is under way."},
    {EventKind::ServiceTargetUnhealthy, "ServiceTargetUnhealthy", EventTopic::ServiceMessage, EventTone::Warning, "The load balancer's health checks failed often enough, and the grace period of the service is over. The scheduler will replace the task, whatever its containers say."},
    {EventKind::ServiceTargetProblem, "ServiceTargetProblem", EventTopic::ServiceMessage, EventTone::Bad, "The task cannot be, or is no longer, a target of the service's target group."},
    {EventKind::TargetHealthChanged, "TargetHealthChanged", EventTopic::System, EventTone::Neutral, "A new target needs one passed health check; a healthy one becomes unhealthy after as many failures in a row as the unhealthy threshold says (2 unless set), and healthy again after the healthy threshold (5 unless set)."},
    {EventKind::TargetDrained, "TargetDrained", EventTopic::System, EventTone::Neutral, "The deregistration delay is over: the load balancer has let go of the address."},

    // Traffic and work.
    {EventKind::ContainerOutOfMemory, "ContainerOutOfMemory", EventTopic::System, EventTone::Bad, "A container may use no more memory than its limit (its own memory, else the task's). At the limit the kernel kills it: exit code 137."},
    {EventKind::LoadExceedsCapacity, "LoadExceedsCapacity", EventTopic::System, EventTone::Warning, "More requests arrive than the tasks can answer, so they wait, and the wait grows for as long as that lasts."},
    {EventKind::LoadRecovered, "LoadRecovered", EventTopic::System, EventTone::Good, "The tasks answer as fast as requests arrive again, and the queue is gone."},
    {EventKind::RequestsFail, "RequestsFail", EventTopic::System, EventTone::Bad, "Somebody gets errors instead of answers."},
    {EventKind::WorkerFails, "WorkerFails", EventTopic::System, EventTone::Bad, "A worker needs its queue, a permission in its task role and a network path to Amazon SQS. Without them the task runs and does nothing."},
    {EventKind::MessagesDeadLettered, "MessagesDeadLettered", EventTopic::System, EventTone::Warning, "A message that was received maxReceiveCount times without being deleted moves to the dead-letter queue."},
    {EventKind::DatabaseChanged, "DatabaseChanged", EventTopic::System, EventTone::Neutral, "A database goes from one state to the next."},

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
