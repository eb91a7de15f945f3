// HTTP APIs with their integrations, routes and stage. Errors: API Gateway's codes; the sentences
// are from memory.

#include <algorithm>

#include "api/api_gateway_handlers.h"
#include "base/time.h"
#include "engine/api_gateway.h"
#include "engine/balancer_identity.h"

namespace taskyard {

namespace {

constexpr std::string_view kTargetPrefix = "integrations/";

JsonValue apiJson(const HttpApi& api) {
  JsonValue json =
      JsonValue::object({{"ApiEndpoint", apiEndpoint(api)},
                         {"ApiId", api.apiId},
                         {"CreatedDate", isoTimestamp(api.createdAt)},
                         {"Name", api.name},
                         {"ProtocolType", "HTTP"},
                         {"RouteSelectionExpression", "$request.method $request.path"}});
  if (!api.description.empty()) json.set("Description", api.description);
  return json;
}

JsonValue integrationJson(const State& state, const ApiIntegration& integration) {
  return JsonValue::object(
      {{"ConnectionId", state.apiGateway.links[integration.vpcLink.value].vpcLinkId},
       {"ConnectionType", "VPC_LINK"},
       {"IntegrationId", integration.integrationId},
       {"IntegrationMethod", "ANY"},
       {"IntegrationType", "HTTP_PROXY"},
       {"IntegrationUri", listenerArn(state, integration.listener)},
       {"PayloadFormatVersion", "1.0"},
       {"TimeoutInMillis", integration.timeoutMs}});
}

JsonValue routeJson(const HttpApi& api, const ApiRoute& route) {
  JsonValue json = JsonValue::object({{"ApiKeyRequired", false},
                                      {"AuthorizationType", "NONE"},
                                      {"RouteId", route.routeId},
                                      {"RouteKey", route.routeKey}});
  if (route.integration != kNoIntegration) {
    json.set("Target",
             std::string(kTargetPrefix) + api.integrations[route.integration].integrationId);
  }
  return json;
}

HttpApi& apiAt(const ApiCall& call, HttpApiIndex index) {
  return call.simulation().state().apiGateway.apis[index.value];
}

// What only private integrations of HTTP APIs can do here.
std::optional<Error> integrationRefused(const ApiCall& call) {
  const std::string& type = call.text("IntegrationType");
  const std::string& connection = call.text("ConnectionType");
  if (type != "HTTP_PROXY" || connection != "VPC_LINK") {
    return Error{"SimNotModelled",
                 "Only private integrations are simulated: IntegrationType HTTP_PROXY with "
                 "ConnectionType VPC_LINK.",
                 type != "HTTP_PROXY" ? "/IntegrationType" : "/ConnectionType"};
  }
  const std::string& payload = call.text("PayloadFormatVersion");
  if (!payload.empty() && payload != "1.0") {
    return gatewayBadRequest("HTTP integrations only support payload format version 1.0.",
                             "/PayloadFormatVersion");
  }
  if (call.text("IntegrationMethod").empty()) {
    return gatewayBadRequest("HttpMethod must be specified for HTTP_PROXY integrations.",
                             "/IntegrationMethod");
  }
  const auto timeout = call.integer("TimeoutInMillis");
  if (timeout && (*timeout < 50 || *timeout > 30'000)) {
    return gatewayBadRequest("Timeout should be between 50 ms and 30000 ms", "/TimeoutInMillis");
  }
  return std::nullopt;
}

bool isRouteKey(const std::string& key) {
  static constexpr std::string_view kMethods[] = {"ANY",   "GET",    "POST", "PUT",
                                                  "PATCH", "DELETE", "HEAD", "OPTIONS"};
  if (key == "$default") return true;
  const std::size_t blank = key.find(' ');
  if (blank == std::string::npos || blank + 1 >= key.size() || key[blank + 1] != '/') return false;
  const std::string_view method = std::string_view(key).substr(0, blank);
  return std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
}

// The position of the integration that a route's target names. Errors: BadRequestException.
Result<std::uint32_t> targetOf(const ApiCall& call, const HttpApi& api) {
  const std::string& target = call.text("Target");
  if (target.empty()) return kNoIntegration;
  for (std::size_t i = 0; i < api.integrations.size(); ++i) {
    const ApiIntegration& one = api.integrations[i];
    if (!one.deleted && target == std::string(kTargetPrefix) + one.integrationId) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return gatewayBadRequest(
      "Target " + target + " is no integration of the API; it reads integrations/<id>.", "/Target");
}

}  // namespace

Result<HttpApiIndex> httpApiOf(const ApiCall& call) {
  const HttpApiIndex index = findHttpApi(call.state, call.text("ApiId"));
  if (!index.valid()) return gatewayNotFound("API", call.text("ApiId"), "/ApiId");
  return index;
}

Result<ApiAnswer> createHttpApi(const ApiCall& call) {
  if (call.text("ProtocolType") != "HTTP") {
    return Error{"SimNotModelled", "Only HTTP APIs are simulated.", "/ProtocolType"};
  }
  HttpApi api;
  api.name = call.text("Name");
  api.description = call.text("Description");
  if (api.name.empty()) return gatewayBadRequest("Name must not be empty.", "/Name");
  if (findHttpApi(call.state, api.name).valid()) {
    return Error{"SimNotModelled",
                 "AWS takes two APIs of one name; here ids follow from names, so choose another.",
                 "/Name"};
  }
  api.apiId = httpApiIdOf(api.name);
  api.createdAt = call.state.now;
  api.createdBy = call.begin(api.name);
  ApiAnswer answer;
  answer.output = apiJson(api);
  answer.notModelled = call.notModelled({"Name", "ProtocolType", "Description"});
  call.simulation().state().apiGateway.apis.push_back(std::move(api));
  return answer;
}

Result<ApiAnswer> getHttpApis(const ApiCall& call) {
  JsonValue items = JsonValue::array();
  for (const HttpApi& api : call.state.apiGateway.apis) {
    if (!api.deleted) items.push(apiJson(api));
  }
  ApiAnswer answer;
  answer.output.set("Items", std::move(items));
  return answer;
}

Result<ApiAnswer> deleteHttpApi(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  HttpApi& api = apiAt(call, index.value());
  (void)call.begin(api.name);
  api.deleted = true;
  return ApiAnswer{};
}

Result<ApiAnswer> createIntegration(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  if (auto refused = integrationRefused(call)) return *refused;
  ApiIntegration integration;
  integration.vpcLink = findVpcLink(call.state, call.text("ConnectionId"));
  if (!integration.vpcLink.valid()) {
    return gatewayBadRequest("VPC link " + call.text("ConnectionId") + " does not exist.",
                             "/ConnectionId");
  }
  integration.listener = findListener(call.state, call.text("IntegrationUri"));
  if (!integration.listener.valid()) {
    return gatewayBadRequest(
        "For VpcLink " + call.text("ConnectionId") +
            ", integration uri should be a valid ELB listener ARN or a valid Cloud Map service "
            "ARN.",
        "/IntegrationUri");
  }
  integration.timeoutMs =
      static_cast<std::int32_t>(call.integer("TimeoutInMillis").value_or(30'000));
  HttpApi& api = apiAt(call, index.value());
  integration.integrationId = integrationIdOf(api.name, api.integrations.size() + 1);
  (void)call.begin(api.name);
  ApiAnswer answer;
  answer.output = integrationJson(call.state, integration);
  answer.notModelled = call.notModelled({"ApiId", "IntegrationType", "IntegrationUri",
                                         "IntegrationMethod", "ConnectionType", "ConnectionId",
                                         "PayloadFormatVersion", "TimeoutInMillis"});
  api.integrations.push_back(std::move(integration));
  return answer;
}

Result<ApiAnswer> getIntegrations(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  JsonValue items = JsonValue::array();
  for (const ApiIntegration& one : call.state.apiGateway.apis[index.value().value].integrations) {
    if (!one.deleted) items.push(integrationJson(call.state, one));
  }
  ApiAnswer answer;
  answer.output.set("Items", std::move(items));
  return answer;
}

Result<ApiAnswer> deleteIntegration(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  HttpApi& api = apiAt(call, index.value());
  const std::string& id = call.text("IntegrationId");
  for (std::size_t i = 0; i < api.integrations.size(); ++i) {
    if (api.integrations[i].deleted || api.integrations[i].integrationId != id) continue;
    for (const ApiRoute& route : api.routes) {
      if (route.deleted || route.integration != i) continue;
      return Error{"ConflictException",
                   "Cannot delete Integration '" + id + "', it is referenced by Route '" +
                       route.routeId + "'.",
                   "/IntegrationId"};
    }
    (void)call.begin(api.name);
    api.integrations[i].deleted = true;
    return ApiAnswer{};
  }
  return gatewayNotFound("Integration", id, "/IntegrationId");
}

Result<ApiAnswer> createApiRoute(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  HttpApi& api = apiAt(call, index.value());
  ApiRoute route;
  route.routeKey = call.text("RouteKey");
  if (!isRouteKey(route.routeKey)) {
    return gatewayBadRequest(
        "The provided route key is not formatted properly for HTTP protocol. Format should be "
        "\"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"",
        "/RouteKey");
  }
  for (const ApiRoute& other : api.routes) {
    if (other.deleted || other.routeKey != route.routeKey) continue;
    return Error{"ConflictException",
                 "Route with key " + route.routeKey + " already exists for this API", "/RouteKey"};
  }
  const Result<std::uint32_t> target = targetOf(call, api);
  if (!target) return target.error();
  route.integration = target.value();
  route.routeId = routeIdOf(api.name, api.routes.size() + 1);
  (void)call.begin(api.name + " " + route.routeKey);
  ApiAnswer answer;
  answer.output = routeJson(api, route);
  answer.notModelled = call.notModelled({"ApiId", "RouteKey", "Target"});
  api.routes.push_back(std::move(route));
  return answer;
}

Result<ApiAnswer> getApiRoutes(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  const HttpApi& api = call.state.apiGateway.apis[index.value().value];
  JsonValue items = JsonValue::array();
  for (const ApiRoute& route : api.routes) {
    if (!route.deleted) items.push(routeJson(api, route));
  }
  ApiAnswer answer;
  answer.output.set("Items", std::move(items));
  return answer;
}

Result<ApiAnswer> deleteApiRoute(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  HttpApi& api = apiAt(call, index.value());
  for (ApiRoute& route : api.routes) {
    if (route.deleted || route.routeId != call.text("RouteId")) continue;
    (void)call.begin(api.name + " " + route.routeKey);
    route.deleted = true;
    return ApiAnswer{};
  }
  return gatewayNotFound("Route", call.text("RouteId"), "/RouteId");
}

Result<ApiAnswer> createStage(const ApiCall& call) {
  const Result<HttpApiIndex> index = httpApiOf(call);
  if (!index) return index.error();
  const std::string& name = call.text("StageName");
  if (name != "$default" || !call.flag("AutoDeploy")) {
    return Error{"SimNotModelled",
                 "Only the stage $default with AutoDeploy is simulated: changes are live at once.",
                 name != "$default" ? "/StageName" : "/AutoDeploy"};
  }
  HttpApi& api = apiAt(call, index.value());
  if (api.defaultStage) {
    return Error{"ConflictException", "Stage already exists", "/StageName"};
  }
  (void)call.begin(api.name + " " + name);
  api.defaultStage = true;
  ApiAnswer answer;
  answer.output = JsonValue::object(
      {{"AutoDeploy", true}, {"CreatedDate", isoTimestamp(call.state.now)}, {"StageName", name}});
  answer.notModelled = call.notModelled({"ApiId", "StageName", "AutoDeploy"});
  return answer;
}

}  // namespace taskyard
