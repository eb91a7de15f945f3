#pragma once
// Load balancers, listeners, rules, target groups and their targets, in the shapes of the ELB v2
// API. Plain values; how targets are checked and drained is in engine/. Deleted ones keep their
// place and say so.
// Sources: ELB API Reference (2015-12-01); ALB and NLB User Guides, "Target groups".

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/task_definition.h"

namespace taskyard {

enum class LoadBalancerType : std::uint8_t { application, network };
enum class LoadBalancerScheme : std::uint8_t { internetFacing, internal };
enum class BalancerProtocol : std::uint8_t { HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP };
enum class TargetType : std::uint8_t { ip, instance, lambda };
enum class BalancingAlgorithm : std::uint8_t {
  round_robin,
  least_outstanding_requests,
  weighted_random
};

struct LoadBalancer {
  std::string name;
  LoadBalancerType type = LoadBalancerType::application;
  LoadBalancerScheme scheme = LoadBalancerScheme::internetFacing;
  std::vector<SubnetIndex> subnets;
  std::vector<std::string> securityGroups;  // an ALB without any uses the VPC's default group
  bool crossZone = true;                    // an NLB's is off unless turned on
  bool deletionProtection = false;
  std::int32_t idleTimeoutSeconds = 60;       // ALB only, 1 to 4000
  std::vector<KeyValuePair> otherAttributes;  // kept and shown, without effect
  bool deleted = false;
  TimeMs createdAt = kNever;
  TimeMs deletedAt = kNever;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(name, type, scheme, subnets, securityGroups, crossZone, deletionProtection,
                    idleTimeoutSeconds, otherAttributes, deleted, createdAt, deletedAt, createdBy);
  }
};

struct WeightedTargetGroup {
  TargetGroupIndex group;
  std::int32_t weight = 1;  // 0 to 999, relative

  auto fields() const { return std::tie(group, weight); }
  bool operator==(const WeightedTargetGroup&) const = default;
};

// What a rule does with a request. Only the members of its kind count.
struct RuleAction {
  enum class Kind : std::uint8_t { forward, fixedResponse, redirect };
  Kind kind = Kind::forward;
  std::vector<WeightedTargetGroup> groups;  // forward: 1 to 5
  std::int32_t statusCode = 0;              // fixedResponse: 2XX, 4XX, 5XX; redirect: 301 or 302
  std::string contentType;                  // fixedResponse
  std::string messageBody;                  // fixedResponse
  std::string redirectProtocol;             // redirect; "#{protocol}" and so on keep the request's
  std::string redirectHost;
  std::string redirectPort;
  std::string redirectPath;
  std::string redirectQuery;

  auto fields() const {
    return std::tie(kind, groups, statusCode, contentType, messageBody, redirectProtocol,
                    redirectHost, redirectPort, redirectPath, redirectQuery);
  }
};

inline constexpr std::int32_t kDefaultRule = 0;  // its "priority": it comes last

// A request matches when each kind of condition that is given matches.
struct ListenerRule {
  ListenerIndex listener;
  std::int32_t priority = kDefaultRule;       // 1 to 50,000, lowest first
  std::int32_t firstPriority = kDefaultRule;  // when it was made: its ARN derives from it
  std::vector<std::string> hosts;             // host-header: "*" and "?" stand for anything
  std::vector<std::string> paths;             // path-pattern
  std::string otherConditionsJson;            // kept and shown, never met; a JSON array or ""
  RuleAction action;
  bool deleted = false;

  auto fields() const {
    return std::tie(listener, priority, firstPriority, hosts, paths, otherConditionsJson, action,
                    deleted);
  }
};

struct Listener {
  LoadBalancerIndex loadBalancer;
  std::int32_t port = 80;
  BalancerProtocol protocol = BalancerProtocol::HTTP;
  ListenerRuleIndex defaultRule;
  std::string certificateArn;  // kept and shown
  bool deleted = false;

  auto fields() const {
    return std::tie(loadBalancer, port, protocol, defaultRule, certificateArn, deleted);
  }
};

// HTTP codes that pass: "200", "200-299", "200,301-302".
struct CodeRange {
  std::int32_t low = 200;
  std::int32_t high = 200;

  auto fields() const { return std::tie(low, high); }
};

struct TargetHealthCheck {
  bool enabled = true;
  BalancerProtocol protocol = BalancerProtocol::HTTP;  // HTTP, HTTPS or TCP
  std::string path = "/";
  std::int32_t port = 0;                // 0: traffic-port, the one the target is registered with
  std::int32_t intervalSeconds = 30;    // 5 to 300
  std::int32_t timeoutSeconds = 5;      // 2 to 120, below the interval
  std::int32_t healthyThreshold = 5;    // 2 to 10
  std::int32_t unhealthyThreshold = 2;  // 2 to 10
  std::vector<CodeRange> codes = {{200, 200}};
  std::string matcher = "200";

  auto fields() const {
    return std::tie(enabled, protocol, path, port, intervalSeconds, timeoutSeconds,
                    healthyThreshold, unhealthyThreshold, codes, matcher);
  }
};

enum class TargetState : std::uint8_t {
  initial,
  healthy,
  unhealthy,
  unused,
  draining,
  unavailable
};
enum class TargetReason : std::uint8_t {
  None,
  InitialHealthChecking,
  ResponseCodeMismatch,
  Timeout,
  FailedHealthChecks,
  DeregistrationInProgress,
  NotInUse,        // no listener forwards to the group
  ZoneNotEnabled,  // Target.NotInUse as well: the balancer has no subnet in the target's zone
  HealthCheckDisabled
};

// What one health check gets.
struct CheckResult {
  enum class Kind : std::uint8_t { Pass, WrongCode, TimedOut, Refused };
  Kind kind = Kind::Pass;
  std::int32_t status = 0;  // HTTP status, for WrongCode

  auto fields() const { return std::tie(kind, status); }
  bool operator==(const CheckResult&) const = default;
};

// A registered address and port.
struct Target {
  TargetGroupIndex group;
  TaskIndex task;          // whose address it is; not valid: nobody's, or a function
  TargetIndex nextOfTask;  // the task's next target, or the next free slot
  TextIndex name;          // instance id or function ARN; not valid for an ip
  std::uint32_t ip = 0;    // IPv4, host byte order
  std::int32_t port = 0;
  TargetState state = TargetState::initial;
  TargetReason reason = TargetReason::InitialHealthChecking;
  CheckResult result;       // what checks get now; stands until a condition changes
  std::int32_t status = 0;  // the code that made it unhealthy
  bool inUse = false;       // the slot holds a target
  bool byService = false;   // ECS registered it, and takes it out again
  bool everHealthy = false;
  bool slowStart = false;  // its share of requests grows from 0
  std::uint32_t checksDone = 0;
  std::uint32_t inRow = 0;  // checks in a row with the same verdict, up to the last one done
  bool lastPassed = false;  // that verdict
  TimeMs registeredAt = kNever;
  TimeMs firstCheckAt = kNever;  // check n comes n - 1 intervals later
  TimeMs healthySince = kNever;
  std::uint32_t stamp = 0;  // timers with an older stamp are void
  EventId lastEvent = kNoEvent;

  auto fields() const {
    return std::tie(group, task, nextOfTask, name, ip, port, state, reason, result, status, inUse,
                    byService, everHealthy, slowStart, checksDone, inRow, lastPassed, registeredAt,
                    firstCheckAt, healthySince, stamp, lastEvent);
  }
};

// Targets of one group, by state; kept up to date.
struct TargetCounts {
  std::int32_t initial = 0;
  std::int32_t healthy = 0;
  std::int32_t unhealthy = 0;
  std::int32_t unused = 0;
  std::int32_t draining = 0;
  std::int32_t unavailable = 0;

  [[nodiscard]] std::int32_t& of(TargetState state) {
    switch (state) {
      case TargetState::initial: return initial;
      case TargetState::healthy: return healthy;
      case TargetState::unhealthy: return unhealthy;
      case TargetState::unused: return unused;
      case TargetState::draining: return draining;
      case TargetState::unavailable: break;
    }
    return unavailable;
  }
  auto fields() const {
    return std::tie(initial, healthy, unhealthy, unused, draining, unavailable);
  }
  bool operator==(const TargetCounts&) const = default;
};

struct TargetGroup {
  std::string name;
  TargetType type = TargetType::instance;
  BalancerProtocol protocol = BalancerProtocol::HTTP;
  std::int32_t port = 80;
  std::string vpcId;
  TargetHealthCheck healthCheck;
  std::int32_t deregistrationDelaySeconds = 300;  // 0 to 3600
  std::int32_t slowStartSeconds = 0;              // 0: off; 30 to 900
  BalancingAlgorithm algorithm = BalancingAlgorithm::round_robin;
  std::vector<KeyValuePair> otherAttributes;  // kept and shown, without effect
  LoadBalancerIndex loadBalancer;             // whose rules forward here; not valid: nobody's
  std::vector<TargetIndex> targets;           // in order of registration
  TargetCounts counts;
  bool deleted = false;
  TimeMs createdAt = kNever;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(name, type, protocol, port, vpcId, healthCheck, deregistrationDelaySeconds,
                    slowStartSeconds, algorithm, otherAttributes, loadBalancer, targets, counts,
                    deleted, createdAt, createdBy);
  }
};

// Tasks of one service that its scheduler takes into, or out of, their target groups at once.
struct TargetBatch {
  ServiceIndex service;
  bool leaving = false;
  std::vector<TaskIndex> tasks;  // empty: the slot is free
  EventId cause = kNoEvent;

  auto fields() const { return std::tie(service, leaving, tasks, cause); }
};

struct Balancing {
  std::vector<LoadBalancer> loadBalancers;
  std::vector<Listener> listeners;
  std::vector<ListenerRule> rules;
  std::vector<TargetGroup> targetGroups;
  std::vector<Target> targets;                 // slots; Target::inUse tells
  std::vector<TargetIndex> firstTargetOfTask;  // by task slot; shorter than State::tasks
  std::vector<TargetBatch> batches;            // slots
  TargetIndex freeTarget;

  auto fields() const {
    return std::tie(loadBalancers, listeners, rules, targetGroups, targets, firstTargetOfTask,
                    batches, freeTarget);
  }
};

// Where tasks of a service get their requests from (API Reference, LoadBalancer).
struct ServiceLoadBalancer {
  TargetGroupIndex targetGroup;
  std::string containerName;
  std::int32_t containerPort = 0;
  // advancedConfiguration, for strategies that shift traffic; not valid: not given.
  TargetGroupIndex alternateTargetGroup;
  ListenerRuleIndex productionListenerRule;
  ListenerRuleIndex testListenerRule;

  auto fields() const {
    return std::tie(targetGroup, containerName, containerPort, alternateTargetGroup,
                    productionListenerRule, testListenerRule);
  }
  bool operator==(const ServiceLoadBalancer&) const = default;
};

const char* nameOf(LoadBalancerType type);
const char* nameOf(LoadBalancerScheme scheme);
const char* nameOf(BalancerProtocol protocol);
const char* nameOf(TargetType type);
const char* nameOf(BalancingAlgorithm algorithm);
const char* nameOf(TargetState state);
// "Target.Timeout"; "" for None.
const char* nameOf(TargetReason reason);

// AWS's defaults for a new group: a balancer of HTTP is an ALB, anything else an NLB.
// Source: ALB and NLB User Guides, "Health checks for target groups".
[[nodiscard]] TargetHealthCheck defaultHealthCheck(TargetType type, BalancerProtocol protocol);
[[nodiscard]] constexpr bool isHttp(BalancerProtocol protocol) {
  return protocol == BalancerProtocol::HTTP || protocol == BalancerProtocol::HTTPS;
}

}  // namespace taskyard
