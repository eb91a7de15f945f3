#include "model/service_deployment.h"

namespace taskyard {

const char* nameOf(ServiceDeploymentStatus status) {
  switch (status) {
    case ServiceDeploymentStatus::PENDING: return "PENDING";
    case ServiceDeploymentStatus::IN_PROGRESS: return "IN_PROGRESS";
    case ServiceDeploymentStatus::SUCCESSFUL: return "SUCCESSFUL";
    case ServiceDeploymentStatus::STOPPED: return "STOPPED";
    case ServiceDeploymentStatus::STOP_REQUESTED: return "STOP_REQUESTED";
    case ServiceDeploymentStatus::ROLLBACK_REQUESTED: return "ROLLBACK_REQUESTED";
    case ServiceDeploymentStatus::ROLLBACK_IN_PROGRESS: return "ROLLBACK_IN_PROGRESS";
    case ServiceDeploymentStatus::ROLLBACK_SUCCESSFUL: return "ROLLBACK_SUCCESSFUL";
    case ServiceDeploymentStatus::ROLLBACK_FAILED: return "ROLLBACK_FAILED";
  }
  return "";
}

const char* nameOf(LifecycleStage stage) {
  switch (stage) {
    case LifecycleStage::None: return "";
    case LifecycleStage::RECONCILE_SERVICE: return "RECONCILE_SERVICE";
    case LifecycleStage::PRE_SCALE_UP: return "PRE_SCALE_UP";
    case LifecycleStage::SCALE_UP: return "SCALE_UP";
    case LifecycleStage::POST_SCALE_UP: return "POST_SCALE_UP";
    case LifecycleStage::TEST_TRAFFIC_SHIFT: return "TEST_TRAFFIC_SHIFT";
    case LifecycleStage::POST_TEST_TRAFFIC_SHIFT: return "POST_TEST_TRAFFIC_SHIFT";
    case LifecycleStage::PRE_PRODUCTION_TRAFFIC_SHIFT: return "PRE_PRODUCTION_TRAFFIC_SHIFT";
    case LifecycleStage::PRODUCTION_TRAFFIC_SHIFT: return "PRODUCTION_TRAFFIC_SHIFT";
    case LifecycleStage::POST_PRODUCTION_TRAFFIC_SHIFT: return "POST_PRODUCTION_TRAFFIC_SHIFT";
    case LifecycleStage::BAKE_TIME: return "BAKE_TIME";
    case LifecycleStage::CLEAN_UP: return "CLEAN_UP";
  }
  return "";
}

}  // namespace taskyard
