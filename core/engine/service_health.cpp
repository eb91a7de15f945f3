#include "engine/service_health.h"

#include "engine/health_checks.h"
#include "engine/target_health.h"

namespace taskyard {

TargetGroupIndex targetGroupOf(const Deployment& deployment, const ServiceLoadBalancer& balancer) {
  return deployment.alternateTargets && balancer.alternateTargetGroup.valid()
             ? balancer.alternateTargetGroup
             : balancer.targetGroup;
}

bool meetsHealthChecks(const State& state, TaskIndex index) {
  const Task& task = state.tasks[index.value];
  const bool checked = hasEssentialHealthCheck(state.taskDefinitions[task.taskDefinition.value]);
  if (checked && task.healthStatus != HealthStatus::HEALTHY) return false;
  if (!task.deployment.valid()) return checked;
  const Deployment& deployment = state.deployments[task.deployment.value];
  const auto& balancers = deployment.loadBalancers;
  if (balancers.empty()) return checked;
  for (const ServiceLoadBalancer& balancer : balancers) {
    const TargetIndex target = targetIn(state, index, targetGroupOf(deployment, balancer));
    if (!target.valid()) return false;
    if (state.balancing.targets[target.value].state != TargetState::healthy) return false;
  }
  return true;
}

bool inGracePeriod(const State& state, const Task& task) {
  if (!task.service.valid()) return false;
  const std::int64_t grace = state.services[task.service.value].healthCheckGracePeriodSeconds;
  if (grace <= 0) return false;
  return task.startedAt() == kNever || state.now < task.startedAt() + grace * kSecond;
}

TargetIndex unhealthyTargetOf(const State& state, TaskIndex task) {
  TargetIndex target = firstTargetOf(state, task);
  while (target.valid() && state.balancing.targets[target.value].state != TargetState::unhealthy) {
    target = state.balancing.targets[target.value].nextOfTask;
  }
  return target;
}

}  // namespace taskyard
