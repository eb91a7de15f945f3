#include "engine/event_text.h"

#include "base/text.h"
#include "engine/circuit_breaker.h"
#include "engine/event_kinds.h"
#include "engine/identity.h"
#include "engine/rolling_update.h"
#include "engine/start_failure_text.h"

namespace taskyard {

namespace {

std::string serviceName(const State& state, std::uint32_t service) {
  return state.services[service].serviceName;
}

std::string taskList(const State& state, const EventLog& log, const Event& event) {
  std::string text;
  for (const std::uint32_t ordinal : log.list(event)) {
    text += " (task " + taskId(state.seed, ordinal) + ")";
  }
  return text;
}

// The first eight digits are enough to tell tasks apart on a screen.
std::string shortTask(const State& state, std::uint32_t ordinal) {
  return "task " + shortTaskId(state.seed, ordinal);
}

std::string deploymentOf(const State& state, const Event& event) {
  return deploymentId(state.seed, DeploymentIndex(static_cast<std::uint32_t>(event.number)));
}

// The container's name, while the task's record is still there.
std::string containerName(const State& state, std::uint32_t ordinal, std::int32_t position) {
  const TaskIndex index = findTaskByOrdinal(state, ordinal);
  if (!index.valid()) return "container " + std::to_string(position + 1);
  const Task& task = state.tasks[index.value];
  return "container " + state.taskDefinitions[task.taskDefinition.value]
                            .containerDefinitions[static_cast<std::size_t>(position)]
                            .name;
}

const char* stopWords(StopReason reason) {
  if (isStartFailure(reason)) return startFailureWords(reason);
  switch (reason) {
    case StopReason::None: return "";
    case StopReason::EssentialContainerExited: return "essential container in task exited";
    case StopReason::ScalingActivity: return "the service scheduler no longer needs it";
    case StopReason::FailedContainerHealthChecks: return "it failed container health checks";
    case StopReason::FailedElbHealthChecks: return "it failed the load balancer's health checks";
    case StopReason::StoppedByUser:
    case StopReason::UserText: return "a StopTask request";
    case StopReason::DependencyFailed: return "a dependency between its containers failed";
    case StopReason::HostTerminated: return "its host was lost";
    case StopReason::Maintenance: return "AWS maintains the host under it";
    case StopReason::SpotInterrupted: return "Fargate Spot took its capacity back";
    case StopReason::InstanceDeregistered: return "its container instance was deregistered";
    case StopReason::NoPlaceFound: return "no instance with room for it appeared";
    case StopReason::NoFreeAddress: return "its subnet has no free address for its interface";
    default: break;
  }
  return "";
}

std::string exitCodeWords(std::int32_t code) {
  switch (code) {
    case 0: return "exit code 0: the program ended normally";
    case 1: return "exit code 1: the program says that it failed";
    case 126: return "exit code 126: the command was found but is not executable";
    case 127: return "exit code 127: the command was not found in the image";
    case 137:
      return "exit code 137: 128 + 9, killed by SIGKILL (out of memory, or still running when "
             "stopTimeout was over)";
    case 143: return "exit code 143: 128 + 15, ended by SIGTERM";
    case 139: return "exit code 139: 128 + 11, segmentation fault";
    case 255: return "exit code 255: the program ended with -1 or an error out of range";
    default: return "exit code " + std::to_string(code);
  }
}

std::string statusText(const State& state, const Event& event) {
  return shortTask(state, event.subject) + ": " + nameOf(static_cast<TaskStatus>(event.number)) +
         " → " + nameOf(static_cast<TaskStatus>(event.detail));
}

std::string whyStatus(TaskStatus status) {
  switch (status) {
    case TaskStatus::PROVISIONING: return "";
    case TaskStatus::PENDING:
      return "The task's network is ready: in awsvpc mode, and so always on Fargate, its own "
             "elastic network interface (ENI) is attached. Now its host takes it over.";
    case TaskStatus::ACTIVATING:
      return "The host pulls the images of the task. Fargate keeps no image cache, so there every "
             "image is downloaded in full; a container instance keeps what it has pulled. The "
             "bigger the image, the longer this takes.";
    case TaskStatus::RUNNING:
      return "The images are there and the containers have started. From here on the service "
             "counts the task as running.";
    case TaskStatus::DEACTIVATING:
      return "A stop was asked for. First the task leaves whatever sends it traffic.";
    case TaskStatus::STOPPING:
      return "Each container was sent its stop signal (SIGTERM). One that has not ended after its "
             "stopTimeout (30 s unless set) is killed with SIGKILL.";
    case TaskStatus::DEPROVISIONING:
      return "No container runs any more. The task's network interface is detached and deleted.";
    case TaskStatus::STOPPED:
      return "Everything is cleaned up. The record stays visible for an hour.";
    case TaskStatus::DELETED: return "";
  }
  return "";
}

std::string whyDeadlocked(const State& state, const Event& event) {
  const Service& service = state.services[event.subject];
  const TaskCountBounds bounds =
      taskCountBounds(service.desiredCount, service.deploymentConfiguration);
  return "With desiredCount " + std::to_string(service.desiredCount) +
         ", minimumHealthyPercent keeps " + countOf(bounds.runningMin, "task", "tasks") +
         " (rounded up) and maximumPercent allows " + std::to_string(bounds.activeMax) +
         " (rounded down): nothing may be stopped and nothing may be started.";
}

std::string whyFailed(const State& state, const Event& event) {
  if (event.detail == static_cast<std::uint8_t>(DeploymentFailure::AlarmDetected)) {
    return "A CloudWatch alarm that watches this deployment went into ALARM. The deployment starts "
           "no further tasks.";
  }
  const Service& service = state.services[event.subject];
  const DeploymentCircuitBreaker& breaker =
      service.deploymentConfiguration.deploymentCircuitBreaker;
  const ThresholdConfiguration& threshold = breaker.thresholdConfiguration;
  std::string text = "The deployment circuit breaker counted " +
                     std::to_string(circuitBreakerThreshold(service.desiredCount, threshold)) +
                     " failures" + (breaker.resetOnHealthyTask ? " in a row" : "");
  if (threshold.type == ThresholdType::COUNT) {
    text += ", as many as its threshold says.";
  } else {
    text += ": " + std::to_string(threshold.value) + " % of desiredCount";
    text +=
        threshold.type == ThresholdType::BOUNDED_PERCENT ? ", at least 3 and at most 200." : ".";
  }
  return text + " The deployment starts no further tasks.";
}

}  // namespace

std::string serviceMessage(const State& state, const EventLog& log, const Event& event) {
  const std::string head = "(service " + serviceName(state, event.subject) + ") ";
  if (event.text.valid()) return head + log.text(event);
  const std::string listed = std::to_string(event.listSize);
  switch (event.kind) {
    case EventKind::ServiceStartedTasks:
      return head + "has started " + listed + " tasks:" + taskList(state, log, event) + ".";
    case EventKind::ServiceReplacedTasks:
      return head + "has started " + listed + " tasks:" + taskList(state, log, event) +
             ". Amazon ECS replaced " + std::to_string(event.number) +
             " tasks due to an unhealthy status.";
    case EventKind::ServiceStoppedTasks:
      return head + "has stopped " + listed + " running tasks:" + taskList(state, log, event) + ".";
    case EventKind::ServiceStoppedPending:
      return head + "stopped " + std::to_string(event.number) + " pending tasks.";
    case EventKind::ServiceTaskUnhealthy:
      return "(service " + serviceName(state, event.subject) + ")" + taskList(state, log, event) +
             " failed container health checks.";
    case EventKind::ServiceSteady: return head + "has reached a steady state.";
    case EventKind::ServiceStartsThrottled:
      return head + "is unable to consistently start tasks successfully.";
    case EventKind::ServiceDeadlocked:
      return head +
             "was unable to stop or start tasks during a deployment because of the service "
             "deployment configuration. Update the minimumHealthyPercent or maximumPercent value "
             "and try again.";
    case EventKind::DeploymentCompleted:
      return head + "(deployment " + deploymentOf(state, event) + ") deployment completed.";
    case EventKind::DeploymentFailed:
      return head + "(deployment " + deploymentOf(state, event) + ") deployment failed: " +
             (event.detail == static_cast<std::uint8_t>(DeploymentFailure::AlarmDetected)
                  ? "alarm detected."
                  : "tasks failed to start.");
    case EventKind::ServiceRebalancedTasks:
      return head + "has started " + listed + " tasks in " +
             zoneName(static_cast<std::uint8_t>(event.number)) +
             " to AZ Rebalance:" + taskList(state, log, event) + ".";
    case EventKind::DeploymentRollback:
      return head + "rolling back to deployment " + deploymentOf(state, event) + ".";
    default: break;
  }
  TY_ASSERT(false);
  return "";
}

std::string eventText(const State& state, const EventLog& log, const Event& event) {
  if (isServiceMessage(event.kind)) return serviceMessage(state, log, event);
  if (event.text.valid()) return log.text(event);
  switch (event.kind) {
    case EventKind::TaskCreated: return shortTask(state, event.subject) + ": PROVISIONING";
    case EventKind::TaskStatusChanged: return statusText(state, event);
    case EventKind::TaskStopRequested:
      return shortTask(state, event.subject) + ": desiredStatus STOPPED, " +
             stopWords(static_cast<StopReason>(event.detail));
    case EventKind::TaskHealthChanged:
      return shortTask(state, event.subject) + ": healthStatus " +
             nameOf(static_cast<HealthStatus>(event.detail));
    case EventKind::ImagePullFailed:
      return shortTask(state, event.subject) + ": CannotPullContainerError, " +
             stopWords(static_cast<StopReason>(event.detail));
    case EventKind::TaskStartFailed:
      return shortTask(state, event.subject) + ": could not be started, " +
             stopWords(static_cast<StopReason>(event.detail));
    case EventKind::ContainerExited:
      return shortTask(state, event.subject) + ": " +
             containerName(state, event.subject, event.detail) + " exited with code " +
             std::to_string(event.number);
    case EventKind::ContainerRestarted:
      return shortTask(state, event.subject) + ": " +
             containerName(state, event.subject, event.detail) + " restarts (" +
             std::to_string(event.number) + ". time)";
    case EventKind::DeploymentStarted:
      return "(service " + serviceName(state, event.subject) + ") (deployment " +
             deploymentOf(state, event) + ") started.";
    default: break;
  }
  TY_ASSERT(false);
  return "";
}

std::string whyText(const State& state, const Event& event) {
  if (const std::string_view why = factsOf(event.kind).why; !why.empty()) return std::string(why);
  switch (event.kind) {
    case EventKind::Request: return "Somebody asked for this: it is where the chain begins.";
    case EventKind::Fault:
      return "Something broke that nobody asked AWS for: it is where the chain begins.";
    case EventKind::TaskCreated:
      return "A task was accepted. In awsvpc network mode it first gets an elastic network "
             "interface (ENI) of its own.";
    case EventKind::TaskStatusChanged: return whyStatus(static_cast<TaskStatus>(event.detail));
    case EventKind::TaskStopRequested:
      if (static_cast<StopReason>(event.detail) == StopReason::EssentialContainerExited) {
        return "When an essential container ends, for whatever reason and with whatever exit code, "
               "ECS stops the whole task.";
      }
      return std::string("The task must end because of ") +
             stopWords(static_cast<StopReason>(event.detail)) + ".";
    case EventKind::TaskHealthChanged:
      return "The container health check decides: UNHEALTHY after as many failures in a row as "
             "`retries` says, HEALTHY after one success.";
    case EventKind::ImagePullFailed:
    case EventKind::TaskStartFailed:
      return startFailureAdvice(static_cast<StopReason>(event.detail));
    case EventKind::ContainerExited:
      return "The container's main process ended with " + exitCodeWords(event.number) + ".";
    case EventKind::ContainerRestarted:
      return "Its restartPolicy starts the container again inside the same task; the task is not "
             "replaced.";
    case EventKind::ServiceStartedTasks: {
      const Service& service = state.services[event.subject];
      return "The service " + service.serviceName +
             " had fewer tasks than it should have, so its scheduler started " +
             std::to_string(event.listSize) +
             ", each in the Availability Zone with the fewest tasks of the service.";
    }
    case EventKind::ServiceReplacedTasks:
      return "Unhealthy tasks do not count. The scheduler starts replacements first and stops the "
             "unhealthy tasks when the new ones are healthy.";
    case EventKind::ServiceStoppedTasks:
    case EventKind::ServiceStoppedPending:
      return "The service had more tasks than it should have, or newer ones took their place.";
    case EventKind::ServiceTaskUnhealthy:
      return "A task of the service is UNHEALTHY. The scheduler will replace it.";
    case EventKind::ServiceSteady:
      return "The service has as many healthy tasks as desiredCount says, and one deployment: "
             "there "
             "is nothing left to do.";
    case EventKind::ServiceStartsThrottled:
      return "Task after task stopped without having been RUNNING. ECS waits longer and longer "
             "between attempts, up to 27 minutes, until something changes.";
    case EventKind::ServiceDeadlocked: return whyDeadlocked(state, event);
    case EventKind::DeploymentStarted:
      return "A new service, a new task definition, new network settings or forceNewDeployment "
             "starts a deployment. It becomes PRIMARY; an older one stays ACTIVE until its tasks "
             "are gone.";
    case EventKind::DeploymentCompleted:
      return "All tasks of the new deployment are healthy and those of older deployments are gone.";
    case EventKind::DeploymentFailed: return whyFailed(state, event);
    case EventKind::DeploymentRollback:
      return "Rollback is on, so the last deployment that completed becomes PRIMARY again.";
    default: break;
  }
  return "";
}

std::vector<EventId> causeChain(const EventLog& log, EventId event) {
  std::vector<EventId> chain;
  while (event != kNoEvent && log.holds(event)) {
    chain.push_back(event);
    event = log.at(event).cause;
  }
  return chain;
}

}  // namespace taskyard
