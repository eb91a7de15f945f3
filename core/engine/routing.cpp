#include "engine/routing.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "engine/target_health.h"
#include "engine/task_load.h"

namespace taskyard {

namespace {

constexpr std::int64_t kFullWeight = 1'000'000;

std::int64_t slowStartWeight(const State& state, const TargetGroup& group, const Target& target) {
  if (!target.slowStart || target.state != TargetState::healthy) return kFullWeight;
  const DurationMs ramp = group.slowStartSeconds * kSecond;
  const DurationMs since = state.now - target.healthySince;
  if (since >= ramp) return kFullWeight;
  return std::max<std::int64_t>(1, kFullWeight * since / ramp);
}

std::size_t zoneOf(const State& state, const TargetShare& share) {
  if (!share.task.valid()) return 0;
  return state.subnets[state.tasks[share.task.value].subnet.value].zone;
}

// Each zone's targets share what the zone gets.
void splitByZone(const State& state, std::vector<TargetShare>& shares) {
  std::array<std::int64_t, kZoneCount> perZone{};
  for (const TargetShare& share : shares) ++perZone[zoneOf(state, share)];
  for (TargetShare& share : shares) share.weight /= perZone[zoneOf(state, share)];
}

std::string lowered(std::string_view text) {
  std::string copy(text);
  std::transform(copy.begin(), copy.end(), copy.begin(), lowerOf);
  return copy;
}

bool matches(const ListenerRule& rule, std::string_view host, std::string_view path) {
  if (!rule.otherConditionsJson.empty()) return false;
  const std::string name = lowered(host);
  const auto fitsHost = [&](const std::string& pattern) {
    return matchesPattern(lowered(pattern), name);
  };
  const auto fitsPath = [&](const std::string& pattern) { return matchesPattern(pattern, path); };
  if (!rule.hosts.empty() && std::none_of(rule.hosts.begin(), rule.hosts.end(), fitsHost)) {
    return false;
  }
  return rule.paths.empty() || std::any_of(rule.paths.begin(), rule.paths.end(), fitsPath);
}

}  // namespace

std::vector<TargetShare> sharesOf(const State& state, std::uint32_t targetGroup) {
  const TargetGroup& group = state.balancing.targetGroups[targetGroup];
  const bool failOpen = group.counts.healthy == 0;
  std::vector<TargetShare> shares;
  for (const TargetIndex index : group.targets) {
    const Target& target = state.balancing.targets[index.value];
    if (target.state == TargetState::draining || target.state == TargetState::unused) continue;
    if (!failOpen && target.state != TargetState::healthy) continue;
    shares.push_back({target.task, target.port, slowStartWeight(state, group, target), index});
  }
  if (group.loadBalancer.valid() &&
      !state.balancing.loadBalancers[group.loadBalancer.value].crossZone) {
    splitByZone(state, shares);
  }
  return shares;
}

RouteDecision routeRequest(const State& state, LoadBalancerIndex balancer, std::int32_t port,
                           std::string_view host, std::string_view path) {
  RouteDecision decision;
  const auto& all = state.balancing.rules;
  ListenerIndex listener;
  for (std::size_t i = 0; i < state.balancing.listeners.size(); ++i) {
    const Listener& candidate = state.balancing.listeners[i];
    if (!candidate.deleted && candidate.loadBalancer == balancer && candidate.port == port) {
      listener = ListenerIndex(i);
    }
  }
  if (!listener.valid()) return decision;
  decision.rule = state.balancing.listeners[listener.value].defaultRule;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ListenerRule& rule = all[i];
    if (rule.deleted || rule.listener != listener || rule.priority == kDefaultRule) continue;
    const std::int32_t best = all[decision.rule.value].priority;
    if (best != kDefaultRule && best < rule.priority) continue;
    if (matches(rule, host, path)) decision.rule = ListenerRuleIndex(i);
  }
  const RuleAction& action = all[decision.rule.value].action;
  decision.status = action.statusCode;
  switch (action.kind) {
    case RuleAction::Kind::fixedResponse: decision.kind = RouteDecision::Kind::FixedResponse; break;
    case RuleAction::Kind::redirect: decision.kind = RouteDecision::Kind::Redirect; break;
    case RuleAction::Kind::forward:
      decision.kind = RouteDecision::Kind::Forward;
      for (const WeightedTargetGroup& group : action.groups) {
        if (group.weight > 0) decision.forward.push_back(group);
      }
      break;
  }
  return decision;
}

bool matchesPattern(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;  // the last "*", and how much it stands for so far
  std::size_t covered = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      covered = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++covered;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::int32_t balancerStatus(BalancerFailure failure) {
  switch (failure) {
    case BalancerFailure::None: return 0;
    case BalancerFailure::NoTargets: return 503;
    case BalancerFailure::ConnectionTimeout:
    case BalancerFailure::IdleTimeout: return 504;
    case BalancerFailure::ConnectionRefused:
    case BalancerFailure::ClosedEarly:
    case BalancerFailure::DrainingEnded: return 502;
    case BalancerFailure::KilledDraining: return 500;
  }
  return 0;
}

TargetAnswer answerOf(const State& state, TargetIndex index) {
  const Target& target = state.balancing.targets[index.value];
  const TargetGroup& group = state.balancing.targetGroups[target.group.value];
  if (target.name.valid() && !target.task.valid()) return {BalancerFailure::None, 200, 0};
  const TargetAnswer dropped = {BalancerFailure::ConnectionTimeout, 0, kConnectTimeoutMs};
  if (!target.task.valid()) return dropped;
  const Task& task = state.tasks[target.task.value];
  const LoadBalancer& balancer = state.balancing.loadBalancers[group.loadBalancer.value];
  if (pathBetween(state, balancerEnd(state, balancer, task), networkEndOf(state, task),
                  target.port) != PathProblem::None) {
    return dropped;
  }
  const DurationMs idle = balancer.idleTimeoutSeconds * kSecond;
  const ProbeAnswer answer = probeTask(state, task, target.port, idle);
  switch (answer.kind) {
    case ProbeAnswer::Kind::Refused: return {BalancerFailure::ConnectionRefused, 0, 0};
    case ProbeAnswer::Kind::Timeout: return {BalancerFailure::IdleTimeout, 0, idle};
    case ProbeAnswer::Kind::Status: break;
  }
  return {BalancerFailure::None, answer.status, 0};
}

}  // namespace taskyard
