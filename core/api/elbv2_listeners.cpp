// Listeners.

#include <algorithm>

#include "api/elbv2_actions.h"
#include "api/elbv2_handlers.h"
#include "engine/balancer_identity.h"
#include "engine/balancing_system.h"
#include "engine/target_limits.h"

namespace taskyard {

namespace {

// Protocol, port and certificate, on top of `listener`. Errors: ValidationError,
// UnsupportedProtocol, CertificateNotFound, DuplicateListener.
Result<Listener> readListener(const ApiCall& call, Listener listener, ListenerIndex own) {
  const State& state = call.state;
  const LoadBalancerType type = state.balancing.loadBalancers[listener.loadBalancer.value].type;
  if (const std::string& name = call.text("Protocol"); !name.empty()) {
    const Result<BalancerProtocol> protocol = elbProtocol(name, "/Protocol");
    if (!protocol) return protocol.error();
    listener.protocol = protocol.value();
  }
  if (isHttp(listener.protocol) != (type == LoadBalancerType::application)) {
    return Error{"UnsupportedProtocol",
                 std::string("Listener protocol '") + nameOf(listener.protocol) +
                     "' is not supported for load balancers of type '" + nameOf(type) + "'",
                 "/Protocol"};
  }
  const auto port = elbInteger(call.input, "Port", 1, 65535);
  if (!port) return port.error();
  listener.port = port.value().value_or(listener.port);
  const ListenerIndex other = findListenerOnPort(state, listener.loadBalancer, listener.port);
  if (other.valid() && other != own) {
    return Error{"DuplicateListener",
                 "A listener already exists on this port for this load balancer '" +
                     loadBalancerArn(state, listener.loadBalancer) + "'",
                 "/Port"};
  }
  if (const JsonValue* certificates = call.input.find("Certificates");
      certificates != nullptr && !certificates->items().empty()) {
    listener.certificateArn = certificates->items().front().text("CertificateArn");
  }
  if (!listener.certificateArn.empty() && !listener.certificateArn.starts_with("arn:aws:acm:") &&
      !listener.certificateArn.starts_with("arn:aws:iam:")) {
    return elbValidation("Certificate ARN '" + listener.certificateArn + "' is not valid",
                         "/Certificates/0/CertificateArn");
  }
  const bool secure =
      listener.protocol == BalancerProtocol::HTTPS || listener.protocol == BalancerProtocol::TLS;
  if (secure && listener.certificateArn.empty()) {
    return elbValidation("A certificate must be specified for " +
                             std::string(nameOf(listener.protocol)) + " listeners",
                         "/Certificates");
  }
  return listener;
}

ApiAnswer listenerAnswer(const ApiCall& call, ListenerIndex listener) {
  ApiAnswer answer;
  answer.output.set("Listeners", JsonValue::array({listenerJson(call.state, listener)}));
  answer.notModelled = call.notModelled({"LoadBalancerArn", "ListenerArn", "Protocol", "Port",
                                         "DefaultActions", "Certificates", "Tags"});
  return answer;
}

}  // namespace

Result<ApiAnswer> createListener(const ApiCall& call) {
  const Result<LoadBalancerIndex> balancer =
      elbBalancer(call, call.text("LoadBalancerArn"), "/LoadBalancerArn");
  if (!balancer) return balancer.error();
  for (const char* member : {"Protocol", "Port"}) {
    if (call.input.find(member) != nullptr) continue;
    return elbValidation(std::string("A listener ") + (member[1] == 'r' ? "protocol" : "port") +
                             " must be specified",
                         pointerTo("", member));
  }
  Simulation& sim = call.simulation();
  Balancing& balancing = sim.state().balancing;
  Listener asked;
  asked.loadBalancer = balancer.value();
  Result<Listener> listener = readListener(call, asked, {});
  if (!listener) return listener.error();
  Result<RuleAction> action = elbAction(call, "DefaultActions", balancer.value());
  if (!action) return action.error();
  const auto alive = std::count_if(
      balancing.listeners.begin(), balancing.listeners.end(), [&](const Listener& other) {
        return !other.deleted && other.loadBalancer == balancer.value();
      });
  if (static_cast<std::size_t>(alive) >= kMostListeners) {
    return Error{"TooManyListeners", "The maximum number of listeners has been reached (50)",
                 "/LoadBalancerArn"};
  }
  const EventId cause = call.begin(balancing.loadBalancers[balancer.value().value].name + " port " +
                                   std::to_string(listener.value().port));
  const ListenerIndex index(balancing.listeners.size());
  listener.value().defaultRule = ListenerRuleIndex(balancing.rules.size());
  ListenerRule rule;
  rule.listener = index;
  rule.action = std::move(action.value());
  balancing.rules.push_back(std::move(rule));
  balancing.listeners.push_back(std::move(listener.value()));
  refreshAssociations(sim, cause);
  return listenerAnswer(call, index);
}

Result<ApiAnswer> modifyListener(const ApiCall& call) {
  const Result<ListenerIndex> index = elbListener(call, call.text("ListenerArn"));
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  Listener& known = sim.state().balancing.listeners[index.value().value];
  Result<Listener> listener = readListener(call, known, index.value());
  if (!listener) return listener.error();
  RuleAction action = call.state.balancing.rules[known.defaultRule.value].action;
  if (call.input.find("DefaultActions") != nullptr) {
    Result<RuleAction> given = elbAction(call, "DefaultActions", known.loadBalancer);
    if (!given) return given.error();
    action = std::move(given.value());
  }
  const EventId cause =
      call.begin(call.state.balancing.loadBalancers[known.loadBalancer.value].name + " port " +
                 std::to_string(known.port));
  known = listener.value();
  sim.state().balancing.rules[known.defaultRule.value].action = std::move(action);
  refreshAssociations(sim, cause);
  return listenerAnswer(call, index.value());
}

Result<ApiAnswer> describeListeners(const ApiCall& call) {
  JsonValue list = JsonValue::array();
  for (const std::string& arn : call.strings("ListenerArns")) {
    const Result<ListenerIndex> listener = elbListener(call, arn);
    if (!listener) return listener.error();
    list.push(listenerJson(call.state, listener.value()));
  }
  const std::string& arn = call.text("LoadBalancerArn");
  if (arn.empty() && call.strings("ListenerArns").empty()) {
    return elbValidation("You must specify either listener ARNs or a load balancer ARN");
  }
  if (!arn.empty()) {
    const Result<LoadBalancerIndex> balancer = elbBalancer(call, arn, "/LoadBalancerArn");
    if (!balancer) return balancer.error();
    const auto& all = call.state.balancing.listeners;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].deleted || all[i].loadBalancer != balancer.value()) continue;
      list.push(listenerJson(call.state, ListenerIndex(i)));
    }
  }
  ApiAnswer answer;
  answer.output.set("Listeners", std::move(list));
  return answer;
}

Result<ApiAnswer> deleteListener(const ApiCall& call) {
  const Result<ListenerIndex> index = elbListener(call, call.text("ListenerArn"));
  if (!index) return index.error();
  Simulation& sim = call.simulation();
  Listener& listener = sim.state().balancing.listeners[index.value().value];
  const EventId cause =
      call.begin(call.state.balancing.loadBalancers[listener.loadBalancer.value].name + " port " +
                 std::to_string(listener.port));
  listener.deleted = true;
  for (ListenerRule& rule : sim.state().balancing.rules) {
    if (rule.listener == index.value()) rule.deleted = true;
  }
  refreshAssociations(sim, cause);
  return ApiAnswer();
}

}  // namespace taskyard
