#include "model/balancing.h"

namespace taskyard {

const char* nameOf(LoadBalancerType type) {
  return type == LoadBalancerType::application ? "application" : "network";
}

const char* nameOf(LoadBalancerScheme scheme) {
  return scheme == LoadBalancerScheme::internal ? "internal" : "internet-facing";
}

const char* nameOf(BalancerProtocol protocol) {
  switch (protocol) {
    case BalancerProtocol::HTTP: return "HTTP";
    case BalancerProtocol::HTTPS: return "HTTPS";
    case BalancerProtocol::TCP: return "TCP";
    case BalancerProtocol::TLS: return "TLS";
    case BalancerProtocol::UDP: return "UDP";
    case BalancerProtocol::TCP_UDP: return "TCP_UDP";
  }
  return "";
}

const char* nameOf(TargetType type) {
  switch (type) {
    case TargetType::ip: return "ip";
    case TargetType::instance: return "instance";
    case TargetType::lambda: return "lambda";
  }
  return "";
}

const char* nameOf(BalancingAlgorithm algorithm) {
  switch (algorithm) {
    case BalancingAlgorithm::round_robin: return "round_robin";
    case BalancingAlgorithm::least_outstanding_requests: return "least_outstanding_requests";
    case BalancingAlgorithm::weighted_random: return "weighted_random";
  }
  return "";
}

const char* nameOf(TargetState state) {
  switch (state) {
    case TargetState::initial: return "initial";
    case TargetState::healthy: return "healthy";
    case TargetState::unhealthy: return "unhealthy";
    case TargetState::unused: return "unused";
    case TargetState::draining: return "draining";
    case TargetState::unavailable: return "unavailable";
  }
  return "";
}

const char* nameOf(TargetReason reason) {
  switch (reason) {
    case TargetReason::None: return "";
    case TargetReason::InitialHealthChecking: return "Elb.InitialHealthChecking";
    case TargetReason::ResponseCodeMismatch: return "Target.ResponseCodeMismatch";
    case TargetReason::Timeout: return "Target.Timeout";
    case TargetReason::FailedHealthChecks: return "Target.FailedHealthChecks";
    case TargetReason::DeregistrationInProgress: return "Target.DeregistrationInProgress";
    case TargetReason::NotInUse:
    case TargetReason::ZoneNotEnabled: return "Target.NotInUse";
    case TargetReason::HealthCheckDisabled: return "Target.HealthCheckDisabled";
  }
  return "";
}

TargetHealthCheck defaultHealthCheck(TargetType type, BalancerProtocol protocol) {
  TargetHealthCheck check;
  if (type == TargetType::lambda) {
    check.enabled = false;
    check.intervalSeconds = 35;
    check.timeoutSeconds = 30;
    check.unhealthyThreshold = 5;
    return check;
  }
  if (isHttp(protocol)) {
    check.protocol = protocol;
    return check;
  }
  check.protocol = BalancerProtocol::TCP;
  check.timeoutSeconds = 10;
  check.path.clear();
  check.codes.clear();
  check.matcher.clear();
  return check;
}

}  // namespace taskyard
