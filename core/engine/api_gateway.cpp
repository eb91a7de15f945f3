#include "engine/api_gateway.h"

#include "base/text.h"
#include "model/network.h"

namespace taskyard {

namespace {

ApiDecision answers(std::int32_t status, std::string reason, std::string routeKey = "") {
  ApiDecision decision;
  decision.status = status;
  decision.reason = std::move(reason);
  decision.routeKey = std::move(routeKey);
  return decision;
}

bool isVariable(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }
bool isGreedy(std::string_view part) { return part.starts_with('{') && part.ends_with("+}"); }

// 3: as it stands; 2: with variables; 1: greedy; 0: not at all.
int pathFit(std::string_view pattern, std::string_view path) {
  const std::vector<std::string> wanted = splitAt(pattern, '/');
  const std::vector<std::string> given = splitAt(path, '/');
  int fit = 3;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (isGreedy(wanted[i])) return given.size() > i ? 1 : 0;
    if (i >= given.size()) return 0;
    if (isVariable(wanted[i])) {
      if (given[i].empty()) return 0;
      fit = 2;
    } else if (wanted[i] != given[i]) {
      return 0;
    }
  }
  return wanted.size() == given.size() ? fit : 0;
}

// From the link's interface in one of its zones to the balancer's in one of its own.
bool linkReaches(const State& state, const VpcLink& link, const LoadBalancer& balancer,
                 std::int32_t port) {
  for (const SubnetIndex from : link.subnets) {
    for (const SubnetIndex to : balancer.subnets) {
      if (state.subnets[from.value].vpc != state.subnets[to.value].vpc) continue;
      const NetworkEnd near = networkEndIn(state, from, link.securityGroups);
      const NetworkEnd far = networkEndIn(state, to, balancer.securityGroups);
      if (pathBetween(state, near, far, port) == PathProblem::None) return true;
    }
  }
  return false;
}

std::string idOf(std::string_view kind, std::string_view name) {
  constexpr std::size_t kLength = 10;
  const std::string id = namedId(kind, name);
  return id.substr(id.size() - kLength);
}

}  // namespace

int routeFit(std::string_view routeKey, std::string_view method, std::string_view path) {
  if (routeKey == "$default") return 1;
  const std::size_t blank = routeKey.find(' ');
  const std::string_view verb = routeKey.substr(0, blank);
  if (verb != "ANY" && verb != method) return 0;
  const int fit = pathFit(routeKey.substr(blank + 1), path);
  return fit == 0 ? 0 : 2 * fit + (verb == "ANY" ? 0 : 1);
}

ApiDecision decideOn(const State& state, HttpApiIndex index, std::string_view method,
                     std::string_view path) {
  if (!index.valid()) return answers(404, "there is no such API");
  const HttpApi& api = state.apiGateway.apis[index.value];
  if (!api.defaultStage) {
    return answers(404, "API " + api.name +
                            " has no stage $default, so nothing is deployed: 404 Not "
                            "Found");
  }
  const ApiRoute* best = nullptr;
  int bestFit = 0;
  for (const ApiRoute& route : api.routes) {
    const int fit = route.deleted ? 0 : routeFit(route.routeKey, method, path);
    if (fit <= bestFit) continue;
    bestFit = fit;
    best = &route;
  }
  if (best == nullptr || best->integration == kNoIntegration ||
      api.integrations[best->integration].deleted) {
    return answers(404, "no route of API " + api.name + " with an integration matches " +
                            std::string(method) + " " + std::string(path) + ": 404 Not Found");
  }
  const ApiIntegration& integration = api.integrations[best->integration];
  const VpcLink& link = state.apiGateway.links[integration.vpcLink.value];
  if (link.deleted) {
    return answers(503, "the VPC link " + link.name + " is gone: 503 Service Unavailable",
                   best->routeKey);
  }
  const Listener& listener = state.balancing.listeners[integration.listener.value];
  if (listener.deleted) {
    return answers(503, "the listener behind the integration is gone: 503 Service Unavailable",
                   best->routeKey);
  }
  const LoadBalancer& balancer = state.balancing.loadBalancers[listener.loadBalancer.value];
  if (!linkReaches(state, link, balancer, listener.port)) {
    return answers(503,
                   "the VPC link " + link.name + " cannot connect to load balancer " +
                       balancer.name + " on port " + std::to_string(listener.port) +
                       " (security group, or another VPC): 503 Service Unavailable",
                   best->routeKey);
  }
  ApiDecision decision;
  decision.routeKey = best->routeKey;
  decision.balancer = listener.loadBalancer;
  decision.port = listener.port;
  decision.timeoutMs = integration.timeoutMs;
  return decision;
}

HttpApiIndex findHttpApi(const State& state, std::string_view idOrName) {
  const auto& apis = state.apiGateway.apis;
  if (idOrName.empty()) return {};
  for (std::size_t i = 0; i < apis.size(); ++i) {
    if (apis[i].deleted) continue;
    if (apis[i].apiId == idOrName || apis[i].name == idOrName || apiEndpoint(apis[i]) == idOrName) {
      return HttpApiIndex(i);
    }
  }
  return {};
}

VpcLinkIndex findVpcLink(const State& state, std::string_view idOrName) {
  const auto& links = state.apiGateway.links;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i].deleted) continue;
    if (links[i].vpcLinkId == idOrName || links[i].name == idOrName) return VpcLinkIndex(i);
  }
  return {};
}

std::string httpApiIdOf(std::string_view name) { return idOf("api", name); }

std::string vpcLinkIdOf(std::string_view name) { return idOf("vpclink", name); }

std::string integrationIdOf(std::string_view api, std::size_t number) {
  return idOf("integration", std::string(api) + ":" + std::to_string(number));
}

std::string routeIdOf(std::string_view api, std::size_t number) {
  return idOf("route", std::string(api) + ":" + std::to_string(number));
}

std::string apiEndpoint(const HttpApi& api) {
  return "https://" + api.apiId + ".execute-api." + kRegion + ".amazonaws.com";
}

}  // namespace taskyard
