#include "engine/circuit_breaker.h"

namespace taskyard {

bool circuitBreakerTrips(const State& state, const Service& service) {
  const Deployment& primary = state.deployments[service.deployments.front().value];
  const DeploymentCircuitBreaker& breaker =
      service.deploymentConfiguration.deploymentCircuitBreaker;
  return breaker.enable && primary.rolloutState == DeploymentRolloutState::IN_PROGRESS &&
         !primary.isRollback &&
         primary.failedTasks >=
             circuitBreakerThreshold(service.desiredCount, breaker.thresholdConfiguration);
}

DeploymentIndex rollbackTarget(const State& state, ServiceIndex service) {
  for (std::size_t i = state.deployments.size(); i-- > 0;) {
    const Deployment& deployment = state.deployments[i];
    if (deployment.service == service &&
        deployment.rolloutState == DeploymentRolloutState::COMPLETED) {
      return DeploymentIndex(i);
    }
  }
  return {};
}

}  // namespace taskyard
