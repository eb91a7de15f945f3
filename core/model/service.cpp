#include "model/service.h"

namespace taskyard {

const char* nameOf(ClusterStatus status) {
  return status == ClusterStatus::ACTIVE ? "ACTIVE" : "INACTIVE";
}

const char* nameOf(SchedulingStrategy strategy) {
  return strategy == SchedulingStrategy::REPLICA ? "REPLICA" : "DAEMON";
}

const char* nameOf(ServiceStatus status) {
  switch (status) {
    case ServiceStatus::ACTIVE: return "ACTIVE";
    case ServiceStatus::DRAINING: return "DRAINING";
    case ServiceStatus::INACTIVE: return "INACTIVE";
  }
  return "";
}

const char* nameOf(DeploymentStatus status) {
  switch (status) {
    case DeploymentStatus::PRIMARY: return "PRIMARY";
    case DeploymentStatus::ACTIVE: return "ACTIVE";
    case DeploymentStatus::INACTIVE: return "INACTIVE";
  }
  return "";
}

const char* nameOf(DeploymentRolloutState state) {
  switch (state) {
    case DeploymentRolloutState::IN_PROGRESS: return "IN_PROGRESS";
    case DeploymentRolloutState::COMPLETED: return "COMPLETED";
    case DeploymentRolloutState::FAILED: return "FAILED";
  }
  return "";
}

const char* nameOf(ThresholdType type) {
  switch (type) {
    case ThresholdType::BOUNDED_PERCENT: return "BOUNDED_PERCENT";
    case ThresholdType::UNBOUNDED_PERCENT: return "UNBOUNDED_PERCENT";
    case ThresholdType::COUNT: return "COUNT";
  }
  return "";
}

const char* nameOf(DeploymentStrategy strategy) {
  switch (strategy) {
    case DeploymentStrategy::ROLLING: return "ROLLING";
    case DeploymentStrategy::BLUE_GREEN: return "BLUE_GREEN";
    case DeploymentStrategy::LINEAR: return "LINEAR";
    case DeploymentStrategy::CANARY: return "CANARY";
  }
  return "";
}

const char* nameOf(PropagateTags source) {
  switch (source) {
    case PropagateTags::NONE: return "NONE";
    case PropagateTags::SERVICE: return "SERVICE";
    case PropagateTags::TASK_DEFINITION: return "TASK_DEFINITION";
  }
  return "";
}

}  // namespace taskyard
