#pragma once
// What API Gateway makes of a request to an HTTP API: which route it matches, and whether the VPC
// link leads to the load balancer behind the integration.
//
// The most specific route wins: the path as it stands, then one with {variables}, then a greedy
// one ({proxy+}), then $default; a method before ANY. Source: API Gateway Developer Guide, "Create
// routes for HTTP APIs".
// What a broken private integration answers is from memory: 503 Service Unavailable when nothing
// takes the connection, 504 when no answer comes within the integration's timeout.
// Model choice: a VPC link and a stage are there at once; in AWS a link is PENDING for a minute or
// two. A route without an integration is not found.

#include <string>
#include <string_view>

#include "engine/reachability.h"
#include "model/state.h"

namespace taskyard {

struct ApiDecision {
  std::int32_t status = 0;  // API Gateway answers so itself; 0: the balancer gets the request
  std::string reason;       // one sentence, when it does
  std::string routeKey;     // which route matched
  LoadBalancerIndex balancer;
  std::int32_t port = 80;  // of the listener
  DurationMs timeoutMs = 30'000;
};
// api not valid: there is none (404). path: from "/" on.
ApiDecision decideOn(const State& state, HttpApiIndex api, std::string_view method,
                     std::string_view path);

// "GET /orders/{id}": whether the method and the path fit it, and how well; the higher the more
// specific, 0: not at all.
[[nodiscard]] int routeFit(std::string_view routeKey, std::string_view method,
                           std::string_view path);

// By id, name or endpoint; not valid when there is none.
HttpApiIndex findHttpApi(const State& state, std::string_view idOrName);
// By id or name.
VpcLinkIndex findVpcLink(const State& state, std::string_view idOrName);

// Ids follow from names, so that a scenario can write them down: {{api:shop}}, {{vpclink:shop}},
// and {{integration:shop:1}} for an API's first integration. Model choice.
std::string httpApiIdOf(std::string_view name);
std::string vpcLinkIdOf(std::string_view name);
std::string integrationIdOf(std::string_view api, std::size_t number);
std::string routeIdOf(std::string_view api, std::size_t number);
// "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com".
std::string apiEndpoint(const HttpApi& api);

}  // namespace taskyard
