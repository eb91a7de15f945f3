#include "engine/target_health.h"

#include <algorithm>

#include "engine/task_load.h"

namespace taskyard {

namespace {

const TargetGroup& groupOf(const State& state, const Target& target) {
  return state.balancing.targetGroups[target.group.value];
}

bool passes(const TargetHealthCheck& check, std::int32_t status) {
  return std::any_of(check.codes.begin(), check.codes.end(), [status](const CodeRange& range) {
    return status >= range.low && status <= range.high;
  });
}

TargetReason reasonOf(const CheckResult& result) {
  switch (result.kind) {
    case CheckResult::Kind::Pass: break;
    case CheckResult::Kind::WrongCode: return TargetReason::ResponseCodeMismatch;
    case CheckResult::Kind::TimedOut: return TargetReason::Timeout;
    case CheckResult::Kind::Refused: return TargetReason::FailedHealthChecks;
  }
  return TargetReason::None;
}

// The checks in a row with the present result that it takes to change the state.
std::uint32_t needed(const TargetHealthCheck& check, const Target& target) {
  if (target.result.kind != CheckResult::Kind::Pass) {
    return static_cast<std::uint32_t>(check.unhealthyThreshold);
  }
  return target.everHealthy ? static_cast<std::uint32_t>(check.healthyThreshold) : 1;
}

}  // namespace

NetworkEnd balancerEnd(const State& state, const LoadBalancer& balancer, const Task& task) {
  SubnetIndex near = balancer.subnets.front();
  for (const SubnetIndex subnet : balancer.subnets) {
    if (state.subnets[subnet.value].zone == state.subnets[task.subnet.value].zone) {
      near = subnet;
    }
  }
  return networkEndIn(state, near, balancer.securityGroups);
}

CheckResult checkTarget(const State& state, const Target& target) {
  const TargetGroup& group = groupOf(state, target);
  if (target.name.valid() && !target.task.valid()) return {};
  if (!target.task.valid()) return {CheckResult::Kind::TimedOut, 0};
  const Task& task = state.tasks[target.task.value];
  const LoadBalancer& balancer = state.balancing.loadBalancers[group.loadBalancer.value];
  const std::int32_t port = group.healthCheck.port == 0 ? target.port : group.healthCheck.port;
  if (pathBetween(state, balancerEnd(state, balancer, task), networkEndOf(state, task), port) !=
      PathProblem::None) {
    return {CheckResult::Kind::TimedOut, 0};
  }
  const ProbeAnswer answer =
      probeTask(state, task, port, group.healthCheck.timeoutSeconds * kSecond);
  if (answer.kind == ProbeAnswer::Kind::Refused) return {CheckResult::Kind::Refused, 0};
  if (!isHttp(group.healthCheck.protocol)) return {};
  if (answer.kind == ProbeAnswer::Kind::Timeout) return {CheckResult::Kind::TimedOut, 0};
  if (passes(group.healthCheck, answer.status)) return {};
  return {CheckResult::Kind::WrongCode, answer.status};
}

TargetReason uncheckedReason(const State& state, const Target& target) {
  const TargetGroup& group = groupOf(state, target);
  if (!group.loadBalancer.valid()) return TargetReason::NotInUse;
  if (!group.healthCheck.enabled) return TargetReason::HealthCheckDisabled;
  if (!target.task.valid()) return TargetReason::None;
  const std::uint8_t zone = state.subnets[state.tasks[target.task.value].subnet.value].zone;
  const auto& subnets = state.balancing.loadBalancers[group.loadBalancer.value].subnets;
  const bool enabled = std::any_of(subnets.begin(), subnets.end(), [&](SubnetIndex subnet) {
    return state.subnets[subnet.value].zone == zone;
  });
  return enabled ? TargetReason::None : TargetReason::ZoneNotEnabled;
}

std::uint32_t checksBy(const TargetHealthCheck& check, const Target& target, TimeMs now) {
  if (now < target.firstCheckAt) return 0;
  return 1 + static_cast<std::uint32_t>((now - target.firstCheckAt) /
                                        (check.intervalSeconds * kSecond));
}

std::uint32_t checksUntilChange(const TargetHealthCheck& check, const Target& target) {
  const bool pass = target.result.kind == CheckResult::Kind::Pass;
  if (pass && target.state == TargetState::healthy) return 0;
  if (!pass && target.state == TargetState::unhealthy) {
    const bool sameReason =
        target.reason == reasonOf(target.result) && target.status == target.result.status;
    return sameReason ? 0 : 1;
  }
  const std::uint32_t inRow = target.lastPassed == pass ? target.inRow : 0;
  const std::uint32_t wanted = needed(check, target);
  return inRow < wanted ? wanted - inRow : 1;
}

Target withChecks(const TargetHealthCheck& check, Target target, std::uint32_t count) {
  if (count == 0) return target;
  const bool pass = target.result.kind == CheckResult::Kind::Pass;
  if (target.lastPassed != pass) target.inRow = 0;
  target.lastPassed = pass;
  target.inRow += count;
  target.checksDone += count;
  if (pass) {
    if (target.state != TargetState::healthy && target.inRow >= needed(check, target)) {
      target.state = TargetState::healthy;
      target.reason = TargetReason::None;
      target.status = 0;
      target.everHealthy = true;
    }
    return target;
  }
  if (target.state == TargetState::unhealthy || target.inRow >= needed(check, target)) {
    target.state = TargetState::unhealthy;
    target.reason = reasonOf(target.result);
    target.status = target.result.status;
  }
  return target;
}

std::string targetDescription(const Target& target) {
  switch (target.reason) {
    case TargetReason::None: return "";
    case TargetReason::InitialHealthChecking: return "Initial health checks in progress";
    case TargetReason::ResponseCodeMismatch:
      return "Health checks failed with these codes: [" + std::to_string(target.status) + "]";
    case TargetReason::Timeout: return "Request timed out";
    case TargetReason::FailedHealthChecks: return "Health checks failed";
    case TargetReason::DeregistrationInProgress: return "Target deregistration is in progress";
    case TargetReason::NotInUse:
      return "Target group is not configured to receive traffic from the load balancer";
    case TargetReason::ZoneNotEnabled:
      return "Target is in an Availability Zone that is not enabled for the load balancer";
    case TargetReason::HealthCheckDisabled: return "Health checks are not enabled for this target";
  }
  return "";
}

std::string targetId(const State& state, const Target& target) {
  return target.name.valid() ? state.texts[target.name.value] : ipText(target.ip);
}

TargetIndex firstTargetOf(const State& state, TaskIndex task) {
  const auto& first = state.balancing.firstTargetOfTask;
  return task.value < first.size() ? first[task.value] : TargetIndex();
}

TargetIndex targetIn(const State& state, TaskIndex task, TargetGroupIndex group) {
  TargetIndex target = firstTargetOf(state, task);
  while (target.valid() && state.balancing.targets[target.value].group != group) {
    target = state.balancing.targets[target.value].nextOfTask;
  }
  return target;
}

}  // namespace taskyard
