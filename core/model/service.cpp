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

}  // namespace taskyard
