// The stages of a rollout that shifts traffic, and the bake time of one that does not.

#include "engine/identity.h"
#include "engine/service_targets_system.h"
#include "engine/simulation.h"
#include "engine/task_timing.h"
#include "engine/traffic_stages.h"

namespace taskyard {

EventId Simulation::sayRollout(ServiceDeploymentIndex index, const std::string& what,
                               EventId cause) {
  ServiceDeployment& record = state_.serviceDeployments[index.value];
  record.lastEvent =
      say(EventKind::RolloutStage, record.service.value,
          "(service " + state_.services[record.service.value].serviceName + ") (deployment " +
              deploymentId(state_.seed, record.target) + ") lifecycle stage " + what,
          cause);
  return record.lastEvent;
}

void Simulation::enterStage(ServiceDeploymentIndex index, LifecycleStage stage, EventId cause) {
  ServiceDeployment& record = state_.serviceDeployments[index.value];
  const DeploymentConfiguration& configuration =
      state_.services[record.service.value].deploymentConfiguration;
  record.lifecycleStage = stage;
  ++record.stamp;
  std::string what = nameOf(stage);
  if (stage == LifecycleStage::PRODUCTION_TRAFFIC_SHIFT) {
    record.trafficPermille = trafficAfter(configuration, record.trafficPermille);
    what += ": " + std::to_string(record.trafficPermille / 10) +
            (record.trafficPermille % 10 == 0 ? std::string()
                                              : "." + std::to_string(record.trafficPermille % 10)) +
            " % of production traffic to the new revision";
  }
  const EventId entered = sayRollout(index, what + ".", cause);
  if (stage == LifecycleStage::TEST_TRAFFIC_SHIFT) {
    moveTraffic(*this, record.target, true, 1000, entered);
  }
  if (stage == LifecycleStage::PRE_SCALE_UP || stage == LifecycleStage::PRODUCTION_TRAFFIC_SHIFT) {
    moveTraffic(*this, record.target, false, record.trafficPermille, entered);
  }
  schedule(stageMs(configuration, stage, record.trafficPermille),
           {TimerKind::DeploymentStage, index.value, record.stamp, 0});
  if (stage == LifecycleStage::SCALE_UP || stage == LifecycleStage::CLEAN_UP) {
    requestReconcile(record.service, entered, kReconcileDelayMs);
  }
}

void Simulation::onRolloutTimer(ServiceDeploymentIndex index) {
  ServiceDeployment& record = state_.serviceDeployments[index.value];
  if (record.baking) {
    const ServiceIndex service = record.service;
    requestReconcile(service, completeDeployment(service, record.lastEvent), kReconcileDelayMs);
    return;
  }
  leaveStage(index);
}

void Simulation::leaveStage(ServiceDeploymentIndex index) {
  const ServiceDeployment& record = state_.serviceDeployments[index.value];
  switch (record.lifecycleStage) {
    case LifecycleStage::RECONCILE_SERVICE:
    case LifecycleStage::SCALE_UP:
      failDeployment(record.service, DeploymentFailure::StageTimedOut, record.lastEvent);
      break;
    case LifecycleStage::None:
    case LifecycleStage::CLEAN_UP: break;  // it ends when blue is gone, however long that takes
    case LifecycleStage::PRODUCTION_TRAFFIC_SHIFT:
      enterStage(index,
                 record.trafficPermille < 1000 ? LifecycleStage::PRODUCTION_TRAFFIC_SHIFT
                                               : stageAfter(record.lifecycleStage),
                 record.lastEvent);
      break;
    default: enterStage(index, stageAfter(record.lifecycleStage), record.lastEvent); break;
  }
}

}  // namespace taskyard
