#pragma once
// API Gateway's HTTP APIs as a front door for private services: a VPC link puts interfaces into the
// learner's subnets, an integration sends what a route matches through it to a listener of a load
// balancer. Deleted ones keep their place and say so.
// Source: API Gateway V2 API Reference (2018-11-29), CreateVpcLink, CreateApi, CreateIntegration,
// CreateRoute, CreateStage.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "model/ids.h"

namespace taskyard {

using HttpApiIndex = Index<struct HttpApiTag>;
using VpcLinkIndex = Index<struct VpcLinkTag>;

struct VpcLink {
  std::string vpcLinkId;
  std::string name;
  std::vector<SubnetIndex> subnets;
  std::vector<std::string> securityGroups;  // empty: the VPC's default group
  bool deleted = false;
  TimeMs createdAt = 0;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(vpcLinkId, name, subnets, securityGroups, deleted, createdAt, createdBy);
  }
};

// HTTP_PROXY through a VPC link to a listener.
struct ApiIntegration {
  std::string integrationId;
  VpcLinkIndex vpcLink;
  ListenerIndex listener;
  std::int32_t timeoutMs = 30'000;  // 50 to 30,000
  bool deleted = false;

  auto fields() const { return std::tie(integrationId, vpcLink, listener, timeoutMs, deleted); }
};

struct ApiRoute {
  std::string routeId;
  std::string routeKey;           // "$default", "GET /orders", "ANY /shop/{proxy+}"
  std::uint32_t integration = 0;  // position in the API's list; kNoIntegration: none
  bool deleted = false;

  auto fields() const { return std::tie(routeId, routeKey, integration, deleted); }
};
inline constexpr std::uint32_t kNoIntegration = 0xFFFFFFFFu;

struct HttpApi {
  std::string apiId;
  std::string name;
  std::string description;
  std::vector<ApiIntegration> integrations;
  std::vector<ApiRoute> routes;
  bool defaultStage = false;  // stage $default exists: the API can be called
  bool deleted = false;
  TimeMs createdAt = 0;
  EventId createdBy = kNoEvent;

  auto fields() const {
    return std::tie(apiId, name, description, integrations, routes, defaultStage, deleted,
                    createdAt, createdBy);
  }
};

struct ApiGateway {
  std::vector<VpcLink> links;
  std::vector<HttpApi> apis;
  std::uint32_t created = 0;  // things that got an id so far

  auto fields() const { return std::tie(links, apis, created); }
};

}  // namespace taskyard
