#include "model/task.h"

namespace taskyard {

const char* nameOf(TaskStatus status) {
  switch (status) {
    case TaskStatus::PROVISIONING: return "PROVISIONING";
    case TaskStatus::PENDING: return "PENDING";
    case TaskStatus::ACTIVATING: return "ACTIVATING";
    case TaskStatus::RUNNING: return "RUNNING";
    case TaskStatus::DEACTIVATING: return "DEACTIVATING";
    case TaskStatus::STOPPING: return "STOPPING";
    case TaskStatus::DEPROVISIONING: return "DEPROVISIONING";
    case TaskStatus::STOPPED: return "STOPPED";
    case TaskStatus::DELETED: return "DELETED";
  }
  return "";
}

const char* nameOf(TaskDesiredStatus status) {
  return status == TaskDesiredStatus::RUNNING ? "RUNNING" : "STOPPED";
}

const char* nameOf(HealthStatus status) {
  switch (status) {
    case HealthStatus::UNKNOWN: return "UNKNOWN";
    case HealthStatus::HEALTHY: return "HEALTHY";
    case HealthStatus::UNHEALTHY: return "UNHEALTHY";
  }
  return "";
}

const char* nameOf(LaunchType type) {
  switch (type) {
    case LaunchType::EC2: return "EC2";
    case LaunchType::FARGATE: return "FARGATE";
    case LaunchType::EXTERNAL: return "EXTERNAL";
  }
  return "";
}

const char* nameOf(TaskStopCode code) {
  switch (code) {
    case TaskStopCode::None: return "";
    case TaskStopCode::TaskFailedToStart: return "TaskFailedToStart";
    case TaskStopCode::EssentialContainerExited: return "EssentialContainerExited";
    case TaskStopCode::UserInitiated: return "UserInitiated";
    case TaskStopCode::ServiceSchedulerInitiated: return "ServiceSchedulerInitiated";
    case TaskStopCode::SpotInterruption: return "SpotInterruption";
    case TaskStopCode::TerminationNotice: return "TerminationNotice";
  }
  return "";
}

const char* nameOf(ContainerStatus status) {
  switch (status) {
    case ContainerStatus::PENDING: return "PENDING";
    case ContainerStatus::RUNNING: return "RUNNING";
    case ContainerStatus::STOPPED: return "STOPPED";
  }
  return "";
}

}  // namespace taskyard
