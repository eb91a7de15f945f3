#include "engine/event_kinds.h"

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
    {EventKind::ServiceRebalancedTasks, "ServiceRebalancedTasks", EventTopic::ServiceMessage,
     EventTone::Neutral,
     "Availability Zone rebalancing starts a task in the zone with the fewest. When it is healthy, "
     "one in the zone with the most is stopped."},
    {EventKind::ServiceZonesUneven, "ServiceZonesUneven", EventTopic::ServiceMessage,
     EventTone::Warning,
     "After a steady state ECS compares the zones of the service's subnets. One has at least two "
     "tasks more than another, so tasks are moved, one at a time, the new one first."},
    {EventKind::ServiceZonesBalanced, "ServiceZonesBalanced", EventTopic::ServiceMessage,
     EventTone::Good, "No zone has two tasks more than another any more."},
    {EventKind::ServiceScaleInBlocked, "ServiceScaleInBlocked", EventTopic::ServiceMessage,
     EventTone::Warning,
     "Tasks should stop, but too many of them are under scale-in protection. ECS waits until the "
     "protection ends or is taken away."},
    {EventKind::RolloutStage, "RolloutStage", EventTopic::Service, EventTone::Neutral,
     "A deployment that shifts traffic passes through fixed stages: scale up, test traffic, "
     "production traffic, bake time, clean up."},
    {EventKind::RolloutBakes, "RolloutBakes", EventTopic::Service, EventTone::Neutral,
     "Every task is replaced. Because alarms with rollback watch this deployment, ECS waits a "
     "while before it calls it completed."},
    {EventKind::RolloutStopped, "RolloutStopped", EventTopic::Service, EventTone::Warning,
     "The deployment is given up before its end."},
    {EventKind::TaskProtected, "TaskProtected", EventTopic::Task, EventTone::Neutral,
     "Scale-in protection: the task is not chosen when the service scales in or a deployment "
     "replaces its tasks. It does not help against a crash, a lost host or StopTask."},
    {EventKind::TaskRetires, "TaskRetires", EventTopic::Task, EventTone::Warning,
     "AWS maintains the host under the task. It does not move a running task: the service "
     "scheduler replaces it, the new one first where maximumPercent leaves room."},
    {EventKind::ContainerCannotExec, "ContainerCannotExec", EventTopic::Task, EventTone::Bad,
     "The image was built for another CPU architecture than the task's runtimePlatform asks for. "
     "Its first program cannot be executed, so the container ends at once."},

    // Capacity.
    {EventKind::InstanceLaunched, "InstanceLaunched", EventTopic::System, EventTone::Neutral,
     "Somebody asked EC2 for an instance, or an Auto Scaling group had fewer than its desired "
     "capacity. Booting takes one to three minutes; then the ECS agent on it registers with the "
     "cluster."},
    {EventKind::InstanceRegistered, "InstanceRegistered", EventTopic::System, EventTone::Good,
     "The ECS agent has told the cluster what the instance offers. From now on tasks can be placed "
     "on it."},
    {EventKind::InstanceNotRegistered, "InstanceNotRegistered", EventTopic::System, EventTone::Bad,
     "The instance runs and costs money, but ECS does not know it: the agent needs an instance "
     "role that may register, and the name of a cluster that exists."},
    {EventKind::InstanceDraining, "InstanceDraining", EventTopic::System, EventTone::Warning,
     "A DRAINING instance takes no new tasks. Service tasks on it are replaced elsewhere within "
     "minimumHealthyPercent and maximumPercent; standalone tasks are left alone."},
    {EventKind::InstanceTerminated, "InstanceTerminated", EventTopic::System, EventTone::Warning,
     "The instance is gone, and with it every task that still ran there."},
    {EventKind::GroupResized, "GroupResized", EventTopic::System, EventTone::Neutral,
     "The desired capacity of an Auto Scaling group changed. The group launches or ends instances "
     "until it has that many."},
    {EventKind::TaskWaitsForInstance, "TaskWaitsForInstance", EventTopic::Task, EventTone::Warning,
     "No instance of the capacity provider has room. The task stays in PROVISIONING; managed "
     "scaling counts it and makes the Auto Scaling group larger."},
    {EventKind::TaskPlaced, "TaskPlaced", EventTopic::Task, EventTone::Good,
     "An instance with enough room appeared, so the waiting task goes there."},
    {EventKind::SpotInterruption, "SpotInterruption", EventTopic::Task, EventTone::Warning,
     "Fargate Spot is spare capacity. When AWS needs it back, the task gets a warning of two "
     "minutes and SIGTERM at once; after stopTimeout comes SIGKILL."},
    {EventKind::ServiceNoPlace, "ServiceNoPlace", EventTopic::ServiceMessage, EventTone::Bad,
     "The scheduler wanted to start a task and found no room for it. It tries again when something "
     "changes, and now and then anyway."},

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
    {EventKind::ServiceRegisteredTargets, "ServiceRegisteredTargets", EventTopic::ServiceMessage,
     EventTone::Neutral,
     "Tasks of the service are RUNNING, so ECS registers their addresses with the target group. "
     "They get requests once a health check of the load balancer has passed."},
    {EventKind::ServiceDeregisteredTargets, "ServiceDeregisteredTargets",
     EventTopic::ServiceMessage, EventTone::Neutral,
     "Tasks that must stop leave their target group first, so that the load balancer sends them "
     "nothing new."},
    {EventKind::ServiceDrainingTasks, "ServiceDrainingTasks", EventTopic::ServiceMessage,
     EventTone::Neutral,
     "Requests that are under way may still finish. ECS waits for the whole deregistration delay "
     "(300 s unless set) before it sends SIGTERM, even when nothing is under way."},
    {EventKind::ServiceTargetUnhealthy, "ServiceTargetUnhealthy", EventTopic::ServiceMessage,
     EventTone::Warning,
     "The load balancer's health checks failed often enough, and the grace period of the service "
     "is over. The scheduler will replace the task, whatever its containers say."},
    {EventKind::ServiceTargetProblem, "ServiceTargetProblem", EventTopic::ServiceMessage,
     EventTone::Bad,
     "The task cannot be, or is no longer, a target of the service's target group."},
    {EventKind::TargetHealthChanged, "TargetHealthChanged", EventTopic::System, EventTone::Neutral,
     "A new target needs one passed health check; a healthy one becomes unhealthy after as many "
     "failures in a row as the unhealthy threshold says (2 unless set), and healthy again after "
     "the healthy threshold (5 unless set)."},
    {EventKind::TargetDrained, "TargetDrained", EventTopic::System, EventTone::Neutral,
     "The deregistration delay is over: the load balancer has let go of the address."},

    // Traffic and work.
    {EventKind::ContainerOutOfMemory, "ContainerOutOfMemory", EventTopic::System, EventTone::Bad,
     "A container may use no more memory than its limit (its own memory, else the task's). At the "
     "limit the kernel kills it: exit code 137."},
    {EventKind::LoadExceedsCapacity, "LoadExceedsCapacity", EventTopic::System, EventTone::Warning,
     "More requests arrive than the tasks can answer, so they wait, and the wait grows for as long "
     "as that lasts."},
    {EventKind::LoadRecovered, "LoadRecovered", EventTopic::System, EventTone::Good,
     "The tasks answer as fast as requests arrive again, and the queue is gone."},
    {EventKind::RequestsFail, "RequestsFail", EventTopic::System, EventTone::Bad,
     "Somebody gets errors instead of answers."},
    {EventKind::WorkerFails, "WorkerFails", EventTopic::System, EventTone::Bad,
     "A worker needs its queue, a permission in its task role and a network path to Amazon SQS. "
     "Without them the task runs and does nothing."},
    {EventKind::MessagesDeadLettered, "MessagesDeadLettered", EventTopic::System,
     EventTone::Warning,
     "A message that was received maxReceiveCount times without being deleted moves to the "
     "dead-letter queue."},
    {EventKind::DatabaseChanged, "DatabaseChanged", EventTopic::System, EventTone::Neutral,
     "A database goes from one state to the next."},

    // Monitoring.
    {EventKind::AlarmRaised, "AlarmRaised", EventTopic::System, EventTone::Bad,
     "Enough datapoints of the metric were beyond the alarm's threshold. An alarm acts when it "
     "changes to ALARM; a scaling policy is called every minute while it stays there."},
    {EventKind::AlarmCleared, "AlarmCleared", EventTopic::System, EventTone::Good,
     "The newest datapoints of the metric are on the good side of the alarm's threshold."},
    {EventKind::AlarmWithoutData, "AlarmWithoutData", EventTopic::System, EventTone::Warning,
     "The metric has had no datapoints for so long that the alarm cannot tell. Nothing is scaled "
     "on missing data."},

    // Scaling and schedules.
    {EventKind::ScaledOut, "ScaledOut", EventTopic::Service, EventTone::Command,
     "Application Auto Scaling changed the service's desiredCount because a policy asked for more "
     "tasks. It multiplies the running tasks by how far the metric is above the target, and rounds "
     "up."},
    {EventKind::ScaledIn, "ScaledIn", EventTopic::Service, EventTone::Command,
     "Application Auto Scaling lowered the service's desiredCount: the metric has been low for "
     "long enough, and with fewer tasks it stays within the target."},
    {EventKind::ScalingHeldBack, "ScalingHeldBack", EventTopic::Service, EventTone::Warning,
     "A scaling policy asked for another number of tasks, but a rule holds it back: limits, a "
     "cooldown, a running deployment, or another policy."},
    {EventKind::ScheduledActionRan, "ScheduledActionRan", EventTopic::Service, EventTone::Command,
     "A scheduled action sets minCapacity and maxCapacity at its time, whatever the metrics say. "
     "When desiredCount is outside of them, it is moved inside at once."},
    {EventKind::ScheduleFired, "ScheduleFired", EventTopic::System, EventTone::Command,
     "EventBridge Scheduler called RunTask at the time its expression names. The tasks stand "
     "alone: no service replaces them when they fail."},
    {EventKind::ScheduleFailed, "ScheduleFailed", EventTopic::System, EventTone::Bad,
     "EventBridge Scheduler called RunTask, and ECS refused. No task runs until the schedule's "
     "next time."},

    // Functions.
    {EventKind::DockerStarted, "DockerStarted", EventTopic::System, EventTone::Neutral,
     "Somebody started this container by hand. No scheduler knows that it should run."},
    {EventKind::DockerRestarted, "DockerRestarted", EventTopic::System, EventTone::Warning,
     "Docker on this one instance follows the container's restart policy. It works only as long as "
     "the instance does."},
    {EventKind::DockerExited, "DockerExited", EventTopic::System, EventTone::Bad,
     "The container's main process ended. Docker starts it again only if its restart policy says "
     "so; its output stays on the instance."},
    {EventKind::DockerLost, "DockerLost", EventTopic::System, EventTone::Bad,
     "A restart policy is carried out by the instance itself, so it ends with it. An ECS service "
     "would have started a replacement elsewhere."},
    {EventKind::DockerHostLost, "DockerHostLost", EventTopic::System, EventTone::Bad,
     "Everything that ran on the instance by hand existed only there."},

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
