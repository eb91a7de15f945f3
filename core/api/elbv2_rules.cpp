// Rules of listeners.

#include <algorithm>

#include "api/elbv2_actions.h"
#include "api/elbv2_handlers.h"
#include "engine/balancing_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

LoadBalancerIndex balancerOfRule(const State& state, const ListenerRule& rule) {
  return state.balancing.listeners[rule.listener.value].loadBalancer;
}

Error priorityInUse(std::int32_t priority, std::string path) {
  return {"PriorityInUse", "Priority '" + std::to_string(priority) + "' is currently in use",
          std::move(path)};
}

// "web port 80 priority 10".
std::string subjectOf(const State& state, const ListenerRule& rule) {
  const Listener& listener = state.balancing.listeners[rule.listener.value];
  return state.balancing.loadBalancers[listener.loadBalancer.value].name + " port " +
         std::to_string(listener.port) + " priority " + std::to_string(rule.priority);
}

ApiAnswer ruleAnswer(const ApiCall& call, ListenerRuleIndex rule,
                     std::vector<std::string> notModelled) {
  ApiAnswer answer;
  answer.output.set("Rules", JsonValue::array({ruleJson(call.state, rule)}));
  answer.notModelled = std::move(notModelled);
  return answer;
}

bool isFirstPriorityTaken(const State& state, ListenerIndex listener, std::int32_t priority) {
  return std::any_of(
      state.balancing.rules.begin(), state.balancing.rules.end(), [&](const ListenerRule& rule) {
        return !rule.deleted && rule.listener == listener && rule.firstPriority == priority;
      });
}

}  // namespace

Result<ApiAnswer> createRule(const ApiCall& call) {
  const Result<ListenerIndex> listener = elbListener(call, call.text("ListenerArn"));
  if (!listener) return listener.error();
  Simulation& sim = call.simulation();
  Balancing& balancing = sim.state().balancing;
  ListenerRule rule;
  rule.listener = listener.value();
  const LoadBalancerIndex balancer = balancerOfRule(call.state, rule);
  if (balancing.loadBalancers[balancer.value].type == LoadBalancerType::network) {
    return Error{"UnsupportedOperation",
                 "Rules are not supported on the listeners of a Network Load Balancer",
                 "/ListenerArn"};
  }
  const auto priority = elbInteger(call.input, "Priority", 1, 50000);
  if (!priority) return priority.error();
  rule.priority = *priority.value();
  std::size_t onBalancer = 0;
  for (const ListenerRule& other : balancing.rules) {
    if (other.deleted || balancerOfRule(call.state, other) != balancer) continue;
    if (other.priority != kDefaultRule) ++onBalancer;
    if (other.listener == rule.listener && other.priority == rule.priority) {
      return priorityInUse(rule.priority, "/Priority");
    }
  }
  if (onBalancer >= kMostRules) {
    return Error{"TooManyRules", "The maximum number of rules has been reached (100)",
                 "/ListenerArn"};
  }
  std::vector<std::string> notModelled;
  if (auto error = readConditions(call, rule, notModelled)) return *error;
  Result<RuleAction> action = elbAction(call, "Actions", balancer);
  if (!action) return action.error();
  rule.action = std::move(action.value());
  // Two rules never share an ARN, even when one has moved away from its first priority.
  rule.firstPriority = rule.priority;
  while (isFirstPriorityTaken(call.state, rule.listener, rule.firstPriority)) {
    rule.firstPriority += 50000;
  }
  const EventId cause = call.begin(subjectOf(call.state, rule));
  const ListenerRuleIndex index(balancing.rules.size());
  balancing.rules.push_back(std::move(rule));
  refreshAssociations(sim, cause);
  return ruleAnswer(call, index, std::move(notModelled));
}

Result<ApiAnswer> modifyRule(const ApiCall& call) {
  const Result<ListenerRuleIndex> index = elbRule(call, call.text("RuleArn"));
  if (!index) return index.error();
  ListenerRule changed = call.state.balancing.rules[index.value().value];
  std::vector<std::string> notModelled;
  if (call.input.find("Conditions") != nullptr) {
    if (changed.priority == kDefaultRule) {
      return Error{"OperationNotPermitted",
                   "Default rule '" + call.text("RuleArn") + "' cannot have conditions",
                   "/Conditions"};
    }
    if (auto error = readConditions(call, changed, notModelled)) return *error;
  }
  if (call.input.find("Actions") != nullptr) {
    Result<RuleAction> action = elbAction(call, "Actions", balancerOfRule(call.state, changed));
    if (!action) return action.error();
    changed.action = std::move(action.value());
  }
  const EventId cause = call.begin(subjectOf(call.state, changed));
  Simulation& sim = call.simulation();
  sim.state().balancing.rules[index.value().value] = std::move(changed);
  refreshAssociations(sim, cause);
  return ruleAnswer(call, index.value(), std::move(notModelled));
}

Result<ApiAnswer> describeRules(const ApiCall& call) {
  std::vector<ListenerRuleIndex> found;
  for (const std::string& arn : call.strings("RuleArns")) {
    const Result<ListenerRuleIndex> rule = elbRule(call, arn);
    if (!rule) return rule.error();
    found.push_back(rule.value());
  }
  const auto& all = call.state.balancing.rules;
  if (const std::string& arn = call.text("ListenerArn"); !arn.empty()) {
    const Result<ListenerIndex> listener = elbListener(call, arn);
    if (!listener) return listener.error();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].deleted && all[i].listener == listener.value()) found.emplace_back(i);
    }
    // By priority, the default rule last.
    std::stable_sort(found.begin(), found.end(), [&](ListenerRuleIndex a, ListenerRuleIndex b) {
      const auto place = [&](ListenerRuleIndex rule) {
        const std::int32_t priority = all[rule.value].priority;
        return priority == kDefaultRule ? INT32_MAX : priority;
      };
      return place(a) < place(b);
    });
  } else if (found.empty()) {
    return elbValidation("You must specify either listener rule ARNs or a listener ARN");
  }
  JsonValue list = JsonValue::array();
  for (const ListenerRuleIndex rule : found) list.push(ruleJson(call.state, rule));
  ApiAnswer answer;
  answer.output.set("Rules", std::move(list));
  return answer;
}

Result<ApiAnswer> deleteRule(const ApiCall& call) {
  const Result<ListenerRuleIndex> index = elbRule(call, call.text("RuleArn"));
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  ListenerRule& rule = sim.state().balancing.rules[index.value().value];
  if (rule.priority == kDefaultRule) {
    return Error{"OperationNotPermitted",
                 "Default rule '" + call.text("RuleArn") + "' cannot be deleted", "/RuleArn"};
  }
  const EventId cause = call.begin(subjectOf(call.state, rule));
  rule.deleted = true;
  refreshAssociations(sim, cause);
  return ApiAnswer();
}

Result<ApiAnswer> setRulePriorities(const ApiCall& call) {
  const auto& given = call.input.find("RulePriorities")->items();
  std::vector<ListenerRule> changed = call.state.balancing.rules;
  std::vector<ListenerRuleIndex> moved;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Result<ListenerRuleIndex> rule = elbRule(call, given[i].text("RuleArn"));
    if (!rule) return rule.error();
    const std::string path = pointerTo("/RulePriorities", i);
    const auto priority = elbInteger(given[i], "Priority", 1, 50000, path);
    if (!priority) return priority.error();
    if (!priority.value()) return elbValidation("A priority must be specified", path);
    if (changed[rule.value().value].priority == kDefaultRule) {
      return Error{"OperationNotPermitted", "The default rule has no priority", path};
    }
    changed[rule.value().value].priority = *priority.value();
    moved.push_back(rule.value());
  }
  for (const ListenerRuleIndex index : moved) {
    const ListenerRule& rule = changed[index.value];
    for (std::size_t i = 0; i < changed.size(); ++i) {
      if (i == index.value || changed[i].deleted || changed[i].listener != rule.listener) continue;
      if (changed[i].priority == rule.priority) {
        return priorityInUse(rule.priority, "/RulePriorities");
      }
    }
  }
  (void)call.begin(std::to_string(moved.size()) + " rules");
  call.simulation().state().balancing.rules = std::move(changed);
  JsonValue list = JsonValue::array();
  for (const ListenerRuleIndex rule : moved) list.push(ruleJson(call.state, rule));
  ApiAnswer answer;
  answer.output.set("Rules", std::move(list));
  return answer;
}

}  // namespace taskyard
