#include "engine/balancer_identity.h"

#include "base/hash.h"

namespace taskyard {

namespace {

constexpr const char* kElbArnPrefix = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";

std::string hashOf(std::string_view kind, std::string_view name, std::int32_t first = 0,
                   std::int32_t second = 0) {
  Fingerprint print;
  print.add(kind);
  print.add(name);
  print.add(first);
  print.add(second);
  return hex64(print.value());
}

// "app/web/0123456789abcdef": what stands behind "loadbalancer/" and "listener/".
std::string pathOf(LoadBalancerType type, std::string_view name) {
  return std::string(type == LoadBalancerType::application ? "app/" : "net/") + std::string(name) +
         "/" + hashOf("loadbalancer", name);
}

std::string listenerPath(LoadBalancerType type, std::string_view balancer, std::int32_t port) {
  return pathOf(type, balancer) + "/" + hashOf("listener", balancer, port);
}

}  // namespace

std::string loadBalancerArnOf(LoadBalancerType type, std::string_view name) {
  return kElbArnPrefix + ("loadbalancer/" + pathOf(type, name));
}

std::string targetGroupArnOf(std::string_view name) {
  return std::string(kElbArnPrefix) + "targetgroup/" + std::string(name) + "/" +
         hashOf("targetgroup", name);
}

std::string listenerArnOf(LoadBalancerType type, std::string_view balancer, std::int32_t port) {
  return kElbArnPrefix + ("listener/" + listenerPath(type, balancer, port));
}

std::string ruleArnOf(LoadBalancerType type, std::string_view balancer, std::int32_t port,
                      std::int32_t firstPriority) {
  return kElbArnPrefix + ("listener-rule/" + listenerPath(type, balancer, port) + "/" +
                          hashOf("rule", balancer, port, firstPriority));
}

std::string loadBalancerArn(const State& state, LoadBalancerIndex balancer) {
  const LoadBalancer& record = state.balancing.loadBalancers[balancer.value];
  return loadBalancerArnOf(record.type, record.name);
}

std::string targetGroupArn(const State& state, TargetGroupIndex group) {
  return targetGroupArnOf(state.balancing.targetGroups[group.value].name);
}

std::string listenerArn(const State& state, ListenerIndex listener) {
  const Listener& record = state.balancing.listeners[listener.value];
  const LoadBalancer& balancer = state.balancing.loadBalancers[record.loadBalancer.value];
  return listenerArnOf(balancer.type, balancer.name, record.port);
}

std::string ruleArn(const State& state, ListenerRuleIndex rule) {
  const ListenerRule& record = state.balancing.rules[rule.value];
  const Listener& listener = state.balancing.listeners[record.listener.value];
  const LoadBalancer& balancer = state.balancing.loadBalancers[listener.loadBalancer.value];
  return ruleArnOf(balancer.type, balancer.name, listener.port, record.firstPriority);
}

std::string dnsName(const LoadBalancer& balancer) {
  const bool internal = balancer.scheme == LoadBalancerScheme::internal;
  const std::string hash = hashOf("dns", balancer.name).substr(0, 10);
  return (internal ? "internal-" : "") + balancer.name + "-" + hash +
         (balancer.type == LoadBalancerType::application ? ".us-east-1.elb.amazonaws.com"
                                                         : ".elb.us-east-1.amazonaws.com");
}

LoadBalancerIndex findLoadBalancer(const State& state, std::string_view nameOrArn) {
  const auto& all = state.balancing.loadBalancers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].deleted) continue;
    if (all[i].name == nameOrArn || loadBalancerArnOf(all[i].type, all[i].name) == nameOrArn) {
      return LoadBalancerIndex(i);
    }
  }
  return {};
}

TargetGroupIndex findTargetGroup(const State& state, std::string_view nameOrArn) {
  const auto& all = state.balancing.targetGroups;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].deleted) continue;
    if (all[i].name == nameOrArn || targetGroupArnOf(all[i].name) == nameOrArn) {
      return TargetGroupIndex(i);
    }
  }
  return {};
}

ListenerIndex findListener(const State& state, std::string_view arn) {
  for (std::size_t i = 0; i < state.balancing.listeners.size(); ++i) {
    if (state.balancing.listeners[i].deleted) continue;
    if (listenerArn(state, ListenerIndex(i)) == arn) return ListenerIndex(i);
  }
  return {};
}

ListenerRuleIndex findRule(const State& state, std::string_view arn) {
  for (std::size_t i = 0; i < state.balancing.rules.size(); ++i) {
    if (state.balancing.rules[i].deleted) continue;
    if (ruleArn(state, ListenerRuleIndex(i)) == arn) return ListenerRuleIndex(i);
  }
  return {};
}

ListenerIndex findListenerOnPort(const State& state, LoadBalancerIndex balancer,
                                 std::int32_t port) {
  for (std::size_t i = 0; i < state.balancing.listeners.size(); ++i) {
    const Listener& listener = state.balancing.listeners[i];
    if (!listener.deleted && listener.loadBalancer == balancer && listener.port == port) {
      return ListenerIndex(i);
    }
  }
  return {};
}

}  // namespace taskyard
