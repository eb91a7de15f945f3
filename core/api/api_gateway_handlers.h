#pragma once
// The handlers of service "apigatewayv2": HTTP APIs with private integrations
// (api_gateway_apis.cpp), and VPC links (api_gateway_links.cpp).

#include "api/handlers.h"

namespace taskyard {

// ---- Shared. Errors: NotFoundException, in API Gateway's words.
Result<HttpApiIndex> httpApiOf(const ApiCall& call);
Error gatewayBadRequest(std::string message, std::string path = "");
Error gatewayNotFound(const std::string& what, const std::string& id, std::string path);

Result<ApiAnswer> createVpcLink(const ApiCall& call);
Result<ApiAnswer> getVpcLinks(const ApiCall& call);
Result<ApiAnswer> deleteVpcLink(const ApiCall& call);

Result<ApiAnswer> createHttpApi(const ApiCall& call);
Result<ApiAnswer> getHttpApis(const ApiCall& call);
Result<ApiAnswer> deleteHttpApi(const ApiCall& call);
Result<ApiAnswer> createIntegration(const ApiCall& call);
Result<ApiAnswer> getIntegrations(const ApiCall& call);
Result<ApiAnswer> deleteIntegration(const ApiCall& call);
Result<ApiAnswer> createApiRoute(const ApiCall& call);
Result<ApiAnswer> getApiRoutes(const ApiCall& call);
Result<ApiAnswer> deleteApiRoute(const ApiCall& call);
Result<ApiAnswer> createStage(const ApiCall& call);

}  // namespace taskyard
